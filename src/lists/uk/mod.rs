//! The lists of the United Kingdom: the UK Sanctions List of the Foreign, Commonwealth & Development
//! Office, and the Consolidated List of HM Treasury (OFSI), which was closed on 28 January 2026.

pub(super) mod consolidated_table;
pub(super) mod consolidated_xml;
mod fact;
mod other_information;
mod row;
pub(super) mod sanctions_list_table;
pub(super) mod sanctions_list_xml;
