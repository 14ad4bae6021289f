//! Ships followed through AIS files: what is planted is found, what is not planted is not.

#![allow(clippy::unwrap_used)] // helpers of tests, outside of test functions

mod planted;

use planted::{PLANTED, write};
use std::collections::BTreeSet;
use tamis::Screener;
use tamis::batch::{self, Counts, Event, Plan};
use tamis::flags::voyages::Thresholds;
use tamis::flags::{Flag, Rule};
use tamis::transactions::{self, Format, ReadOptions};

fn run(bytes: &[u8], plan: &Plan) -> (Counts, Vec<Flag>, Vec<batch::Alert>) {
    let bytes = std::io::Cursor::new(bytes.to_vec());
    let reader = transactions::from_reader(bytes, "ais", &ReadOptions::default()).unwrap();
    assert_eq!(reader.format(), Format::Ais);
    let (mut flags, mut alerts) = (Vec::new(), Vec::new());
    let counts = batch::screen_reader(&Screener::builtin(), reader, plan, |event| {
        match event {
            Event::Flag(flag) => flags.push(*flag),
            Event::Alert(alert) => alerts.push(*alert),
            _ => {}
        }
        Ok(())
    })
    .unwrap();
    (counts, flags, alerts)
}

/// Rule and MMSI of each flag that tracks raise.
fn told(flags: &[Flag]) -> BTreeSet<(String, u32)> {
    let mmsi = |flag: &Flag| flag.subject[5..14].parse().unwrap();
    let of_tracks = flags.iter().filter(|flag| flag.rule != Rule::VesselIdentity);
    of_tracks.map(|flag| (flag.rule.code().to_owned(), mmsi(flag))).collect()
}

#[test]
fn a_ship_that_contradicts_herself_is_told_once() {
    let file = "MMSI,BaseDateTime,LAT,LON,SOG,VesselName,IMO,CallSign\n\
                445123000,2022-06-20T00:00:00,30.0,125.0,10,SEA EXAMPLE,IMO9562234,BABC\n\
                445123000,2022-06-20T00:10:00,30.0,125.0,10,SEA EXAMPLE,IMO9562234,BABC\n\
                412000001,2022-06-20T00:20:00,30.0,125.0,10,OTHER EXAMPLE,IMO9562233,BABC\n";
    let (_, flags, _) = run(file.as_bytes(), &Plan::default());
    let odd: Vec<(&str, u64)> = flags
        .iter()
        .map(|flag| (flag.reason.split(':').next().unwrap(), flag.rows[0].row))
        .collect();
    assert_eq!(odd, [("invalid IMO number", 2), ("MMSI of the DPRK", 2)]);
}

#[test]
fn all_that_is_planted_is_found_and_nothing_else() {
    for seed in 1..=2 {
        let mut file = Vec::new();
        let expected = write(&mut file, seed, 600, 400, 600);
        let (counts, flags, _) = run(&file, &Plan::default());
        let found = told(&flags);
        // The number of SharesImo is told of whichever of the two is heard second.
        let shared = |set: &BTreeSet<(String, u32)>| -> BTreeSet<(String, u32)> {
            let pair = |(rule, mmsi): &(String, u32)| match rule.as_str() {
                "imo-under-two-mmsis" => (rule.clone(), mmsi / 16 * 16),
                _ => (rule.clone(), *mmsi),
            };
            set.iter().map(pair).collect()
        };
        let (expected, found) = (shared(&expected), shared(&found));
        let missed: Vec<_> = expected.difference(&found).collect();
        let invented: Vec<_> = found.difference(&expected).collect();
        assert!(
            missed.is_empty() && invented.is_empty(),
            "missed {missed:?}, invented {invented:?}"
        );
        assert!(PLANTED.iter().all(|(_, rule)| found.iter().any(|(told, _)| told == rule)));
        assert_eq!(counts.problems, 0);
        assert_eq!(counts.records as usize + 1, file.iter().filter(|b| **b == b'\n').count());
    }
}

#[test]
fn flags_name_the_rows_they_rest_on() {
    let file = "MMSI,BaseDateTime,LAT,LON,SOG,VesselName,IMO\n\
                412000001,2022-06-20T00:00:00,30.0,125.0,10,SEA EXAMPLE,IMO9562233\n\
                x,2022-06-20T00:10:00,30.0,125.0,10,SEA EXAMPLE,\n\
                412000001,2022-06-20T00:20:00,30.0,125.0,10,OTHER,\n\
                412000001,2022-06-20T00:30:00,40.0,125.0,10,OTHER,\n";
    let (counts, flags, alerts) = run(file.as_bytes(), &Plan::default());
    assert_eq!((counts.records, counts.problems, counts.flags), (4, 1, 2));
    let rows: Vec<Vec<u64>> =
        flags.iter().map(|flag| flag.rows.iter().map(|row| row.row).collect()).collect();
    assert_eq!(rows, [[2, 4], [4, 5]]);
    assert_eq!(flags[1].reason, "600 nautical miles in 10 minutes, which is 3602 knots");
    // PETREL 8 is listed with this IMO number: the ship is a possible match under any name.
    assert_eq!(alerts[0].evidence.identifiers[0].listed.value, "9562233");
    assert_eq!(alerts[0].record.as_deref(), Some("MMSI 412000001"));
}

#[test]
fn the_danish_layout_and_its_words_for_nothing() {
    let file = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,\
                Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length\n\
                31/12/2015 23:00:00,Class A,219000001,\"55,1\",12.0,Unknown value,,0.1,,,Unknown,Unknown,,Undefined,,12,80\n\
                31/12/2015 23:59:59,Class A,219000001,55.1,12.0,Moored,,0.1,,,9562233,OXYZ2,DANA EXAMPLE,Cargo,,12,80\n";
    let mut reader =
        transactions::from_reader(file.as_bytes(), "aisdk.csv", &ReadOptions::default()).unwrap();
    let reports = reader.ship_reports().unwrap();
    let Some(transactions::ais::Row::Report(first)) = reports.next_row().unwrap() else { panic!() };
    assert_eq!((first.statics.imo, first.statics.call_sign, first.statics.name), ("", "", ""));
    assert_eq!(first.position.unwrap().latitude, 55.1);
    let Some(transactions::ais::Row::Report(second)) = reports.next_row().unwrap() else {
        panic!()
    };
    assert_eq!(second.time, Some(1_451_606_399));
    assert_eq!((second.statics.imo, second.statics.name), ("9562233", "DANA EXAMPLE"));
    assert!(reports.next_row().unwrap().is_none());
}

#[test]
fn thresholds_are_parameters_and_are_checked() {
    let file = "MMSI,BaseDateTime,LAT,LON\n\
                412000001,2022-06-20T00:00:00,38.5,124.8\n\
                412000001,2022-06-20T08:00:00,38.5,124.8\n";
    let gaps = |hours: f64| {
        let mut thresholds = Thresholds::default();
        thresholds.gap_hours = hours;
        run(file.as_bytes(), &Plan::default().voyages(thresholds)).1.len()
    };
    assert_eq!((gaps(12.0), gaps(8.0)), (0, 1));
    let mut wrong = Thresholds::default();
    wrong.near_miles = 500.0;
    assert!(wrong.checked().unwrap_err().is_argument());
    wrong.near_miles = f64::NAN;
    assert!(wrong.checked().unwrap_err().is_argument());
}

#[test]
fn a_damaged_file_ends_with_an_error_after_what_was_read() {
    let mut file = Vec::new();
    write(&mut file, 1, 20, 20, 60);
    file.truncate(file.len() - 30);
    file.extend([0xff, 0xfe]);
    let bytes = std::io::Cursor::new(file);
    let reader = transactions::from_reader(bytes, "ais", &ReadOptions::default()).unwrap();
    let mut rows = 0;
    let ended = batch::screen_reader(&Screener::builtin(), reader, &Plan::default(), |event| {
        if let Event::Progress(counts) = event {
            rows = counts.records;
        }
        Ok(())
    });
    assert!(ended.unwrap_err().is_encoding());
    assert!(rows > 300, "{rows}");
}
