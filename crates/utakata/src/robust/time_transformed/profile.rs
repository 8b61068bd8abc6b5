//! The residuals behind the variance profile.

use super::ProfileBandwidth;
use crate::explosive::ExplosiveError;
use crate::moments::power_of_two_scale;
use crate::random::{exp, ln};

/// Truncated residuals of local regressions, scaled by a power of two.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Residuals {
    /// One per change; zero where truncated.
    pub(crate) kept: Vec<f64>,
    /// How many were.
    pub(crate) truncated: usize,
    /// Half-width of the regressions in changes.
    pub(crate) half_width: usize,
}

impl Residuals {
    pub(crate) fn fit(values: &[f64], bandwidth: ProfileBandwidth) -> Result<Self, ExplosiveError> {
        let changes = values.len().saturating_sub(1);
        let power = |p: f64| exp(p * ln(changes.max(1) as f64)) as usize;
        let (least, most) = match bandwidth {
            ProfileBandwidth::Fixed => (power(0.6), power(0.6)),
            ProfileBandwidth::CrossValidated => (power(0.5), power(0.7)),
            ProfileBandwidth::Share(share) if share > 0.0 && share.is_finite() => {
                let width = (share * changes as f64).min(changes as f64) as usize;
                (width, width)
            }
            ProfileBandwidth::Share(share) => return Err(ExplosiveError::Bandwidth { bandwidth: share }),
        };
        let mut local = Local::new(values);
        let mut best: Option<(f64, usize, Vec<f64>)> = None;
        for half_width in 0..=most {
            local.widen(half_width);
            if half_width >= least {
                let error = if least < most { local.leave_one_out() } else { 0.0 };
                if best.as_ref().is_none_or(|(smallest, ..)| error < *smallest) {
                    best = Some((error, half_width, local.residuals()));
                }
            }
        }
        let (_, half_width, residuals) = best.unwrap_or_default();
        Ok(Self::truncate(residuals, half_width))
    }

    /// Sets residuals of at least `c̄·T^{1/7}` to zero.
    fn truncate(mut residuals: Vec<f64>, half_width: usize) -> Self {
        let changes = residuals.len();
        let window = (changes / 10).max(2);
        let largest = residuals.windows(window).map(variance).fold(0.0, f64::max);
        let bound = largest.sqrt() * exp(ln(changes.max(1) as f64) / 7.0);
        let mut truncated = 0;
        for e in &mut residuals {
            if *e != 0.0 && e.abs() >= bound {
                *e = 0.0;
                truncated += 1;
            }
        }
        Self { kept: residuals, truncated, half_width }
    }
}

/// Sample variance.
fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0)
}

/// Regressions without constant of the changes on the levels, around each change: the window grows by one change on
/// either side at a time, so every sum of squares only ever grows.
#[derive(Debug)]
struct Local {
    level: Vec<f64>,
    change: Vec<f64>,
    squares: Vec<f64>,
    products: Vec<f64>,
    /// Sums over the window without its centre.
    sum_squares: Vec<f64>,
    sum_products: Vec<f64>,
}

impl Local {
    fn new(values: &[f64]) -> Self {
        let scale = power_of_two_scale(values);
        let origin = values.first().map_or(0.0, |y| y * scale);
        let change: Vec<f64> = values.windows(2).map(|w| w[1] * scale - w[0] * scale).collect();
        let level: Vec<f64> = values.iter().take(change.len()).map(|y| y * scale - origin).collect();
        Self {
            squares: level.iter().map(|x| x * x).collect(),
            products: level.iter().zip(&change).map(|(x, d)| x * d).collect(),
            sum_squares: vec![0.0; change.len()],
            sum_products: vec![0.0; change.len()],
            level,
            change,
        }
    }

    /// Takes the changes at distance `half_width` into the windows.
    fn widen(&mut self, half_width: usize) {
        if half_width == 0 || half_width >= self.change.len() {
            return;
        }
        for (sums, terms) in
            [(&mut self.sum_squares, &self.squares), (&mut self.sum_products, &self.products)]
        {
            add(&mut sums[half_width..], terms);
            add(sums, &terms[half_width..]);
        }
    }

    /// Sum of squared errors of each change predicted by the others of its window.
    fn leave_one_out(&self) -> f64 {
        let mut sum = 0.0;
        for t in 0..self.change.len() {
            let error = self.change[t] - slope(self.sum_products[t], self.sum_squares[t]) * self.level[t];
            sum += error * error;
        }
        sum
    }

    /// Residual of each change in the regression over its window, itself included.
    fn residuals(&self) -> Vec<f64> {
        (0..self.change.len())
            .map(|t| {
                let products = self.sum_products[t] + self.products[t];
                let squares = self.sum_squares[t] + self.squares[t];
                self.change[t] - slope(products, squares) * self.level[t]
            })
            .collect()
    }
}

/// Zero where there is no level to regress on.
fn slope(products: f64, squares: f64) -> f64 {
    if squares > 0.0 { products / squares } else { 0.0 }
}

/// Adds `from` to `to`, as far as both go.
fn add(to: &mut [f64], from: &[f64]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Normal, Stream};

    fn walk(n: usize) -> Vec<f64> {
        let (normal, mut stream) = (Normal::new(), Stream::new(71, 0));
        let mut level = 3.0;
        (0..n)
            .map(|_| {
                level += normal.sample(&mut stream);
                level
            })
            .collect()
    }

    /// Residual of change `t` in the regression over `t ± half_width`, with or without `t` itself, in plain units.
    fn twin(y: &[f64], t: usize, half_width: usize, own: bool) -> f64 {
        let rows = t.saturating_sub(half_width)..(t + half_width + 1).min(y.len() - 1);
        let (mut xx, mut xd) = (0.0, 0.0);
        for i in rows.filter(|&i| own || i != t) {
            xx += (y[i] - y[0]).powi(2);
            xd += (y[i] - y[0]) * (y[i + 1] - y[i]);
        }
        y[t + 1] - y[t] - if xx > 0.0 { xd / xx } else { 0.0 } * (y[t] - y[0])
    }

    #[test]
    fn residuals_are_those_of_the_windows_one_by_one() {
        let y = walk(80);
        let fit = Residuals::fit(&y, ProfileBandwidth::Share(0.12)).unwrap();
        assert_eq!(fit.half_width, 9);
        let scale = power_of_two_scale(&y);
        for (t, e) in fit.kept.iter().enumerate().filter(|(_, e)| **e != 0.0) {
            assert!((e / scale - twin(&y, t, 9, true)).abs() < 1e-12, "{t}");
        }
        // T = 79: ⌊79^0.6⌋ = 13.
        assert_eq!(Residuals::fit(&y, ProfileBandwidth::Fixed).unwrap().half_width, 13);
    }

    #[test]
    fn cross_validation_takes_the_width_with_the_smallest_error() {
        let mut y = walk(150);
        for t in 60..90 {
            y[t] = y[t - 1] * 1.05;
        }
        let error = |m: usize| (0..149).map(|t| twin(&y, t, m, false).powi(2)).sum::<f64>();
        // ⌊149^0.5⌋ = 12 to ⌊149^0.7⌋ = 33.
        let best = (12..=33).min_by(|a, b| error(*a).total_cmp(&error(*b))).unwrap();
        let fit = Residuals::fit(&y, ProfileBandwidth::CrossValidated).unwrap();
        assert_eq!(fit.half_width, best);
    }

    #[test]
    fn a_crash_does_not_count() {
        let mut residuals: Vec<f64> = walk(200).windows(2).map(|w| w[1] - w[0]).collect();
        residuals[120] = 1e3;
        let kept = Residuals::truncate(residuals, 5);
        // Its own window has the largest standard deviation, about 1000/√20 = 224; the bound is 2.13 times that.
        assert_eq!((kept.truncated, kept.kept[120]), (1, 0.0));
    }
}
