//! The watch: reports in, flags out.

use super::track::{Change, Fix, Identity, Stay, Track, Values};
use super::waters;
use crate::error::{Error, Result};
use crate::flags::{Flag, Rule, SeenRow};
use crate::identifiers::{Identifier, Scheme};
use crate::text::fold;
use crate::transactions::ais::{Position, Report, Statics, shown};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// From when on something is a reason to look.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Thresholds {
    /// Fastest that a ship is believed to sail, in knots. Default 60: the fastest ferries make about
    /// 58 (Guinness World Records: *Francisco*, 58.1), cargo ships under 30.
    pub most_knots: f64,
    /// Distance in nautical miles below which a jump is taken for a slip of the receiver. Default 10:
    /// twenty times the error that AIS itself calls low accuracy (over 10 m), and farther than
    /// terrestrial stations confuse places.
    pub least_jump: f64,
    /// Hours without a report that are a gap. Default 12: the definition of suspected AIS disabling in
    /// Welch et al., *Hot spots of unseen fishing vessels*, Science Advances 8 (2022).
    pub gap_hours: f64,
    /// Distance to the DPRK's ports and coast, in nautical miles, within which a gap counts.
    /// Default 30, at most 120: clear of Incheon, Dandong's roads and Vladivostok.
    pub near_miles: f64,
    /// Distance to a port's position, in nautical miles, within which a ship lies at it. Default 5.
    pub port_miles: f64,
    /// Speed in knots up to which a ship lies still. Default 1, since AIS shows drift at anchor.
    pub still_knots: f64,
    /// Metres by which a reported length or width must differ to be another. Default 5: antenna
    /// offsets are rounded to metres, crews mistype by a few.
    pub size_metres: f32,
    /// Most jumps, and most swaps of IMO numbers, that are told of one ship. Default 5.
    pub most_told: u32,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds {
            most_knots: 60.0,
            least_jump: 10.0,
            gap_hours: 12.0,
            near_miles: 30.0,
            port_miles: 5.0,
            still_knots: 1.0,
            size_metres: 5.0,
            most_told: 5,
        }
    }
}

impl Thresholds {
    /// The thresholds, if they make sense.
    ///
    /// # Errors
    ///
    /// An argument error for one that is negative or no number, or a distance over 120 nautical
    /// miles.
    pub fn checked(self) -> Result<Thresholds> {
        let positive = [
            ("most knots", self.most_knots),
            ("least jump", self.least_jump),
            ("gap hours", self.gap_hours),
            ("near miles", self.near_miles),
            ("port miles", self.port_miles),
            ("still knots", self.still_knots),
        ];
        for (name, value) in positive {
            if !(value.is_finite() && value >= 0.0) {
                return Err(Error::argument(format!("{name}: {value} is no number from 0 on")));
            }
        }
        for (name, value) in [("near miles", self.near_miles), ("port miles", self.port_miles)] {
            if value > waters::FARTHEST {
                return Err(Error::argument(format!(
                    "{name}: {value} is more than {} nautical miles",
                    waters::FARTHEST
                )));
            }
        }
        Ok(self)
    }
}

/// Where a track keeps the values of a field.
type Field = fn(&mut Identity) -> &mut Values;

/// Fields of a ship's identity that are followed, in the order in which changes are told.
const FIELDS: [(&str, Field); 4] = [
    ("IMO number", |identity| &mut identity.imo),
    ("name", |identity| &mut identity.name),
    ("call sign", |identity| &mut identity.call_sign),
    ("size", |identity| &mut identity.size),
];

/// A ship under an IMO number: which MMSI, and from when to when.
#[derive(Debug, Clone, Copy)]
struct Bearer {
    mmsi: u32,
    first: Fixed,
    last: Fixed,
    told: bool,
}

/// The ships under an IMO number: nearly always one, which is kept in place.
#[derive(Debug)]
struct Bearers {
    first: Bearer,
    others: Vec<Bearer>,
}

/// A row and its time.
#[derive(Debug, Clone, Copy)]
struct Fixed {
    row: u64,
    time: i64,
}

/// MMSIs remembered of one IMO number.
const MOST_BEARERS: usize = 8;

/// Follows all ships of a file.
///
/// # Examples
///
/// ```
/// use tamis::flags::voyages::{Thresholds, Watch};
/// use tamis::transactions::{self, ReadOptions, ais::Row};
///
/// let file = "MMSI,BaseDateTime,LAT,LON,SOG,VesselName\n\
///             412000001,2022-06-20T00:00:00,30.0,125.0,10,SEA EXAMPLE\n\
///             412000001,2022-06-20T01:00:00,30.1,125.0,10,OTHER EXAMPLE\n";
/// let mut reader =
///     transactions::from_reader(file.as_bytes(), "track.csv", &ReadOptions::default())?;
/// let mut watch = Watch::new("track.csv", Thresholds::default())?;
/// let mut flags = Vec::new();
/// let reports = reader.ship_reports().unwrap();
/// while let Some(row) = reports.next_row()? {
///     if let Row::Report(report) = row {
///         watch.take(&report, |flag| flags.push(flag));
///     }
/// }
/// watch.finish(|flag| flags.push(flag));
/// assert_eq!(flags[0].rule.code(), "identity-change");
/// # Ok::<(), tamis::Error>(())
/// ```
pub struct Watch {
    file: String,
    thresholds: Thresholds,
    tracks: HashMap<u32, Track>,
    bearers: HashMap<u32, Bearers>,
    hasher: RandomState,
}

impl Watch {
    /// A watch over the ships of a file.
    ///
    /// # Errors
    ///
    /// As [`Thresholds::checked`].
    pub fn new(file: impl Into<String>, thresholds: Thresholds) -> Result<Watch> {
        Ok(Watch {
            file: file.into(),
            thresholds: thresholds.checked()?,
            tracks: HashMap::new(),
            bearers: HashMap::new(),
            hasher: RandomState::new(),
        })
    }

    /// Ships followed so far.
    pub fn ships(&self) -> usize {
        self.tracks.len()
    }

    /// Takes the next report and tells what it gives reason to look at.
    pub fn take(&mut self, report: &Report<'_>, mut tell: impl FnMut(Flag)) {
        let thresholds = self.thresholds;
        let file = self.file.as_str();
        let track = self.tracks.entry(report.mmsi).or_default();
        let mut flag = |track: &Track, rule, reason, rows| {
            tell(Flag {
                schema: "tamis-flag/1",
                file: file.to_owned(),
                rule,
                subject: track.described(report.mmsi),
                reason,
                rows,
            });
        };
        let statics = self.hasher.hash_one(fingerprint(&report.statics));
        let mut imo = None;
        if statics != track.statics {
            track.statics = statics;
            imo = identity(track, report, &thresholds, &mut flag);
        } else if !report.statics.imo.is_empty() {
            imo = track.imo;
        }
        if let (Some(imo), Some(time)) = (imo, report.time) {
            let here = Fixed { row: report.row, time };
            if let Some(other) = meet(&mut self.bearers, imo, report.mmsi, here) {
                let row = |at: Fixed, mmsi: u32| SeenRow {
                    row: at.row,
                    says: format!("{}: MMSI {mmsi:09} with IMO {imo:07}", shown(at.time)),
                };
                let reason = format!(
                    "IMO {imo:07} is reported under MMSI {:09} and {:09} at the same time",
                    other.mmsi, report.mmsi
                );
                let mut rows = vec![
                    row(other.first, other.mmsi),
                    row(other.last, other.mmsi),
                    row(here, report.mmsi),
                ];
                rows.sort_by_key(|row| row.row);
                rows.dedup_by_key(|row| row.row);
                flag(track, Rule::ImoUnderTwoMmsis, reason, rows);
            }
        }
        if let (Some(time), Some(position)) = (report.time, report.position) {
            let fix = Fix { row: report.row, time, position };
            moved(track, fix, report.speed, &thresholds, &mut flag);
        }
    }

    /// Tells what is still open at the end of the file: ships that lie at a port.
    pub fn finish(self, mut tell: impl FnMut(Flag)) {
        let mut open: Vec<(u32, Track)> =
            self.tracks.into_iter().filter(|(_, track)| track.stay.is_some()).collect();
        open.sort_by_key(|(mmsi, _)| *mmsi);
        for (mmsi, track) in open {
            let Some((reason, rows)) = track.stay.as_deref().map(port_call) else { continue };
            tell(Flag {
                schema: "tamis-flag/1",
                file: self.file.clone(),
                rule: Rule::DprkPortCall,
                subject: track.described(mmsi),
                reason,
                rows,
            });
        }
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("file", &self.file).field("ships", &self.ships()).finish()
    }
}

/// What the static data are told apart by.
fn fingerprint<'r>(statics: &Statics<'r>) -> (&'r str, &'r str, &'r str, u32, u32) {
    let bits = |size: Option<f32>| size.unwrap_or_default().to_bits();
    (statics.imo, statics.name, statics.call_sign, bits(statics.length), bits(statics.width))
}

/// Compares who the ship says she is with who she said she was; gives her IMO number if it is valid.
fn identity(
    track: &mut Track,
    report: &Report<'_>,
    thresholds: &Thresholds,
    flag: &mut impl FnMut(&Track, Rule, String, Vec<SeenRow>),
) -> Option<u32> {
    let Statics { imo, name, call_sign, length, width, .. } = report.statics;
    let number = Identifier::new(Scheme::Imo, imo);
    // A crew that mistypes its number has no other number: only valid ones are followed.
    let number = number.normal().filter(|_| !imo.is_empty() && number.validity().is_valid());
    let size = length.zip(width).map(|(length, width)| {
        let first = *track.identity.first_size.get_or_insert((length, width));
        let apart = (length - first.0).abs().max((width - first.1).abs());
        let shown = if apart > thresholds.size_metres { (length, width) } else { first };
        format!("{:.0} × {:.0} m", shown.0, shown.1)
    });
    let letters = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let values: [Option<String>; 4] = [
        number.clone(),
        Some(letters(name)).map(|text: String| text.to_uppercase()),
        Some(letters(call_sign)).map(|text: String| text.to_uppercase()),
        size,
    ];
    for ((field, of), value) in FIELDS.iter().zip(values) {
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        let change = of(&mut track.identity).take(&value, report.row, report.time);
        let (rule, before, now) = match change {
            Change::None => continue,
            Change::New(before, now) => (Rule::IdentityChange, before, now),
            // Two IMO numbers in turn are two ships, or one that plays two.
            Change::Back(before, now) if *field == "IMO number" => {
                track.identity.swaps += 1;
                if track.identity.swaps > thresholds.most_told {
                    continue;
                }
                (Rule::MmsiWithTwoImos, before, now)
            }
            Change::Back(..) => continue,
        };
        let values = of(&mut track.identity);
        let (Some(before), Some(now)) = (values.get(before), values.get(now)) else { continue };
        let reason = match rule {
            Rule::MmsiWithTwoImos => {
                format!("IMO numbers {} and {} are reported in turn", now.text, before.text)
            }
            _ => format!("{field} {} before, {} now", before.text, now.text),
        };
        let at = |row: u64, time: Option<i64>, text: &str| SeenRow {
            row,
            says: match time {
                Some(time) => format!("{}: {field} {text}", shown(time)),
                None => format!("{field} {text}"),
            },
        };
        let mut rows = vec![
            at(before.last_row, before.last, &before.text),
            at(report.row, report.time, &now.text),
        ];
        if rule == Rule::MmsiWithTwoImos {
            rows.insert(0, at(now.first_row, now.first, &now.text));
        }
        flag(track, rule, reason, rows);
    }
    track.imo = track.identity.imo.current().parse().ok();
    number?.parse().ok()
}

/// Notes a ship under an IMO number; gives another one that bears it at the same time, once.
fn meet(bearers: &mut HashMap<u32, Bearers>, imo: u32, mmsi: u32, here: Fixed) -> Option<Bearer> {
    let new = Bearer { mmsi, first: here, last: here, told: false };
    let Bearers { first, others } =
        bearers.entry(imo).or_insert_with(|| Bearers { first: new, others: Vec::new() });
    if first.mmsi != mmsi && others.iter().all(|bearer| bearer.mmsi != mmsi) {
        if others.len() + 1 >= MOST_BEARERS {
            return None;
        }
        others.push(new);
    }
    let own = if first.mmsi == mmsi {
        &mut *first
    } else {
        others.iter_mut().find(|bearer| bearer.mmsi == mmsi)?
    };
    if here.time >= own.last.time {
        own.last = here;
    }
    let own = *own;
    if others.is_empty() {
        return None;
    }
    // Intervals that meet: the other was heard again after this one had begun.
    let meets = |other: &Bearer| {
        other.mmsi != own.mmsi
            && other.first.time <= own.last.time
            && own.first.time <= other.last.time
            && !(other.told && own.told)
    };
    let other = *std::iter::once(&*first).chain(&*others).find(|other| meets(other))?;
    for bearer in
        std::iter::once(first).chain(others).filter(|b| b.mmsi == own.mmsi || b.mmsi == other.mmsi)
    {
        bearer.told = true;
    }
    Some(other)
}

/// Takes the ship's next place: jumps, gaps and stays.
fn moved(
    track: &mut Track,
    fix: Fix,
    speed: Option<f32>,
    thresholds: &Thresholds,
    flag: &mut impl FnMut(&Track, Rule, String, Vec<SeenRow>),
) {
    let Some(before) = track.last else {
        track.last = Some(fix);
        stay(track, fix, speed, thresholds, flag);
        return;
    };
    if fix.time < before.time {
        return;
    }
    track.last = Some(fix);
    let hours = (fix.time - before.time) as f64 / 3_600.0;
    // A degree is at most 60.1 miles: nothing farther than the sum of the differences can be a jump.
    let apart = (fix.position.latitude - before.position.latitude).abs()
        + (fix.position.longitude - before.position.longitude).abs();
    if apart * 60.2 >= thresholds.least_jump {
        let miles = before.position.miles_to(fix.position);
        if miles >= thresholds.least_jump && miles > thresholds.most_knots * hours {
            track.jumps += 1;
            if track.jumps <= thresholds.most_told {
                let reason = if fix.time == before.time {
                    format!("{miles:.0} nautical miles apart at the same second")
                } else {
                    format!(
                        "{miles:.0} nautical miles in {}, which is {:.0} knots",
                        duration(fix.time - before.time),
                        miles / hours
                    )
                };
                flag(track, Rule::ImpossibleJump, reason, vec![seen(before), seen(fix)]);
            }
        }
    }
    if hours >= thresholds.gap_hours {
        let near = |at: Position| waters::nearest(at, thresholds.near_miles, |_| true);
        let ends = [("began", near(before.position)), ("ended", near(fix.position))];
        let ends: Vec<String> = ends
            .into_iter()
            .filter_map(|(verb, found)| {
                let (place, miles) = found?;
                Some(format!("{verb} {miles:.0} nautical miles from {}", place.name))
            })
            .collect();
        if !ends.is_empty() {
            let reason = format!(
                "no report for {}; the silence {}",
                duration(fix.time - before.time),
                ends.join(" and ")
            );
            flag(track, Rule::GapNearDprk, reason, vec![seen(before), seen(fix)]);
        }
    }
    stay(track, fix, speed, thresholds, flag);
}

/// Follows a ship that lies at a port, and tells of it when she leaves.
fn stay(
    track: &mut Track,
    fix: Fix,
    speed: Option<f32>,
    thresholds: &Thresholds,
    flag: &mut impl FnMut(&Track, Rule, String, Vec<SeenRow>),
) {
    if track.stay.is_none() && !waters::is_in_area(fix.position) {
        return;
    }
    let port = waters::nearest(fix.position, thresholds.port_miles, |place| place.is_port);
    let is_still = speed.is_none_or(|knots| f64::from(knots) <= thresholds.still_knots);
    match (port, &mut track.stay) {
        (Some((port, miles)), Some(stay)) if stay.port == port.name => {
            if is_still {
                stay.to = fix;
                stay.nearest = stay.nearest.min(miles);
            }
        }
        (port, open) => {
            let ended = open.take();
            if let Some((port, miles)) = port.filter(|_| is_still) {
                let stay = Stay { port: port.name, from: fix, to: fix, nearest: miles };
                *open = Some(Box::new(stay));
            }
            if let Some(ended) = ended {
                let (reason, rows) = port_call(&ended);
                flag(track, Rule::DprkPortCall, reason, rows);
            }
        }
    }
}

fn port_call(stay: &Stay) -> (String, Vec<SeenRow>) {
    let reason = format!(
        "lay at or off {} for {}, {:.1} nautical miles from the port at the nearest",
        stay.port,
        duration(stay.to.time - stay.from.time),
        stay.nearest
    );
    let mut rows = vec![seen(stay.from)];
    if stay.to.row != stay.from.row {
        rows.push(seen(stay.to));
    }
    (reason, rows)
}

fn seen(fix: Fix) -> SeenRow {
    let Position { latitude, longitude } = fix.position;
    SeenRow { row: fix.row, says: format!("{}: {latitude:.4}, {longitude:.4}", shown(fix.time)) }
}

/// `3 days 4 hours`, `25 minutes`, `12 seconds`.
fn duration(seconds: i64) -> String {
    let numbered = |number: i64, word: &str| match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    };
    match seconds {
        86_400.. => format!(
            "{} {}",
            numbered(seconds / 86_400, "day"),
            numbered(seconds / 3_600 % 24, "hour")
        ),
        3_600.. => format!(
            "{} {}",
            numbered(seconds / 3_600, "hour"),
            numbered(seconds / 60 % 60, "minute")
        ),
        60.. => numbered(seconds / 60, "minute"),
        _ => numbered(seconds, "second"),
    }
}
