//! Centred cross-products of the two regressions, row by row.

/// Sums over a window of the lagged level `a = y_{t−1}`, its square `b`, the difference `d = Δy_t` and its square
/// `e`, each centred on the window's own mean (updated as in Welford 1962).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments {
    count: f64,
    mean: [f64; 4],
    aa: f64,
    ab: f64,
    ad: f64,
    ae: f64,
    bb: f64,
    bd: f64,
    be: f64,
    dd: f64,
    de: f64,
    ee: f64,
}

/// Squared correlations this close to one leave no residual.
const PERFECT: f64 = 1e-12;

impl Moments {
    /// Adds one regression row `(a, b, d, e)`.
    #[inline]
    pub(super) fn add(&mut self, row: [f64; 4]) {
        self.count += 1.0;
        let share = 1.0 / self.count;
        let [a, b, d, e] = std::array::from_fn(|i| row[i] - self.mean[i]);
        for (mean, from) in self.mean.iter_mut().zip([a, b, d, e]) {
            *mean += from * share;
        }
        let weight = 1.0 - share;
        let [wa, wb, wd] = [weight * a, weight * b, weight * d];
        self.aa += wa * a;
        self.ab += wa * b;
        self.ad += wa * d;
        self.ae += wa * e;
        self.bb += wb * b;
        self.bd += wb * d;
        self.be += wb * e;
        self.dd += wd * d;
        self.de += wd * e;
        self.ee += weight * e * e;
    }

    /// The corrected t-ratio of `ω` in `(Δy_t)² = μ + ω·y²_{t−1} + η_t` (the paper's equation 7):
    /// `(t_ω − ψ̂·Σ(y²_{t−1} − mean)·Δy_t/(σ̂_ε·√Σ(y²_{t−1} − mean)²))/√(1 − ψ̂²)` with `ψ̂ = σ̂_εη/(σ̂_ε·σ̂_η)`,
    /// `ε̂` the residual of `Δy_t` on `1, y_{t−1}` (equation 6) and all three moments over `L − 2`. −∞ where it is
    /// undefined.
    pub(super) fn corrected_t(&self) -> f64 {
        let undefined = f64::NEG_INFINITY;
        if !(self.aa > 0.0 && self.bb > 0.0 && self.count > 2.0) {
            return undefined;
        }
        let (slope, omega) = (self.ad / self.aa, self.be / self.bb);
        let (left_d, left_e) = (self.dd - slope * self.ad, self.ee - omega * self.be);
        if !(left_d > PERFECT * self.dd && left_e > PERFECT * self.ee) {
            return undefined;
        }
        let cross = self.de - omega * self.bd - slope * self.ae + slope * omega * self.ab;
        let freedom = self.count - 2.0;
        let psi = cross / (left_d * left_e).sqrt();
        let left = 1.0 - psi * psi;
        if left <= PERFECT {
            return undefined;
        }
        // t_ω = S_be/(σ_η √S_bb) and the correction ψ S_bd/(σ_ε √S_bb).
        let t = self.be / left_e.sqrt() - psi * self.bd / left_d.sqrt();
        t * (freedom / (self.bb * left)).sqrt()
    }
}
