//! What is said on standard error: notes, problems, errors, progress.

use super::output::shown;
use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::Duration;
use tamis::Skipped;
use tamis::batch::Counts;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const PROBLEM: Style = AnsiColor::Yellow.on_default().bold();

/// A run shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Standard error, as far as the user wants to hear of it.
pub struct Console {
    quiet: bool,
}

impl Console {
    /// Errors and problems are always said; notes and progress only if not `quiet`.
    pub fn new(quiet: bool) -> Console {
        Console { quiet }
    }

    /// Why the command could not do what was asked.
    pub fn error(&self, message: &str) {
        say("error", ERROR, message);
    }

    /// A record that could not be read.
    pub fn problem(&self, problem: &Skipped) {
        let Skipped { file, line, reason } = problem;
        say("problem", PROBLEM, &format!("{file}:{line}: {reason}"));
    }

    /// What may make the results less than they seem; always said.
    pub fn warning(&self, text: &str) {
        say("warning", PROBLEM, text);
    }

    /// Something good to know.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            write(&format!("{}\n", lines(text)));
        }
    }

    /// Progress of something that may take long, shown on a terminal once it has taken a second.
    pub fn progress(&self, doing: &'static str) -> Progress {
        if self.quiet || !std::io::stderr().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
        let line = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            if state.elapsed() >= PATIENCE {
                // Writing into a string does not fail.
                let _ = write!(out, "{:.0?} ", state.elapsed());
            }
        };
        let told = ProgressStyle::with_template("{elapsed_when_long}{wide_msg}");
        if let Ok(style) = told {
            bar.set_style(style.with_key("elapsed_when_long", line));
        }
        let bar = Progress(bar);
        bar.begin(doing);
        bar
    }
}

/// A line on the terminal that says how far a run has come.
pub struct Progress(ProgressBar);

impl Progress {
    fn begin(&self, doing: &'static str) {
        let bar = self.0.downgrade();
        // The message appears after a while, so that short runs do not flicker.
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            if let Some(bar) = bar.upgrade() {
                if bar.message().is_empty() {
                    bar.set_message(doing);
                }
                bar.enable_steady_tick(Duration::from_millis(250));
            }
        });
    }

    /// Shows what is being done.
    #[cfg(feature = "update")]
    pub fn doing(&self, text: &str) {
        if self.0.elapsed() >= PATIENCE {
            self.0.set_message(shown(text));
        }
    }

    /// Shows what is done so far.
    pub fn at(&self, file: &str, counts: &Counts) {
        if self.0.elapsed() >= PATIENCE {
            self.0.set_message(format!(
                "{}: {} records, {} subjects, {} possible matches",
                shown(file),
                counts.records,
                counts.subjects,
                counts.alerts
            ));
        }
    }

    /// Says something else on standard error, out of the way of the progress line.
    pub fn aside(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn say(what: &str, style: Style, message: &str) {
    write(&format!("tamis: {style}{what}{style:#}: {}\n", lines(message)));
}

/// The message with harmless characters only; line breaks stay.
fn lines(message: &str) -> String {
    message.lines().map(shown).collect::<Vec<_>>().join("\n")
}

/// When standard error itself cannot be written there is nobody left to tell.
fn write(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
