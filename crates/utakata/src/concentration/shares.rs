//! Validated shares.

use super::ConcentrationError;

/// Rounding error allowed in a sum of fractions.
const SLACK: f64 = 1e-9;

/// Fractions that are not negative and sum to one.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares(Vec<f64>);

impl Shares {
    /// Fractions that sum to one within 1e-9.
    ///
    /// # Errors
    /// [`ConcentrationError`] without shares, for a negative share, or for another sum.
    pub fn fractions(fractions: &[f64]) -> Result<Self, ConcentrationError> {
        Self::of_whole(fractions, 1.0, SLACK)
    }

    /// Per cents as printed: they sum to 100 within half of `unit` per share, the rounding of the source (1 for whole
    /// per cents, 0.1 for tenths), and are scaled to sum to one.
    ///
    /// # Errors
    /// As [`Shares::fractions`].
    pub fn percentages(percentages: &[f64], unit: f64) -> Result<Self, ConcentrationError> {
        let rounding = 0.5 * unit.max(0.0) * percentages.len() as f64;
        Self::of_whole(percentages, 100.0, rounding + 100.0 * SLACK)
    }

    /// Amounts (visits, revenue, counts), divided by their sum.
    ///
    /// # Errors
    /// [`ConcentrationError`] without amounts, for a negative one, or when all are zero.
    pub fn amounts(amounts: &[f64]) -> Result<Self, ConcentrationError> {
        let sum = checked_sum(amounts)?;
        if sum > 0.0 && sum.is_finite() {
            Ok(Self(amounts.iter().map(|amount| amount / sum).collect()))
        } else {
            Err(ConcentrationError::Sum { sum, whole: 1.0 })
        }
    }

    /// Counts of `users` users.
    pub(super) fn of_counts(counts: &[u64], users: usize) -> Self {
        Self(counts.iter().map(|&count| count as f64 / users as f64).collect())
    }

    fn of_whole(shares: &[f64], whole: f64, slack: f64) -> Result<Self, ConcentrationError> {
        let sum = checked_sum(shares)?;
        if (sum - whole).abs() <= slack {
            Ok(Self(shares.iter().map(|share| share / sum).collect()))
        } else {
            Err(ConcentrationError::Sum { sum, whole })
        }
    }

    /// The fractions.
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// Number of shares, zero shares included.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Never true: there is at least one share.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn checked_sum(values: &[f64]) -> Result<f64, ConcentrationError> {
    if values.is_empty() {
        return Err(ConcentrationError::Empty);
    }
    match values.iter().position(|value| !(value.is_finite() && *value >= 0.0)) {
        Some(index) => Err(ConcentrationError::Share { index, value: values[index] }),
        None => Ok(values.iter().sum()),
    }
}
