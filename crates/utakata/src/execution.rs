//! How long work is run: on which threads, who watches, and whether to stop.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use thiserror::Error;

/// Watches long work. Both methods may be called from any thread.
pub trait Observer: Sync {
    /// `done` of `total` units are finished.
    fn advanced(&self, done: usize, total: usize) {
        let _ = (done, total);
    }

    /// Asked between units; answering `true` ends the work with [`Cancelled`].
    fn cancelled(&self) -> bool {
        false
    }
}

/// An observer that neither reports nor stops anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl Observer for Unobserved {}

/// The observer asked for the work to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the work was cancelled before it finished")]
pub struct Cancelled;

/// Threads and observer of one piece of long work, passed down as a value.
///
/// Results never depend on it: every unit of work derives its random numbers from its own index.
#[derive(Clone, Copy)]
pub struct Execution<'a> {
    pool: Option<&'a rayon::ThreadPool>,
    observer: &'a dyn Observer,
}

impl std::fmt::Debug for Execution<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let threads = self.pool.map_or(1, rayon::ThreadPool::current_num_threads);
        f.debug_struct("Execution").field("threads", &threads).finish_non_exhaustive()
    }
}

impl Execution<'static> {
    /// One thread, unobserved.
    pub fn serial() -> Self {
        Self { pool: None, observer: &Unobserved }
    }
}

impl<'a> Execution<'a> {
    /// On the threads of `pool`, unobserved.
    pub fn on(pool: &'a rayon::ThreadPool) -> Self {
        Self { pool: Some(pool), observer: &Unobserved }
    }

    /// The same threads, watched by `observer`.
    #[must_use]
    pub fn observed_by(self, observer: &'a dyn Observer) -> Self {
        Self { observer, ..self }
    }

    /// Computes `unit(0) … unit(count − 1)` and returns the results in index order.
    ///
    /// # Errors
    /// [`Cancelled`] when the observer asks to stop.
    pub fn map<T: Send>(
        &self,
        count: usize,
        unit: impl Fn(usize) -> T + Sync + Send,
    ) -> Result<Vec<T>, Cancelled> {
        let done = AtomicUsize::new(0);
        let observed = |index: usize| {
            if self.observer.cancelled() {
                return Err(Cancelled);
            }
            let result = unit(index);
            self.observer.advanced(done.fetch_add(1, Ordering::Relaxed) + 1, count);
            Ok(result)
        };
        match self.pool {
            Some(pool) => pool.install(|| (0..count).into_par_iter().map(observed).collect()),
            None => (0..count).map(observed).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct StopAtOnce;
    impl Observer for StopAtOnce {
        fn cancelled(&self) -> bool {
            true
        }
    }

    #[test]
    fn results_are_in_index_order_on_any_number_of_threads() {
        let serial = Execution::serial().map(100, |i| i * i).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        assert_eq!(Execution::on(&pool).map(100, |i| i * i).unwrap(), serial);
    }

    #[test]
    fn an_observer_can_stop_the_work() {
        assert_eq!(Execution::serial().observed_by(&StopAtOnce).map(3, |i| i), Err(Cancelled));
    }
}
