//! First principal component of a panel.

use super::PanelError;

/// Steps of the power iteration before the leading factors count as tied.
const MOST_STEPS: usize = 20_000;

/// The first principal component of centred columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Factor {
    /// Unit-length weights, one per column, the largest in size positive.
    pub(super) loadings: Vec<f64>,
    /// `Σ_i loading_i·(y_{i,t} − ȳ_i)`.
    pub(super) scores: Vec<f64>,
    /// Share of the panel's variance that it explains.
    pub(super) share: f64,
    /// Whether the power iteration settled: false when two factors are tied.
    pub(super) settled: bool,
}

/// Extracts it from columns of equal length by power iteration on `X'X`, stopping when a step changes the loadings by
/// less than `tolerance`; `None` when nothing varies.
pub(super) fn first_factor(columns: &[&[f64]], tolerance: f64) -> Option<Factor> {
    let centred: Vec<Vec<f64>> = columns.iter().map(|c| centre(c)).collect();
    let gram: Vec<Vec<f64>> = centred.iter().map(|a| centred.iter().map(|b| dot(a, b)).collect()).collect();
    let total: f64 = (0..gram.len()).map(|i| gram[i][i]).sum();
    let (value, mut loadings, settled) = leading(&gram, tolerance)?;
    // What is left without it: another factor as large would make the first one arbitrary.
    let rest: Vec<Vec<f64>> = gram
        .iter()
        .zip(&loadings)
        .map(|(row, li)| row.iter().zip(&loadings).map(|(g, lj)| g - value * li * lj).collect())
        .collect();
    let tied = settled && leading(&rest, 1e-3).is_some_and(|(next, ..)| next > (1.0 - 1e-9) * value);
    let settled = settled && !tied;
    if loadings.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs()))? < 0.0 {
        for l in &mut loadings {
            *l = -*l;
        }
    }
    let scores = (0..centred[0].len())
        .map(|t| loadings.iter().zip(&centred).map(|(l, column)| l * column[t]).sum())
        .collect();
    Some(Factor { loadings, scores, share: value / total, settled })
}

/// Largest eigenvalue of a positive semidefinite matrix, its unit eigenvector, and whether the iteration settled.
fn leading(matrix: &[Vec<f64>], tolerance: f64) -> Option<(f64, Vec<f64>, bool)> {
    // Unequal weights: no direction of the data is orthogonal to them by symmetry.
    let mut vector: Vec<f64> =
        (0..matrix.len()).map(|i| 1.0 + 0.1 * (i as f64 * 0.618_033_988_75).fract()).collect();
    let mut value = normalise(&mut vector)?;
    for _ in 0..MOST_STEPS {
        let mut next: Vec<f64> = matrix.iter().map(|row| dot(row, &vector)).collect();
        value = normalise(&mut next)?;
        let change = next.iter().zip(&vector).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        vector = next;
        if change <= tolerance {
            return Some((value, vector, true));
        }
    }
    Some((value, vector, false))
}

/// [`first_factor`] of data, to working precision.
pub(super) fn principal_component(columns: &[&[f64]]) -> Result<Factor, PanelError> {
    first_factor(columns, 1e-15 * (columns.len() as f64).sqrt().max(4.0))
        .filter(|f| f.settled)
        .ok_or(PanelError::FactorNotIdentified)
}

fn centre(values: &[f64]) -> Vec<f64> {
    // From the first value, so that a large offset costs no digits.
    let first = values.first().copied().unwrap_or(0.0);
    let mean = values.iter().map(|v| v - first).sum::<f64>() / values.len().max(1) as f64;
    values.iter().map(|v| v - first - mean).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Scales to unit length and returns the length; `None` when that is zero or not finite.
fn normalise(v: &mut [f64]) -> Option<f64> {
    let length = dot(v, v).sqrt();
    if !(length > 0.0 && length.is_finite()) {
        return None;
    }
    for x in v {
        *x /= length;
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leading_direction_is_found() {
        // Covariance (up to a factor) [[5, 4], [4, 5]]: eigenvalues 9 and 1, leading direction (1, 1)/√2.
        let (u, v) = ([3.0, -3.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]);
        let a: Vec<f64> = u.iter().zip(&v).map(|(x, y)| 1e6 + (x + y)).collect();
        let b: Vec<f64> = u.iter().zip(&v).map(|(x, y)| x - y).collect();
        let factor = principal_component(&[&a, &b]).unwrap();
        let half = std::f64::consts::FRAC_1_SQRT_2;
        assert!(factor.loadings.iter().all(|l| (l - half).abs() < 1e-12), "{factor:?}");
        assert!((factor.share - 0.9).abs() < 1e-12);
        assert!((factor.scores[0] - 6.0 * half).abs() < 1e-9);
    }

    #[test]
    fn tied_and_constant_panels_have_no_first_factor() {
        let flat = [1.0; 4];
        assert_eq!(principal_component(&[&flat, &flat]), Err(PanelError::FactorNotIdentified));
        // Uncorrelated and equally large; then one of them a little larger.
        let (a, b) = ([1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]);
        assert_eq!(principal_component(&[&a, &b]), Err(PanelError::FactorNotIdentified));
        let longer = b.map(|x| 1.1 * x);
        assert!((principal_component(&[&a, &longer]).unwrap().loadings[1] - 1.0).abs() < 1e-12);
        // The largest column stands alone, but two smaller ones together carry the factor.
        let c = [0.0, 0.0, 0.9, -0.9];
        let three = principal_component(&[&[1.2, -1.2, 0.0, 0.0], &b, &c]).unwrap();
        assert!(three.loadings[0].abs() < 1e-12, "{three:?}");
    }
}
