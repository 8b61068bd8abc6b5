//! Statements about rates.

use super::{
    Count, Inversion, RateError, break_even_completeness, break_even_dispersion, checked_dispersion,
    checked_level, completeness::Side, dispersion_row, e_test, rate_ratio,
};
use crate::{Guarantee, Interval, Phrase, Statement, evalue, statement::GuaranteeKind};

/// Two counts with the bounds that sources leave.
struct Pair {
    first: (u64, Option<u64>),
    second: (u64, Option<u64>),
    exposures: [f64; 2],
}

impl Pair {
    fn new(first: Count, second: Count) -> Result<Self, RateError> {
        Ok(Self {
            first: first.bounds("first")?,
            second: second.bounds("second")?,
            exposures: [first.exposure, second.exposure],
        })
    }

    /// Counts with the smallest ratio the bounds allow; absent when the second count is unbounded.
    fn smallest(&self) -> Option<[u64; 2]> {
        self.second.1.map(|second| [self.first.0, second])
    }

    /// Counts with the largest ratio the bounds allow; absent when the first count is unbounded.
    fn largest(&self) -> Option<[u64; 2]> {
        self.first.1.map(|first| [first, self.second.0])
    }

    /// Whether the ratio `first / second` of rates is above, at or below one.
    fn side(&self, [first, second]: [u64; 2]) -> std::cmp::Ordering {
        let rates = [first as f64 * self.exposures[1], second as f64 * self.exposures[0]];
        rates[0].total_cmp(&rates[1])
    }

    /// The corner of the bounds nearest to equal rates; absent when the bounds allow equal rates.
    fn nearest(&self) -> Option<[u64; 2]> {
        let above = self.smallest().filter(|&corner| self.side(corner).is_gt());
        above.or_else(|| self.largest().filter(|&corner| self.side(corner).is_lt()))
    }

    fn exact(&self) -> Option<[u64; 2]> {
        let known = |(low, high): (u64, Option<u64>)| high == Some(low);
        (known(self.first) && known(self.second)).then_some([self.first.0, self.second.0])
    }
}

/// Are two rates equal? Ratio of the first rate to the second with its interval and two-sided p-value.
///
/// With `dispersion` 1 exact (central conditional interval); above it quasi-Poisson. Where a count is only bounded,
/// the statistic and the p-value are those of the corner of the bounds nearest to equal rates, and the interval
/// covers every corner: conservative for any truth within the bounds.
///
/// # Errors
/// [`RateError`] for counts that are not whole numbers, inverted bounds, exposures or levels out of range, no events
/// at all, or a zero count with dispersion above 1.
pub fn ratio_statement(
    first: Count,
    second: Count,
    dispersion: f64,
    level: f64,
) -> Result<Statement, RateError> {
    let pair = Pair::new(first, second)?;
    checked_dispersion(dispersion)?;
    checked_level(level)?;
    let nearest = pair.exact().or_else(|| pair.nearest());
    let low = pair.smallest().map(|corner| infer(&pair, corner, dispersion, level)).transpose()?;
    let high = pair.largest().map(|corner| infer(&pair, corner, dispersion, level)).transpose()?;
    let at_nearest = nearest.map(|corner| infer(&pair, corner, dispersion, level)).transpose()?;
    let interval = Interval {
        low: low.map_or(Some(0.0), |inference| inference.interval.low),
        high: high.and_then(|inference| inference.interval.high),
        level,
    };
    let mut notes = Vec::new();
    if pair.exact().is_none() {
        notes.push(corners_note(low.as_ref(), high.as_ref()));
    }
    if let Some(corner) = nearest {
        notes.extend(dial_notes(corner, pair.exposures, level)?);
    }
    let statistic = match &at_nearest {
        Some(inference) => inference.estimate,
        None => None,
    };
    let observations = nearest.map_or(pair.first.0 + pair.second.0, |[x, y]| x + y) as usize;
    Ok(Statement {
        method: method(dispersion, "rate-ratio"),
        null: Phrase::new("rates-ratio-null", "the two rates are equal"),
        alternative: Phrase::new("rates-ratio-alternative", "the two rates differ"),
        statistic_name: "rate ratio".to_owned(),
        statistic,
        p_value: Some(at_nearest.map_or(1.0, |inference| inference.p_value)),
        smallest_p: (dispersion == 1.0)
            .then(|| nearest.map(|[x, y]| smallest_two_sided(x + y, pair.exposures)))
            .flatten(),
        e_value: None,
        interval: Some(interval),
        guarantee: ratio_guarantee(dispersion, level),
        observations,
        notes,
    })
}

/// Has the rate fallen? One-sided p-value and e-value against "the recent rate is at least the earlier rate".
///
/// Judged at the corner of the bounds that speaks least for a fall (largest recent, smallest earlier count). With
/// `dispersion` φ above 1 the p-value is quasi-Poisson (absent when a count is zero) and the e-value is that of
/// counts divided by φ ([`crate::evalue::rate_ratio_at_least`]).
///
/// # Errors
/// As [`ratio_statement`]; [`RateError::Unbounded`] when the recent count has no upper bound.
pub fn rate_not_fallen_statement(
    recent: Count,
    earlier: Count,
    dispersion: f64,
    level: f64,
) -> Result<Statement, RateError> {
    let pair = Pair::new(recent, earlier)?;
    checked_dispersion(dispersion)?;
    checked_level(level)?;
    let corner = pair.largest().ok_or(RateError::Unbounded)?;
    let counts = corner.map(|count| count as f64);
    let e_value = evalue::rate_ratio_at_least(counts, pair.exposures, 1.0, dispersion)?;
    let exact = rate_ratio(corner, pair.exposures, 1.0, level, Inversion::Central)?;
    let (p_value, interval) = if dispersion == 1.0 {
        (Some(exact.p_lower), exact.interval)
    } else if corner.contains(&0) {
        (None, exact.interval)
    } else {
        let row = dispersion_row(corner, pair.exposures, dispersion, level)?;
        let half = 0.5 * row.p_two_sided;
        (Some(if row.estimate < 1.0 { half } else { 1.0 - half }), row.interval)
    };
    let mut notes = Vec::new();
    if pair.exact().is_none() {
        notes.push(Phrase::new(
            "rates-fall-corner",
            "counts are bounds; judged at the corner that speaks least for a fall",
        ));
    }
    if dispersion > 1.0 && corner.contains(&0) {
        notes.push(Phrase::new(
            "rates-fall-zero",
            "a count is zero, so the interval is the exact one at dispersion 1 and no dispersed p-value is given",
        ));
    }
    notes.extend(dial_notes(corner, pair.exposures, level)?);
    notes.push(Phrase::new(
        "rates-fall-lag",
        "recent lists grow for months after the fact; an unfinished recent count looks like a fall",
    ));
    let share = pair.exposures[1] / (pair.exposures[0] + pair.exposures[1]);
    Ok(Statement {
        method: method(dispersion, "rate-fall"),
        null: Phrase::new("rates-fall-null", "the recent rate is at least the earlier rate"),
        alternative: Phrase::new("rates-fall-alternative", "the rate has fallen"),
        statistic_name: "rate ratio".to_owned(),
        statistic: exact.estimate,
        p_value,
        smallest_p: (dispersion == 1.0).then(|| share.powf(counts[0] + counts[1])),
        e_value: Some(e_value),
        interval: Some(interval),
        guarantee: fall_guarantee(dispersion),
        observations: (corner[0] + corner[1]) as usize,
        notes,
    })
}

#[derive(Clone, Copy)]
struct Inference {
    estimate: Option<f64>,
    interval: Interval,
    p_value: f64,
}

fn infer(pair: &Pair, counts: [u64; 2], dispersion: f64, level: f64) -> Result<Inference, RateError> {
    if dispersion == 1.0 {
        let ratio = rate_ratio(counts, pair.exposures, 1.0, level, Inversion::Central)?;
        Ok(Inference { estimate: ratio.estimate, interval: ratio.interval, p_value: ratio.p_two_sided })
    } else {
        let row = dispersion_row(counts, pair.exposures, dispersion, level)?;
        Ok(Inference { estimate: Some(row.estimate), interval: row.interval, p_value: row.p_two_sided })
    }
}

/// What the dials say, and the second opinion of the E-test.
fn dial_notes(counts: [u64; 2], exposures: [f64; 2], level: f64) -> Result<Vec<Phrase>, RateError> {
    let mut notes = vec![Phrase::fill(
        "rates-e-test",
        "second opinion, E-test: p = {p}",
        [("p", significant(e_test(counts, exposures)?))],
    )];
    if !counts.contains(&0) {
        notes.push(match break_even_dispersion(counts, exposures, level)? {
            Some(dispersion) => Phrase::fill(
                "rates-break-even-dispersion",
                "the difference stands while counts vary less than {phi} times as much as chance",
                [("phi", format!("{dispersion:.1}"))],
            ),
            None => Phrase::new(
                "rates-no-difference",
                "the interval includes equal rates even when counts vary no more than chance",
            ),
        });
    }
    let complete = break_even_completeness(counts, exposures, level)?;
    if let Some(share) = complete.interval_touches {
        let (key, template) = match complete.incomplete {
            Side::First => (
                "rates-break-even-completeness-first",
                "the difference stands while the first list holds more than {percent} % of its cases",
            ),
            Side::Second => (
                "rates-break-even-completeness-second",
                "the difference stands while the second list holds more than {percent} % of its cases",
            ),
        };
        notes.push(Phrase::fill(key, template, [("percent", format!("{:.1}", 100.0 * share))]));
    }
    Ok(notes)
}

fn corners_note(low: Option<&Inference>, high: Option<&Inference>) -> Phrase {
    let end = |inference: Option<&Inference>| {
        inference.and_then(|i| i.estimate).map_or_else(|| "?".to_owned(), significant)
    };
    Phrase::fill(
        "rates-corners",
        "counts are bounds: the observed ratio lies between {low} and {high} (? = no bound)",
        [("low", end(low)), ("high", end(high))],
    )
}

fn method(dispersion: f64, what: &str) -> String {
    format!("{what}-{}", if dispersion == 1.0 { "exact" } else { "quasi-poisson" })
}

/// Twice the probability of the most extreme outcome of the less likely side.
fn smallest_two_sided(total: u64, exposures: [f64; 2]) -> f64 {
    let share = exposures[0].min(exposures[1]) / (exposures[0] + exposures[1]);
    (2.0 * share.powf(total as f64)).min(1.0)
}

fn ratio_guarantee(dispersion: f64, level: f64) -> Guarantee {
    if dispersion == 1.0 {
        Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::fill(
                "rates-ratio-guarantee-exact",
                "for Poisson counts the chance of p ≤ α under equal rates is at most α, and the interval covers the \
                 true ratio with probability at least {percent} %",
                [("percent", significant(100.0 * level))],
            ),
        }
    } else {
        Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::fill(
                "rates-ratio-guarantee-dispersed",
                "nearly valid for large counts whose variance is at most {phi} times the Poisson one",
                [("phi", significant(dispersion))],
            ),
        }
    }
}

fn fall_guarantee(dispersion: f64) -> Guarantee {
    if dispersion == 1.0 {
        Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::new(
                "rates-fall-guarantee-exact",
                "for Poisson counts whose rate has not fallen, the chance of p ≤ α is at most α and the e-value is at \
                 most 1 on average",
            ),
        }
    } else {
        Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::fill(
                "rates-fall-guarantee-dispersed",
                "counts are divided by {phi}: nearly valid when they vary at most that many times as much as chance",
                [("phi", significant(dispersion))],
            ),
        }
    }
}

/// Four significant digits.
fn significant(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor();
    if (-4.0..6.0).contains(&magnitude) {
        let digits = (3.0 - magnitude).max(0.0) as usize;
        let text = format!("{value:.digits$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    } else {
        format!("{value:.3e}")
    }
}
