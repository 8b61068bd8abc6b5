//! The regression when the receiving market is a random walk of its own.

use super::{Migration, Regression, recursive_coefficients};
use crate::Execution;
use crate::null::{Draws, NullError};
use crate::random::Multiplier;
use crate::sample;

/// `β̂_1` under the null: the receiving market is a random walk, independent of the source, whose changes have the sizes
/// they had and random multipliers; the source stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct MigrationNull {
    slope: f64,
    draws: Draws,
}

impl MigrationNull {
    /// Draws for `observed`, with its window, peak and kind of end.
    ///
    /// # Errors
    /// [`NullError::Replications`], [`NullError::Cancelled`].
    pub fn bootstrap(
        observed: &Migration,
        multiplier: Multiplier,
        replications: usize,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<Self, NullError> {
        let changes = sample::differences(&observed.receiving);
        let peak = observed.source_peak + 1 - observed.window;
        let draws = Draws::simulate(replications, seed, "migration", execution, |normal, stream| {
            let mut steps = vec![0.0; changes.len()];
            multiplier.fill(normal, stream, &mut steps);
            let mut level = 0.0;
            let walk: Vec<f64> = std::iter::once(0.0)
                .chain(steps.iter().zip(&changes).map(|(w, d)| {
                    level += w * d;
                    level
                }))
                .collect();
            recursive_coefficients(&walk, observed.window).map_or(f64::INFINITY, |receiving| {
                let source = &observed.source_coefficients;
                Regression::new(&receiving, source, peak, observed.window, observed.end).slope
            })
        })?;
        Ok(Self { slope: observed.slope, draws })
    }

    /// The simulated slopes; infinite, so against rejecting, where a simulated series has none.
    pub fn draws(&self) -> &Draws {
        &self.draws
    }

    /// p-value of the slope the draws were made for: small speaks for migration.
    pub fn p_value(&self) -> f64 {
        self.draws.p_upper(self.slope)
    }
}
