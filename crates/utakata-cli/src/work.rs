//! Threads and progress of long work.

use std::sync::Arc;

use anyhow::Context;
use rayon::{ThreadPool, ThreadPoolBuilder};
use utakata::Execution;
use utakata::execution::Observer;

use crate::arguments::Run;
use crate::embed;
use crate::failure::Failure;
use crate::progress::Progress;

/// The threads a command works on and who watches it: a bar, or the program that runs the command. Results do not depend on either.
pub(crate) struct Work {
    pool: ThreadPool,
    observer: Arc<dyn Observer + Send + Sync>,
}

impl Work {
    /// As `--threads` and `--quiet` ask.
    pub(crate) fn new(run: &Run) -> Result<Self, Failure> {
        let pool = ThreadPoolBuilder::new()
            .num_threads(run.threads.unwrap_or(0))
            .build()
            .context("cannot start the threads; try fewer with --threads")
            .map_err(Failure::Runtime)?;
        let observer = embed::observer().unwrap_or_else(|| Arc::new(Progress::new(run.quiet)));
        Ok(Self { pool, observer })
    }

    /// The same threads without the bar, for work inside a unit that the bar counts.
    pub(crate) fn unobserved(&self) -> Execution<'_> {
        Execution::on(&self.pool)
    }

    /// What the engine takes.
    pub(crate) fn execution(&self) -> Execution<'_> {
        Execution::on(&self.pool).observed_by(&*self.observer)
    }
}
