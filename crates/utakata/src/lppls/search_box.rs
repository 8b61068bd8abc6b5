//! Where the parameters are looked for.

use serde::{Deserialize, Serialize};

use super::LpplsError;
use super::newton::Bounds;

/// Bounds of the search, inclusive. They decide the answer more often than the data do: two thirds of the optima of real
/// windows and of random walks lie on one, which is why every fit says so.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SearchBox {
    /// Exponent.
    pub m: [f64; 2],
    /// Angular frequency of the oscillations in the logarithm of the time left.
    pub omega: [f64; 2],
    /// Least time from the last observation to the critical time, in the units of the clock; positive.
    pub least: f64,
    /// Greatest such time, as a share of the time from the first observation to the last; at least twice `least` is
    /// searched.
    pub share: f64,
}

impl SearchBox {
    /// `m` from 0.1 to 0.9, `ω` from 6 to 13, the critical time up to a fifth of the window ahead (the stylised ranges of
    /// Filimonov & Sornette 2013).
    pub const NARROW: Self = Self { m: [0.1, 0.9], omega: [6.0, 13.0], least: 1.0, share: 0.2 };
    /// `m` from 0.01 to 1.2, `ω` from 2 to 25, the critical time up to half of the window ahead.
    pub const WIDE: Self = Self { m: [0.01, 1.2], omega: [2.0, 25.0], least: 1.0, share: 0.5 };
    /// `m` from 0.01 to 2, `ω` from 1 to 50, a fifth of the window ahead: the search space of Sornette et al. (2015) after
    /// the last observation.
    pub const SEARCH_2015: Self = Self { m: [0.01, 2.0], omega: [1.0, 50.0], least: 1.0, share: 0.2 };

    /// Checks the bounds.
    ///
    /// # Errors
    /// [`LpplsError::SearchBox`] names the first that is impossible.
    pub fn check(&self) -> Result<(), LpplsError> {
        let wrong =
            |parameter, [low, high]: [f64; 2], needed| LpplsError::SearchBox { parameter, low, high, needed };
        let ordered =
            |[low, high]: [f64; 2], least: f64, most: f64| low >= least && high <= most && low <= high;
        if !ordered(self.m, 1e-3, 5.0) {
            return Err(wrong("m", self.m, "both between 0.001 and 5, the lower first"));
        }
        if !ordered(self.omega, 0.1, 200.0) {
            return Err(wrong("omega", self.omega, "both between 0.1 and 200, the lower first"));
        }
        if !(self.least.is_finite() && self.least > 0.0 && self.share.is_finite() && self.share > 0.0) {
            return Err(wrong(
                "tc − t2",
                [self.least, self.share],
                "least time and share of the window must be positive",
            ));
        }
        Ok(())
    }

    /// Greatest time to the critical time for a window of `span`.
    pub fn greatest(&self, span: f64) -> f64 {
        (self.share * span).max(2.0 * self.least)
    }

    /// Bounds of the search for a window of `span`.
    pub(super) fn bounds(&self, span: f64) -> Bounds {
        [[self.least.ln(), self.greatest(span).ln()], self.m, self.omega]
    }
}
