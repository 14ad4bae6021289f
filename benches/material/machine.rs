//! What the system tells of time and memory. Linux tells most; elsewhere figures are of the clock, or 0.

use std::time::{Duration, Instant};

/// Time that this thread has had of a processor; of the clock where the system does not tell.
pub struct ProcessorTime {
    clock: Instant,
    had: Option<Duration>,
}

impl ProcessorTime {
    pub fn start() -> ProcessorTime {
        ProcessorTime { clock: Instant::now(), had: had() }
    }

    pub fn elapsed(&self) -> Duration {
        match (self.had, had()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.clock.elapsed(),
        }
    }
}

fn had() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Time on processors and time waiting for one, of all threads of this process that live.
pub fn threads() -> (Duration, Duration) {
    let mut sum = (Duration::ZERO, Duration::ZERO);
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    for task in tasks {
        let told = std::fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
        let mut numbers = told.split(' ').filter_map(|number| number.parse().ok());
        sum.0 += Duration::from_nanos(numbers.next().unwrap_or(0));
        sum.1 += Duration::from_nanos(numbers.next().unwrap_or(0));
    }
    sum
}

/// A line of `/proc/self/status` in MB: `VmRSS`, `VmHWM` (the peak), `RssAnon`, `RssFile`.
pub fn memory(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let told = status.lines().find_map(|told| told.strip_prefix(line)?.strip_prefix(':'));
    let kilobytes = told.and_then(|told| told.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

/// Megabytes of a mapped file that stand in memory for this process; 0 where the system does not tell.
pub fn mapped(file: &std::path::Path) -> f64 {
    let maps = std::fs::read_to_string("/proc/self/smaps").unwrap_or_default();
    let file = file.canonicalize().unwrap_or_default();
    let (mut is_meant, mut kilobytes) = (false, 0.0);
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("Rss:") if is_meant => {
                kilobytes += words.next().and_then(|size| size.parse().ok()).unwrap_or(0.0);
            }
            Some(first) if !first.ends_with(':') => {
                is_meant = file.to_str().is_some_and(|file| line.ends_with(file));
            }
            _ => {}
        }
    }
    kilobytes / 1024.0
}

/// Lets the greatest memory of this process ([`memory`] of `VmHWM`) begin anew, where the system does.
pub fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// What a set of durations says: mean, median and the like, in microseconds.
pub fn quantile(sorted: &[Duration], share: f64) -> f64 {
    let at = (sorted.len().saturating_sub(1) as f64 * share) as usize;
    sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e6)
}
