//! Tests of how one series relates to another.

use clap::Args;
use serde::Serialize;
use utakata::{Execution, Series, Statement};

use super::question::{Question, prepared};
use crate::answer::{self, Answer, Plain};
use crate::failure::{Failure, Outcome};
use crate::work::Work;

/// A test of two series on the same dates.
pub(super) trait PairTest {
    /// Name of the test on the command line.
    const KIND: &'static str;
    /// The figures behind its statement.
    type Detail: Serialize;

    /// Tests `first` against `second` with random numbers from `seed`.
    fn ask(
        &self,
        first: &[f64],
        second: &[f64],
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<(Statement, Self::Detail), Failure>;
}

/// Tests the first two series of the files, in their order, on the dates they have in common.
pub(super) fn ask_pair<T: Args + PairTest>(question: &Question<T>) -> Result<Outcome, Failure> {
    let run = &question.common.run;
    let destination = run.destination()?;
    let work = Work::new(run)?;
    let named = question.columns.read(&question.files)?;
    let [first, second] = named.as_slice() else {
        return Err(Failure::Input(anyhow::anyhow!(
            "this test is about two series, and {} were given; name two columns or two files, the one that may \
             follow first",
            named.len()
        )));
    };
    let (a, b) = (prepared(first, question.log)?, prepared(second, question.log)?);
    let (left, right) = common_dates(&a, &b);
    let dropped = a.len().max(b.len()) - left.len();
    if dropped > 0 {
        run.warn(&format!("{} dates are in both series; up to {dropped} others were left out", left.len()));
    }
    let (statement, detail) = question.test.ask(&left, &right, run.seed, &work.execution())?;
    let about = vec![first.name.clone(), second.name.clone()];
    let answer = Answer::new(T::KIND, statement, Plain(detail)).about(about);
    answer::print(&[answer], "Test:", question.common.format, &destination)?;
    Ok(Outcome::Done)
}

fn common_dates(a: &Series, b: &Series) -> (Vec<f64>, Vec<f64>) {
    a.dates()
        .iter()
        .zip(a.values())
        .filter_map(|(date, left)| b.on(*date).map(|right| (*left, right)))
        .unzip()
}
