//! OFAC's two lists, and how a file is told to be one of them.

use crate::lists::records::Edition;
use crate::lists::{Entity, EntityId};
use crate::party::DateInterval;
use std::collections::HashSet;
use std::path::Path;

/// One of OFAC's lists. Entity numbers are the same in every format of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfacList {
    /// Specially Designated Nationals and Blocked Persons.
    Sdn,
    /// All lists that block nothing, in one.
    Consolidated,
}

/// Programmes that block nothing and so are on the Consolidated list only, alone or together.
const CONSOLIDATED_ONLY: [&str; 6] =
    ["UKRAINE-EO13662", "NS-PLC", "CMIC-EO13959", "561-Related", "561LIST", "FSE-IR"];

impl OfacList {
    /// Short name, the first part of every id.
    pub const fn short_name(self) -> &'static str {
        match self {
            OfacList::Sdn => "ofac-sdn",
            OfacList::Consolidated => "ofac-cons",
        }
    }

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            OfacList::Sdn => "Specially Designated Nationals and Blocked Persons List",
            OfacList::Consolidated => "Consolidated (non-SDN) Sanctions List",
        }
    }

    /// Settles to which list the parties belong that the records of this one are linked to: to the
    /// other one, if they are not here.
    pub fn place_links(self, entities: &mut [Entity]) {
        let here: HashSet<EntityId> = entities.iter().map(|entity| entity.id.clone()).collect();
        for id in
            entities.iter_mut().flat_map(|entity| &mut entity.links).flat_map(|link| &mut link.id)
        {
            if !here.contains(id) {
                *id = EntityId::new(self.other().short_name(), id.publisher_id());
            }
        }
    }

    /// The other one.
    const fn other(self) -> OfacList {
        match self {
            OfacList::Sdn => OfacList::Consolidated,
            OfacList::Consolidated => OfacList::Sdn,
        }
    }

    /// The list that a file is by OFAC's file names.
    pub fn by_name(path: &Path) -> Option<OfacList> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        if name.starts_with("cons") {
            Some(OfacList::Consolidated)
        } else if name.starts_with("sdn") {
            Some(OfacList::Sdn)
        } else {
            None
        }
    }

    /// The list that records are by their programmes: the Consolidated one, if most of them have
    /// only programmes that are found on no other.
    pub fn by_programmes(records: impl Iterator<Item = impl AsRef<[String]>>) -> OfacList {
        let (mut all, mut consolidated) = (0_usize, 0_usize);
        for programmes in records {
            let mut programmes = programmes.as_ref().iter();
            all += 1;
            consolidated +=
                usize::from(programmes.all(|p| CONSOLIDATED_ONLY.contains(&p.as_str())));
        }
        if consolidated * 2 > all { OfacList::Consolidated } else { OfacList::Sdn }
    }

    /// An edition of the list.
    pub fn edition(self, format: &'static str, published: Option<DateInterval>) -> Edition {
        Edition {
            list: self.short_name().to_owned(),
            publisher: "US Treasury, OFAC".into(),
            title: self.title().to_owned(),
            format,
            published,
            effective: None,
        }
    }
}
