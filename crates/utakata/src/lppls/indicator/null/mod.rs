//! How often prices without a bubble reach the confidence that was observed: the whole indicator, search and filter
//! included, is computed again on simulated paths matched to the asset.
//!
//! A high confidence is often no more than a strong trend: on random walks with drift the filters pass far more windows than
//! on driftless ones. The nulls keep the drift, so what is asked is whether there is more than a trend.

mod garch;
mod matched;
mod statement;
mod table;

pub use garch::{GarchFit, fit_garch};
pub use matched::{Matched, NullModel};
pub use table::{TABLE_RATIOS, TableP, from_table, has_table};

use super::{Confidence, Indicator, IndicatorError, Tabled};
use crate::Execution;
use crate::lppls::filter::{Direction, ScaleName};
use crate::null::Draws;
use crate::random::{Normal, Stream, derive_seed};

/// How a null is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paths {
    /// The null.
    pub model: NullModel,
    /// Simulated paths.
    pub paths: usize,
    /// Seed.
    pub seed: u64,
}

/// The confidence of one set of windows on one date, or the largest of several, among the values simulated paths reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Significance {
    /// The null.
    pub model: NullModel,
    /// The set of windows; `None` for the largest over all sets and dates.
    pub scale: Option<ScaleName>,
    /// Direction of the bubbles.
    pub direction: Direction,
    /// Values looked at: 1, or sets of windows times dates.
    pub looks: usize,
    /// The observed confidence.
    pub observed: f64,
    /// The simulated ones.
    pub draws: Draws,
    /// Observations the null was fitted to.
    pub observations: usize,
}

impl Significance {
    /// `(1 + #{simulated ≥ observed})/(paths + 1)`; 1 where nothing qualifies.
    pub fn p_value(&self) -> f64 {
        self.draws.p_upper(self.observed)
    }

    /// Share of the simulated paths on which any window qualifies: the false-alarm rate of taking a confidence above zero as
    /// an alarm.
    pub fn above_zero(&self) -> f64 {
        let values = self.draws.values();
        (values.len() - values.partition_point(|&v| v <= 0.0)) as f64 / values.len() as f64
    }
}

const DIRECTIONS: [Direction; 2] = [Direction::Positive, Direction::Negative];

impl Indicator {
    /// At one date: for each set of windows that is complete the positive and the negative confidence, each against paths
    /// matched to the observations of its longest window.
    ///
    /// # Errors
    /// [`IndicatorError`].
    pub fn significance(
        &self,
        logs: &[f64],
        end: usize,
        paths: &Paths,
        execution: &Execution<'_>,
    ) -> Result<Vec<Significance>, IndicatorError> {
        Draws::check(paths.paths)?;
        let observed = self.confidence(logs, &[end], &Execution::serial())?;
        let mut found = Vec::new();
        for (tabled, seen) in self.complete(end).zip(&observed) {
            let longest = tabled.nested.history() + 1;
            let matched = Matched::fit(paths.model, &logs[end + 1 - longest..=end])?;
            let simulated = simulate(&matched, longest, paths, tabled.scale.name);
            let values = self.of_paths(tabled, &simulated, execution)?;
            for direction in DIRECTIONS {
                found.push(Significance {
                    model: paths.model,
                    scale: Some(tabled.scale.name),
                    direction,
                    looks: 1,
                    observed: seen.share(direction),
                    draws: draws(&values, direction),
                    observations: longest,
                });
            }
        }
        Ok(found)
    }

    /// The largest positive and negative confidence over all complete sets of windows and the dates `ends` (ascending),
    /// against the largest on paths matched to all observations that those windows cover.
    ///
    /// # Errors
    /// [`IndicatorError`].
    pub fn significance_of_largest(
        &self,
        logs: &[f64],
        ends: &[usize],
        paths: &Paths,
        execution: &Execution<'_>,
    ) -> Result<[Significance; 2], IndicatorError> {
        Draws::check(paths.paths)?;
        let observed = self.confidence(logs, ends, execution)?;
        let (Some(&first), Some(&last)) = (ends.first(), ends.last()) else {
            return Err(IndicatorError::TooShort { observations: 0, needed: self.least() });
        };
        // The same sets on every simulated date as on the observed ones.
        let reach = |end: usize| self.complete(end).map(|t| t.nested.history()).max().unwrap_or_default();
        let start = ends.iter().map(|&end| end - reach(end)).min().unwrap_or(first);
        let matched = Matched::fit(paths.model, &logs[start..=last])?;
        let shifted: Vec<usize> = ends.iter().map(|end| end - start).collect();
        let seed = derive_seed(paths.seed, "lppls-largest");
        let normal = Normal::new();
        let largest =
            |values: &[Confidence]| DIRECTIONS.map(|d| values.iter().map(|c| c.share(d)).fold(0.0, f64::max));
        let looked: Vec<(usize, ScaleName)> = observed.iter().map(|c| (c.end - start, c.scale)).collect();
        let simulated = execution.map(paths.paths, |k| {
            let path = matched.path(last + 1 - start, &normal, &mut Stream::new(seed, k as u64));
            let mut values = self.confidence(&path, &shifted, &Execution::serial())?;
            values.retain(|c| looked.contains(&(c.end, c.scale)));
            Ok::<_, IndicatorError>(largest(&values))
        });
        let simulated = simulated.map_err(crate::lppls::LpplsError::from)?;
        let simulated = simulated.into_iter().collect::<Result<Vec<_>, _>>()?;
        let seen = largest(&observed);
        Ok([0, 1].map(|k| Significance {
            model: paths.model,
            scale: None,
            direction: DIRECTIONS[k],
            looks: observed.len(),
            observed: seen[k],
            draws: Draws::from_values(simulated.iter().map(|values| values[k]).collect()),
            observations: last + 1 - start,
        }))
    }

    /// The sets of windows that are complete at `end`.
    fn complete(&self, end: usize) -> impl Iterator<Item = &Tabled> {
        self.scales.iter().filter(move |tabled| end >= tabled.nested.history())
    }
}

fn draws(values: &[Confidence], direction: Direction) -> Draws {
    Draws::from_values(values.iter().map(|c| c.share(direction)).collect())
}

fn simulate(matched: &Matched, observations: usize, paths: &Paths, scale: ScaleName) -> Vec<Vec<f64>> {
    let (normal, seed) = (Normal::new(), derive_seed(paths.seed, &format!("lppls-null-{scale:?}")));
    (0..paths.paths).map(|k| matched.path(observations, &normal, &mut Stream::new(seed, k as u64))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lppls::SearchBox;
    use crate::lppls::filter::{Denominator, Preset, Scale};

    fn indicator() -> Indicator {
        let scale = Scale { name: ScaleName::All, longest: 60, shortest: 40, step: 10 };
        let filter = Preset::LpplsPackage.filter();
        Indicator::new(filter, &SearchBox::WIDE, &[scale], Denominator::AllWindows).unwrap()
    }

    fn bubble() -> Vec<f64> {
        (0..70)
            .map(|t| {
                let x = f64::from(72 - t);
                5.0 - 0.05 * x.powf(0.5) * (1.0 + 0.05 * (9.0 * x.ln()).cos())
            })
            .collect()
    }

    #[test]
    fn a_perfect_bubble_has_a_small_p_value_in_its_direction_only() {
        let paths = Paths { model: NullModel::Gbm, paths: 99, seed: 1 };
        let found = indicator().significance(&bubble(), 69, &paths, &Execution::serial()).unwrap();
        assert_eq!((found.len(), found[0].observed, found[0].observations), (2, 1.0, 60));
        // Three windows and a trend as steep as this one: the trend alone reaches it now and then.
        assert!(found[0].p_value() <= 0.15, "{}", found[0].p_value());
        assert_eq!((found[1].observed, found[1].p_value()), (0.0, 1.0));
        assert!(found[0].above_zero() > 0.0 && found[0].above_zero() < 0.5);
    }

    #[test]
    fn the_largest_of_one_date_and_set_is_that_of_the_date() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let paths = Paths { model: NullModel::Block, paths: 39, seed: 2 };
        let of = |ends: &[usize], execution: &Execution<'_>| {
            indicator().significance_of_largest(&bubble(), ends, &paths, execution).unwrap()
        };
        let one = of(&[69], &Execution::serial());
        assert_eq!((one[0].observed, one[0].looks, one[0].observations), (1.0, 1, 60));
        let several = of(&[63, 66, 69], &Execution::serial());
        assert_eq!((several[0].looks, several[0].observations), (3, 66));
        assert_eq!(several, of(&[63, 66, 69], &Execution::on(&pool)));
        // More looks, more chances.
        assert!(several[0].above_zero() >= one[0].above_zero() - 0.1);
    }
}
