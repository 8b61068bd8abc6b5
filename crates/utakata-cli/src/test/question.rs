//! What every test of `utakata test` shares: reading series, asking each, printing answers.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use utakata::null::NullError;
use utakata::{Execution, Series, Statement};

use crate::answer::{self, Answer, Plain};
use crate::arguments::Common;
use crate::failure::{Failure, Outcome};
use crate::input::{Columns, Named};
use crate::work::Work;

// The flags of one test, `T`, among those that all share. No documentation comment: it would become the help of every
// test, which the variants of `Kind` give.
#[derive(Debug, Args)]
pub(super) struct Question<T: Args> {
    /// CSV or Parquet files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) columns: Columns,
    /// Test the logarithms of the values
    #[arg(long, help_heading = "Test")]
    pub(super) log: bool,
    #[command(flatten)]
    pub(super) test: T,
    #[command(flatten)]
    pub(super) common: Common,
}

/// Flags of the tests whose null distribution is simulated.
#[derive(Debug, Args)]
#[command(next_help_heading = "Test")]
pub(super) struct Replications {
    /// Simulated series under the null
    #[arg(long, value_name = "N", default_value_t = 999)]
    pub(super) replications: usize,
}

/// A test of one series.
pub(super) trait Test {
    /// Name of the test on the command line.
    const KIND: &'static str;
    /// The figures behind its statement.
    type Detail: Serialize + Send;

    /// Tests `series` with random numbers from `seed`.
    fn ask(
        &self,
        series: &Series,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, Self::Detail), Failure>;
}

/// Bad input, unless the user stopped the work.
pub(super) fn flag(error: NullError) -> Failure {
    match error {
        NullError::Cancelled(_) => Failure::runtime(error),
        _ => Failure::input(error),
    }
}

/// Tests each series of all files. One that cannot be tested is named in a warning, unless none can be.
pub(super) fn ask_each<T: Args + Test>(question: &Question<T>) -> Result<Outcome, Failure> {
    let run = &question.common.run;
    let destination = run.destination()?;
    let work = Work::new(run)?;
    let mut answers = Vec::new();
    let mut refused = Vec::new();
    for named in question.columns.read(&question.files)? {
        let asked = prepared(&named, question.log).and_then(|series| {
            let asked = question.test.ask(&series, run.seed, &work.execution());
            let (statement, detail) = asked.map_err(|failure| failure.context(place(&named)))?;
            Ok(Answer::new(T::KIND, statement, Plain(detail)).about(vec![named.name.clone()]))
        });
        match asked {
            Ok(answer) => answers.push(answer),
            Err(failure @ Failure::Runtime(_)) => return Err(failure),
            Err(failure) => refused.push(failure),
        }
    }
    if answers.is_empty() {
        let nothing = || Failure::Input(anyhow::anyhow!("there is no series to test"));
        return Err(refused.into_iter().next().unwrap_or_else(nothing));
    }
    for failure in refused {
        run.warn(&failure.text());
    }
    answer::print(&answers, "Test:", question.common.format, &destination)?;
    Ok(Outcome::Done)
}

fn place(named: &Named) -> String {
    format!("{}, series `{}`", named.file, named.name)
}

/// The values to test; an error names their place.
pub(super) fn prepared(named: &Named, log: bool) -> Result<Series, Failure> {
    let series = named.series.as_ref().map_err(|error| Failure::input(error.clone()))?;
    if log {
        series.log().map_err(|error| Failure::input(error).context(place(named)))
    } else {
        Ok(series.clone())
    }
}
