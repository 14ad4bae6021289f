//! Screens people, companies, vessels, accounts and payments against official sanctions lists.
//!
//! A *tamis* is the fine drum sieve of a kitchen: everything goes through it, and only what should
//! stay, stays. tamis runs inside a compliance product, inside a notebook, and over a night's
//! payment files, on one machine without a server and without a network.
//!
//! ```
//! use tamis::{Kind, Policy, Screener, Subject};
//!
//! let screener = Screener::builtin(); // the DPRK starter list; see from_lists for official files
//! let subject = Subject::from("김정은").of_kind(Kind::Person);
//! for found in screener.screen(&subject, &Policy::default()) {
//!     // possible match 0.99: KIM, Jong Un (ofac-sdn:20157)
//!     println!("possible match {:.2}: {} ({})", found.score(), found.matched_name(), found.entity.id);
//! }
//! # assert_eq!(screener.screen(&subject, &Policy::default())[0].matched_name(), "KIM, Jong Un");
//! ```
//!
//! # The flow
//!
//! ```text
//! official file ──lists──▶ Entity ──names──▶ Reading ──index──┐
//!                                                             ▼
//! payment file ──transactions──▶ Subject ──names──▶ Reading ──candidates──matching──▶ Match
//! ```
//!
//! Four nouns carry it: an [`Entity`] is one designated party as published, a [`Subject`] whom we
//! ask about; both hold a [`Party`]. A [`Reading`](names::Reading) is how a name is read in Latin
//! letters and sounds. A [`Match`] is one entity that answers one subject, with the score and the
//! evidence the score was computed from.
//!
//! # The rooms
//!
//! Each room imports only rooms above it in this list. The first six are pure: no files, threads,
//! terminals or network.
//!
//! | room | what it holds |
//! |---|---|
//! | [`text`] | Unicode folding, scripts |
//! | [`identifiers`] | IMO, BIC, IBAN, wallets …: parse, validate, normal form |
//! | [`party`] | kind, names, dates, countries, addresses |
//! | [`names`] | text in, readings out |
//! | [`matching`] | the score of a pair, and its evidence |
//! | `index` | finds the names that can reach a threshold |
//! | [`lists`] | one reader per official publication |
//! | `index_file` | an index in one file, opened by a memory map |
//! | [`transactions`] | payment, customer and ship-track files |
//! | [`flags`] | red flags: what in the records themselves is a reason to look |
//! | [`Screener`] | the front door |
//! | [`batch`] | many subjects, on all cores |
//!
//! # What a result means
//!
//! A match is a *possible match*: a reason to look. *No match at this threshold* is no clearance.
//! tamis is a screening aid, not legal advice.

pub mod batch;
pub mod error;
pub mod flags;
pub mod identifiers;
mod index;
mod index_file;
pub mod lists;
pub mod matching;
pub mod names;
pub mod party;
mod screen;
pub mod text;
pub mod transactions;

pub use error::{Error, Result, Skipped};
pub use lists::{Entity, EntityId, List, Snapshot};
pub use matching::{Comparison, Evidence};
pub use party::{
    Address, Country, DateInterval, Gender, Kind, Name, NameKind, NamePart, NamePartKind, Party,
    Strength, Vessel,
};
pub use screen::{
    Checked, ENGINE_VERSION, Listing, Match, Outcome, Policy, Screener, configuration_hash,
    read_weights,
};
pub use transactions::{Origin, Subject};
