//! The arguments of the command, in the words of its help.

use super::output::Format;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::sync::LazyLock;
use tamis::batch::NOTICE;
use tamis::flags::voyages::Thresholds;
use tamis::identifiers::{Identifier, Scheme};
use tamis::matching::WeightSet;
use tamis::transactions::Columns;
use tamis::{Country, DateInterval, ENGINE_VERSION, Kind, Policy, Subject, configuration_hash};

/// Engine version and configuration hash: with the lists, all that a score depends on.
static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{ENGINE_VERSION}\nconfiguration {}", configuration_hash()));

static HELP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "Exit status:\n  \
         0  ran and found nothing at this threshold\n  \
         1  ran and found possible matches\n  \
         2  could not do what was asked\n\n\
         Examples:\n  \
         tamis screen payments.xml\n  \
         tamis screen --list sdn.csv --list consolidated.xml --output report.html payments.xml\n  \
         tamis name \"Kim Jong Un\" --kind person --explain\n  \
         tamis compare \"김정은\" \"Kim Jong Un\" --kind person\n  \
         tamis check 9562233\n\n{NOTICE}"
    )
});

static SCREEN_HELP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "Examples:\n  \
         tamis screen payments.xml\n  \
         tamis screen customers.csv --columns \"name=Payee,account=Acct No\" --format csv\n  \
         tamis screen --list lists/ --output alerts.jsonl monday.xml tuesday.xml\n  \
         zcat payments.xml.gz | tamis screen - --format jsonl --quiet\n\n{NOTICE}"
    )
});

static NAME_HELP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "Examples:\n  \
         tamis name \"Kim Jong Un\"\n  \
         tamis name \"김정은\" --kind person --born 1984-01-08 --country kp --explain\n  \
         tamis name \"Lucky Star\" --kind vessel --identifier imo=9562233 --country pa --explain\n  \
         tamis name \"Korea Kwangson Bank\" --list sdn.csv --format jsonl\n\n{NOTICE}"
    )
});

static COMPARE_HELP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "Exit status: 0 below the threshold, 1 at or above it.\n\n\
         Examples:\n  \
         tamis compare \"김정은\" \"Kim Jong Un\" --kind person\n  \
         tamis compare \"RYE SONG GANG 1\" \"RYE SONG GANG 2\" --kind vessel\n\n{NOTICE}"
    )
});

static CHECK_HELP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "Exit status: 0 nothing like it is listed, 1 it is listed or nearly so, 2 it is no identifier.\n\n\
         Examples:\n  \
         tamis check \"IMO 9562233\"\n  \
         tamis check DCBKKPPYXXX --format jsonl\n  \
         tamis check 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 --list sdn.csv\n\n{NOTICE}"
    )
});

/// Screens people, companies, vessels, accounts and payments against official sanctions lists.
///
/// Works without a network: nothing leaves this machine. Only `tamis lists update` opens a connection,
/// to download the official lists.
#[derive(Debug, Parser)]
#[command(
    name = "tamis",
    version = ENGINE_VERSION,
    long_version = VERSION.as_str(),
    after_help = HELP.as_str(),
    max_term_width = 100,
    arg_required_else_help = false,
    subcommand_required = true
)]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Say nothing about lists and progress; problems and errors are still said
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// One subcommand each.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Screen payment and customer files
    Screen(Screen),
    /// Look up one name
    Name(Name),
    /// Compare two names and show how the score comes about
    Compare(Compare),
    /// Say what an identifier is, whether it is valid, and who is listed with it
    Check(Check),
    /// Keep official lists: download them, see how old they are, build an index file
    Lists(super::lists::Lists),
    /// Print completions for a shell
    Completions(Completions),
}

/// Lists, by where they are.
#[derive(Debug, Clone, Args)]
pub struct ListSource {
    /// List file or folder to screen against; give it again for each further one
    ///
    /// Official publications as downloaded, also gzipped; the format is told from the content. A
    /// publication of several files is found from one of them: given sdn.csv, its siblings alt.csv,
    /// add.csv and sdn_comments.csv are read with it. A table of your own (CSV, XLSX, ODS, JSON
    /// lines, Parquet) needs a mapping beside it, as lists/README.md describes. The word `store` stands for all lists that
    /// `tamis lists update` keeps, `store:un-sc` for one of them. Without --list the DPRK starter list
    /// that ships with tamis is used.
    #[arg(long = "list", value_name = "PATH")]
    pub lists: Vec<PathBuf>,
    /// Screen against the lists downloaded into this folder
    ///
    /// As `--list store`, but of another folder than the one `tamis lists update` keeps lists in by
    /// default.
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
}

/// The weights of the score.
#[derive(Debug, Clone, Args)]
pub struct Weighing {
    /// Weights of the score in place of those that ship with tamis
    ///
    /// A TOML file in the form of lists/weights.toml; what it does not name is as shipped. They are part
    /// of the configuration hash. A weight with which the index could miss a match is refused.
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,
}

impl Weighing {
    /// The weights named, or those that ship with the library.
    pub fn set(&self) -> tamis::Result<WeightSet> {
        self.weights.as_ref().map_or_else(|| Ok(*WeightSet::shipped()), tamis::read_weights)
    }
}

/// What to look in: lists, or an index file made of them.
#[derive(Debug, Clone, Args)]
pub struct LookIn {
    #[command(flatten)]
    pub source: ListSource,
    /// Index file to screen against, in place of lists: opened in milliseconds
    ///
    /// Written by `tamis lists build -o FILE`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["lists", "store"])]
    pub index: Option<PathBuf>,
    /// Refuse to screen if a list is older than so many days
    ///
    /// A downloaded list is as old as the last successful `tamis lists update`, when the publisher
    /// gave or confirmed it, however long ago it was published. Any other list is as old as the
    /// publication date inside its file; if there is none, its age is unknown and it is refused.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_age: Option<u32>,
    #[command(flatten)]
    pub weighing: Weighing,
}

/// Lists, threshold, limit: the same for files and for single names.
#[derive(Debug, Args)]
pub struct Against {
    #[command(flatten)]
    pub look_in: LookIn,
    /// Least score of a possible match, between 0 and 1
    #[arg(long, value_name = "SCORE", default_value = "0.85", value_parser = threshold)]
    pub threshold: f64,
    /// Most possible matches per subject, the best ones; 0 for all
    #[arg(long, value_name = "NUMBER", default_value_t = Policy::default().limit)]
    pub limit: usize,
    /// Let weak aliases open an alert too
    ///
    /// A weak alias is one the publisher calls broad or generic ("weak a.k.a.", "low quality").
    #[arg(long)]
    pub weak_aliases: bool,
}

impl Against {
    /// What counts as a possible match.
    pub fn policy(&self) -> tamis::Result<Policy> {
        let mut policy = Policy::default().threshold(self.threshold)?.limit(self.limit);
        policy.weak_aliases = self.weak_aliases;
        Ok(policy)
    }
}

/// Screen payment and customer files
///
/// Reads ISO 20022 messages (pacs.008, pain.001 and relatives) and CSV files with a header line,
/// also gzipped; the format is told from the content. Every party, identifier and piece of free
/// text is screened. A record that cannot be read is reported on standard error and counted, and
/// the rest is screened; a file that cannot be read to its end makes the exit status 2, after the
/// other files have been screened.
#[derive(Debug, Args)]
#[command(after_help = SCREEN_HELP.as_str())]
pub struct Screen {
    /// Files to screen; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub against: Against,
    /// Which columns of a CSV file hold what, for headers that are not recognised
    ///
    /// Pairs of a field and a header, separated by commas: name=Payee,account=Acct No,text=Memo.
    /// Only the columns named are read then.
    #[arg(long, value_name = "FIELD=HEADER,…", value_parser = columns)]
    pub columns: Option<Columns>,
    /// File to write to, in place of standard output
    ///
    /// The file is written under another name and renamed when it is complete, so a run that is
    /// stopped leaves nothing that looks like a report.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Form of the output; by default told from the name of the --output file, else a table
    ///
    /// table: for reading on a terminal. csv: one line per alert; a cell that begins with = + - @,
    /// a tab or a line break gets an apostrophe in front, so that no spreadsheet takes a name for a
    /// formula. jsonl: one JSON object per line, the first one the run, the last one the counts.
    /// html: a report with all evidence, for analysts and for print. parquet: the columns of csv, as
    /// they are.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    #[command(flatten)]
    pub tracks: Tracks,
}

/// From when on a ship's track is a reason to look.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Ship tracks (AIS files)")]
pub struct Tracks {
    /// Hours without a report that are a gap [default: 12]
    #[arg(long, value_name = "HOURS")]
    pub gap_hours: Option<f64>,
    /// Nautical miles from the ports and coast of the DPRK within which a gap counts [default: 30]
    #[arg(long, value_name = "MILES")]
    pub near_miles: Option<f64>,
    /// Nautical miles from a port of the DPRK within which a ship lies at it [default: 5]
    #[arg(long, value_name = "MILES")]
    pub port_miles: Option<f64>,
    /// Knots above which a ship cannot have sailed [default: 60]
    #[arg(long, value_name = "KNOTS")]
    pub most_knots: Option<f64>,
    /// Metres by which a length or width must differ to be another [default: 5]
    #[arg(long, value_name = "METRES")]
    pub size_metres: Option<f32>,
}

impl Tracks {
    /// The thresholds; what is not named keeps its default.
    pub fn thresholds(self) -> tamis::Result<Thresholds> {
        let mut thresholds = Thresholds::default();
        let Tracks { gap_hours, near_miles, port_miles, most_knots, size_metres } = self;
        thresholds.gap_hours = gap_hours.unwrap_or(thresholds.gap_hours);
        thresholds.near_miles = near_miles.unwrap_or(thresholds.near_miles);
        thresholds.port_miles = port_miles.unwrap_or(thresholds.port_miles);
        thresholds.most_knots = most_knots.unwrap_or(thresholds.most_knots);
        thresholds.size_metres = size_metres.unwrap_or(thresholds.size_metres);
        thresholds.checked()
    }
}

/// Look up one name
///
/// Shows the listed parties whose names are read or sound alike, in any script. Date of birth and
/// country raise or lower a score by small amounts that are always shown; unknown ones change
/// nothing.
#[derive(Debug, Args)]
#[command(after_help = NAME_HELP.as_str())]
pub struct Name {
    /// The name, in any script
    pub name: String,
    #[command(flatten)]
    pub against: Against,
    /// Kind of party: person, organization, vessel or aircraft; all kinds if not given
    #[arg(long, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Date of birth: 1984-01-08, 1984-01, 1984 or 1981/1983; again for each alternative
    #[arg(long, value_name = "DATE")]
    pub born: Vec<DateInterval>,
    /// Country as two letters (ISO 3166-1); give it again for each further one
    #[arg(long = "country", value_name = "CODE")]
    pub countries: Vec<Country>,
    /// Identifier as scheme and value: imo=9562233, mmsi=445123000, passport=…; again for each
    /// further one
    #[arg(long = "identifier", value_name = "SCHEME=VALUE", value_parser = identifier)]
    pub identifiers: Vec<Identifier>,
    /// Fact of a vessel and its value: built=1996, type=Tanker, former-name=…, former-flag=…, flag=…,
    /// tonnage=…, gross-tonnage=…, owner=…, length=…, imo=…, mmsi=…, call-sign=…; again for each further
    /// one
    #[arg(long = "vessel", value_name = "FACT=VALUE", value_parser = vessel_fact)]
    pub vessel: Vec<(String, String)>,
    /// Show token by token how each score comes about
    #[arg(long)]
    pub explain: bool,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: NameFormat,
}

/// Forms for what is known of one name or identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum NameFormat {
    /// For reading on a terminal
    Table,
    /// One JSON object per line: the run, then what was found
    Jsonl,
}

/// Compare two names and show how the score comes about
///
/// The score depends on the two names and their kind, on nothing else: no list is involved.
#[derive(Debug, Args)]
#[command(after_help = COMPARE_HELP.as_str())]
pub struct Compare {
    /// One name
    pub left: String,
    /// The other name
    pub right: String,
    /// Kind of party: person, organization, vessel or aircraft; if not given, the higher score of
    /// person and organization counts
    #[arg(long, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Least score of a possible match, between 0 and 1
    #[arg(long, value_name = "SCORE", default_value = "0.85", value_parser = threshold)]
    pub threshold: f64,
    /// Show how the score comes about; `compare` always does, `name` when asked
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub weighing: Weighing,
}

/// Say what an identifier is, whether it is valid, and who is listed with it
///
/// Takes IMO numbers, MMSIs, call signs, BICs, IBANs, LEIs, account, card, routing (ABA) and CNAPS
/// numbers, ISINs, passports and other documents, wallet addresses, telephones, e-mail addresses and
/// websites, however they are typed. A slip in writing a listed one (a character off, a checksum that
/// fails), and a wallet address that shows the ends of a listed one, is a near miss; an identifier
/// that breaks the rules of its scheme is invalid, which is more than not listed.
#[derive(Debug, Args)]
#[command(after_help = CHECK_HELP.as_str())]
pub struct Check {
    /// The identifier
    pub value: String,
    #[command(flatten)]
    pub look_in: LookIn,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: NameFormat,
}

/// Print completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// A threshold as [`Policy`] accepts it.
fn threshold(text: &str) -> Result<f64, String> {
    let value: f64 =
        text.parse().map_err(|_| format!("`{text}` is no number: write 0.85 for 85 %"))?;
    Policy::default().threshold(value).map_err(|error| error.to_string())?;
    Ok(value)
}

/// `imo=9562233`: a scheme by its name in files, and the value as typed.
fn identifier(text: &str) -> Result<Identifier, String> {
    let (scheme, value) = text
        .split_once('=')
        .filter(|(_, value)| !value.trim().is_empty())
        .ok_or_else(|| format!("`{text}` names no scheme and value: write imo=9562233"))?;
    let scheme: Scheme = scheme.trim().parse().map_err(|error: tamis::Error| error.to_string())?;
    Ok(Identifier::new(scheme, value.trim()))
}

fn vessel_fact(text: &str) -> Result<(String, String), String> {
    let (fact, value) = text
        .split_once('=')
        .ok_or_else(|| format!("`{text}` names no fact and value: write built=1996"))?;
    // Refused here already, so that the message names the argument.
    let tried = Subject::default().with_vessel_fact(fact, value);
    tried.map_err(|error| error.to_string())?;
    Ok((fact.to_owned(), value.to_owned()))
}

fn columns(text: &str) -> tamis::Result<Columns> {
    text.parse()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn definitions_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_default_threshold_is_that_of_the_library() {
        let arguments = Arguments::try_parse_from(["tamis", "name", "x"]).unwrap();
        let Command::Name(name) = arguments.command else { panic!("not the subcommand given") };
        assert_eq!(name.against.policy().unwrap(), Policy::default());
    }
}
