//! Participation day by day: advances and declines, their line, and the McClellan oscillator; new highs and lows.

use serde::Serialize;

use super::{BasketError, Panel, long_enough, positive_length};

/// Smoothing constants of the oscillator: exponential averages of 19 and 39 days, `2/(n + 1)`.
const FAST: f64 = 0.10;
const SLOW: f64 = 0.05;
/// Zweig's: a 10-day average that rises from below one level above the other within ten days.
const THRUST: f64 = 2.0 / 11.0;
const THRUST_FROM: f64 = 0.40;
const THRUST_TO: f64 = 0.615;
const THRUST_DAYS: usize = 10;
/// Scale of ratio-adjusted net advances.
const RATIO_SCALE: f64 = 1000.0;

/// Advances and declines of every day after the first, element `i` for date `i + 1`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdvanceDecline {
    /// Members whose close rose.
    pub advances: Vec<usize>,
    /// Members whose close fell; the others are unchanged.
    pub declines: Vec<usize>,
    /// `advances − declines`.
    pub net: Vec<f64>,
    /// Their running sum: the A/D line, 0 before the first day.
    pub line: Vec<f64>,
}

impl AdvanceDecline {
    /// `1000 (advances − declines)/(advances + declines)`, 0 on days without either: comparable between baskets of
    /// different sizes.
    pub fn ratio_adjusted(&self) -> Vec<f64> {
        let moved = self.advances.iter().zip(&self.declines).map(|(a, d)| (a + d) as f64);
        self.net
            .iter()
            .zip(moved)
            .map(|(net, moved)| if moved > 0.0 { RATIO_SCALE * net / moved } else { 0.0 })
            .collect()
    }
}

/// Counts of members that rose and fell from close to close.
///
/// # Errors
/// [`BasketError::TooShort`] with a single date.
pub fn advance_decline(panel: &Panel) -> Result<AdvanceDecline, BasketError> {
    long_enough("advances and declines", 2, panel.len())?;
    let count = |holds: fn(f64, f64) -> bool| -> Vec<usize> {
        let moves = |t: usize| panel.series().filter(|(_, v)| holds(v[t - 1], v[t])).count();
        (1..panel.len()).map(moves).collect()
    };
    let (advances, declines) = (count(|was, is| is > was), count(|was, is| is < was));
    let net: Vec<f64> = advances.iter().zip(&declines).map(|(&a, &d)| a as f64 - d as f64).collect();
    let line = net
        .iter()
        .scan(0.0, |sum, net| {
            *sum += net;
            Some(*sum)
        })
        .collect();
    Ok(AdvanceDecline { advances, declines, net, line })
}

/// McClellan's oscillator (1969): the exponential average of net advances with constant 0.10 ("19 days") minus that with
/// constant 0.05 ("39 days"), for every day. Give net advances, or [`AdvanceDecline::ratio_adjusted`] for the
/// ratio-adjusted one.
///
/// Both averages begin at the first value, so the oscillator begins at 0; it forgets that beginning at the slow average's
/// pace, to 2 % after 78 days.
pub fn mcclellan(net_advances: &[f64]) -> Vec<f64> {
    let Some(&first) = net_advances.first() else { return Vec::new() };
    let (mut fast, mut slow) = (first, first);
    net_advances
        .iter()
        .map(|net| {
            fast += FAST * (net - fast);
            slow += SLOW * (net - slow);
            fast - slow
        })
        .collect()
}

/// McClellan's summation index: the running sum of [`mcclellan`], 0 before the first day.
pub fn mcclellan_summation(net_advances: &[f64]) -> Vec<f64> {
    let add = |sum: &mut f64, value: f64| {
        *sum += value;
        Some(*sum)
    };
    mcclellan(net_advances).into_iter().scan(0.0, add).collect()
}

/// Zweig's breadth thrust.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BreadthThrust {
    /// Exponential average with constant 2/11 ("10 days") of `advances / (advances + declines)`, for every day after the
    /// first; a day on which nothing moved keeps the average.
    pub average: Vec<f64>,
    /// Days, counted as in `average`, on which it rose above 0.615 at most ten trading days after being below 0.40.
    pub thrusts: Vec<usize>,
}

/// Zweig's breadth thrust (1986, Winning on Wall Street): a sign of many members turning *up* together. It comes without
/// an error rate; a rule of the trade, shown because people ask for it.
pub fn breadth_thrust(moves: &AdvanceDecline) -> BreadthThrust {
    let (mut average, mut low, mut thrusts) = (Vec::<f64>::new(), None, Vec::new());
    for (day, (&advances, &declines)) in moves.advances.iter().zip(&moves.declines).enumerate() {
        let moved = (advances + declines) as f64;
        let before = average.last().copied();
        let share = if moved > 0.0 { advances as f64 / moved } else { before.unwrap_or(0.5) };
        let now = before.map_or(share, |before| before + THRUST * (share - before));
        if now < THRUST_FROM {
            low = Some(day);
        }
        let crossed = now > THRUST_TO && before.is_some_and(|before| before <= THRUST_TO);
        if crossed && low.is_some_and(|low| day - low <= THRUST_DAYS) {
            thrusts.push(day);
        }
        average.push(now);
    }
    BreadthThrust { average, thrusts }
}

/// Members at a new high or low.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewExtremes {
    /// Closes looked at, the last one included.
    pub window: usize,
    /// Members whose last close is above every other one of the window.
    pub highs: Vec<String>,
    /// Members whose last close is below every other one of the window.
    pub lows: Vec<String>,
    /// Highs minus lows.
    pub net: f64,
}

/// Members whose last close is the highest or the lowest of the last `window` closes (252 are 52 weeks). A tie with an
/// earlier close is no new extreme.
///
/// # Errors
/// [`BasketError`] for a window of zero or one close, or too few dates.
pub fn new_extremes(panel: &Panel, window: usize) -> Result<NewExtremes, BasketError> {
    positive_length("the window of new highs less one", window.saturating_sub(1))?;
    long_enough("new highs and lows", window, panel.len())?;
    let start = panel.len() - window;
    let at = |beyond: fn(f64, f64) -> bool| -> Vec<String> {
        let extreme = |values: &[f64]| {
            values[start..]
                .split_last()
                .is_some_and(|(last, earlier)| earlier.iter().all(|e| beyond(*last, *e)))
        };
        panel.series().filter(|(_, values)| extreme(values)).map(|(member, _)| member.to_owned()).collect()
    };
    let (highs, lows) = (at(|last, earlier| last > earlier), at(|last, earlier| last < earlier));
    let net = highs.len() as f64 - lows.len() as f64;
    Ok(NewExtremes { window, highs, lows, net })
}
