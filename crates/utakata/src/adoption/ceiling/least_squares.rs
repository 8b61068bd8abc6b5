//! Position and speed of a curve by least squares, given its ceiling.

use nalgebra::{Matrix3, Vector3};

use super::curve::Theta;
use super::{CeilingOptions, Counting, Curve, Scale};

/// Iterations of Levenberg–Marquardt.
const ITERATIONS: usize = 200;
/// Shares of the ceiling at which observations are inverted for a start.
const SHARES: (f64, f64) = (1e-9, 0.995);

/// Levels to be fitted, in units of the highest level (stock) or of their sum (flow).
pub(super) struct Problem<'a> {
    pub(super) levels: &'a [f64],
    pub(super) unit: f64,
    pub(super) curve: Curve,
    pub(super) options: CeilingOptions,
}

/// The best parameters found for one ceiling.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub(super) sum: f64,
    pub(super) theta: Theta,
}

impl Problem<'_> {
    /// The smallest sum of squares reached from the curve's own starts and from `others`.
    pub(super) fn fit_afresh(&self, log_ratio: f64, others: &[Theta]) -> Fit {
        let mut starts = self.curve.starts(&self.shares(log_ratio));
        starts.extend_from_slice(others);
        self.fit(log_ratio, &starts)
    }

    /// The smallest sum of squares reached from `starts`; infinite where no start is in the curve's domain.
    pub(super) fn fit(&self, log_ratio: f64, starts: &[Theta]) -> Fit {
        let none = Fit { sum: f64::INFINITY, theta: [0.0; 3] };
        let fits = starts.iter().map(|&theta| self.descend(log_ratio, theta));
        fits.fold(none, |best, fit| if fit.sum < best.sum { fit } else { best })
    }

    /// Sum of squares that a perfect fit is measured against.
    pub(super) fn total(&self) -> f64 {
        (0..self.levels.len()).map(|index| self.target(index).powi(2)).sum()
    }

    /// The curve at period `index`, in units of the data.
    pub(super) fn fitted(&self, log_ratio: f64, theta: &Theta, index: usize) -> f64 {
        let value = self.predict(log_ratio, theta, index).0;
        self.unit * if self.options.scale == Scale::Log { value.exp() } else { value }
    }

    /// Levenberg–Marquardt (Marquardt 1963).
    fn descend(&self, log_ratio: f64, mut theta: Theta) -> Fit {
        let mut best = self.sum_of_squares(log_ratio, &theta);
        if !best.is_finite() {
            return Fit { sum: f64::INFINITY, theta };
        }
        let mut damping = 1e-4;
        for _ in 0..ITERATIONS {
            let step = self.step(log_ratio, &theta, damping);
            let next = [theta[0] + step[0], theta[1] + step[1], theta[2] + step[2]];
            let sum = self.sum_of_squares(log_ratio, &next);
            // A comparison with NaN is false: a step out of the domain is refused.
            if sum <= best {
                let gained = best - sum;
                (theta, best) = (next, sum);
                damping /= 5.0;
                // A nearly undamped step that gains nothing ends the search.
                if gained <= 1e-16 * best || gained <= 1e-12 * best && damping <= 1e-4 {
                    break;
                }
            } else {
                damping *= 4.0;
                if damping > 1e12 {
                    break;
                }
            }
        }
        Fit { sum: best, theta }
    }

    fn sum_of_squares(&self, log_ratio: f64, theta: &Theta) -> f64 {
        let residual = |index| self.target(index) - self.predict(log_ratio, theta, index).0;
        (0..self.levels.len()).map(residual).map(|r| r * r).sum()
    }

    /// The damped Gauss–Newton step.
    fn step(&self, log_ratio: f64, theta: &Theta, damping: f64) -> Theta {
        let (mut matrix, mut right) = (Matrix3::zeros(), Vector3::zeros());
        for index in 0..self.levels.len() {
            let (value, slope) = self.predict(log_ratio, theta, index);
            let slope = Vector3::from(slope);
            right += slope * (self.target(index) - value);
            matrix += slope * slope.transpose();
        }
        for i in 0..3 {
            // A parameter that moves nothing stays where it is.
            let square = &mut matrix[(i, i)];
            *square = if *square > 0.0 { *square * (1.0 + damping) } else { 1.0 };
        }
        // Without a Cholesky factor the slopes are not finite: no step, and the search ends.
        matrix.cholesky().map_or([0.0; 3], |factor| factor.solve(&right).into())
    }

    fn target(&self, index: usize) -> f64 {
        let level = self.levels[index] / self.unit;
        if self.options.scale == Scale::Log { level.ln() } else { level }
    }

    /// The curve on the scale of the fit at period `index`, and its derivatives.
    fn predict(&self, log_ratio: f64, theta: &Theta, index: usize) -> (f64, Theta) {
        let t = self.time(index);
        let (log_share, mut slope) = self.curve.log_share(theta, t);
        let mut log = log_ratio + log_share;
        if self.options.counting == Counting::Flow {
            let (before, slope_before) = self.curve.log_share(theta, t - 1.0);
            // Share of the stock that was there already; zero when the period begins at launch.
            let kept = (before - log_share).exp();
            log += (-kept).ln_1p();
            if kept > 0.0 {
                for (s, b) in slope.iter_mut().zip(slope_before) {
                    *s = (*s - kept * b) / (1.0 - kept);
                }
            }
        }
        match self.options.scale {
            Scale::Log => (log, slope),
            Scale::Level => (log.exp(), slope.map(|s| s * log.exp())),
        }
    }

    fn time(&self, index: usize) -> f64 {
        self.options.age + index as f64
    }

    /// Time and share of the ceiling reached, flows added up.
    fn shares(&self, log_ratio: f64) -> Vec<(f64, f64)> {
        let mut stock = 0.0;
        let share = |(index, level): (usize, &f64)| {
            stock = if self.options.counting == Counting::Flow { stock + level } else { *level };
            (self.time(index), (stock / self.unit / log_ratio.exp()).clamp(SHARES.0, SHARES.1))
        };
        self.levels.iter().enumerate().map(share).collect()
    }
}
