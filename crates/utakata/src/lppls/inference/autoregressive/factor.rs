//! Cholesky factor of the weighted Gram matrix of the four linear columns.

/// Lower triangle, row by row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factor([[f64; 4]; 4]);

impl Factor {
    /// `None` where the matrix is not positive definite to working accuracy.
    pub(super) fn of(gram: &[[f64; 4]; 4]) -> Option<Self> {
        /// A column whose square is less than this share outside the others cannot be told from them.
        const LEAST: f64 = 1e-13;
        let mut lower = [[0.0; 4]; 4];
        for i in 0..4 {
            for j in 0..=i {
                let inner: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
                let left = gram[i][j] - inner;
                lower[i][j] = if i == j {
                    if left.is_nan() || left <= LEAST * gram[i][i] {
                        return None;
                    }
                    left.sqrt()
                } else {
                    left / lower[j][j]
                };
            }
        }
        Some(Self(lower))
    }

    /// `L⁻¹ v`.
    pub(super) fn forward(&self, v: [f64; 4]) -> [f64; 4] {
        let mut out = [0.0; 4];
        for i in 0..4 {
            let inner: f64 = (0..i).map(|k| self.0[i][k] * out[k]).sum();
            out[i] = (v[i] - inner) / self.0[i][i];
        }
        out
    }

    /// `v'G⁻¹v`.
    pub(super) fn explained(&self, v: [f64; 4]) -> f64 {
        self.forward(v).iter().map(|w| w * w).sum()
    }

    /// `G⁻¹ v`.
    pub(super) fn solve(&self, v: [f64; 4]) -> [f64; 4] {
        let w = self.forward(v);
        let mut out = [0.0; 4];
        for i in (0..4).rev() {
            let inner: f64 = (i + 1..4).map(|k| self.0[k][i] * out[k]).sum();
            out[i] = (w[i] - inner) / self.0[i][i];
        }
        out
    }
}
