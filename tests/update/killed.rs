//! The command is killed at random moments: a good edition is there every time.

use crate::publication::{Setting, sources_text, un_xml};
use crate::server::{Answer, Server, response};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Kills that have to hit a running process, of a small and of a larger list each.
const KILLS: usize = 20;

/// Updates begun at most to reach them: some end before they are killed.
const TRIES: usize = 120;

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
        assert!(sources_text("un-sc", &[]).contains("un-sc"));

        let began = Instant::now();
        assert!(spawn(&setting).wait().unwrap().success());
        let whole = began.elapsed();
        let mut random = Seeded(0x7A31_5EED);
        let (mut last, mut killed, mut replaced) = (0, 0, 0);
        for number in 1..=TRIES {
            present.store(number, Ordering::SeqCst);
            let mut process = spawn(&setting);
            std::thread::sleep(whole.mul_f64(random.next() * 1.1));
            process.kill().unwrap();
            let status = process.wait().unwrap();
            killed += usize::from(status.signal() == Some(9));

            let list = setting.read();
            let found = (last..=number)
                .find(|found| list.snapshot.published.unwrap().to_string() == date(*found));
            let found = found.unwrap_or_else(|| panic!("edition of {:?}", list.snapshot.published));
            assert!(found == last || found == number, "{found} after {last} and {number}");
            assert_eq!(list.entities.len(), records + found, "edition {found} is whole");
            replaced += usize::from(found == number);
            last = found;
            if killed == KILLS {
                break;
            }
        }
        assert_eq!(killed, KILLS, "{replaced} updates came to their end");

        // What was left behind is removed by the next update that is not killed.
        assert!(spawn(&setting).wait().unwrap().success());
        let drafts = setting.left().into_iter().filter(|name| name.starts_with(".draft"));
        assert_eq!(drafts.collect::<Vec<_>>(), Vec::<String>::new());
        for edition in setting.list().editions().unwrap() {
            edition.read().unwrap();
        }
    }
}
