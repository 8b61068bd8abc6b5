//! Runs of consecutive falls or rises: how long, and how unusual.

use serde::{Deserialize, Serialize};

use super::{BasketError, Panel, in_range, long_enough, positive_length};

/// Direction of a streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Rising closes.
    Up,
    /// Falling closes.
    Down,
}

/// Number of consecutive moves in `direction` that end with the last value; an unchanged close ends a streak.
pub fn streak(values: &[f64], direction: Direction) -> usize {
    let moves = |pair: &&[f64]| match direction {
        Direction::Up => pair[1] > pair[0],
        Direction::Down => pair[1] < pair[0],
    };
    values.windows(2).rev().take_while(moves).count()
}

/// Most days that [`run_probability`] looks at.
const MOST_DAYS: usize = 10_000_000;

/// Probability of at least one run of `length` or more in `days` independent days, each in the direction with
/// probability `p`: `F(n) = F(n−1) + (1 − F(n−length−1))·(1 − p)·p^length`, `F(length) = p^length` (Feller 1968, An
/// Introduction to Probability Theory, volume 1, section XIII.7).
///
/// # Errors
/// [`BasketError::Zero`] for length 0, [`BasketError::Range`] for `p` outside [0, 1] and for more than ten million days.
pub fn run_probability(days: usize, length: usize, p: f64) -> Result<f64, BasketError> {
    positive_length("the length of the streak", length)?;
    in_range("the probability of a day", p, (0.0..=1.0).contains(&p), "between 0 and 1")?;
    in_range("the number of days", days as f64, days <= MOST_DAYS, "at most 10 million")?;
    if days < length {
        return Ok(0.0);
    }
    let run = p.powf(length as f64);
    // completed[n]: probability of a run within n days.
    let mut completed = vec![0.0; days + 1];
    completed[length] = run;
    for n in length + 1..=days {
        completed[n] = completed[n - 1] + (1.0 - completed[n - length - 1]) * (1.0 - p) * run;
    }
    Ok(completed[days])
}

/// How common streaks are in a basket, dependence included.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StreakBaseRate {
    /// Length looked for.
    pub length: usize,
    /// Members with a streak of that length or more on the last day, with the length of their streak.
    pub members_now: Vec<(String, usize)>,
    /// Days on which such a streak was possible, the last one excluded.
    pub days: usize,
    /// Those days on which at least one member was in such a streak.
    pub days_with: usize,
    /// `days_with / days`.
    pub share: f64,
    /// The same share if members moved independently, each falling on half of the days:
    /// `1 − (1 − ½^length)^members`.
    pub if_independent: f64,
}

/// Share of the last `history` days before the last one on which at least one member was in a streak of `length` or
/// more. Streaks may have begun before the history.
///
/// # Errors
/// [`BasketError`] when a length is zero or there are fewer than `length + 2` dates.
pub fn streak_base_rate(
    panel: &Panel,
    length: usize,
    history: usize,
    direction: Direction,
) -> Result<StreakBaseRate, BasketError> {
    positive_length("the length of the streak", length)?;
    positive_length("the history", history)?;
    long_enough("the base rate of streaks", length + 2, panel.len())?;
    let last = panel.len() - 1;
    let first = length.max(last.saturating_sub(history));
    let in_streak = |end: usize| {
        panel.series().any(|(_, values)| streak(&values[end - length..=end], direction) == length)
    };
    let days = last - first;
    let days_with = (first..last).filter(|&end| in_streak(end)).count();
    let members_now = panel
        .series()
        .map(|(member, values)| (member.to_owned(), streak(values, direction)))
        .filter(|(_, now)| *now >= length)
        .collect();
    let one = 0.5_f64.powi(length as i32);
    let if_independent = -(panel.members().len() as f64 * (-one).ln_1p()).exp_m1();
    let share = days_with as f64 / days as f64;
    Ok(StreakBaseRate { length, members_now, days, days_with, share, if_independent })
}
