//! What publishers state in words, read: dates, places, countries, numbers with labels, measures,
//! lists inside of a cell. Readers of several publications share it.

pub(super) mod country;
pub(super) mod date;
pub(super) mod document_details;
pub(super) mod lettered;
pub(super) mod measures;
pub(super) mod mentioned;
pub(super) mod name_cell;
pub(super) mod number_label;
pub(super) mod numbered;
pub(super) mod phones;
pub(super) mod place;
pub(super) mod prose_numbers;
pub(super) mod registration_numbers;
