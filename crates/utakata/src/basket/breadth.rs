//! Breadth: how many members take part in a move.

use serde::Serialize;

use super::{
    BasketError, Panel, copula_tail, history, in_range, long_enough, mean_pairwise_correlation,
    positive_length,
    week::{exchangeable_windows, overlapping_note},
};
use crate::{Phrase, Statement, evalue::mixture};

/// Who moved how over the last `horizon` days.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Breadth {
    /// Length of the move in days.
    pub horizon: usize,
    /// Size of the fall that counts, positive: 0.10 for 10 %.
    pub fall: f64,
    /// Members.
    pub members: usize,
    /// Members whose return lies below `−fall`.
    pub fallen: usize,
    /// `fallen / members`.
    pub share: f64,
    /// Members that rose.
    pub advances: usize,
    /// Members that fell.
    pub declines: usize,
    /// Mean of the members' returns.
    pub mean: f64,
    /// Median of the members' returns.
    pub median: f64,
    /// Return of every member, in the order of the panel.
    pub returns: Vec<f64>,
}

/// Breadth of the last `horizon` days.
///
/// # Errors
/// [`BasketError`] for a horizon of zero, too few dates, or a fall outside [0, 1).
pub fn breadth(panel: &Panel, horizon: usize, fall: f64) -> Result<Breadth, BasketError> {
    positive_length("the horizon", horizon)?;
    long_enough("breadth", horizon + 1, panel.len())?;
    in_range("the fall", fall, (0.0..1.0).contains(&fall), "a fraction from 0 to below 1 (10 % is 0.1)")?;
    let last = panel.len() - 1;
    let returns: Vec<f64> = panel.returns(last - horizon, last).collect();
    let members = returns.len();
    let count = |holds: &dyn Fn(f64) -> bool| returns.iter().filter(|&&r| holds(r)).count();
    let mut sorted = returns.clone();
    sorted.sort_by(f64::total_cmp);
    let fallen = count(&|r| r < -fall);
    Ok(Breadth {
        horizon,
        fall,
        members,
        fallen,
        share: fallen as f64 / members as f64,
        advances: count(&|r| r > 0.0),
        declines: count(&|r| r < 0.0),
        mean: returns.iter().sum::<f64>() / members as f64,
        median: f64::midpoint(sorted[(members - 1) / 2], sorted[members / 2]),
        returns,
    })
}

/// Share of members whose last close lies above their mean close of the last `window` days (50 and 200 are usual).
///
/// # Errors
/// [`BasketError`] for a window of zero or too few dates.
pub fn share_above_average(panel: &Panel, window: usize) -> Result<f64, BasketError> {
    positive_length("the window", window)?;
    long_enough("a moving average", window, panel.len())?;
    let above = panel.series().filter(|(_, values)| {
        let recent = &values[values.len() - window..];
        recent[window - 1] > recent.iter().sum::<f64>() / window as f64
    });
    Ok(above.count() as f64 / panel.members().len() as f64)
}

/// "The number of members that lost more than `fall` over the last `horizon` days is ordinary": historical percentile
/// first, one-factor copula second.
///
/// The p-value is that of back-to-back windows within the `history` days before; the e-value is its mixture
/// calibration. The note on the copula puts in the history's own frequency of such falls and the mean correlation of
/// `horizon`-day returns.
///
/// # Errors
/// As [`breadth`]; also with fewer than `2·horizon + 1` dates.
pub fn breadth_statement(
    panel: &Panel,
    horizon: usize,
    history: usize,
    fall: f64,
) -> Result<Statement, BasketError> {
    let now = breadth(panel, horizon, fall)?;
    let shares: Vec<f64> = (horizon..panel.len())
        .map(|end| {
            let fallen = panel.returns(end - horizon, end).filter(|&r| r < -fall).count();
            fallen as f64 / now.members as f64
        })
        .collect();
    let rank = history::rank(&shares, horizon, history, |earlier, last| earlier >= last)?;
    let mut notes = vec![
        Phrase::fill(
            "basket-breadth-count",
            "{fallen} of {members} members lost more than {percent} % in {horizon} days; {advances} rose, {declines} \
             fell",
            [
                ("fallen", now.fallen.to_string()),
                ("members", now.members.to_string()),
                ("percent", format!("{}", 100.0 * fall)),
                ("horizon", horizon.to_string()),
                ("advances", now.advances.to_string()),
                ("declines", now.declines.to_string()),
            ],
        ),
        overlapping_note(&rank),
    ];
    notes.extend(copula_note(panel, &now, &shares)?);
    Ok(Statement {
        method: "basket-breadth".to_owned(),
        null: Phrase::fill(
            "basket-breadth-null",
            "the share of members that fell by more than {percent} % over {horizon} days is ordinary",
            [("percent", format!("{}", 100.0 * fall)), ("horizon", horizon.to_string())],
        ),
        alternative: Phrase::new(
            "basket-breadth-alternative",
            "more members fell than in an ordinary stretch",
        ),
        statistic_name: "share fallen".to_owned(),
        statistic: Some(now.share),
        p_value: Some(rank.disjoint.p_value),
        smallest_p: Some(rank.disjoint.smallest_p()),
        e_value: Some(mixture(rank.disjoint.p_value)?),
        interval: None,
        guarantee: exchangeable_windows(),
        observations: rank.disjoint.windows + 1,
        notes,
    })
}

/// The one-factor copula's opinion; absent when such falls never happened, or always, or members move against each
/// other.
fn copula_note(panel: &Panel, now: &Breadth, shares: &[f64]) -> Result<Option<Phrase>, BasketError> {
    let earlier = &shares[..shares.len() - now.horizon];
    let p = earlier.iter().sum::<f64>() / earlier.len() as f64;
    if now.members < 2 || p <= 0.0 || p >= 1.0 {
        return Ok(None);
    }
    let rho = mean_pairwise_correlation(panel, now.horizon)?;
    if !(0.0..1.0).contains(&rho) {
        return Ok(None);
    }
    let tail = copula_tail(now.members, p, rho, now.fallen)?;
    Ok(Some(Phrase::fill(
        "basket-breadth-copula",
        "second opinion, one-factor copula with correlation {rho} and {percent} % of members falling so far in an \
         ordinary stretch: chance {tail}",
        [
            ("rho", format!("{rho:.2}")),
            ("percent", format!("{:.1}", 100.0 * p)),
            ("tail", if tail < 0.001 { format!("{tail:.2e}") } else { format!("{tail:.3}") }),
        ],
    )))
}
