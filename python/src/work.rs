//! Long work: the interpreter released, all cores, Ctrl-C honoured, forks survived.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

/// How often Python is asked whether a signal has come.
const PULSE: Duration = Duration::from_millis(50);

/// Items done between two looks at the stop flag.
const CHUNK: usize = 2048;

/// The threads, and the process they belong to.
static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

/// The threads of this process. A child made by `fork` has none of its parent's, and waiting for
/// them would never end, so it gets its own.
fn pool() -> PyResult<Arc<ThreadPool>> {
    let mut pool = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    match &*pool {
        Some((owner, threads)) if *owner == process => Ok(Arc::clone(threads)),
        _ => {
            let threads = ThreadPoolBuilder::new().thread_name(|number| format!("tamis-{number}"));
            let threads = threads.build().map_err(|error| {
                PyRuntimeError::new_err(format!("no threads to work with: {error}"))
            })?;
            let threads = Arc::new(threads);
            // Not dropped: a parent's pool must not be shut down from a child without its threads.
            std::mem::forget(pool.replace((process, Arc::clone(&threads))));
            Ok(threads)
        }
    }
}

/// Runs `work` on all cores without the interpreter.
///
/// Meanwhile this thread waits for signals. After one whose handler raises (Ctrl-C), the flag that
/// `work` is given is set, and the exception is what comes back; `work` looks at the flag as often
/// as it can stop.
pub fn run<T: Send>(py: Python<'_>, work: impl FnOnce(&AtomicBool) -> T + Send) -> PyResult<T> {
    let pool = pool()?;
    let stop = AtomicBool::new(false);
    py.detach(|| {
        std::thread::scope(|scope| {
            let (done, finished) = mpsc::channel::<()>();
            let worker = scope.spawn(|| {
                let result = pool.install(|| work(&stop));
                drop(done); // wakes the thread that waits below
                result
            });
            let mut raised = None;
            while finished.recv_timeout(PULSE) == Err(mpsc::RecvTimeoutError::Timeout) {
                #[allow(clippy::redundant_closure_for_method_calls)] // `'py` is not general enough
                if let Err(error) = Python::attach(|py| py.check_signals()) {
                    stop.store(true, Ordering::Relaxed);
                    raised.get_or_insert(error);
                }
            }
            let result = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            raised.map_or(Ok(result), Err)
        })
    })
}

/// Runs `batch` over the items, a part at a time so that it can be interrupted; one result an item.
pub fn run_many<I: Sync, T: Send>(
    py: Python<'_>,
    items: &[I],
    batch: impl Fn(&[I]) -> Vec<T> + Send + Sync,
) -> PyResult<Vec<T>> {
    run(py, |stop| {
        let mut results = Vec::with_capacity(items.len());
        for part in items.chunks(CHUNK) {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            results.extend(batch(part));
        }
        results
    })
}
