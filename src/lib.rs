//! tamis

pub mod error;
pub mod identifiers;
pub mod lists;
pub mod names;
pub mod party;
pub mod text;
pub mod transactions;

pub use error::{Error, Result, Skipped};
pub use lists::{Entity, EntityId, List, Snapshot};
pub use party::{Address, Country, DateInterval, Gender, Kind, Name, NameKind, Party, Strength};
pub use transactions::{Origin, Subject};
