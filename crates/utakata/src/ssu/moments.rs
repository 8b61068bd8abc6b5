//! Centred cross-products of the two regressions, row by row.

// See moments/block.rs.
#![allow(clippy::inline_always, clippy::needless_bitwise_bool, clippy::needless_range_loop)]

/// One number per window worked on.
pub(super) type Lanes<const N: usize> = [f64; N];

/// The regression rows `(a, b, d, e)` as columns: lagged level `a = y_{t−1}`, its square `b`, the difference `d = Δy_t`
/// and its square `e`.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) columns: [Vec<f64>; 4],
}

/// Sums over `N` windows of equal length, each centred on the window's own mean (updated as in Welford 1962).
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments<const N: usize> {
    count: f64,
    mean: [Lanes<N>; 4],
    aa: Lanes<N>,
    ab: Lanes<N>,
    ad: Lanes<N>,
    ae: Lanes<N>,
    bb: Lanes<N>,
    bd: Lanes<N>,
    be: Lanes<N>,
    dd: Lanes<N>,
    de: Lanes<N>,
    ee: Lanes<N>,
}

/// Squared correlations this close to one leave no residual.
const PERFECT: f64 = 1e-12;

impl<const N: usize> Moments<N> {
    /// Of no row.
    pub(super) fn none() -> Self {
        let o = [0.0; N];
        Self {
            count: 0.0,
            mean: [o; 4],
            aa: o,
            ab: o,
            ad: o,
            ae: o,
            bb: o,
            bd: o,
            be: o,
            dd: o,
            de: o,
            ee: o,
        }
    }

    /// Adds row `first + i` to window `i`.
    #[inline(always)]
    pub(super) fn add(&mut self, rows: &Rows, first: usize) {
        self.count += 1.0;
        let share = 1.0 / self.count;
        let weight = 1.0 - share;
        let mut from = [[0.0; N]; 4];
        for c in 0..4 {
            let column: &[f64] = &rows.columns[c][first..first + N];
            for i in 0..N {
                from[c][i] = column[i] - self.mean[c][i];
                self.mean[c][i] += from[c][i] * share;
            }
        }
        for i in 0..N {
            let [a, b, d, e] = [from[0][i], from[1][i], from[2][i], from[3][i]];
            let [wa, wb, wd] = [weight * a, weight * b, weight * d];
            self.aa[i] += wa * a;
            self.ab[i] += wa * b;
            self.ad[i] += wa * d;
            self.ae[i] += wa * e;
            self.bb[i] += wb * b;
            self.bd[i] += wb * d;
            self.be[i] += wb * e;
            self.dd[i] += wd * d;
            self.de[i] += wd * e;
            self.ee[i] += weight * e * e;
        }
    }

    /// The corrected t-ratios of `ω` in `(Δy_t)² = μ + ω·y²_{t−1} + η_t` (the paper's equation 7):
    /// `(t_ω − ψ̂·Σ(y²_{t−1} − mean)·Δy_t/(σ̂_ε·√Σ(y²_{t−1} − mean)²))/√(1 − ψ̂²)` with `ψ̂ = σ̂_εη/(σ̂_ε·σ̂_η)`,
    /// `ε̂` the residual of `Δy_t` on `1, y_{t−1}` (equation 6) and all three moments over `L − 2`. −∞ where it is
    /// undefined.
    ///
    /// With `S_ε`, `S_η`, `S_εη` the sums of squares and of products of the residuals, that is
    /// `(S_be − S_bd·S_εη/S_ε)·√((L − 2)/(S_bb·(S_η − S_εη²/S_ε)))`, which needs one root.
    #[inline(always)]
    pub(super) fn corrected_t(&self) -> Lanes<N> {
        let freedom = self.count - 2.0;
        let mut t = [f64::NEG_INFINITY; N];
        for i in 0..N {
            let (slope, omega) = (self.ad[i] / self.aa[i], self.be[i] / self.bb[i]);
            let left_d = self.dd[i] - slope * self.ad[i];
            let left_e = self.ee[i] - omega * self.be[i];
            let cross = self.de[i] - omega * self.bd[i] - slope * self.ae[i] + slope * omega * self.ab[i];
            let share = cross / left_d;
            let rest = left_e - share * cross;
            let defined = (self.aa[i] > 0.0)
                & (self.bb[i] > 0.0)
                & (freedom > 0.0)
                & (left_d > PERFECT * self.dd[i])
                & (left_e > PERFECT * self.ee[i])
                & (rest > PERFECT * left_e);
            let value = (self.be[i] - share * self.bd[i]) * (freedom / (self.bb[i] * rest)).sqrt();
            t[i] = if defined { value } else { f64::NEG_INFINITY };
        }
        t
    }
}
