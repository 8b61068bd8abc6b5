//! The largest rolling statistic under a unit root with the volatility of the data.

use super::rolling_adf;
use crate::Execution;
use crate::explosive::{DegenerateReason, ExplosiveError, Layout, check};
use crate::null::{Draws, NullError};
use crate::random::Multiplier;
use crate::sample::differences;

/// Wild bootstrap of [`super::Rolling::sup`]: the statistic of `Σ w_i·Δy_i`, `w` from `multiplier`, at the same lag and
/// window (Harvey, Leybourne, Sollis and Taylor 2016 for the recursive statistics).
///
/// # Errors
/// [`NullError::Explosive`] for values that do not fit the layout, are not finite or never move;
/// [`NullError::Replications`]; [`NullError::Cancelled`].
pub fn rolling_null(
    values: &[f64],
    layout: &Layout,
    multiplier: Multiplier,
    replications: usize,
    seed: u64,
    execution: &Execution<'_>,
) -> Result<Draws, NullError> {
    check(values, layout)?;
    let steps = differences(values);
    if steps.iter().all(|&d| d == 0.0) {
        return Err(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel).into());
    }
    Draws::simulate(replications, seed, "rolling", execution, |normal, stream| {
        let mut path = vec![0.0; values.len()];
        multiplier.fill(normal, stream, &mut path[1..]);
        for t in 1..path.len() {
            path[t] = path[t - 1] + path[t] * steps[t - 1];
        }
        rolling_adf(&path, layout).map_or(f64::NEG_INFINITY, |rolling| rolling.sup)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dgp::{Process, RandomWalk};
    use crate::random::{Normal, Stream};

    #[test]
    fn a_walk_is_rejected_at_the_nominal_rate() {
        let layout = Layout::new(80, 0, 20).unwrap();
        let paths = 300;
        let rejected = (0..paths)
            .filter(|&path| {
                let walk = RandomWalk::default().path(80, &Normal::new(), &mut Stream::new(9, path));
                let sup = rolling_adf(&walk, &layout).unwrap().sup;
                let draws =
                    rolling_null(&walk, &layout, Multiplier::Rademacher, 99, path, &Execution::serial())
                        .unwrap();
                draws.p_upper(sup) <= 0.10
            })
            .count();
        // 10 % of 300 with three binomial standard errors of 5.2.
        assert!((15..=45).contains(&rejected), "{rejected}");
    }
}
