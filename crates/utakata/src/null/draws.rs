//! Simulated values of one number under a null.

use super::{NullError, quantile};
use crate::Execution;
use crate::random::{Normal, Stream, derive_seed};

/// Fewest replications that have a 5 % critical value.
const LEAST: usize = 19;
const MOST: usize = 10_000_000;

/// Simulated values of one statistic, ascending.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    sorted: Vec<f64>,
}

impl Draws {
    /// Calls `draw` once per replication, each with its own stream of the seed derived from `seed` and `label`; the
    /// result does not depend on `execution`. Values that are NaN count as −∞.
    ///
    /// # Errors
    /// [`NullError::Replications`] below 19, [`NullError::Cancelled`].
    pub fn simulate(
        replications: usize,
        seed: u64,
        label: &str,
        execution: &Execution<'_>,
        draw: impl Fn(&Normal, &mut Stream) -> f64 + Sync + Send,
    ) -> Result<Self, NullError> {
        Self::check(replications)?;
        let (normal, seed) = (Normal::new(), derive_seed(seed, label));
        let values = execution.map(replications, |replication| {
            let value = draw(&normal, &mut Stream::new(seed, replication as u64));
            if value.is_nan() { f64::NEG_INFINITY } else { value }
        })?;
        Ok(Self::from_values(values))
    }

    /// Refuses numbers of replications that are too small for a 5 % critical value, or too large.
    pub(crate) fn check(replications: usize) -> Result<(), NullError> {
        if (LEAST..=MOST).contains(&replications) {
            Ok(())
        } else {
            Err(NullError::Replications { replications, least: LEAST, most: MOST })
        }
    }

    /// Draws made elsewhere; none may be NaN.
    pub(crate) fn from_values(mut sorted: Vec<f64>) -> Self {
        sorted.sort_by(f64::total_cmp);
        Self { sorted }
    }

    /// The draws, ascending.
    pub fn values(&self) -> &[f64] {
        &self.sorted
    }

    /// `(1 + #{draws ≥ statistic})/(R + 1)`.
    pub fn p_upper(&self, statistic: f64) -> f64 {
        let reached = self.sorted.len() - self.sorted.partition_point(|&d| d < statistic);
        (1 + reached) as f64 / (self.sorted.len() + 1) as f64
    }

    /// `(1 + #{draws ≤ statistic})/(R + 1)`.
    pub fn p_lower(&self, statistic: f64) -> f64 {
        let reached = self.sorted.partition_point(|&d| d <= statistic);
        (1 + reached) as f64 / (self.sorted.len() + 1) as f64
    }

    /// Smallest p-value these draws can give, `1/(R + 1)`.
    pub fn smallest_p(&self) -> f64 {
        1.0 / (self.sorted.len() as f64 + 1.0)
    }

    /// The `level`-quantile (type 7); `None` where it is not finite.
    pub fn quantile(&self, level: f64) -> Option<f64> {
        quantile(&self.sorted, level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_count_ties_on_their_own_side() {
        let draws = Draws { sorted: vec![1.0, 2.0, 2.0, 3.0] };
        assert_eq!((draws.p_upper(2.0), draws.p_lower(2.0)), (0.8, 0.8));
        assert_eq!((draws.p_upper(4.0), draws.p_lower(0.0)), (0.2, 0.2));
        assert_eq!(draws.smallest_p(), 0.2);
        assert_eq!(draws.quantile(0.5), Some(2.0));
    }

    #[test]
    fn draws_do_not_depend_on_threads() {
        let unit = |normal: &Normal, stream: &mut Stream| normal.sample(stream);
        let serial = Draws::simulate(50, 3, "normal", &Execution::serial(), unit).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        assert_eq!(Draws::simulate(50, 3, "normal", &Execution::on(&pool), unit).unwrap(), serial);
        assert!(Draws::simulate(18, 3, "normal", &Execution::serial(), unit).is_err());
    }
}
