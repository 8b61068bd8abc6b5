//! Only the signs of the changes: Harvey, Leybourne and Zu (2020, Econometric Theory 36(1), 122-169), and Harvey,
//! Leybourne, Tatlow and Zu (2025, Oxford Bulletin of Economics and Statistics 87(5), 879-901) for the demeaned form.
//!
//! A change that is up or down with equal probability given the past has a fair coin for a sign, whatever its size
//! does: under the null the cumulated signs are a simple random walk in any sample, with any path of the variance,
//! GARCH, or tails without moments. No limit theorem is involved, and the simulated p-value is exact.
//!
//! A change of exactly zero has the sign 0 and leaves the walk where it is. Prices on a grid have many, and then the
//! walk is no longer that of the tables; but given *which* changes are zero the other signs are still fair coins (unless
//! a price stands still because of the way it went), so the null is simulated with the zeros in place
//! ([`crate::robust::RobustStatistics::unchanged`]) and stays exact.
//!
//! Windows of ten rows or so are too small for a walk of unit steps: a run of ten rises that begins ten above the origin
//! has the statistic 15, and the 99 % critical value of sPSY at T = 100 and window 10 is 12.
//!
//! Agrees with R `exuber` (`radf_sign`, `radf_sign_dm`) to rounding.

/// `C_1 = 0`, `C_t = Σ_{i ≤ t} sign(Δy_i)`, one value per observation. `values` must not be NaN.
pub fn cumulated_signs(values: &[f64]) -> Vec<f64> {
    cumulate(values, |_, sign| sign)
}

/// `C̃_1 = 0`, `C̃_t = Σ_{i ≤ t} {sign(Δy_i) − (i − 1)⁻¹·Σ_{j ≤ i} sign(Δy_j)}`: each sign less the mean of the signs so
/// far, its own among them. One value per observation; the second is always 0. `values` must not be NaN.
///
/// The running mean takes out a drift, so a steady climb is not read as a bubble; some power against early bubbles goes
/// with it.
pub fn demeaned_signs(values: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    cumulate(values, |count, sign| {
        sum += sign;
        sign - sum / count
    })
}

/// Sums of `term(number of signs so far, sign)`.
fn cumulate(values: &[f64], mut term: impl FnMut(f64, f64) -> f64) -> Vec<f64> {
    let mut level = 0.0;
    let mut series = Vec::with_capacity(values.len());
    series.extend(values.first().map(|_| 0.0));
    for (count, pair) in (1_u32..).zip(values.windows(2)) {
        level += term(f64::from(count), sign(pair[0], pair[1]));
        series.push(level);
    }
    series
}

/// Sign of the change; zero where there is none.
fn sign(from: f64, to: f64) -> f64 {
    f64::from(i8::from(to > from) - i8::from(to < from))
}

/// Observations (from 0) that do not differ from the one before.
pub(super) fn unchanged(values: &[f64]) -> Vec<usize> {
    (1..values.len()).filter(|&t| values[t] == values[t - 1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_cumulated_as_defined() {
        let values = [3.0, 5.0, 5.0, 4.0, 9.0];
        assert_eq!(cumulated_signs(&values), [0.0, 1.0, 1.0, 0.0, 1.0]);
        assert_eq!(unchanged(&values), [2]);
        // Means so far: 1, 1/2, 0, 1/4.
        assert_eq!(demeaned_signs(&values), [0.0, 0.0, -0.5, -1.5, -0.75]);
        assert!(cumulated_signs(&[]).is_empty());
    }
}
