//! Statements about sub-counts: two rates compared, and a recent count completed.

use super::{ChainLadder, RateError, SubCounts, exchange_sub_counts, negative_binomial_ratio};
use crate::{Guarantee, Interval, Phrase, Statement, statement::GuaranteeKind};

/// Are the rates of two sides equal, judged by their sub-counts, however much those vary?
///
/// The p-value is that of the exact permutation test where all exposures are equal ([`exchange_sub_counts`]), else of
/// the negative-binomial likelihood ratio; the interval is always the latter's ([`negative_binomial_ratio`]).
///
/// # Errors
/// [`RateError::Level`].
pub fn sub_counts_statement(
    first: &SubCounts,
    second: &SubCounts,
    level: f64,
) -> Result<Statement, RateError> {
    let ratio = negative_binomial_ratio(first, second, level)?;
    let exchange = exchange_sub_counts(first, second);
    let guarantee = if exchange.is_some() {
        Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::new(
                "rates-sub-counts-guarantee",
                "if independent sub-counts of both sides follow one law, whatever it is, the chance of p ≤ α is at most α; \
                 the interval is asymptotic",
            ),
        }
    } else {
        Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::new(
                "rates-sub-counts-guarantee-negative-binomial",
                "nearly valid for independent negative-binomial sub-counts with one overdispersion",
            ),
        }
    };
    let mut notes = vec![Phrase::fill(
        "rates-sub-counts-dispersion",
        "the sub-counts vary {phi} times as much as chance (negative binomial, p = {p})",
        [("phi", format!("{:.2}", ratio.dispersion)), ("p", format!("{:.4}", ratio.p_two_sided))],
    )];
    if exchange.is_none() {
        notes.push(Phrase::new(
            "rates-sub-counts-no-exchange",
            "no exact permutation test: it needs equal exposures, and counts that can be enumerated",
        ));
    }
    notes.push(Phrase::new(
        "rates-sub-counts-independent",
        "sub-counts that follow one another (a busy month after a busy month) say less than independent ones",
    ));
    Ok(Statement {
        method: if exchange.is_some() { "rate-ratio-permutation" } else { "rate-ratio-negative-binomial" }
            .to_owned(),
        null: Phrase::new("rates-ratio-null", "the two rates are equal"),
        alternative: Phrase::new("rates-ratio-alternative", "the two rates differ"),
        statistic_name: "rate ratio".to_owned(),
        statistic: Some(ratio.estimate),
        p_value: Some(exchange.map_or(ratio.p_two_sided, |e| e.p_two_sided)),
        smallest_p: exchange.map(|e| e.smallest_p),
        e_value: None,
        interval: Some(ratio.interval),
        guarantee,
        observations: first.counts.len() + second.counts.len(),
        notes,
    })
}

/// How many cases will the latest period have when all are reported? The last row of a completed triangle
/// ([`super::chain_ladder`]) in words.
pub fn nowcast_statement(completed: &ChainLadder) -> Statement {
    let latest = completed.periods.last();
    let notes = latest.into_iter().map(|period| {
        Phrase::fill(
            "rates-nowcast-completeness",
            "{reported} reported so far are {percent} % of the cases expected for the latest period",
            [
                ("reported", format!("{}", period.reported)),
                ("percent", format!("{:.1}", 100.0 * period.completeness)),
            ],
        )
    });
    Statement {
        method: "chain-ladder".to_owned(),
        null: Phrase::new("rates-nowcast-null", "none: a count is completed, not tested"),
        alternative: Phrase::new("rates-nowcast-alternative", "none: a count is completed, not tested"),
        statistic_name: "expected final count".to_owned(),
        statistic: latest.map(|period| period.ultimate),
        p_value: None,
        smallest_p: None,
        e_value: None,
        interval: latest.map(|period| -> Interval { period.interval }),
        guarantee: Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::new(
                "rates-nowcast-guarantee",
                "holds if recent periods are reported at the pace of earlier ones, and nothing comes after the oldest \
                 one's last lag",
            ),
        },
        observations: completed.periods.len(),
        notes: notes.collect(),
    }
}
