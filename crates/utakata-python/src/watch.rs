//! Long work away from the interpreter: threads, progress, and Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use utakata::Execution;
use utakata::execution::Observer;

/// How often signals are looked at and progress is told.
const TICK: Duration = Duration::from_millis(100);

/// What the working threads tell and are told.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    stop: AtomicBool,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Observer for Watch {
    fn advanced(&self, done: usize, total: usize) {
        self.total.store(total, Ordering::Relaxed);
        self.done.fetch_max(done, Ordering::Relaxed);
        if done == 1 {
            // Another stretch of work begins.
            self.done.store(1, Ordering::Relaxed);
        }
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Runs `work` without the interpreter's lock on a thread of its own, while this one looks at signals and calls
/// `progress(done, total)`. What either raises stops the work within a unit of it.
pub(crate) fn watched<T: Send>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&Arc<Watch>) -> T + Send,
) -> PyResult<T> {
    let watch = Arc::new(Watch::default());
    let progress = progress.map(|callback| callback.clone().unbind());
    py.detach(|| {
        std::thread::scope(|scope| {
            let (ended, end) = sync_channel::<()>(1);
            let own = &watch;
            let worker = scope.spawn(move || {
                let result = work(own);
                // The one who waits is there until this thread is joined.
                let _ = ended.send(());
                result
            });
            let (mut raised, mut told) = (None, 0);
            while let Err(RecvTimeoutError::Timeout) = end.recv_timeout(TICK) {
                if raised.is_some() {
                    continue;
                }
                if let Err(error) = Python::attach(|py| look(py, &watch, progress.as_ref(), &mut told)) {
                    watch.stop.store(true, Ordering::Relaxed);
                    raised = Some(error);
                }
            }
            match (worker.join(), raised) {
                (_, Some(error)) => Err(error),
                (Ok(result), None) => Ok(result),
                (Err(_), None) => Err(PyRuntimeError::new_err(
                    "an internal error: please report what was asked; the message stands on standard error",
                )),
            }
        })
    })
}

fn look(py: Python<'_>, watch: &Watch, progress: Option<&Py<PyAny>>, told: &mut usize) -> PyResult<()> {
    py.check_signals()?;
    let (done, total) = (watch.done.load(Ordering::Relaxed), watch.total.load(Ordering::Relaxed));
    if let Some(progress) = progress
        && done != *told
    {
        *told = done;
        progress.call1(py, (done, total))?;
    }
    Ok(())
}

/// The threads asked for.
pub(crate) fn pool(threads: Option<usize>) -> PyResult<rayon::ThreadPool> {
    if threads == Some(0) {
        return Err(PyValueError::new_err("threads is 0; give 1 or more, or None for one per processor"));
    }
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .map_err(|error| PyRuntimeError::new_err(format!("cannot start the threads: {error}")))
}

/// [`watched`] work of the engine.
pub(crate) fn executed<T: Send>(
    py: Python<'_>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&Execution<'_>) -> T + Send,
) -> PyResult<T> {
    let pool = pool(threads)?;
    watched(py, progress, |watch| work(&Execution::on(&pool).observed_by(&**watch)))
}
