//! The statement about a surveyed share.

use super::{ProportionError, design_effect, korn_graubard, rounding_envelope, wilson};
use crate::{Guarantee, Interval, Phrase, Statement, statement::GuaranteeKind};

/// Surveys print whole per cents.
const PRINTED_UNIT: f64 = 0.01;

/// A surveyed share with its sampling error: Wilson's interval on the effective sample size of `n` respondents in
/// `clusters` clusters with intra-class correlation `icc`.
///
/// The notes carry the interval of a simple random sample, Korn and Graubard's interval, and the envelope of
/// rounding to whole per cents. One wave has nothing to turn from, so there is no p-value.
///
/// # Errors
/// [`ProportionError`] for a share outside [0, 1] and for sample sizes, correlations, clusters or levels out of
/// range.
pub fn survey_statement(
    share: f64,
    n: f64,
    icc: f64,
    clusters: f64,
    level: f64,
) -> Result<Statement, ProportionError> {
    let simple = wilson(share, n, level)?;
    let design = design_effect(n, icc, clusters)?;
    let interval = wilson(share, design.effective_n, level)?;
    let korn_graubard = korn_graubard(share, &design, level)?;
    let rounded = rounding_envelope(share, PRINTED_UNIT, design.effective_n, level)?;
    let notes = vec![
        Phrase::fill(
            "proportion-design-effect",
            "answers within a cluster are alike (intra-class correlation {icc}): {n} respondents in {clusters} \
             clusters count as {effective}; the design effect is {factor}",
            [
                ("icc", format!("{icc}")),
                ("n", format!("{n}")),
                ("clusters", format!("{clusters}")),
                ("effective", format!("{:.0}", design.effective_n)),
                ("factor", format!("{:.1}", design.factor)),
            ],
        ),
        ends("proportion-simple", "as a simple random sample: {low} to {high} %", simple),
        ends("proportion-korn-graubard", "Korn and Graubard: {low} to {high} %", korn_graubard),
        ends(
            "proportion-rounding",
            "allowing for rounding to whole per cents: {low} to {high} %",
            rounded.interval,
        ),
        Phrase::new(
            "proportion-lower-bound",
            "sampling error only: an online panel, the wording and the pollster's interest add to it",
        ),
    ];
    Ok(Statement {
        method: "wilson".to_owned(),
        null: Phrase::new("proportion-null", "none: one wave of a survey has nothing to turn from"),
        alternative: Phrase::new("proportion-alternative", "none: the share is described, not tested"),
        statistic_name: "share".to_owned(),
        statistic: Some(share),
        p_value: None,
        smallest_p: None,
        e_value: None,
        interval: Some(interval),
        guarantee: Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::fill(
                "proportion-guarantee",
                "if the stated clustering is right, the interval covers the share among people asked this way in about \
                 {percent} % of surveys",
                [("percent", format!("{}", 100.0 * level))],
            ),
        },
        observations: n as usize,
        notes,
    })
}

fn ends(key: &str, template: &str, interval: Interval) -> Phrase {
    let end = |end: Option<f64>| end.map_or_else(|| "?".to_owned(), |end| format!("{:.2}", 100.0 * end));
    Phrase::fill(key, template, [("low", end(interval.low)), ("high", end(interval.high))])
}
