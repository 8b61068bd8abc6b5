//! Threads and progress of long work.

use anyhow::Context;
use rayon::{ThreadPool, ThreadPoolBuilder};
use utakata::Execution;

use crate::arguments::Run;
use crate::failure::Failure;
use crate::progress::Progress;

/// The threads a command works on and the bar it shows. Results do not depend on either.
#[derive(Debug)]
pub(crate) struct Work {
    pool: ThreadPool,
    progress: Progress,
}

impl Work {
    /// As `--threads` and `--quiet` ask.
    pub(crate) fn new(run: &Run) -> Result<Self, Failure> {
        let pool = ThreadPoolBuilder::new()
            .num_threads(run.threads.unwrap_or(0))
            .build()
            .context("cannot start the threads; try fewer with --threads")
            .map_err(Failure::Runtime)?;
        Ok(Self { pool, progress: Progress::new(run.quiet) })
    }

    /// The same threads without the bar, for work inside a unit that the bar counts.
    pub(crate) fn unobserved(&self) -> Execution<'_> {
        Execution::on(&self.pool)
    }

    /// What the engine takes.
    pub(crate) fn execution(&self) -> Execution<'_> {
        Execution::on(&self.pool).observed_by(&self.progress)
    }
}
