//! What the residual adds to gradient and Hessian, whatever the covariance it is weighed with.

/// Derivatives of the model weighed by the residual.
pub(super) struct Weighed {
    /// `Σ r ∂h/∂p` for `p` among `u = ln(tc − t2)`, `m`, `ω`.
    pub(super) first: [f64; 3],
    /// `Σ r ∂²h/∂p∂p'`.
    pub(super) second: [[f64; 3]; 3],
    /// `Σ r ∂k/∂p` for the column `k` among `f, c, s`.
    pub(super) by_column: [[f64; 3]; 3],
}

impl Weighed {
    /// From `Σ r k b` for the factor `k` among `ℓ, q, ℓ², qℓ, q²` and the column `b` among `f, c, s`.
    pub(super) fn of([m, w]: [f64; 2], [b, c1, c2]: [f64; 3], residual: &[[f64; 3]; 5]) -> Self {
        // Σ r k h and Σ r k h', where h is the model without its constant and h' its oscillation turned by a quarter.
        let whole = residual.map(|[f, c, s]| b * f + c1 * c + c2 * s);
        let wave = residual.map(|[_, c, s]| c1 * c + c2 * s);
        let turned = residual.map(|[_, c, s]| c2 * c - c1 * s);
        let (l, q, ll, ql, qq) = (0, 1, 2, 3, 4);
        let slope = |k: usize| m * whole[k] + w * turned[k];
        let uu = slope(q) - slope(qq) + m * m * whole[qq] + 2.0 * m * w * turned[qq] - w * w * wave[qq];
        let um = whole[q] + slope(ql);
        let uw = turned[q] + m * turned[ql] - w * wave[ql];
        let ([lf, lc, ls], [qf, qc, qs]) = (residual[l], residual[q]);
        Self {
            first: [slope(q), whole[l], turned[l]],
            second: [[uu, um, uw], [um, whole[ll], turned[ll]], [uw, turned[ll], -wave[ll]]],
            by_column: [[m * qf, m * qc - w * qs, m * qs + w * qc], [lf, lc, ls], [0.0, -ls, lc]],
        }
    }
}
