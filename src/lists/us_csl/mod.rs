//! The Consolidated Screening List of the United States (trade.gov): the lists of the Treasury, the
//! Bureau of Industry and Security, and the Department of State in one file.

pub(super) mod csv;
pub(super) mod json;
mod record;
