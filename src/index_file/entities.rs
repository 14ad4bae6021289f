//! Listed parties stored one by one, decoded when they are found.

use crate::error::{Error, Result};
use crate::index::{Array, Sections};
use crate::lists::Entity;
use bytes::Bytes;
use std::sync::{Arc, OnceLock};

/// Names of the parts in an index file.
const TEXTS: &str = "entities";
const ENDS: &str = "entities.ends";

/// Every listed party, by number.
pub(crate) struct Entities {
    stored: Option<Stored>,
    /// All of them in memory: from the start, or once somebody asked for all.
    all: OnceLock<Vec<Arc<Entity>>>,
}

/// Parties as JSON, one after the other: a text that any tool reads, in a tenth of a percent of the
/// time that a decode of all would take.
struct Stored {
    texts: Bytes,
    /// Where each text ends.
    ends: Array<u64>,
}

impl From<Vec<Arc<Entity>>> for Entities {
    fn from(entities: Vec<Arc<Entity>>) -> Entities {
        Entities { stored: None, all: OnceLock::from(entities) }
    }
}

impl Stored {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn decode(&self, number: usize) -> Result<Arc<Entity>> {
        let text = || {
            let end = *self.ends.get(number)? as usize;
            let start = match number.checked_sub(1) {
                Some(before) => *self.ends.get(before)? as usize,
                None => 0,
            };
            self.texts.get(start..end)
        };
        let text = text().ok_or_else(|| Error::format(format!("no text of party {number}")))?;
        let entity = serde_json::from_slice(text)
            .map_err(|error| Error::format(format!("the text of party {number}: {error}")))?;
        Ok(Arc::new(entity))
    }
}

impl Entities {
    pub(crate) fn len(&self) -> usize {
        self.all.get().map(Vec::len).or(self.stored.as_ref().map(Stored::len)).unwrap_or(0)
    }

    /// The party of this number. A file whose checksums are right but whose texts are not, which
    /// only a forger makes, gives a party without names; [`verify`](Self::verify) finds it.
    pub(crate) fn get(&self, number: u32) -> Arc<Entity> {
        let number = number as usize;
        match (self.all.get(), &self.stored) {
            (Some(all), _) => all.get(number).cloned(),
            (None, Some(stored)) => stored.decode(number).ok(),
            (None, None) => None,
        }
        .unwrap_or_default()
    }

    /// All of them. Of an index file, they are decoded and kept at the first call.
    pub(crate) fn all(&self) -> &[Arc<Entity>] {
        self.all.get_or_init(|| (0..self.len() as u32).map(|number| self.get(number)).collect())
    }

    pub(crate) fn write(&self, sections: &mut Sections) -> Result<()> {
        if let Some(Stored { texts, ends }) = &self.stored {
            sections.add(TEXTS, texts.clone());
            sections.add(ENDS, ends.bytes());
            return Ok(());
        }
        let (mut texts, mut ends) = (Vec::new(), Vec::with_capacity(self.len()));
        for entity in self.all() {
            serde_json::to_writer(&mut texts, entity.as_ref())
                .map_err(|error| Error::format(format!("{} as JSON: {error}", entity.id)))?;
            ends.push(texts.len() as u64);
        }
        sections.add(TEXTS, texts);
        sections.add(ENDS, Array::from(ends).bytes());
        Ok(())
    }

    pub(crate) fn open(sections: &Sections) -> Result<Entities> {
        let stored = Stored { texts: sections.bytes(TEXTS)?, ends: sections.array(ENDS)? };
        Ok(Entities { stored: Some(stored), all: OnceLock::new() })
    }

    /// Decodes every party.
    ///
    /// # Errors
    ///
    /// A format error for the first that is not what it should be.
    pub(crate) fn verify(&self) -> Result<()> {
        let Some(stored) = &self.stored else { return Ok(()) };
        (0..stored.len()).try_for_each(|number| stored.decode(number).map(drop))
    }
}
