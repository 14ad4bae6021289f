//! The command is killed at random moments: a good edition is there every time.

use crate::publication::{Setting, un_xml};
use crate::server::{Answer, Server, response};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Kills that have to hit a running process, of a small and of a larger list each.
const KILLS: usize = 24;

/// Updates begun at most to reach them: some end before they are killed.
const TRIES: usize = 160;

/// Days of the editions: the number of an edition is its date.
fn date(number: usize) -> String {
    format!("20{:02}-{:02}-{:02}", 10 + number / 336, 1 + number / 28 % 12, 1 + number % 28)
}

/// Numbers that look random and are the same each time (xorshift64).
struct Seeded(u64);

impl Seeded {
    /// In [0, 1).
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn spawn(setting: &Setting) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tamis"))
        .args(["lists", "update", "un-sc", "--quiet", "--sources"])
        .arg(setting.folder.path().join("sources.toml"))
        .arg("--store")
        .arg(setting.store.folder())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// When a process is killed.
enum Moment {
    /// After a time.
    After(Duration),
    /// As soon as a name that begins so stands in the list's folder, and did not before.
    Seen(&'static str),
}

impl Moment {
    /// Every other one at a time within the duration of an update, the others close to a step of
    /// putting the edition into place: its draft, its folder, the draft of `current.json`.
    fn of(number: usize, random: &mut Seeded, whole: Duration) -> Moment {
        match number % 6 {
            1 => Moment::Seen(".draft-"),
            3 => Moment::Seen("20"),
            5 => Moment::Seen("current.json"),
            _ => Moment::After(whole.mul_f64(random.next() * 1.3)),
        }
    }

    /// Waits for it, or until the process has ended by itself.
    fn wait(&self, process: &mut Child, setting: &Setting, before: &Stamp) {
        match self {
            Moment::After(time) => std::thread::sleep(*time),
            Moment::Seen(beginning) => {
                let began = Instant::now();
                while began.elapsed() < Duration::from_secs(10)
                    && process.try_wait().unwrap().is_none()
                {
                    let new = |(name, changed): &(String, SystemTime)| {
                        name.starts_with(beginning) && !before.contains(&(name.clone(), *changed))
                    };
                    if stamp(setting).iter().any(new) {
                        return;
                    }
                }
            }
        }
    }
}

/// What stands in the list's folder, and since when.
type Stamp = Vec<(String, SystemTime)>;

fn stamp(setting: &Setting) -> Stamp {
    let folder = setting.store.folder().join(&setting.name);
    let changed = |name: String| {
        // What is renamed meanwhile is not there.
        let changed = std::fs::symlink_metadata(folder.join(&name)).ok()?.modified().ok()?;
        Some((name, changed))
    };
    setting.left().into_iter().filter_map(changed).collect()
}

#[cfg(unix)]
#[test]
fn a_good_edition_stays_whenever_the_process_is_killed() {
    use std::os::unix::process::ExitStatusExt;

    for (records, pause) in [(3, Duration::ZERO), (600, Duration::from_millis(2))] {
        let present = Arc::new(AtomicUsize::new(0));
        let served = Arc::clone(&present);
        let server = Server::start(move |_| {
            let number = served.load(Ordering::SeqCst);
            // Records grow with the edition, so that an edition can be told by them too.
            let whole = response("200 OK", &[], un_xml(&date(number), records + number));
            Answer::Slowly(whole, 20, pause)
        });
        let setting = Setting::un(&server.url("/consolidated.xml"));
        assert!(spawn(&setting).wait().unwrap().success());
        present.store(1, Ordering::SeqCst);
        let began = Instant::now();
        assert!(spawn(&setting).wait().unwrap().success());
        let whole = began.elapsed();

        let mut random = Seeded(0x7A31_5EED);
        let (mut last, mut killed, mut replaced) = (1, 0, 0);
        for number in 2..=TRIES {
            present.store(number, Ordering::SeqCst);
            let before = stamp(&setting);
            let mut process = spawn(&setting);
            Moment::of(number, &mut random, whole).wait(&mut process, &setting, &before);
            process.kill().unwrap();
            let was_killed = process.wait().unwrap().signal() == Some(9);

            let list = setting.read();
            let published = list.snapshot.published.unwrap().to_string();
            let found = (last..=number).find(|found| published == date(*found));
            let found = found.unwrap_or_else(|| panic!("the edition of {published} came back"));
            assert!(found == last || found == number, "{found} after {last} and {number}");
            assert_eq!(list.entities.len(), records + found, "edition {found} is whole");
            for edition in setting.list().editions().unwrap() {
                assert!(edition.files_folder().join("consolidated.xml").is_file());
            }
            killed += usize::from(was_killed);
            replaced += usize::from(found == number);
            last = found;
            if killed >= KILLS && replaced >= 3 {
                break;
            }
        }
        assert!(killed >= KILLS, "{killed} were killed, {replaced} replaced");
        assert!(replaced >= 3, "{killed} were killed, {replaced} replaced");

        // What was left behind is removed by the next update that is not killed.
        assert!(spawn(&setting).wait().unwrap().success());
        let drafts = setting.left().into_iter().filter(|name| name.starts_with(".draft"));
        assert_eq!(drafts.collect::<Vec<_>>(), Vec::<String>::new());
        for edition in setting.list().editions().unwrap() {
            edition.read().unwrap();
        }
    }
}
