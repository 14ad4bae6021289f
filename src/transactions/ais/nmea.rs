//! Ship reports as NMEA 0183 sentences: `!AIVDM,1,1,,A,…*hh`, a long message in several of them.
//!
//! A sentence has no date. The time of a report is that of the tag block before it
//! (`\s:…,c:1696241893*hh\`, IEC 61162-450), else of the last base station heard (message 4), else
//! unknown.

use super::report::{Position, Report, Statics};
use super::{Row, time};
use crate::error::{Error, Result, Skipped};
use crate::transactions::decode::Text;
use ais::messages::AisMessage;
use ais::messages::static_data_report::MessagePart;
use ais::{AisFragments, AisParser};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Bytes of a line; sentences have at most 82 (NMEA 0183), tag blocks are as long.
const MAX_LINE: usize = 4096;

/// Messages put together at the same time; receivers number them from 0 to 9 on two channels.
const MAX_OPEN: usize = 40;

/// Milliseconds stand in some tag blocks instead of seconds: no time of AIS is this late in seconds.
const MILLISECONDS: i64 = 100_000_000_000;

/// Whether a text begins with a sentence of AIS.
pub(in crate::transactions) fn is_sentence(head: &str) -> bool {
    let line = head.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.is_some_and(|line| sentence(line).is_some())
}

/// The tag block and the sentence of a line: a talker of two letters, then `VDM` or `VDO`.
fn sentence(line: &str) -> Option<(&str, &str)> {
    let (tags, sentence) = match line.strip_prefix('\\') {
        Some(rest) => rest.split_once('\\')?,
        None => ("", line),
    };
    let kind = sentence.strip_prefix('!')?.get(2..6)?;
    matches!(kind, "VDM," | "VDO,").then_some((tags, sentence))
}

/// A message of which not all sentences have come.
struct Open {
    /// Number and channel.
    key: (u8, char),
    /// Sentences that have come, and of how many.
    come: u8,
    of: u8,
    parser: AisParser,
}

/// The sentences of a file.
pub(super) struct Sentences {
    text: Text,
    path: PathBuf,
    line: Vec<u8>,
    number: u64,
    open: Vec<Open>,
    /// Time of the last base station heard.
    clock: Option<i64>,
    message: Message,
    /// Sentences read so far.
    pub read: u64,
}

/// What was taken from a message.
#[derive(Default)]
struct Message {
    mmsi: u32,
    position: Option<Position>,
    speed: Option<f32>,
    imo: String,
    name: String,
    call_sign: String,
    ship_type: String,
    length: Option<f32>,
    width: Option<f32>,
}

impl Sentences {
    pub fn new(text: Text, path: &Path) -> Sentences {
        Sentences {
            text,
            path: path.to_path_buf(),
            line: Vec::new(),
            number: 0,
            open: Vec::new(),
            clock: None,
            message: Message::default(),
            read: 0,
        }
    }

    pub fn next_row(&mut self) -> Result<Option<Row<'_>>> {
        loop {
            self.line.clear();
            self.text.allow(MAX_LINE);
            let read = self.text.read_until(b'\n', &mut self.line);
            read.map_err(|error| {
                let refusal = self.text.refusal(&self.path);
                refusal.unwrap_or_else(|| Error::io(&self.path, error))
            })?;
            if self.line.is_empty() {
                return Ok(None);
            }
            self.number += 1;
            let text = String::from_utf8_lossy(&self.line).trim().to_owned();
            if text.is_empty() || text.starts_with(['#', '$']) {
                continue;
            }
            self.read += 1;
            let time = match self.take(&text) {
                Ok(None) => continue,
                Ok(Some(time)) => time,
                Err(reason) => {
                    return Ok(Some(Row::Skipped(Skipped {
                        file: self.path.display().to_string(),
                        line: self.number,
                        reason,
                    })));
                }
            };
            let message = &self.message;
            return Ok(Some(Row::Report(Report {
                row: self.number,
                mmsi: message.mmsi,
                time,
                position: message.position,
                speed: message.speed,
                statics: Statics {
                    imo: &message.imo,
                    name: &message.name,
                    call_sign: &message.call_sign,
                    ship_type: &message.ship_type,
                    length: message.length,
                    width: message.width,
                },
            })));
        }
    }

    /// Takes a line; gives the time of the report if it completes one.
    fn take(&mut self, line: &str) -> Result<Option<Option<i64>>, String> {
        let (tags, sentence) =
            sentence(line).ok_or("the line is no AIS sentence, `!AIVDM,…` was expected")?;
        let Some(message) = self.message_of(sentence)? else { return Ok(None) };
        if let AisMessage::BaseStationReport(station) = &message {
            self.clock = clock(station);
            return Ok(None);
        }
        let Some(message) = Message::of(message) else { return Ok(None) };
        self.message = message;
        Ok(Some(tag_time(tags).or(self.clock)))
    }

    /// The message that a sentence is or completes.
    fn message_of(&mut self, sentence: &str) -> Result<Option<AisMessage>, String> {
        let mut fields = sentence.split(',').skip(1);
        let mut number = || fields.next().and_then(|field| field.parse::<u8>().ok());
        let (of, part) = number().zip(number()).ok_or("the sentence has no count of its parts")?;
        let key = (number().unwrap_or(u8::MAX), fields.next().and_then(|f| f.chars().next()));
        let key = (key.0, key.1.unwrap_or(' '));
        if of == 1 && part == 1 {
            return decoded(&mut AisParser::new(), sentence);
        }
        // The parser counts on parts that come in turn, each once.
        let known = self.open.iter().position(|open| open.key == key);
        if part == 1 && of > 1 {
            if let Some(at) = known {
                self.open.remove(at);
            }
            if self.open.len() >= MAX_OPEN {
                self.open.remove(0);
            }
            self.open.push(Open { key, come: 0, of, parser: AisParser::new() });
        }
        let found = self.open.iter().position(|open| open.key == key);
        let expected = found.filter(|&at| {
            let open = &self.open[at];
            open.of == of && part == open.come + 1 && part <= of
        });
        let at = expected.ok_or_else(|| {
            format!("part {part} of {of} came without the part before it: the message is lost")
        })?;
        let open = &mut self.open[at];
        open.come = part;
        let message = decoded(&mut open.parser, sentence);
        if part == of || message.is_err() {
            self.open.remove(at);
        }
        message
    }
}

/// Hands a sentence to the parser.
fn decoded(parser: &mut AisParser, sentence: &str) -> Result<Option<AisMessage>, String> {
    match parser.parse(sentence.as_bytes(), true) {
        Ok(AisFragments::Complete(sentence)) => Ok(sentence.message),
        Ok(AisFragments::Incomplete(_)) => Ok(None),
        Err(error) => Err(format!("the sentence cannot be decoded: {error}")),
    }
}

/// Time of a tag block: `c:` with seconds or milliseconds since 1970.
fn tag_time(tags: &str) -> Option<i64> {
    let tags = tags.split('*').next()?;
    let stated = tags.split(',').find_map(|tag| tag.strip_prefix("c:"))?;
    let time: i64 = stated.parse().ok().filter(|time| *time > 0)?;
    Some(if time >= MILLISECONDS { time / 1000 } else { time })
}

fn clock(station: &ais::messages::base_station_report::BaseStationReport) -> Option<i64> {
    let (year, month, day) = (station.year?, station.month?, station.day?);
    let (minute, second) = (station.minute?, station.second?);
    time::parse(&format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{minute:02}:{second:02}",
        station.hour
    ))
}

impl Message {
    /// What a message says of a ship; `None` of one that speaks of no ship.
    fn of(message: AisMessage) -> Option<Message> {
        let place = |latitude: Option<f32>, longitude: Option<f32>| {
            Position::new(f64::from(latitude?), f64::from(longitude?))
        };
        let size = |one: u16, other: u16| Some(f32::from(one + other)).filter(|sum| *sum > 0.0);
        Some(match message {
            AisMessage::PositionReport(report) => Message {
                mmsi: report.mmsi,
                position: place(report.latitude, report.longitude),
                speed: report.speed_over_ground,
                ..Message::default()
            },
            AisMessage::StandardClassBPositionReport(report) => Message {
                mmsi: report.mmsi,
                position: place(report.latitude, report.longitude),
                speed: report.speed_over_ground,
                ..Message::default()
            },
            AisMessage::LongRangeAisBroadcastMessage(report) => Message {
                mmsi: report.mmsi,
                position: place(report.latitude, report.longitude),
                speed: report.speed_over_ground,
                ..Message::default()
            },
            AisMessage::ExtendedClassBPositionReport(report) => Message {
                mmsi: report.mmsi,
                position: place(report.latitude, report.longitude),
                speed: report.speed_over_ground,
                name: stated(&report.name),
                length: size(report.dimension_to_bow, report.dimension_to_stern),
                width: size(report.dimension_to_port, report.dimension_to_starboard),
                ..Message::default()
            },
            AisMessage::StaticAndVoyageRelatedData(data) => Message {
                mmsi: data.mmsi,
                imo: match data.imo_number {
                    0 => String::new(),
                    number => format!("{number:07}"),
                },
                name: stated(&data.vessel_name),
                call_sign: stated(&data.callsign),
                ship_type: data.ship_type.map(|kind| format!("{kind:?}")).unwrap_or_default(),
                length: size(data.dimension_to_bow, data.dimension_to_stern),
                width: size(data.dimension_to_port, data.dimension_to_starboard),
                ..Message::default()
            },
            AisMessage::StaticDataReport(data) => match data.message_part {
                MessagePart::PartA { vessel_name } => {
                    Message { mmsi: data.mmsi, name: stated(&vessel_name), ..Message::default() }
                }
                MessagePart::PartB { callsign, .. } => {
                    Message { mmsi: data.mmsi, call_sign: stated(&callsign), ..Message::default() }
                }
                MessagePart::Unknown(_) => return None,
            },
            _ => return None,
        })
    }
}

/// Six-bit text without the `@` it is filled up with.
fn stated(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    text.split('@').next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn rows(text: &str) -> Vec<Result<String, String>> {
        let path = Path::new("track.nmea");
        let text = Text::new(Box::new(Cursor::new(text.as_bytes().to_vec())), path).unwrap();
        let mut sentences = Sentences::new(text, path);
        let mut found = Vec::new();
        while let Some(row) = sentences.next_row().unwrap() {
            found.push(match row {
                Row::Report(report) => Ok(format!(
                    "{} {} {:?} {} {}",
                    report.row, report.mmsi, report.time, report.statics.imo, report.statics.name
                )),
                Row::Skipped(skipped) => Err(format!("{} {}", skipped.line, skipped.reason)),
            });
        }
        found
    }

    // The sentences are the published examples of gpsd's AIVDM description (E. S. Raymond, public
    // test material): a position of 477553000, and static data of 369190000 (MT.MITCHELL, IMO 6710932) in two parts.
    const POSITION: &str = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C";
    const FIRST: &str =
        "!AIVDM,2,1,3,B,55P5TL01VIaAL@7WKO@mBplU@<PDhh000000001S;AJ::4A80?4i@E53,0*3E";
    const SECOND: &str = "!AIVDM,2,2,3,B,1@0000000000000,2*55";

    #[test]
    fn sentences_become_reports() {
        let text =
            format!("\\s:x,c:1696241893*00\\{POSITION}\r\n{FIRST}\r\n{POSITION}\n{SECOND}\n");
        let found = rows(&text);
        assert_eq!(found[0], Ok("1 477553000 Some(1696241893)  ".to_owned()));
        assert_eq!(found[1], Ok("3 477553000 None  ".to_owned()));
        assert_eq!(found[2], Ok("4 369190000 None 6710932 MT.MITCHELL".to_owned()));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn damage_is_told_and_the_rest_is_read() {
        let wrong = POSITION.replace("5C", "5D");
        let text =
            format!("{wrong}\nwords\n{SECOND}\n!AIVDM,0,0,,A,x,0*00\n{FIRST}\n{FIRST}\n{SECOND}\n");
        let found = rows(&text);
        assert_eq!(found.iter().filter(|row| row.is_err()).count(), 4, "{found:?}");
        assert_eq!(found.last().unwrap(), &Ok("7 369190000 None 6710932 MT.MITCHELL".to_owned()));
    }
}
