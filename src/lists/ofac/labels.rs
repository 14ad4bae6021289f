//! The labels of OFAC's facts, and what each one announces.
//!
//! The same labels begin the clauses of the remarks in the CSV files and stand in fields of the XML
//! formats. Collected from the lists published from 2021 to 2025; the test of the remarks prints what
//! is still missing.

use crate::identifiers::Scheme;
use crate::lists::spaces::trimmed;
use std::sync::LazyLock;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A document, registration or code.
    Number(Scheme),
    /// A way to reach the party; the value is taken whole.
    Contact(Scheme),
    /// A wallet; the asset follows the label.
    Wallet,
    /// What the designation entails; kept whole.
    Measure,
    /// Date of birth.
    Birth,
    /// Place of birth.
    BirthPlace,
    /// Gender.
    Gender,
    /// Nationality, citizenship or place of registration.
    Country,
    /// Title or function.
    Title,
    /// Flag of a vessel; further ones count as countries.
    Flag,
    /// Former flag of a vessel.
    FormerFlag,
    /// Type of a vessel.
    ShipType,
    /// Year in which a vessel was built.
    ShipBuilt,
    /// Tonnage of a vessel.
    Tonnage,
    /// Gross register tonnage of a vessel.
    GrossTonnage,
    /// Owner of a vessel.
    ShipOwner,
    /// Model of an aircraft.
    AircraftModel,
    /// Date of manufacture of an aircraft.
    AircraftBuilt,
    /// Operator of an aircraft.
    AircraftOperator,
    /// When an organisation was founded.
    Established,
    /// Another party, linked as said.
    Link(&'static str),
    /// What has no field; kept whole among the remarks.
    Remark,
}

/// Every label. The first that fits is taken, so a longer one stands before its own beginning.
/// Numbers are written `<label> <value> (<country>) issued <date> expires <date>` in remarks.
const LABELS: &[(&str, Meaning)] = &[
    ("DOB", Meaning::Birth),
    ("Birthdate", Meaning::Birth),
    ("POB", Meaning::BirthPlace),
    ("Place of Birth", Meaning::BirthPlace),
    ("Gender", Meaning::Gender),
    ("Nationality of Registration", Meaning::Country),
    ("Nationality Country", Meaning::Country),
    ("nationality", Meaning::Country),
    ("Citizenship Country", Meaning::Country),
    ("citizen", Meaning::Country),
    ("Registration Country", Meaning::Country),
    ("Title", Meaning::Title),
    ("Digital Currency Address -", Meaning::Wallet),
    ("Former Vessel Flag", Meaning::FormerFlag),
    ("Other Vessel Flag", Meaning::Flag),
    ("Vessel Flag", Meaning::Flag),
    ("Vessel Year of Build", Meaning::ShipBuilt),
    ("Other Vessel Type", Meaning::ShipType),
    ("Vessel Type", Meaning::ShipType),
    ("Vessel Gross Registered Tonnage", Meaning::GrossTonnage),
    ("Vessel Tonnage", Meaning::Tonnage),
    ("Vessel Owner", Meaning::ShipOwner),
    ("Linked To:", Meaning::Link("linked to")),
    ("Aircraft Operator", Meaning::AircraftOperator),
    ("Aircraft Model", Meaning::AircraftModel),
    ("Aircraft Manufacture Date", Meaning::AircraftBuilt),
    ("Organization Established Date", Meaning::Established),
    ("Organization Type:", Meaning::Remark),
    ("Target Type", Meaning::Remark),
    ("Issuer Name", Meaning::Remark),
    ("all offices worldwide", Meaning::Remark),
    ("All Branches Worldwide", Meaning::Remark),
    ("ICTY indictee", Meaning::Remark),
    ("arrested", Meaning::Remark),
    ("For more information on directives", Meaning::Remark),
    ("Secondary sanctions risk", Meaning::Measure),
    ("Additional Sanctions Information", Meaning::Measure),
    ("Transactions Prohibited For", Meaning::Measure),
    ("Executive Order", Meaning::Measure),
    ("CAATSA Section 235 Information", Meaning::Measure),
    ("PEESA Information", Meaning::Measure),
    ("CMIC Sanctions Information", Meaning::Measure),
    ("Listing Date", Meaning::Measure),
    ("Effective Date", Meaning::Measure),
    ("Purchase/Sales For Divestment Date", Meaning::Measure),
    ("IFCA Determination", Meaning::Measure),
    ("Passport Booklet", Meaning::Number(Scheme::Passport)),
    ("Passport", Meaning::Number(Scheme::Passport)),
    ("Diplomatic Passport", Meaning::Number(Scheme::Passport)),
    ("Stateless Person Passport", Meaning::Number(Scheme::Passport)),
    ("Official Passport", Meaning::Number(Scheme::Passport)),
    ("National ID No.", Meaning::Number(Scheme::NationalId)),
    ("National ID Number", Meaning::Number(Scheme::NationalId)),
    ("National Foreign ID Number", Meaning::Number(Scheme::NationalId)),
    ("Foreigner Identity Card Number", Meaning::Number(Scheme::NationalId)),
    ("Kenyan ID No.", Meaning::Number(Scheme::NationalId)),
    ("Turkish Identification Number", Meaning::Number(Scheme::NationalId)),
    ("Bosnian Personal ID No.", Meaning::Number(Scheme::NationalId)),
    ("Numero de Identidad", Meaning::Number(Scheme::NationalId)),
    ("Identity Card", Meaning::Number(Scheme::NationalId)),
    ("Residency Number", Meaning::Number(Scheme::NationalId)),
    ("Residence Number", Meaning::Number(Scheme::NationalId)),
    ("Citizen's Card Number", Meaning::Number(Scheme::NationalId)),
    ("Chinese Commercial Code", Meaning::Number(Scheme::Other)),
    ("Cedula No.", Meaning::Number(Scheme::NationalId)),
    ("Cedula de Residencia", Meaning::Number(Scheme::NationalId)),
    ("Cedula de Ciudadania", Meaning::Number(Scheme::NationalId)),
    ("Tarjeta de Identidad", Meaning::Number(Scheme::NationalId)),
    ("Personal ID Card", Meaning::Number(Scheme::NationalId)),
    ("D.N.I.", Meaning::Number(Scheme::NationalId)),
    ("C.U.I.P.", Meaning::Number(Scheme::NationalId)),
    ("C.U.R.P.", Meaning::Number(Scheme::NationalId)),
    ("I.F.E.", Meaning::Number(Scheme::NationalId)),
    ("N.I.E.", Meaning::Number(Scheme::NationalId)),
    ("Credencial electoral", Meaning::Number(Scheme::NationalId)),
    ("Electoral Registry No.", Meaning::Number(Scheme::NationalId)),
    ("Cartilla de Servicio Militar Nacional", Meaning::Number(Scheme::NationalId)),
    ("Military Registration Number", Meaning::Number(Scheme::NationalId)),
    ("SSN", Meaning::Number(Scheme::NationalId)),
    ("Moroccan Personal ID No.", Meaning::Number(Scheme::NationalId)),
    ("Tazkira National ID Card", Meaning::Number(Scheme::NationalId)),
    ("British National Overseas Passport", Meaning::Number(Scheme::Passport)),
    ("Refugee ID Card", Meaning::Number(Scheme::NationalId)),
    ("Afghan Money Service Provider License Number", Meaning::Number(Scheme::Registration)),
    ("Driver's License No.", Meaning::Number(Scheme::Other)),
    ("Birth Certificate Number", Meaning::Number(Scheme::Other)),
    ("VisaNumberID", Meaning::Number(Scheme::Other)),
    ("Travel Document Number", Meaning::Number(Scheme::Passport)),
    ("Interpol: Red Notice. File No.", Meaning::Number(Scheme::Other)),
    ("Tax ID No.", Meaning::Number(Scheme::TaxId)),
    ("Tax ID Number", Meaning::Number(Scheme::TaxId)),
    ("Italian Fiscal Code", Meaning::Number(Scheme::TaxId)),
    ("Fiscal Code", Meaning::Number(Scheme::TaxId)),
    ("V.A.T. Number", Meaning::Number(Scheme::TaxId)),
    ("NIT #", Meaning::Number(Scheme::TaxId)),
    ("RUC #", Meaning::Number(Scheme::TaxId)),
    ("RIF #", Meaning::Number(Scheme::TaxId)),
    ("RTN", Meaning::Number(Scheme::TaxId)),
    ("R.F.C.", Meaning::Number(Scheme::TaxId)),
    ("C.U.I.T.", Meaning::Number(Scheme::TaxId)),
    ("CNP (Personal Numerical Code)", Meaning::Number(Scheme::NationalId)),
    ("Numero Unico de Identificacao Tributaria (NUIT)", Meaning::Number(Scheme::TaxId)),
    ("US FEIN", Meaning::Number(Scheme::TaxId)),
    ("Paraguayan Identification Number", Meaning::Number(Scheme::NationalId)),
    ("Company Number", Meaning::Number(Scheme::Registration)),
    ("UK Company Number", Meaning::Number(Scheme::Registration)),
    ("Registration Number", Meaning::Number(Scheme::Registration)),
    ("Registration ID", Meaning::Number(Scheme::Registration)),
    ("Registered Charity No.", Meaning::Number(Scheme::Registration)),
    ("Business Registration Document #", Meaning::Number(Scheme::Registration)),
    ("Business Registration Number", Meaning::Number(Scheme::Registration)),
    ("Business Number", Meaning::Number(Scheme::Registration)),
    ("Government Gazette Number", Meaning::Number(Scheme::Registration)),
    ("Commercial Registry Number", Meaning::Number(Scheme::Registration)),
    ("Folio Mercantil No.", Meaning::Number(Scheme::Registration)),
    ("Matricula Mercantil No", Meaning::Number(Scheme::Registration)),
    ("Trade License No.", Meaning::Number(Scheme::Registration)),
    ("Trade Mark number", Meaning::Number(Scheme::Registration)),
    ("Unified Social Credit Code (USCC)", Meaning::Number(Scheme::Registration)),
    ("Unified Social Credit Code (USCCC)", Meaning::Number(Scheme::Registration)),
    ("C.R. No.", Meaning::Number(Scheme::Registration)),
    ("License", Meaning::Number(Scheme::Registration)),
    ("Economic Register Number (CBLS)", Meaning::Number(Scheme::Registration)),
    ("Chamber of Commerce Number", Meaning::Number(Scheme::Registration)),
    ("Public Registration Number", Meaning::Number(Scheme::Registration)),
    ("Central Registration System Number", Meaning::Number(Scheme::Registration)),
    ("Istanbul Chamber of Comm. No.", Meaning::Number(Scheme::Registration)),
    ("Romanian C.R.", Meaning::Number(Scheme::Registration)),
    ("Romanian Tax Registration", Meaning::Number(Scheme::TaxId)),
    ("Enterprise Number", Meaning::Number(Scheme::Registration)),
    ("File Number", Meaning::Number(Scheme::Registration)),
    ("Dubai Chamber of Commerce Membership No.", Meaning::Number(Scheme::Registration)),
    ("Registered Number", Meaning::Number(Scheme::Registration)),
    ("Pilot License Number", Meaning::Number(Scheme::Other)),
    ("D-U-N-S Number", Meaning::Number(Scheme::Other)),
    ("Global Intermediary Identification Number", Meaning::Number(Scheme::Other)),
    ("BIK (RU)", Meaning::Number(Scheme::Other)),
    ("ISIN", Meaning::Number(Scheme::Isin)),
    ("Equity Ticker", Meaning::Number(Scheme::Other)),
    ("Branch Unit Number", Meaning::Number(Scheme::Registration)),
    ("Certificate of Incorporation Number", Meaning::Number(Scheme::Registration)),
    ("LE Number", Meaning::Number(Scheme::Registration)),
    ("United Social Credit Code Certificate (USCCC)", Meaning::Number(Scheme::Registration)),
    ("United Social Credit Code", Meaning::Number(Scheme::Registration)),
    ("Unified Social Credit Code Certificate (USCCC)", Meaning::Number(Scheme::Registration)),
    ("Permit Number", Meaning::Number(Scheme::Registration)),
    ("SRE Permit No.", Meaning::Number(Scheme::Registration)),
    ("Organization Code", Meaning::Number(Scheme::Registration)),
    ("C.I.F.", Meaning::Number(Scheme::TaxId)),
    ("Paraguayan tax identification number", Meaning::Number(Scheme::TaxId)),
    ("Bank Identifier Code", Meaning::Number(Scheme::Other)),
    ("Legal Entity Number", Meaning::Number(Scheme::Lei)),
    ("Identification Number", Meaning::Number(Scheme::Other)),
    ("SWIFT/BIC", Meaning::Number(Scheme::Bic)),
    ("MMSI", Meaning::Number(Scheme::Mmsi)),
    ("Vessel Registration Identification", Meaning::Number(Scheme::Registration)),
    ("Other Vessel Call Sign", Meaning::Number(Scheme::CallSign)),
    ("Vessel Call Sign", Meaning::Number(Scheme::CallSign)),
    ("Aircraft Tail Number", Meaning::Number(Scheme::TailNumber)),
    ("Previous Aircraft Tail Number", Meaning::Number(Scheme::TailNumber)),
    ("Aircraft Manufacturer's Serial Number (MSN)", Meaning::Number(Scheme::SerialNumber)),
    (
        "Aircraft Construction Number (also called L/N or S/N or F/N)",
        Meaning::Number(Scheme::SerialNumber),
    ),
    ("Aircraft Serial Identification", Meaning::Number(Scheme::SerialNumber)),
    ("Aircraft Mode S Transponder Code", Meaning::Number(Scheme::Other)),
    ("C.U.I.", Meaning::Number(Scheme::NationalId)),
    ("Immigration No.", Meaning::Number(Scheme::NationalId)),
    ("Public Security and Immigration No.", Meaning::Number(Scheme::NationalId)),
    ("Romanian Permanent Resident", Meaning::Number(Scheme::NationalId)),
    ("Stateless Person ID Card", Meaning::Number(Scheme::NationalId)),
    ("Seafarer's Identification Document", Meaning::Number(Scheme::NationalId)),
    ("UAE Identification", Meaning::Number(Scheme::NationalId)),
    ("RFC", Meaning::Number(Scheme::TaxId)),
    ("RSIN", Meaning::Number(Scheme::TaxId)),
    ("N.I.F.", Meaning::Number(Scheme::TaxId)),
    ("MSB Registration Number", Meaning::Number(Scheme::Registration)),
    ("Tourism License No.", Meaning::Number(Scheme::Registration)),
    ("Tarjeta Profesional", Meaning::Number(Scheme::Other)),
    ("Serial No.", Meaning::Number(Scheme::Other)),
    ("MICEX Code", Meaning::Number(Scheme::Other)),
    ("UN/LOCODE", Meaning::Number(Scheme::Other)),
    ("Email Address", Meaning::Contact(Scheme::Email)),
    ("EMAIL", Meaning::Contact(Scheme::Email)),
    ("Website", Meaning::Contact(Scheme::Website)),
    ("Phone Number", Meaning::Contact(Scheme::Phone)),
    ("PHONE", Meaning::Contact(Scheme::Phone)),
    ("Telephone", Meaning::Contact(Scheme::Phone)),
    ("FAX", Meaning::Contact(Scheme::Phone)),
];

/// What a text announces that begins with a label, that label, and the text behind it; `None` if it
/// begins with none.
pub(super) fn split(text: &str) -> Option<(Meaning, &'static str, &str)> {
    let labels = BY_BEGINNING.get(beginning(text)?)?.iter();
    labels.copied().find_map(|(label, meaning)| Some((meaning, label, strip(text, label)?)))
}

/// The first two letters of a text that a label may have there, in either case, as a place in a table.
fn beginning(text: &str) -> Option<usize> {
    let &[first, second, ..] = text.as_bytes() else { return None };
    // Letters and what else labels are written with fall apart by their last five bits.
    Some(usize::from(first & 31) << 5 | usize::from(second & 31))
}

/// The labels by their [`beginning`], in the order of [`LABELS`]: every clause and every feature of a
/// list is looked up here.
static BY_BEGINNING: LazyLock<Vec<Vec<(&'static str, Meaning)>>> = LazyLock::new(|| {
    let mut labels = vec![Vec::new(); 32 * 32];
    for &(label, meaning) in LABELS {
        labels[beginning(label).unwrap_or_default()].push((label, meaning));
    }
    labels
});

/// Whether a text begins with a word of a position or rank.
pub(super) fn is_position(text: &str) -> bool {
    let first = text.as_bytes().first().map_or(0, |first| usize::from(first & 31));
    POSITIONS_BY_LETTER[first].iter().any(|word| strip(text, word).is_some())
}

static POSITIONS_BY_LETTER: LazyLock<[Vec<&'static str>; 32]> = LazyLock::new(|| {
    let of = |first: usize| move |word: &&str| usize::from(word.as_bytes()[0] & 31) == first;
    std::array::from_fn(|first| POSITIONS.iter().copied().filter(of(first)).collect())
});

/// The text behind a label, which ends at a space, colon or `#`; letter case does not matter.
pub(super) fn strip<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (start, rest) = text.as_bytes().split_at_checked(label.len())?;
    // Most labels are ruled out by one letter: most of those that begin alike end differently.
    if !start.last()?.eq_ignore_ascii_case(label.as_bytes().last()?) {
        return None;
    }
    if start != label.as_bytes() && !start.eq_ignore_ascii_case(label.as_bytes()) {
        return None;
    }
    // Labels are ASCII, so a character begins behind them.
    let after = &text[label.len()..];
    let ends = match rest.first() {
        None | Some(b' ' | b':' | b',') => true,
        Some(_) => {
            matches!(label.as_bytes().last(), Some(b'.' | b':' | b'#' | b'-'))
                || after.starts_with(char::is_whitespace)
        }
    };
    ends.then(|| trimmed(after.trim_start_matches([':', ',', '#', ' '])))
}

/// First words of a position or rank.
const POSITIONS: &[&str] = &[
    "Member",
    "Minister",
    "Former",
    "Director",
    "Head",
    "President",
    "Chairman",
    "Chairperson",
    "Chairwoman",
    "Commander",
    "Chief",
    "Deputy",
    "Vice",
    "Vice-Chairperson",
    "Vice-Chairman",
    "Brigadier",
    "Major",
    "Lieutenant",
    "General",
    "Colonel",
    "Captain",
    "Admiral",
    "Secretary",
    "Governor",
    "Ambassador",
    "Adviser",
    "Advisor",
    "Senior",
    "Officer",
    "Official",
    "Leader",
    "Judge",
    "Prosecutor",
    "Manager",
    "Managing",
    "Executive",
    "Spokesman",
    "Professor",
    "Dr.",
    "Doctor",
    "Haji",
    "Maulana",
    "Hojjatoleslam",
    "Magistrate",
    "Constituent",
    "Supervisory",
    "Rector",
    "Lt.",
    "Representative",
    "Counselor",
    "Mayor",
    "Founder",
    "Co-founder",
    "Owner",
    "Prime",
    "First",
    "Second",
    "Assistant",
    "Acting",
    "Speaker",
    "Attorney",
    "National",
    "Supreme",
    "Rear",
    "Inspector",
    "Superintendent",
    "Treasurer",
    "Principal",
    "Undersecretary",
    "Shareholder",
    "Scientific",
    "Ba'th",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The first label that fits is taken, so one that begins another must stand behind it.
    #[test]
    fn no_label_hides_a_longer_one() {
        for (at, (short, _)) in LABELS.iter().enumerate() {
            for (long, _) in &LABELS[at + 1..] {
                assert_eq!(strip(long, short), None, "`{short}` stands before `{long}`");
            }
        }
    }

    #[test]
    fn a_label_ends_where_its_word_ends() {
        assert_eq!(split("nit # 800-1"), Some((Meaning::Number(Scheme::TaxId), "NIT #", "800-1")));
        assert_eq!(split("Passports are needed"), None);
        assert_eq!(split("DOB"), Some((Meaning::Birth, "DOB", "")));
    }
}
