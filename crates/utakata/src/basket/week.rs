//! Is the last week (or any stretch) an ordinary one?

use super::{BasketError, HistoricalRank, Panel, Weighting, history, index_levels, period_returns};
use crate::{Guarantee, Phrase, Statement, evalue::mixture, statement::GuaranteeKind};

/// Return of the last `horizon` days ranked among the windows of the same length within the `history` days before.
/// "As extreme" means as low or lower. Fewer days of history than asked for are used as they are.
///
/// # Errors
/// [`BasketError`] when a length is zero, `history < horizon`, or there are fewer than `2·horizon + 1` dates.
pub fn period_rank(
    panel: &Panel,
    horizon: usize,
    history: usize,
    weighting: Weighting,
) -> Result<HistoricalRank, BasketError> {
    let returns = period_returns(panel, horizon, weighting)?;
    history::rank(&returns, horizon, history, |earlier, last| earlier <= last)
}

/// "The last `horizon` days were an ordinary stretch": the p-value is that of back-to-back windows (exact when they
/// are exchangeable), the e-value its mixture calibration; the overlapping percentile is a note.
///
/// # Errors
/// As [`period_rank`].
pub fn period_statement(
    panel: &Panel,
    horizon: usize,
    history: usize,
    weighting: Weighting,
) -> Result<Statement, BasketError> {
    let rank = period_rank(panel, horizon, history, weighting)?;
    let mut notes = vec![overlapping_note(&rank)];
    if let Some(note) = scaled_note(panel, &rank, horizon, history, weighting) {
        notes.push(note);
    }
    notes.push(Phrase::new(
        "basket-selection",
        "valid only for a basket whose members were fixed before the window",
    ));
    Ok(Statement {
        method: "basket-period-return".to_owned(),
        null: Phrase::fill(
            "basket-period-null",
            "the last {horizon} days are an ordinary stretch of the days before",
            [("horizon", horizon.to_string())],
        ),
        alternative: Phrase::new(
            "basket-period-alternative",
            "the basket fell more than in an ordinary stretch",
        ),
        statistic_name: "period return".to_owned(),
        statistic: Some(rank.value),
        p_value: Some(rank.disjoint.p_value),
        smallest_p: Some(rank.disjoint.smallest_p()),
        e_value: Some(mixture(rank.disjoint.p_value)?),
        interval: None,
        guarantee: exchangeable_windows(),
        observations: rank.disjoint.windows + 1,
        notes,
    })
}

/// The promise of a rank among back-to-back windows.
pub(super) fn exchangeable_windows() -> Guarantee {
    Guarantee {
        kind: GuaranteeKind::Exact,
        text: Phrase::new(
            "basket-windows-guarantee",
            "if back-to-back windows are exchangeable, the chance of p ≤ α at one look chosen in advance is at most α; \
             calm and stormy years mixed in the history weaken this",
        ),
    }
}

/// What windows that begin on every day say.
pub(super) fn overlapping_note(rank: &HistoricalRank) -> Phrase {
    Phrase::fill(
        "basket-overlapping",
        "among {windows} windows that begin on every day, {as_extreme} were as extreme: percentile {percentile} (p = \
         {p}); back to back there are {disjoint}",
        [
            ("windows", rank.overlapping.windows.to_string()),
            ("as_extreme", rank.overlapping.as_extreme.to_string()),
            ("percentile", format!("{:.3}", rank.overlapping.percentile)),
            ("p", format!("{:.3}", rank.overlapping.p_value)),
            ("disjoint", rank.disjoint.windows.to_string()),
        ],
    )
}

/// The return in standard deviations, scaled up from the daily returns of the history; absent when prices stand still.
fn scaled_note(
    panel: &Panel,
    rank: &HistoricalRank,
    horizon: usize,
    history: usize,
    weighting: Weighting,
) -> Option<Phrase> {
    let levels = index_levels(panel, weighting);
    let end = levels.len() - horizon;
    let start = end.saturating_sub(history + 1);
    let daily: Vec<f64> = levels[start..end].windows(2).map(|pair| pair[1] / pair[0] - 1.0).collect();
    let count = daily.len() as f64;
    let mean = daily.iter().sum::<f64>() / count;
    let variance = daily.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let scaled = rank.value / (variance * horizon as f64).sqrt();
    scaled.is_finite().then(|| {
        Phrase::fill(
            "basket-scaled",
            "that is {z} standard deviations of {horizon} days of the history",
            [("z", format!("{scaled:.2}")), ("horizon", horizon.to_string())],
        )
    })
}
