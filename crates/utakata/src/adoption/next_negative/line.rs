//! A straight line by least squares on `t = 1…n`.

use super::Unavailable;

/// `y_t = a + b t`, with residual standard deviation `s` on `n − 2` degrees of freedom.
pub(super) struct Line {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) s: f64,
    n: f64,
    mean_t: f64,
    sxx: f64,
}

impl Line {
    pub(super) fn fit(y: &[f64]) -> Result<Self, Unavailable> {
        if y.len() < 3 {
            return Err(Unavailable::TooFewPeriods);
        }
        let n = y.len() as f64;
        let mean_t = f64::midpoint(n, 1.0);
        let mean_y = y.iter().sum::<f64>() / n;
        let centred = |i: usize| (i + 1) as f64 - mean_t;
        let sxx: f64 = (0..y.len()).map(|i| centred(i) * centred(i)).sum();
        let sxy: f64 = y.iter().enumerate().map(|(i, v)| centred(i) * (v - mean_y)).sum();
        let b = sxy / sxx;
        let sse: f64 = y.iter().enumerate().map(|(i, v)| (v - mean_y - b * centred(i)).powi(2)).sum();
        Ok(Self { a: mean_y - b * mean_t, b, s: (sse / (n - 2.0)).sqrt(), n, mean_t, sxx })
    }

    /// Prediction of a new observation at `t = n + 1` and its standard error.
    pub(super) fn next(&self) -> (f64, f64) {
        let t = self.n + 1.0;
        let spread = 1.0 + 1.0 / self.n + (t - self.mean_t).powi(2) / self.sxx;
        (self.a + self.b * t, self.s * spread.sqrt())
    }
}
