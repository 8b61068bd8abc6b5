//! Statements about streaks.

use super::{BasketError, Direction, Panel, run_probability, streak_base_rate};
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// A streak of `length` days found by looking over `days` days: the p-value is the chance of one as long somewhere in
/// those days if each fell with probability `p` independently.
///
/// # Errors
/// As [`run_probability`]; [`BasketError::TooShort`] when `days < length`.
pub fn streak_statement(length: usize, days: usize, p: f64) -> Result<Statement, BasketError> {
    let p_value = run_probability(days, length, p)?;
    super::long_enough("a streak", length, days)?;
    Ok(Statement {
        method: "streak-markov".to_owned(),
        null: Phrase::fill(
            "basket-streak-null",
            "each of {days} days fell with probability {p}, independently",
            [("days", days.to_string()), ("p", format!("{p}"))],
        ),
        alternative: Phrase::new(
            "basket-streak-alternative",
            "falls followed one another more than by chance",
        ),
        statistic_name: "longest streak".to_owned(),
        statistic: Some(length as f64),
        p_value: Some(p_value),
        smallest_p: Some(p.powf(days as f64)),
        e_value: None,
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::new(
                "basket-streak-guarantee",
                "under independent days the chance of p ≤ α is at most α, when the days looked over were fixed in \
                 advance",
            ),
        },
        observations: days,
        notes: vec![
            Phrase::fill(
                "basket-streak-now",
                "the chance of {length} falls on {length} given days is {now}, which is not the right null for a \
                 streak found by looking",
                [("length", length.to_string()), ("now", format!("{:.6}", p.powf(length as f64)))],
            ),
            Phrase::new(
                "basket-streak-one",
                "for one stock; a basket has more chances, and its members fall together",
            ),
        ],
    })
}

/// Is it unusual that some member of the basket is in a losing streak of `length` days? The p-value is
/// `(1 + days with one) / (1 + days)` over the last `history` days, which keeps the members' dependence.
///
/// # Errors
/// As [`streak_base_rate`].
pub fn basket_streak_statement(
    panel: &Panel,
    length: usize,
    history: usize,
) -> Result<Statement, BasketError> {
    let base = streak_base_rate(panel, length, history, Direction::Down)?;
    let in_streak = !base.members_now.is_empty();
    let p_value = (1.0 + base.days_with as f64) / (1.0 + base.days as f64);
    let named =
        base.members_now.iter().map(|(member, now)| format!("{member} {now}")).collect::<Vec<_>>().join(", ");
    let notes = vec![
        Phrase::fill(
            "basket-streak-members",
            "in such a streak now: {members}",
            [("members", if in_streak { named } else { "none".to_owned() })],
        ),
        Phrase::fill(
            "basket-streak-independent",
            "{days_with} of {days} earlier days had one ({percent} %); independent members would give {independent} %",
            [
                ("days_with", base.days_with.to_string()),
                ("days", base.days.to_string()),
                ("percent", format!("{:.1}", 100.0 * base.share)),
                ("independent", format!("{:.1}", 100.0 * base.if_independent)),
            ],
        ),
    ];
    Ok(Statement {
        method: "basket-streak-base-rate".to_owned(),
        null: Phrase::fill(
            "basket-streaks-null",
            "today is an ordinary day as to members in a losing streak of {length} days",
            [("length", length.to_string())],
        ),
        alternative: Phrase::new("basket-streaks-alternative", "losing streaks are unusual in this basket"),
        statistic_name: "members in a streak".to_owned(),
        statistic: Some(base.members_now.len() as f64),
        p_value: Some(if in_streak { p_value } else { 1.0 }),
        smallest_p: Some((1.0 + base.days as f64).recip()),
        e_value: None,
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::new(
                "basket-streaks-guarantee",
                "days share their streaks, so the p-value rests on a stationary history and is exact only on average",
            ),
        },
        observations: base.days + 1,
        notes,
    })
}
