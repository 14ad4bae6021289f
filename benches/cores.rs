//! What more threads give: subjects in memory, and a file of them.
//!
//! ```sh
//! cargo bench --bench cores -- [LIST…]
//! ```
//!
//! Runs with one thread and with as many as there are cores take turns; the fastest of each counts.
//! On a machine that others use too, the clock says little: *processor* is what all threads together had
//! of processors. As long as it does not grow with the number of threads, nothing is contended for, and
//! on idle cores the gain is the number of cores less the share that only one of them was busy.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod material;

use material::arguments::given;
use material::lists::{named_or_every, names_of};
use material::machine::threads;
use material::queries::{Query, background, spread, with_slips};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tamis::{Kind, Policy, Screener, Subject, batch};

/// Subjects a run.
const SUBJECTS: usize = 20_000;
const RUNS: usize = 7;

/// The fastest run: on the clock, of processors, waiting for them.
#[derive(Clone, Copy)]
struct Fastest {
    clock: Duration,
    processor: Duration,
    waited: Duration,
}

impl Fastest {
    fn of(&mut self, run: impl FnOnce()) {
        let (before, start) = (threads(), Instant::now());
        run();
        let (clock, after) = (start.elapsed(), threads());
        if clock < self.clock {
            *self = Fastest {
                clock,
                processor: after.0.saturating_sub(before.0),
                waited: after.1.saturating_sub(before.1),
            };
        }
    }
}

fn main() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let lists = named_or_every(&given());
    let screener = Screener::new(lists).unwrap();
    let folder = tempfile::tempdir().unwrap();
    // What a batch is run with: a mapped index.
    let index = folder.path().join("lists.tamis");
    screener.write(&index).unwrap();
    let slips = with_slips(screener.entities().iter().map(AsRef::as_ref));
    drop(screener);
    let screener = Screener::open(&index).unwrap();
    println!("{} names, {cores} cores, {RUNS} runs each", names_of(screener.lists()));

    // One in twenty is a listed party with slips: more than in any payment file.
    let mut queries = background(Kind::Person);
    queries.extend(background(Kind::Organization));
    let listed = SUBJECTS / 20;
    let mut subjects: Vec<Subject> = queries
        .iter()
        .cycle()
        .take(SUBJECTS - listed)
        .map(|query: &Query| query.subject.clone())
        .collect();
    for (at, query) in spread(slips, listed).into_iter().enumerate() {
        subjects.insert(at * 20, query.subject);
    }
    let file = folder.path().join("customers.csv");
    let mut rows = csv::Writer::from_path(&file).unwrap();
    rows.write_record(["name", "kind"]).unwrap();
    for subject in &subjects {
        let kind = subject.party.kind.map_or("", Kind::as_str);
        rows.write_record([subject.party.names[0].text.as_str(), kind]).unwrap();
    }
    rows.flush().unwrap();

    let policy = Policy::default();
    compare("screen_many", subjects.len(), cores, || {
        black_box(batch::screen_many(&screener, &subjects, &policy));
    });
    compare("screen_file", subjects.len(), cores, || {
        let plan = batch::Plan::default();
        let counts = batch::screen_file(&screener, &file, &plan, |_| Ok(())).unwrap();
        assert_eq!(counts.subjects as usize, subjects.len());
    });
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

fn compare(what: &str, subjects: usize, cores: usize, run: impl Fn() + Sync) {
    let pools = [pool(1), pool(cores)];
    let never = Fastest { clock: Duration::MAX, processor: Duration::ZERO, waited: Duration::ZERO };
    let mut fastest = [never; 2];
    for _ in 0..RUNS {
        for (fastest, pool) in fastest.iter_mut().zip(&pools) {
            fastest.of(|| pool.install(&run));
        }
    }
    let seconds = |time: Duration| time.as_secs_f64();
    for (fastest, threads) in fastest.iter().zip([1, cores]) {
        println!(
            "{what:12} {threads:2} threads: {:.3} s ({:.0} subjects/s), processor {:.3} s, waited for one \
             {:.3} s",
            seconds(fastest.clock),
            subjects as f64 / seconds(fastest.clock),
            seconds(fastest.processor),
            seconds(fastest.waited),
        );
    }
    let [one, all] = fastest;
    println!(
        "{what:12} {:.2} × as fast with {cores}; processor {:.2} ×",
        seconds(one.clock) / seconds(all.clock),
        seconds(all.processor) / seconds(one.processor),
    );
}
