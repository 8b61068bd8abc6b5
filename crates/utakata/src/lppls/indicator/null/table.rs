//! Precomputed distributions of the confidence on geometric random walks.
//!
//! The fit does not change when logarithms of prices are shifted or scaled, so on such walks every condition but the
//! relative error and `|C|` depends on the drift over the volatility per step alone. `table.csv` beside this file has the
//! distributions without those two; with them fewer windows qualify, so its p-values are at least as large as exact ones.
//! It is made by
//!
//! ```sh
//! cargo run --release -p utakata --example lppls_null_table > crates/utakata/src/lppls/indicator/null/table.csv
//! ```

use serde::Serialize;

use super::matched::moments;
use crate::lppls::filter::{Direction, Preset};
use crate::sample::{SampleError, check, differences};

/// Drift over volatility per step of the walks in the table; negative ones mirror them.
pub const TABLE_RATIOS: [f64; 7] = [0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4];

/// `#` comments, then `preset,ratio,paths,reached`: how many paths have a positive confidence above 0, of at least 1 %, of
/// at least 2 % and so on, as long as there are any.
const TABLE: &str = include_str!("table.csv");

/// A p-value read off the table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TableP {
    /// Drift over volatility per step of the returns.
    pub ratio: f64,
    /// p-value, interpolated between the neighbouring ratios.
    pub p_value: f64,
    /// Smallest that the table can give.
    pub smallest_p: f64,
    /// Paths of each ratio.
    pub paths: usize,
    /// Share of walks with that ratio on which any window qualifies.
    pub above_zero: f64,
}

/// The p-value of a confidence `share` of a preset at the end of `logs`, the observations of the preset's longest window.
/// `None` for presets that are not in the table and returns whose ratio lies beyond it.
///
/// # Errors
/// [`SampleError`] for returns that do not vary.
pub fn from_table(
    preset: Preset,
    logs: &[f64],
    direction: Direction,
    share: f64,
) -> Result<Option<TableP>, SampleError> {
    check(logs, 3)?;
    let (drift, deviation) = moments(&differences(logs));
    if deviation <= 1e-12 * drift.abs() {
        return Err(SampleError::Still("the returns"));
    }
    let ratio = drift / deviation;
    let mirrored = if direction == Direction::Positive { ratio } else { -ratio };
    let rows = rows(preset);
    let after = rows.partition_point(|row| row.ratio < mirrored);
    let (Some(low), Some(high)) = (rows.get(after.saturating_sub(1)), rows.get(after)) else {
        return Ok(None);
    };
    if mirrored < low.ratio {
        return Ok(None);
    }
    let weight = if high.ratio > low.ratio { (mirrored - low.ratio) / (high.ratio - low.ratio) } else { 1.0 };
    let between = |of: &dyn Fn(&Row) -> f64| (1.0 - weight) * of(low) + weight * of(high);
    let p_value = if share > 0.0 { between(&|row| row.p_value(share)) } else { 1.0 };
    Ok(Some(TableP {
        ratio,
        p_value,
        smallest_p: 1.0 / (low.paths.min(high.paths) as f64 + 1.0),
        paths: low.paths.min(high.paths),
        above_zero: between(&|row| row.reached.first().copied().unwrap_or(0) as f64 / row.paths as f64),
    }))
}

/// Whether a preset is in the table.
pub fn has_table(preset: Preset) -> bool {
    !rows(preset).is_empty()
}

struct Row {
    ratio: f64,
    paths: usize,
    reached: Vec<usize>,
}

impl Row {
    fn p_value(&self, share: f64) -> f64 {
        // Counted from the next lower per cent, which errs towards large p-values.
        let per_cent = (100.0 * share + 1e-9).floor() as usize;
        (1 + self.reached.get(per_cent).copied().unwrap_or(0)) as f64 / (self.paths + 1) as f64
    }
}

/// The rows of a preset, by ratio.
fn rows(preset: Preset) -> Vec<Row> {
    let row = |line: &str| {
        let mut fields = line.split(',');
        let named = fields.next()? == preset.name();
        let (ratio, paths) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        let reached = fields.next()?.split_whitespace().map(|n| n.parse().ok()).collect::<Option<_>>()?;
        named.then_some(Row { ratio, paths, reached })
    };
    let mut rows: Vec<Row> = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect();
    rows.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.starts_with("preset")).count();
        let read: Vec<Row> = Preset::ALL.into_iter().flat_map(rows).collect();
        assert_eq!(read.len(), lines);
        // The default preset answers from the table; every preset that does has every ratio and its opposite.
        assert!(has_table(Preset::Sornette2015C1) && !has_table(Preset::DemosSornette2017));
        for preset in Preset::ALL.into_iter().filter(|&preset| has_table(preset)) {
            let ratios: Vec<f64> = rows(preset).iter().map(|row| row.ratio).collect();
            assert_eq!(ratios.len(), 2 * TABLE_RATIOS.len() - 1, "{preset:?}");
            assert!(TABLE_RATIOS.iter().all(|r| ratios.contains(r) && ratios.contains(&-r)), "{preset:?}");
        }
        for row in read {
            assert!(row.reached.windows(2).all(|w| w[1] <= w[0]) && row.reached.len() <= 101);
            assert!(row.reached.first().is_none_or(|&most| most <= row.paths));
        }
    }

    #[test]
    fn p_values_are_between_those_of_the_neighbouring_ratios_and_mirror() {
        // Steps of mean 0.07 and about unit spread.
        let returns = (0..400).map(|t| if t % 2 == 0 { 1.07 } else { -0.93 });
        let logs: Vec<f64> = std::iter::once(0.0)
            .chain(returns.scan(0.0, |level, r| {
                *level += r;
                Some(*level)
            }))
            .collect();
        let preset = Preset::LpplsPackage;
        let of = |logs: &[f64], direction| from_table(preset, logs, direction, 0.3).unwrap().unwrap();
        let found = of(&logs, Direction::Positive);
        assert!((found.ratio - 0.07).abs() < 1e-3);
        let [low, high] =
            [0.05, 0.1].map(|r| rows(preset).into_iter().find(|row| row.ratio == r).unwrap().p_value(0.3));
        assert!(found.p_value >= low.min(high) && found.p_value <= low.max(high), "{found:?} {low} {high}");
        let fallen: Vec<f64> = logs.iter().map(|x| -x).collect();
        assert_eq!(of(&fallen, Direction::Negative).p_value, found.p_value);
        let steep: Vec<f64> = logs.iter().enumerate().map(|(t, x)| x + t as f64).collect();
        assert_eq!(from_table(preset, &steep, Direction::Positive, 0.3), Ok(None));
        assert_eq!(from_table(Preset::MultiScale, &logs, Direction::Positive, 0.3), Ok(None));
        assert_eq!(from_table(preset, &logs, Direction::Positive, 0.0).unwrap().unwrap().p_value, 1.0);
    }
}
