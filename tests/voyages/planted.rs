//! A file of AIS reports made from a seed, with planted reasons to look and with decoys.
//!
//! Written from the rules' words, not from their code: each ship is told what to do, and the list of
//! what must be found is made beside it.

use std::collections::BTreeSet;
use std::io::Write;

/// Numbers from a seed (xorshift, Marsaglia 2003).
pub struct Random(u64);

impl Random {
    pub fn of(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    pub fn within(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * (self.below(1 << 30) as f64 / (1_u64 << 30) as f64)
    }
}

/// What a ship does besides sailing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    Sails,
    // Planted.
    ChangesName,
    ChangesCallSign,
    ChangesImo,
    ChangesSize,
    SharesImo,
    PlaysTwoShips,
    Jumps,
    VanishesNearDprk,
    CallsAtNampo,
    // Decoys.
    VanishesElsewhere,
    WritesNameOtherwise,
    MistypesImo,
    TakesNewMmsi,
    PassesChongjin,
    CallsAtIncheon,
    ShrinksByTwoMetres,
    SaysNothing,
}

/// Those that are planted, with the rule that must find them.
pub const PLANTED: [(Plan, &str); 9] = [
    (Plan::ChangesName, "identity-change"),
    (Plan::ChangesCallSign, "identity-change"),
    (Plan::ChangesImo, "identity-change"),
    (Plan::ChangesSize, "identity-change"),
    (Plan::SharesImo, "imo-under-two-mmsis"),
    (Plan::PlaysTwoShips, "mmsi-with-two-imos"),
    (Plan::Jumps, "impossible-jump"),
    (Plan::VanishesNearDprk, "gap-near-dprk"),
    (Plan::CallsAtNampo, "dprk-port-call"),
];

const DECOYS: [Plan; 8] = [
    Plan::VanishesElsewhere,
    Plan::WritesNameOtherwise,
    Plan::MistypesImo,
    Plan::TakesNewMmsi,
    Plan::PassesChongjin,
    Plan::CallsAtIncheon,
    Plan::ShrinksByTwoMetres,
    Plan::SaysNothing,
];

struct Ship {
    mmsi: u32,
    imo: u32,
    name: String,
    call_sign: String,
    length: f64,
    width: f64,
    latitude: f64,
    longitude: f64,
    course: f64,
    knots: f64,
    plan: Plan,
}

/// A valid IMO number: six digits and the last digit of Σ dᵢ·(7, 6, 5, 4, 3, 2).
fn imo(six: u32) -> u32 {
    let digits = format!("{six:06}");
    let sum: u32 = digits.bytes().zip((2..=7).rev()).map(|(d, w)| u32::from(d - b'0') * w).sum();
    six * 10 + sum % 10
}

/// Planted (rule, MMSI) of a file of `ships` ships, each reporting `rounds` times every `seconds`.
///
/// Rows are in the layout of the US MarineCadastre, in the order of time.
pub fn write(
    out: &mut impl Write,
    seed: u64,
    ships: u32,
    rounds: u32,
    seconds: i64,
) -> BTreeSet<(String, u32)> {
    let mut random = Random::of(seed);
    let mut fleet: Vec<Ship> = (0..ships).map(|number| ship(&mut random, number)).collect();
    let mut expected = BTreeSet::new();
    for ship in &fleet {
        if let Some((_, rule)) = PLANTED.iter().find(|(plan, _)| *plan == ship.plan) {
            expected.insert(((*rule).to_owned(), ship.mmsi));
        }
        // To play two ships is to change the number, and then again.
        if ship.plan == Plan::PlaysTwoShips {
            expected.insert(("identity-change".to_owned(), ship.mmsi));
        }
    }
    writeln!(
        out,
        "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,\
         Length,Width,Draft,Cargo,TransceiverClass"
    )
    .unwrap();
    let start = 1_700_000_000;
    for round in 0..rounds {
        for (number, ship) in fleet.iter_mut().enumerate() {
            let time =
                start + i64::from(round) * seconds + number as i64 * seconds / i64::from(ships);
            report(out, ship, round, rounds, time, seconds);
        }
    }
    expected
}

fn ship(random: &mut Random, number: u32) -> Ship {
    // One ship in sixteen is planted, one in sixteen a decoy.
    let plan = match number % 16 {
        0 => PLANTED[(number / 16) as usize % PLANTED.len()].0,
        8 => DECOYS[(number / 16) as usize % DECOYS.len()],
        _ => Plan::Sails,
    };
    let words = ["OCEAN", "GOLDEN", "NORTH", "STAR", "PACIFIC", "EAST", "LUCKY", "BRIGHT"];
    let pick = |random: &mut Random| words[random.below(8) as usize];
    // Off Denmark, in the Gulf of Mexico, or in the East China Sea.
    let seas = [(56.0, 7.0), (26.0, -90.0), (30.0, 125.0)];
    let (latitude, longitude) = match plan {
        Plan::VanishesNearDprk => (38.45, 124.70),
        Plan::CallsAtNampo => (38.71, 125.38),
        Plan::PassesChongjin => (41.70, 129.60),
        Plan::CallsAtIncheon => (37.46, 126.60),
        _ => seas[random.below(3) as usize],
    };
    let moves = !matches!(plan, Plan::CallsAtNampo | Plan::CallsAtIncheon);
    Ship {
        mmsi: 412_000_000 + number,
        imo: imo(900_000 + number % 90_000),
        name: format!("{} {} {number}", pick(random), pick(random)),
        call_sign: format!("B{}{:04}", char::from(b'A' + (number / 10_000) as u8), number % 10_000),
        length: 80.0 + random.below(200) as f64,
        width: 12.0 + random.below(30) as f64,
        latitude,
        longitude,
        course: if plan == Plan::PassesChongjin {
            0.6
        } else {
            random.within(0.0, std::f64::consts::TAU)
        },
        knots: if moves { random.within(6.0, 20.0) } else { 0.0 },
        plan,
    }
}

fn report(out: &mut impl Write, ship: &mut Ship, round: u32, rounds: u32, time: i64, seconds: i64) {
    let late = round >= rounds / 2;
    let (mut mmsi, mut number) = (ship.mmsi, format!("IMO{:07}", ship.imo));
    let (mut name, mut call_sign) = (ship.name.clone(), ship.call_sign.clone());
    let (mut length, width) = (ship.length, ship.width);
    match ship.plan {
        Plan::ChangesName if late => name = format!("{name} RENAMED"),
        Plan::ChangesCallSign if late => call_sign = format!("P5{}", &call_sign[2..]),
        Plan::ChangesImo if late => number = format!("IMO{:07}", imo(800_000 + ship.mmsi % 90_000)),
        Plan::ChangesSize if late => length += 40.0,
        // Under the number of the ship after her, which sails all the time.
        Plan::SharesImo => {
            number = format!("IMO{:07}", imo(900_000 + (ship.mmsi + 1) % 1_000_000 % 90_000));
        }
        Plan::PlaysTwoShips if round % 3 == 1 => {
            number = format!("IMO{:07}", imo(800_000 + ship.mmsi % 90_000));
        }
        Plan::Jumps if round == rounds / 2 => {
            ship.latitude += if ship.latitude > 45.0 { -5.0 } else { 5.0 };
        }
        Plan::VanishesNearDprk | Plan::VanishesElsewhere => {
            let hours = (i64::from(round) - i64::from(rounds / 4)) * seconds / 3_600;
            if (1..16).contains(&hours) {
                return;
            }
        }
        Plan::WritesNameOtherwise if late => name = name.to_lowercase().replace(' ', "  "),
        // The number of the wrong check digit is no other ship's.
        Plan::MistypesImo if late => {
            number = format!("IMO{:07}", ship.imo / 10 * 10 + (ship.imo + 1) % 10);
        }
        // The same ship under a new flag: never both at the same time.
        Plan::TakesNewMmsi if late => mmsi = 671_000_000 + ship.mmsi % 1_000_000,
        Plan::ShrinksByTwoMetres if late => length -= 2.0,
        Plan::SaysNothing => {
            (number, name, call_sign) = (String::new(), String::new(), String::new());
        }
        _ => {}
    }
    let miles = ship.knots * seconds as f64 / 3_600.0;
    // Back and forth, so that nobody leaves the sea she is in.
    let way = if (round / 20).is_multiple_of(2) { 1.0 } else { -1.0 };
    if !matches!(ship.plan, Plan::VanishesNearDprk) {
        ship.latitude += way * miles / 60.0 * ship.course.cos();
        ship.longitude += way * miles / 60.0 * ship.course.sin();
    }
    let (year, month, day, rest) = date(time);
    let (latitude, longitude, knots) = (ship.latitude, ship.longitude, ship.knots);
    writeln!(
        out,
        "{mmsi},{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02},{latitude:.5},{longitude:.5},\
         {knots:.1},{:.1},511.0,{name},{number},{call_sign},70,0,{length:.0},{width:.0},7.6,70,A",
        rest / 3_600,
        rest / 60 % 60,
        rest % 60,
        ship.course.to_degrees()
    )
    .unwrap();
}

/// Year, month, day and second of the day, by counting days from 2023-11-01 on.
fn date(time: i64) -> (i64, i64, i64, i64) {
    let (mut days, rest) = ((time - 1_698_796_800) / 86_400, (time - 1_698_796_800) % 86_400);
    let (mut year, mut month) = (2023, 11);
    loop {
        let leap = i64::from(year % 4 == 0);
        let length = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
        if days < length {
            return (year, month as i64, days + 1, rest);
        }
        days -= length;
        month += 1;
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
}
