//! The wild bootstrap of the residuals.

use super::{Cobubble, statistic};
use crate::Execution;
use crate::null::{Draws, NullError};
use crate::random::Multiplier;

/// The statistic under the null, by wild bootstrap: `y* = w·ê` regressed on the same `(1, x)` (Evripidou et al. 2022,
/// section IV). There is no table: the law depends on how the variance of the residuals moves and on the path of `x`.
#[derive(Debug, Clone, PartialEq)]
pub struct CobubbleNull {
    statistic: f64,
    draws: Draws,
}

impl CobubbleNull {
    /// Draws for `statistic` at its own delay (an estimated delay is kept, as in the paper).
    ///
    /// # Errors
    /// [`NullError::Replications`], [`NullError::Cancelled`].
    pub fn bootstrap(
        observed: &Cobubble,
        multiplier: Multiplier,
        replications: usize,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<Self, NullError> {
        let pair = &observed.pair;
        let residuals = pair.fit(&pair.response).residuals;
        let draws = Draws::simulate(replications, seed, "cobubble", execution, |normal, stream| {
            let mut drawn = vec![0.0; residuals.len()];
            multiplier.fill(normal, stream, &mut drawn);
            for (w, e) in drawn.iter_mut().zip(&residuals) {
                *w *= e;
            }
            statistic(&pair.fit(&drawn).residuals).unwrap_or(f64::NEG_INFINITY)
        })?;
        Ok(Self { statistic: observed.statistic, draws })
    }

    /// The simulated statistics.
    pub fn draws(&self) -> &Draws {
        &self.draws
    }

    /// p-value of the statistic the draws were made for: small speaks *against* a common bubble.
    pub fn p_value(&self) -> f64 {
        self.draws.p_upper(self.statistic)
    }
}
