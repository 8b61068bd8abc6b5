//! Surveys: shares with their sampling error. One wave cannot turn, so there is no test.

use std::collections::BTreeMap;

use utakata::{Phrase, proportion};

use super::{StreamError, Tested, blank};
use crate::{
    findings::{StreamFinding, StreamStanding},
    folder::{Share, Stream},
};

/// Confidence level of the intervals.
const LEVEL: f64 = 0.95;

/// One statement per share whose sample size is known; the others are named.
pub(super) fn surveys(
    stream: &Stream,
    shares: &[Share],
    icc: f64,
    clusters: usize,
) -> Result<Tested, StreamError> {
    let mut statements = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut described = Vec::new();
    for share in shares {
        let Some(n) = share.n else {
            described.push(format!("{:.0} % (n unknown)", share.percent));
            continue;
        };
        let fraction = share.percent / 100.0;
        let statement = proportion::survey_statement(fraction, n as f64, icc, clusters as f64, LEVEL)?;
        if let Some((low, high)) = statement.interval.and_then(|i| i.low.zip(i.high)) {
            described.push(format!("{:.0} % [{:.1}, {:.1}]", share.percent, 100.0 * low, 100.0 * high));
            numbers.insert(format!("{}_low", share.entry), low);
            numbers.insert(format!("{}_high", share.entry), high);
        }
        numbers.insert(format!("{}_share", share.entry), fraction);
        statements.push(statement);
    }
    let summary = Phrase::fill(
        "surveys-summary",
        "Shares with their sampling error, answers within a country alike (ICC {icc}, {clusters} countries): \
         {shares}. One wave has nothing to turn from.",
        [("icc", format!("{icc}")), ("clusters", clusters.to_string()), ("shares", described.join("; "))],
    );
    let finding = StreamFinding {
        standing: StreamStanding::Descriptive,
        summary,
        statements,
        numbers,
        files: vec!["ledger.toml".to_owned()],
        ..blank(stream)
    };
    Ok(Tested { finding, e_value: 1.0, since: None })
}
