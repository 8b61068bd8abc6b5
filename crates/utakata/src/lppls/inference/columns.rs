//! Columns of the derivatives of the model by its parameters, and what is needed of them: an orthonormal basis and the
//! logarithms of determinants.

use super::super::Solution;

/// Columns of equal length.
pub(super) type Columns = Vec<Vec<f64>>;

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Derivatives of the model by `a, b, c1, c2, m, ω` at the times `x` before the critical time.
pub(super) fn derivatives(solution: &Solution, x: &[f64]) -> Columns {
    let mut columns: Columns = (0..6).map(|_| Vec::with_capacity(x.len())).collect();
    for x in x {
        let l = x.ln();
        let power = (solution.m * l).exp();
        let (sine, cosine) = (solution.omega * l).sin_cos();
        let whole = solution.b + solution.c1 * cosine + solution.c2 * sine;
        let turned = solution.c2 * cosine - solution.c1 * sine;
        let row = [1.0, power, power * cosine, power * sine, l * power * whole, l * power * turned];
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
    }
    columns
}

/// Columns made orthonormal one after the other (Gram–Schmidt, twice), and how long each was outside those before it.
pub(super) struct Orthonormal {
    pub columns: Columns,
    /// The diagonal of the triangular factor.
    pub lengths: Vec<f64>,
}

impl Orthonormal {
    /// `None` where a column is a combination of those before it, to working accuracy.
    pub(super) fn of(columns: &[Vec<f64>]) -> Option<Self> {
        /// A column with less than this share outside the others cannot be told from them.
        const LEAST: f64 = 1e-13;
        let mut found = Self { columns: Vec::with_capacity(columns.len()), lengths: Vec::new() };
        for column in columns {
            let whole = dot(column, column).sqrt();
            let mut left = column.clone();
            for _ in 0..2 {
                found.remove_from(&mut left);
            }
            let length = dot(&left, &left).sqrt();
            if !length.is_finite() || length <= LEAST * whole {
                return None;
            }
            for value in &mut left {
                *value /= length;
            }
            found.columns.push(left);
            found.lengths.push(length);
        }
        Some(found)
    }

    /// Takes from `values` what the columns explain.
    pub(super) fn remove_from(&self, values: &mut [f64]) {
        for column in &self.columns {
            let share = dot(column, values);
            values.iter_mut().zip(column).for_each(|(value, c)| *value -= share * c);
        }
    }

    /// Sum of the logarithms of the first `count` lengths: half the logarithm of the determinant of their Gram matrix.
    pub(super) fn log_lengths(&self, count: usize) -> f64 {
        self.lengths[..count].iter().map(|length| length.ln()).sum()
    }
}

/// `ln |det A|` of a square matrix by elimination with row pivots; negative infinity where it is singular.
pub(super) fn log_determinant(mut matrix: Vec<Vec<f64>>) -> f64 {
    let size = matrix.len();
    let mut log = 0.0;
    for step in 0..size {
        let pivot = (step..size)
            .max_by(|&i, &j| matrix[i][step].abs().total_cmp(&matrix[j][step].abs()))
            .unwrap_or(step);
        matrix.swap(step, pivot);
        let (done, below) = matrix.split_at_mut(step + 1);
        let row = &done[step];
        log += row[step].abs().ln();
        for other in below {
            let factor = other[step] / row[step];
            other.iter_mut().zip(row).skip(step).for_each(|(value, above)| *value -= factor * above);
        }
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn determinants_are_those_worked_out_by_hand() {
        let matrix = vec![vec![0.0, 2.0, 1.0], vec![3.0, 0.0, 1.0], vec![1.0, 1.0, 1.0]];
        assert!((log_determinant(matrix) - 1.0_f64.ln()).abs() < 1e-15);
        let columns = vec![vec![3.0, 4.0], vec![1.0, 2.0]];
        let basis = Orthonormal::of(&columns).unwrap();
        // The determinant of the columns themselves is 3·2 − 4·1.
        assert!((basis.log_lengths(2) - 2.0_f64.ln()).abs() < 1e-14);
        assert!(Orthonormal::of(&[vec![1.0, 2.0], vec![2.0, 4.0]]).is_none());
    }
}
