//! Listed parties stored one by one, decoded when they are found.

use crate::error::{Error, Result};
use crate::index::{Array, Sections};
use crate::lists::Entity;
use bytes::Bytes;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use rayon::prelude::*;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

/// Names of the parts in an index file.
const TEXTS: &str = "entities";
const ENDS: &str = "entities.ends";
const DICTIONARY: &str = "entities.dictionary";
const RANKS: &str = "entities.ranks";

/// Every listed party, by number.
pub(crate) struct Entities {
    /// The place of each among all in the order of their ids.
    ranks: Array<u32>,
    stored: Option<Stored>,
    /// All of them in memory: from the start, or once somebody asked for all.
    all: OnceLock<Vec<Arc<Entity>>>,
}

/// Parties as JSON, each deflated by itself with a dictionary that all share: a third of the bytes to map
/// and to check, for some microseconds a party that is found.
struct Stored {
    dictionary: Bytes,
    texts: Bytes,
    /// Where each text ends.
    ends: Array<u64>,
}

/// The longest dictionary, and how many times shorter than all texts it is at least.
const DICTIONARY_LENGTH: usize = 1 << 14;
const DICTIONARY_SHARE: usize = 32;

/// Parties that are deflated before they are put with the others: all texts together take some memory.
const AT_ONCE: usize = 1 << 14;

/// What is smaller by another twentieth takes twice as long.
const LEVEL: u32 = 3;

/// More than any text is inflated by.
const INFLATED: usize = 1_100;

thread_local! {
    /// Memory of the decoder.
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// A dictionary for texts that are so long together: as many of them as it holds, from all over.
fn dictionary<T>(total: usize, all: &[T], text: impl Fn(&T) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let length = DICTIONARY_LENGTH.min(total / DICTIONARY_SHARE);
    // Twice as many as fit if all are of the mean length: some are much longer.
    let step = (total / length.max(1) / 2).max(1);
    let mut dictionary = Vec::with_capacity(length);
    for of in all.iter().step_by(step) {
        let text = text(of)?;
        if dictionary.len() + text.len() <= length {
            dictionary.extend_from_slice(&text);
        }
    }
    Ok(dictionary)
}

fn text(entity: &Arc<Entity>) -> Result<Vec<u8>> {
    serde_json::to_vec(entity.as_ref())
        .map_err(|error| Error::format(format!("{} as JSON: {error}", entity.id)))
}

fn deflated(text: &[u8], dictionary: &[u8], deflate: &mut Compress) -> Option<Vec<u8>> {
    deflate.reset();
    if !dictionary.is_empty() {
        deflate.set_dictionary(dictionary).ok()?;
    }
    let mut out = Vec::with_capacity(text.len() / 2 + 64);
    loop {
        let read = deflate.total_in() as usize;
        match deflate.compress_vec(&text[read..], &mut out, FlushCompress::Finish).ok()? {
            Status::StreamEnd => return Some(out),
            Status::Ok | Status::BufError => out.reserve(text.len() + 64),
        }
    }
}

fn inflated(text: &[u8], dictionary: &[u8]) -> Option<Vec<u8>> {
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        if !dictionary.is_empty() {
            inflate.set_dictionary(dictionary).ok()?;
        }
        let mut out = Vec::with_capacity(text.len() * 4);
        while out.len() <= text.len() * INFLATED {
            let (read, before) = (inflate.total_in() as usize, out.len());
            let rest = text.get(read..)?;
            match inflate.decompress_vec(rest, &mut out, FlushDecompress::Finish).ok()? {
                Status::StreamEnd => return Some(out),
                // Cut short.
                _ if out.len() == before && out.capacity() > before => return None,
                _ => out.reserve(out.len().max(64)),
            }
        }
        None
    })
}

impl From<Vec<Arc<Entity>>> for Entities {
    fn from(entities: Vec<Arc<Entity>>) -> Entities {
        let mut numbers: Vec<u32> = (0..entities.len() as u32).collect();
        numbers.sort_by(|a, b| entities[*a as usize].id.cmp(&entities[*b as usize].id));
        let mut ranks = vec![0; numbers.len()];
        for (rank, number) in numbers.into_iter().enumerate() {
            ranks[number as usize] = rank as u32;
        }
        Entities { ranks: ranks.into(), stored: None, all: OnceLock::from(entities) }
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
        let text = text().and_then(|text| inflated(text, &self.dictionary));
        let text = text.ok_or_else(|| Error::format(format!("no text of party {number}")))?;
        let entity = serde_json::from_slice(&text)
            .map_err(|error| Error::format(format!("the text of party {number}: {error}")))?;
        Ok(Arc::new(entity))
    }
}

impl Entities {
    /// The place of a party among all in the order of their ids.
    pub(crate) fn rank(&self, number: u32) -> u32 {
        self.ranks.get(number as usize).copied().unwrap_or(u32::MAX)
    }

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
        sections.add(RANKS, self.ranks.bytes());
        if let Some(Stored { dictionary, texts, ends }) = &self.stored {
            sections.add(DICTIONARY, dictionary.clone());
            sections.add(TEXTS, texts.clone());
            sections.add(ENDS, ends.bytes());
            return Ok(());
        }
        let all = self.all();
        // Made again when they are deflated: keeping them takes more memory than making them takes time.
        let lengths = all.par_iter().map(|entity| text(entity).map(|text| text.len()));
        let total = lengths.try_reduce(|| 0, |a, b| Ok(a + b))?;
        let dictionary = dictionary(total, all, text)?;
        let (mut texts, mut ends) = (Vec::new(), Vec::with_capacity(all.len()));
        for part in all.chunks(AT_ONCE) {
            let deflated: Vec<Vec<u8>> = part
                .par_iter()
                .map_init(
                    || Compress::new(Compression::new(LEVEL), false),
                    |deflate, entity| {
                        deflated(&text(entity)?, &dictionary, deflate)
                            .ok_or_else(|| Error::format("a party could not be deflated"))
                    },
                )
                .collect::<Result<_>>()?;
            for text in deflated {
                texts.extend_from_slice(&text);
                ends.push(texts.len() as u64);
            }
        }
        sections.add(DICTIONARY, dictionary);
        sections.add(TEXTS, texts);
        sections.add(ENDS, Array::from(ends).bytes());
        Ok(())
    }

    pub(crate) fn open(sections: &Sections) -> Result<Entities> {
        let dictionary = sections.bytes(DICTIONARY)?;
        let stored =
            Stored { dictionary, texts: sections.bytes(TEXTS)?, ends: sections.array(ENDS)? };
        Ok(Entities { ranks: sections.array(RANKS)?, stored: Some(stored), all: OnceLock::new() })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_deflated_is_inflated() {
        let texts: Vec<Vec<u8>> = (0..400)
            .map(|at| format!("{{\"id\":\"un-sc:{at}\",{}}}", "ab".repeat(at)).into_bytes())
            .chain([Vec::new(), vec![b'x'; 300_000]])
            .collect();
        let total = texts.iter().map(Vec::len).sum();
        let shared = dictionary(total, &texts, |text| Ok(text.clone())).unwrap();
        assert!(!shared.is_empty() && shared.len() <= DICTIONARY_LENGTH);
        let mut deflate = Compress::new(Compression::new(LEVEL), false);
        for dictionary in [shared.as_slice(), &[]] {
            for text in &texts {
                let small = deflated(text, dictionary, &mut deflate).unwrap();
                assert_eq!(inflated(&small, dictionary).as_ref(), Some(text));
                assert!(text.len() < 100 || small.len() < text.len());
                for length in 0..small.len().min(40) {
                    assert_eq!(inflated(&small[..length], dictionary), None, "cut to {length}");
                }
            }
        }
        assert_eq!(inflated(b"\xff\xff\xff", &shared), None);
    }
}
