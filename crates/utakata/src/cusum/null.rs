//! Null distributions of the cumulative sums: printed and simulated.

use super::{Cusum, CusumKind, cusum};
use crate::Execution;
use crate::dgp::{Process, RandomWalk};
use crate::null::{Draws, NullError};

/// Levels of the printed critical values.
pub const LEVELS: [f64; 3] = [0.10, 0.05, 0.01];

/// Asymptotic critical values at [`LEVELS`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PrintedValues {
    /// What the largest value must exceed.
    pub upper: [f64; 3],
    /// For the squares, what the smallest must fall below: half the level is spent on each side.
    pub lower: Option<[f64; 3]>,
}

/// Asymptotic critical values of Kurozumi and Nishi (2025).
///
/// They are simulated on a grid, which lowers them by 0.01 to 0.06. In the limit CS is `sup W` (exactly
/// 1.645, 1.960, 2.576), GCS has the law of `sup |W|` (1.960, 2.241, 2.807), CSSQ that of the supremum of a Brownian
/// bridge at half the level (1.224, 1.358, 1.628), and GCSSQ very nearly that of its range (1.620, 1.747, 2.001, the
/// critical values of Kuiper 1960): where the range is this large, an upward and a downward stretch make it with equal
/// chance, and hardly ever both.
pub fn critical_values(kind: CusumKind) -> PrintedValues {
    let (upper, lower) = match kind {
        CusumKind::Sum => ([1.62, 1.93, 2.57], None),
        CusumKind::GeneralizedSum => ([1.90, 2.20, 2.78], None),
        CusumKind::Squares => ([1.19, 1.32, 1.59], Some([-1.21, -1.34, -1.60])),
        CusumKind::GeneralizedSquares => ([1.60, 1.72, 1.98], Some([-1.62, -1.72, -1.97])),
    };
    PrintedValues { upper, lower }
}

/// The statistic on Gaussian random walks of one length.
#[derive(Debug, Clone, PartialEq)]
pub struct CusumNull {
    kind: CusumKind,
    observations: usize,
    upper: Draws,
    lower: Draws,
}

impl CusumNull {
    /// Simulates `kind` for series of `observations` values.
    ///
    /// # Errors
    /// [`NullError::Replications`], [`NullError::Cancelled`].
    pub fn simulate(
        kind: CusumKind,
        observations: usize,
        replications: usize,
        seed: u64,
        execution: &Execution<'_>,
    ) -> Result<Self, NullError> {
        let draws = |of: fn(&Cusum) -> f64| {
            // The same label, so both ends come from the same walks.
            Draws::simulate(replications, seed, kind.name(), execution, |normal, stream| {
                let path = RandomWalk::default().path(observations, normal, stream);
                cusum(&path, kind).map_or(f64::NAN, |c| of(&c))
            })
        };
        Ok(Self { kind, observations, upper: draws(|c| c.largest)?, lower: draws(|c| c.smallest)? })
    }

    /// Simulated largest values.
    pub fn upper(&self) -> &Draws {
        &self.upper
    }

    /// Simulated smallest values.
    pub fn lower(&self) -> &Draws {
        &self.lower
    }

    /// p-value: of the largest value for the sums; twice the smaller of both ends, at most one, for the squares. `None`
    /// for a statistic of another kind or length.
    pub fn p_value(&self, statistic: &Cusum) -> Option<f64> {
        if self.kind != statistic.kind || self.observations != statistic.observations {
            return None;
        }
        let upper = self.upper.p_upper(statistic.largest);
        let two_sided = || (2.0 * upper.min(self.lower.p_lower(statistic.smallest))).min(1.0);
        Some(if self.kind.two_sided() { two_sided() } else { upper })
    }

    /// Smallest p-value these draws can give.
    pub fn smallest_p(&self) -> f64 {
        self.upper.smallest_p() * if self.kind.two_sided() { 2.0 } else { 1.0 }
    }
}
