//! The observations of one fit.

use super::LpplsError;
use super::elementary::LANES;

/// Fewest observations of a window: seven parameters and a residual to spare.
pub const LEAST_OBSERVATIONS: usize = 10;

/// Logarithms of prices over one window, by how long before its end they were observed, in the units of the clock.
#[derive(Debug, Clone)]
pub(super) struct Window {
    /// Time from each observation to the end of the window, newest first; padded with the last to whole [`LANES`].
    lags: Vec<f64>,
    /// Logarithms less their mean, padded with zeros.
    values: Vec<f64>,
    /// Observations that each stands for, padded with zeros.
    weights: Vec<f64>,
    observations: usize,
    span: f64,
    mean: f64,
    /// Sum of squares of observations that stand together about their means; no parameter moves it.
    within: f64,
    /// Sum of squares about the mean.
    squares: f64,
}

impl Window {
    /// From times that increase and as many logarithms of prices.
    ///
    /// # Errors
    /// [`LpplsError`] for too few observations, times that do not increase, values that are not finite or do not vary.
    pub(super) fn new(times: &[f64], logs: &[f64]) -> Result<Self, LpplsError> {
        if times.len() != logs.len() {
            return Err(LpplsError::Lengths { times: times.len(), values: logs.len() });
        }
        let n = logs.len();
        if n < LEAST_OBSERVATIONS {
            return Err(LpplsError::TooShort { observations: n, needed: LEAST_OBSERVATIONS });
        }
        if let Some(index) = (0..n).find(|&i| !(logs[i].is_finite() && times[i].is_finite())) {
            return Err(LpplsError::NotFinite { index });
        }
        if let Some(index) = (1..n).find(|&i| times[i] <= times[i - 1]) {
            return Err(LpplsError::Times { index });
        }
        let last = times[n - 1];
        Self::from_lags(times.iter().rev().map(|t| last - t), logs.iter().rev().copied())
    }

    /// From lags and logarithms, newest first, that were checked before.
    ///
    /// # Errors
    /// [`LpplsError::Constant`].
    pub(super) fn from_lags(
        lags: impl ExactSizeIterator<Item = f64>,
        logs: impl Iterator<Item = f64> + Clone,
    ) -> Result<Self, LpplsError> {
        let n = lags.len();
        let mean = logs.clone().sum::<f64>() / n as f64;
        let largest = logs.clone().fold(0.0_f64, |most, log| most.max(log.abs()));
        let mut lags: Vec<f64> = lags.collect();
        let mut values: Vec<f64> = logs.map(|log| log - mean).collect();
        let squares: f64 = values.iter().map(|v| v * v).sum();
        let (mut weights, span) = (vec![1.0; n], lags[n - 1]);
        pad([&mut lags, &mut values, &mut weights], span);
        // Rounding of the logarithms and of the sum of their mean moves the squares by this much.
        if squares <= n as f64 * (n as f64 * f64::EPSILON * largest).powi(2) {
            return Err(LpplsError::Constant { observations: n });
        }
        Ok(Self { lags, values, weights, observations: n, span, mean, within: 0.0, squares })
    }

    /// The same with neighbouring observations put together at their mean lag and value: the next so many each time.
    /// Its costs are nearly those of the window where the model hardly moves within those that stand together.
    pub(super) fn thinned(&self, together: &[usize]) -> Self {
        let points = together.len();
        let [mut lags, mut values, mut weights] =
            [(); 3].map(|()| Vec::with_capacity(points.next_multiple_of(LANES)));
        let (mut done, mut between) = (0, 0.0);
        for &count in together {
            let n = count as f64;
            let mean = |column: &[f64]| column[done..done + count].iter().sum::<f64>() / n;
            let value = mean(&self.values);
            lags.push(mean(&self.lags));
            values.push(value);
            weights.push(n);
            between += n * value * value;
            done += count;
        }
        pad([&mut lags, &mut values, &mut weights], self.span);
        Self { lags, values, weights, within: (self.squares - between).max(0.0), ..*self }
    }

    /// Observations.
    pub(super) fn len(&self) -> usize {
        self.observations
    }

    pub(super) fn lags(&self) -> &[f64] {
        &self.lags
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    pub(super) fn within(&self) -> f64 {
        self.within
    }

    pub(super) fn mean(&self) -> f64 {
        self.mean
    }

    pub(super) fn squares(&self) -> f64 {
        self.squares
    }

    /// Time from the first observation to the last.
    pub(super) fn span(&self) -> f64 {
        self.span
    }

    /// `ℓ₀` for a critical time `e^u` after the end: the logarithm of the time from the start, where `x` is largest.
    pub(super) fn reference(&self, u: f64) -> f64 {
        (u.exp() + self.span()).ln()
    }
}

/// Fills up to whole [`LANES`]: the first with `lag`, so that it has a logarithm, the others with zeros.
fn pad([lags, values, weights]: [&mut Vec<f64>; 3], lag: f64) {
    let padded = lags.len().next_multiple_of(LANES);
    lags.resize(padded, lag);
    values.resize(padded, 0.0);
    weights.resize(padded, 0.0);
}
