//! The sequential-rank e-process against exchangeable growth.

use super::{AdoptionError, at_least, finite, level};
use crate::evalue::EProcess;

/// What a new value that equals the smallest so far is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// Nothing: the bet on a new minimum is lost. Below the randomised process path by path, hence anytime-valid.
    #[default]
    Conservative,
    /// Its share of the minimum: factor `1 − κ + κ t/m` with `m` values at the minimum. An e-value at each *fixed*
    /// period; with ties no promise is known for a stopping time, so use it as a second opinion only.
    Split,
}

/// Bets a fraction `kappa` of the capital, at odds of `t` to one, that value `t` is the smallest so far.
///
/// Under exchangeability the sequential rank of the `t`-th value is uniform on `1…t` and independent of the ranks
/// before it (Rényi 1962), so `E_t = Π_t (1 − κ + κ t·1{R_t = 1})` is a nonnegative martingale in the ranks and
/// `P(∃t: E_t ≥ 1/α) ≤ α` (Ville 1939). A conformal test martingale in the sense of Vovk, Gammerman & Shafer (2005,
/// chapter 7). Path element `t` belongs to observation `t`, counted from 0.
///
/// # Errors
/// [`AdoptionError`] without values, for a value that is not finite, `kappa` outside (0, 1), or overflow.
pub fn rank_process(values: &[f64], kappa: f64, ties: Ties) -> Result<EProcess, AdoptionError> {
    at_least("the rank e-process", 1, values.len())?;
    finite(values)?;
    let kappa = level("kappa", kappa)?;
    let mut smallest = f64::INFINITY;
    let mut at_smallest = 0_usize;
    let factors: Vec<f64> = values
        .iter()
        .enumerate()
        .map(|(index, &value)| {
            let won = if value < smallest {
                smallest = value;
                at_smallest = 1;
                1.0
            } else if value == smallest {
                at_smallest += 1;
                match ties {
                    Ties::Conservative => 0.0,
                    Ties::Split => (at_smallest as f64).recip(),
                }
            } else {
                0.0
            };
            1.0 - kappa + kappa * (index + 1) as f64 * won
        })
        .collect();
    Ok(EProcess::from_factors(&factors)?)
}
