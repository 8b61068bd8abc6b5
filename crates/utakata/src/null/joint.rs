//! Null distributions of any statistic of one series, and of two statistics of the same series jointly.

use serde::Serialize;

use super::process::Process;
use super::{Draws, Null, NullError, quantile};
use crate::Execution;
use crate::explosive::Layout;
use crate::random::{Normal, Stream, derive_seed};

impl Draws {
    /// Simulates `statistic` under `null` for series of layout `layout`; replication `r` uses stream `r` of a seed
    /// derived from `seed` and the method's name. NaN counts as −∞. The result does not depend on `execution`.
    ///
    /// # Errors
    /// As [`super::simulate`].
    pub fn under(
        null: &Null<'_>,
        layout: &Layout,
        (replications, seed): (usize, u64),
        execution: &Execution<'_>,
        statistic: impl Fn(&[f64]) -> f64 + Sync + Send,
    ) -> Result<Self, NullError> {
        let (process, simulated) = Process::prepare(null, layout)?;
        Self::simulate(replications, seed, null.method().name(), execution, |normal, stream| {
            let mut levels = vec![0.0; simulated.observations()];
            process.draw(normal, stream, &mut levels);
            statistic(&levels)
        })
    }
}

/// Simulated values of two statistics of the same series, for tests that reject when either is large.
#[derive(Debug, Clone, PartialEq)]
pub struct JointDraws {
    pairs: Vec<(f64, f64)>,
    first: Draws,
    second: Draws,
}

/// A union of rejections: `U = max(first, scale·second + shift)`, with both statistics drawn from the same series.
///
/// The papers scale by the ratio of two quantiles, `shift` being 0. That ratio has no meaning where one of them is not
/// positive, as happens when a few huge increments rule a bootstrap; then `scale` is 1 and `shift` their difference.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Union {
    /// `max(first, scale·second + shift)`.
    pub statistic: f64,
    /// Quantile of the first statistic over that of the second, both at `level`; or 1.
    pub scale: f64,
    /// 0, or the difference of the quantiles.
    pub shift: f64,
    /// Level of the quantiles, for example 0.95.
    pub level: f64,
    /// The `level`-quantile of `U`.
    pub critical_value: f64,
    /// `critical_value` over the `level`-quantile of the first statistic: how much dearer two tests are than one (not
    /// meaningful when that quantile is not positive).
    pub factor: f64,
    /// `(1 + #{U* ≥ U})/(R + 1)`.
    pub p_value: f64,
}

impl JointDraws {
    /// Simulates the pair `statistics` under `null` for series of layout `layout`. NaN counts as −∞; the result does
    /// not depend on `execution`.
    ///
    /// # Errors
    /// As [`super::simulate`].
    pub fn under(
        null: &Null<'_>,
        layout: &Layout,
        (replications, seed): (usize, u64),
        execution: &Execution<'_>,
        statistics: impl Fn(&[f64]) -> (f64, f64) + Sync + Send,
    ) -> Result<Self, NullError> {
        Draws::check(replications)?;
        let (process, simulated) = Process::prepare(null, layout)?;
        let (normal, seed) = (Normal::new(), derive_seed(seed, null.method().name()));
        let pairs = execution.map(replications, |replication| {
            let mut levels = vec![0.0; simulated.observations()];
            process.draw(&normal, &mut Stream::new(seed, replication as u64), &mut levels);
            statistics(&levels)
        })?;
        Ok(Self::from_pairs(pairs))
    }

    fn from_pairs(mut pairs: Vec<(f64, f64)>) -> Self {
        let number = |x: f64| if x.is_nan() { f64::NEG_INFINITY } else { x };
        for (a, b) in &mut pairs {
            (*a, *b) = (number(*a), number(*b));
        }
        let first = Draws::from_values(pairs.iter().map(|p| p.0).collect());
        let second = Draws::from_values(pairs.iter().map(|p| p.1).collect());
        Self { pairs, first, second }
    }

    /// The first statistic's draws.
    pub fn first(&self) -> &Draws {
        &self.first
    }

    /// The second statistic's draws.
    pub fn second(&self) -> &Draws {
        &self.second
    }

    /// The union of rejections for the observed pair `(first, second)`.
    ///
    /// # Errors
    /// [`NullError::Level`] for a level the draws cannot resolve, [`NullError::Undefined`] when a quantile is infinite.
    pub fn union(&self, level: f64, (first, second): (f64, f64)) -> Result<Union, NullError> {
        let replications = self.pairs.len();
        let most = replications as f64 / (replications as f64 + 1.0);
        if !(level > 0.0 && level <= most) {
            return Err(NullError::Level { level, replications, most });
        }
        let quantile_of = |draws: &Draws| draws.quantile(level).ok_or(NullError::Undefined);
        let (own, other) = (quantile_of(&self.first)?, quantile_of(&self.second)?);
        let (scale, shift) = if own > 0.0 && other > 0.0 { (own / other, 0.0) } else { (1.0, own - other) };
        let larger = |a: f64, b: f64| a.max(scale * b + shift);
        let statistic = larger(first, second);
        let draws = Draws::from_values(self.pairs.iter().map(|(a, b)| larger(*a, *b)).collect());
        let critical_value = quantile(draws.values(), level).ok_or(NullError::Undefined)?;
        Ok(Union {
            statistic,
            scale,
            shift,
            level,
            critical_value,
            factor: critical_value / own,
            p_value: draws.p_upper(statistic),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_of_a_statistic_with_itself_is_that_statistic() {
        let pairs: Vec<(f64, f64)> = (1..=99).map(|i| (f64::from(i), 3.0 * f64::from(i))).collect();
        let union = JointDraws::from_pairs(pairs).union(0.95, (95.5, 1.0)).unwrap();
        assert!((union.scale - 1.0 / 3.0).abs() < 1e-15 && (union.factor - 1.0).abs() < 1e-15);
        assert_eq!(union.statistic, 95.5);
        assert!((union.p_value - 0.05).abs() < 1e-15);
    }

    #[test]
    fn a_union_of_opposites_is_dearer_and_counts_either() {
        // One large whenever the other is small: the union's tail is twice as heavy.
        let pairs: Vec<(f64, f64)> = (1..=999).map(|i| (f64::from(i), f64::from(1000 - i))).collect();
        let draws = JointDraws::from_pairs(pairs);
        let union = draws.union(0.9, (1.0, 950.0)).unwrap();
        assert_eq!((union.scale, union.statistic), (1.0, 950.0));
        // 950 … 999 on either side.
        assert!((union.p_value - 101.0 / 1000.0).abs() < 1e-15);
        assert!(union.factor > 1.05);
        let low: Vec<(f64, f64)> = draws.pairs.iter().map(|(a, b)| (a - 2000.0, *b)).collect();
        let shifted = JointDraws::from_pairs(low).union(0.9, (-1999.0, 950.0)).unwrap();
        assert_eq!((shifted.shift, shifted.p_value), (-2000.0, union.p_value));
        assert!(matches!(draws.union(1.0, (0.0, 0.0)), Err(NullError::Level { .. })));
    }
}
