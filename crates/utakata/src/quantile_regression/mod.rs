//! Exact quantile regression (Koenker and Bassett 1978, Econometrica 46): the minimum of `Σ ρ_τ(z − x'β)`,
//! `ρ_τ(u) = u·(τ − 1{u < 0})`, is attained where as many points as there are coefficients lie on the fit.

pub(crate) mod line;
pub(crate) mod vertex;

/// `ρ_τ(u)`.
pub(crate) fn check(u: f64, tau: f64) -> f64 {
    if u < 0.0 { (tau - 1.0) * u } else { tau * u }
}

/// The smallest first entry at which the running sum of second entries, in ascending order of the first, reaches
/// `left`; by quickselect, `O(n)` on average.
fn weighted_select(ratios: &mut [(f64, f64, usize)], mut left: f64) -> Option<(f64, usize)> {
    let mut rest = ratios;
    loop {
        if rest.len() <= 8 {
            rest.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            for entry in rest.iter() {
                left -= entry.1;
                if left <= 0.0 {
                    return Some((entry.0, entry.2));
                }
            }
            // Rounding may leave a rest after the last.
            return rest.last().map(|entry| (entry.0, entry.2));
        }
        let middle = rest.len() / 2;
        let (below, _, _) = rest.select_nth_unstable_by(middle, |a, b| a.0.total_cmp(&b.0));
        let weight: f64 = below.iter().map(|entry| entry.1).sum();
        if weight >= left {
            rest = &mut rest[..middle];
        } else {
            left -= weight;
            rest = &mut rest[middle..];
        }
    }
}
