//! `tamis lists update`: the only part of tamis that opens a connection.

use super::super::Outcome;
use super::super::console::Console;
use super::super::failure::{Failure, described};
use super::super::output::{Target, numbered, shown};
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use tamis::lists::{self, Change, Sources, StoredEdition, UpdateOptions, UpdateProgress, Updated};

const HELP: &str = "\
A download becomes the present edition only after it has been received and read completely and is \
plausible: the list it should be, not older and not much smaller than the present edition. Otherwise \
the present edition stays, and the exit status is 2.\n\n\
Old editions are kept for replay: the last ones of --keep-editions, and all that were the present one \
within --keep-days. Records kept for ten years, as OFAC asks of US persons, need --keep-days 3660.\n\n\
A setting of the sources, such as eu_token, is replaced by the environment variable of its name, such \
as TAMIS_EU_TOKEN. A proxy is taken from HTTPS_PROXY or ALL_PROXY.\n\n\
Examples:\n  \
tamis lists update\n  \
tamis lists update un-sc ofac-sdn --store /var/lib/tamis\n  \
tamis screen payments.xml --list store --max-age 3";

/// Download the official lists, as far as there are new editions
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Update {
    /// Lists to update; without a name all that the sources download by default
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// File that says where lists come from, in place of the built-in one
    ///
    /// The built-in file is lists/sources.toml in the source code; its head explains the keys.
    #[arg(long, value_name = "FILE")]
    sources: Option<PathBuf>,
    /// Folder to keep the lists in
    ///
    /// By default `lists` in $TAMIS_HOME, or else tamis/lists in the platform's folder for data of
    /// applications, such as ~/.local/share.
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Most time for one list, with all retries
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = UpdateOptions::default().time.as_secs(),
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    timeout: u64,
    /// Least share of the present edition's records that a new one must have, in place of the sources'
    #[arg(long, value_name = "SHARE")]
    kept_share: Option<f64>,
    /// Take new editions even if they are older or much smaller than the present one
    ///
    /// For when the publisher has confirmed that. Needs the names of the lists.
    #[arg(long, requires = "names")]
    accept: bool,
    /// PEM file with the certificate authorities to trust, in place of those that are compiled in
    ///
    /// For networks whose proxy opens https connections: /etc/ssl/certs/ca-certificates.crt on most
    /// systems where such a proxy's authority has been installed.
    #[arg(long, value_name = "FILE")]
    authorities: Option<PathBuf>,
    /// Keep every edition that was the present one within so many days
    #[arg(long, value_name = "DAYS", default_value_t = UpdateOptions::default().retention.days)]
    keep_days: u32,
    /// Keep at least so many editions
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = UpdateOptions::default().retention.editions
    )]
    keep_editions: usize,
}

/// Downloads the lists and says of each what came of it.
pub fn run(arguments: &Update, console: &Console) -> Result<Outcome, Failure> {
    let sources = match &arguments.sources {
        Some(path) => Sources::read(path)?,
        None => Sources::official(),
    };
    let store = super::store(arguments.store.as_deref())?;
    let mut options = UpdateOptions::default();
    options.time = Duration::from_secs(arguments.timeout);
    options.kept_share = arguments.kept_share;
    options.accept = arguments.accept;
    options.authorities = arguments.authorities.clone();
    options.retention.days = arguments.keep_days;
    options.retention.editions = arguments.keep_editions;
    options.settings = sources
        .settings
        .keys()
        .filter_map(|name| {
            let value = std::env::var(format!("TAMIS_{}", name.to_uppercase())).ok()?;
            Some((name.clone(), value))
        })
        .collect();
    console.note(&format!("lists are kept in {}", store.folder().display()));

    let mut page = Target::page();
    let mut unwritten = None;
    let progress = console.progress("downloading lists");
    let done = lists::update(&sources, &arguments.names, &store, &options, |event| match event {
        UpdateProgress::Asking { list, address, .. } => {
            progress.doing(&format!("{list}: asking {address}"));
        }
        UpdateProgress::Receiving { list, bytes, of, .. } => {
            progress.doing(&format!("{list}: {}", received(bytes, of)));
        }
        UpdateProgress::Reading { list, .. } => progress.doing(&format!("{list}: reading")),
        UpdateProgress::Retrying { list, error, pause, .. } => progress.aside(|| {
            let seconds = pause.as_secs_f64();
            console.note(&format!("{list}: {error}; trying again in {seconds:.0} s"));
        }),
        UpdateProgress::Done(updated) => progress.aside(|| match &updated.outcome {
            Ok(change) => {
                let line = shown(&changed(updated, change));
                let written = writeln!(page, "{line}").and_then(|()| page.flush());
                unwritten = unwritten.take().or(written.err());
            }
            Err(error) => console.error(&failed(updated, error)),
        }),
        _ => {}
    });
    drop(progress);
    let done = done?;
    if let Some(error) = unwritten {
        return Err(Failure::writing("standard output", &error));
    }
    let failed: Vec<&str> = done
        .iter()
        .filter(|updated| updated.outcome.is_err())
        .map(|updated| updated.list.as_str())
        .collect();
    match failed.as_slice() {
        [] => Ok(Outcome::Nothing),
        _ if done.len() == 1 => Err(Failure::Told),
        _ => Err(Failure::Said(format!(
            "{} of {} were not updated: {}",
            failed.len(),
            numbered(done.len() as u64, "list", "lists"),
            failed.join(", ")
        ))),
    }
}

fn received(bytes: u64, of: Option<u64>) -> String {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    match of {
        Some(of) => format!("{} of {}", megabytes(bytes), megabytes(of)),
        None => megabytes(bytes),
    }
}

fn changed(updated: &Updated, change: &Change) -> String {
    let present = updated.current.as_ref().map(edition).unwrap_or_default();
    let list = &updated.list;
    match change {
        Change::New { previous, removed, .. } => {
            let before = previous.as_deref().map_or_else(
                || "the first one".to_owned(),
                |previous| format!("before: {}", edition(previous)),
            );
            let removed = match removed {
                0 => String::new(),
                more => {
                    format!("; {} removed", numbered(*more as u64, "old edition", "old editions"))
                }
            };
            format!("{list}: new edition, {present} ({before}{removed})")
        }
        _ => format!("{list}: unchanged, {present}"),
    }
}

fn failed(updated: &Updated, error: &tamis::Error) -> String {
    let stays = updated.current.as_ref().map_or_else(
        || "there is no edition of this list yet".to_owned(),
        |present| format!("the present edition stays: {}", edition(present)),
    );
    format!("{}: {}\n  {stays}", updated.list, described(error))
}

fn edition(edition: &StoredEdition) -> String {
    let date = edition.published.map_or_else(
        || format!("downloaded {}", edition.downloaded),
        |date| format!("published {date}"),
    );
    format!("{date}, {}", numbered(edition.records as u64, "record", "records"))
}
