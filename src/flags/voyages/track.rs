//! What is remembered of one ship.

use crate::transactions::ais::Position;

/// Different values of one field that are remembered of a ship; what a ship reports beyond them is
/// told no more, so that a faulty transponder cannot fill the memory.
pub(super) const MOST_VALUES: usize = 8;

/// Longest text of a field that is kept: a name has 20 characters in AIS, some archives write more.
const MOST_TEXT: usize = 40;

/// A place at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fix {
    pub row: u64,
    pub time: i64,
    pub position: Position,
}

/// A value that a ship has reported, and when.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub text: Box<str>,
    pub first_row: u64,
    pub last_row: u64,
    pub first: Option<i64>,
    pub last: Option<i64>,
}

/// The values of one field, in the order in which they were first reported.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    known: Vec<Value>,
    /// The one reported last.
    current: usize,
}

/// What a report does to a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The value was the last one too, or is the first of all.
    None,
    /// A value the ship has never reported before, in place of another: their numbers.
    New(usize, usize),
    /// An earlier value again.
    Back(usize, usize),
}

impl Values {
    /// Takes a value that is not empty.
    pub fn take(&mut self, text: &str, row: u64, time: Option<i64>) -> Change {
        let end = (0..=MOST_TEXT.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
        let text = &text[..end.unwrap_or(0)];
        if let Some(current) = self.known.get_mut(self.current).filter(|v| *v.text == *text) {
            (current.last_row, current.last) = (row, time.or(current.last));
            return Change::None;
        }
        let before = self.current;
        if let Some(at) = self.known.iter().position(|value| *value.text == *text) {
            let value = &mut self.known[at];
            (value.last_row, value.last) = (row, time.or(value.last));
            self.current = at;
            return Change::Back(before, at);
        }
        if self.known.len() >= MOST_VALUES {
            return Change::None;
        }
        self.known.push(Value {
            text: text.into(),
            first_row: row,
            last_row: row,
            first: time,
            last: time,
        });
        self.current = self.known.len() - 1;
        if self.known.len() == 1 { Change::None } else { Change::New(before, self.current) }
    }

    pub fn get(&self, at: usize) -> Option<&Value> {
        self.known.get(at)
    }

    /// The value reported last; empty without one.
    pub fn current(&self) -> &str {
        self.known.get(self.current).map_or("", |value| &value.text)
    }
}

/// A stay at a port.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stay {
    pub port: &'static str,
    pub from: Fix,
    pub to: Fix,
    /// Least distance to the port's position in nautical miles.
    pub nearest: f64,
}

/// One ship: what every report needs, small enough for the tracks of a sea to stay in the
/// processor's cache, and the rest.
#[derive(Debug, Default)]
pub(super) struct Track {
    /// Fingerprint of the static data reported last: most reports repeat them.
    pub statics: u64,
    /// The current value of [`Identity::imo`], as a number.
    pub imo: Option<u32>,
    /// Jumps told so far.
    pub jumps: u32,
    pub last: Option<Fix>,
    pub stay: Option<Box<Stay>>,
    pub identity: Box<Identity>,
}

/// Who a ship has said she is.
#[derive(Debug, Default)]
pub(super) struct Identity {
    pub imo: Values,
    pub name: Values,
    pub call_sign: Values,
    pub size: Values,
    /// Sizes that differ from the first by more than the threshold are changes: the first, in metres.
    pub first_size: Option<(f32, f32)>,
    /// Swaps of IMO numbers told so far.
    pub swaps: u32,
}

impl Track {
    /// `MMSI 412345678, IMO 9562233, GOLDEN BREEZE`.
    pub fn described(&self, mmsi: u32) -> String {
        let mut text = format!("MMSI {mmsi:09}");
        for (label, value) in
            [("IMO ", self.identity.imo.current()), ("", self.identity.name.current())]
        {
            if !value.is_empty() {
                text = format!("{text}, {label}{value}");
            }
        }
        text
    }
}
