//! Several series at once.

use super::{PeriodicBubble, Process};
use crate::random::{Normal, Stream};

/// A data-generating process of several series over the same dates.
pub trait JointProcess {
    /// Name of each series, in the order of [`JointProcess::paths`].
    fn names(&self) -> Vec<String>;

    /// One path of `observations` values per series.
    fn paths(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<Vec<f64>>;
}

/// Panel with a common factor (Chen, Phillips and Shi 2023): `y_{i,t} = λ_i·F_t + w_{i,t}` with a bubble `F`, independent
/// random walks `w_i`, and loadings uniform on `[1 − s, 1 + s]`.
#[derive(Debug, Clone, PartialEq)]
pub struct CommonFactor {
    /// Number of series.
    pub columns: usize,
    /// `F`.
    pub factor: PeriodicBubble,
    /// `s`, how far loadings lie from 1, from 0.
    pub spread: f64,
    /// Standard deviation of the steps of `w_i`.
    pub deviation: f64,
}

impl Default for CommonFactor {
    /// Five series, the bubble of Phillips, Shi and Yu (2015), loadings from 0.5 to 1.5, own steps of half its steps.
    fn default() -> Self {
        Self { columns: 5, factor: PeriodicBubble::psy1(), spread: 0.5, deviation: 3.395 }
    }
}

impl JointProcess for CommonFactor {
    fn names(&self) -> Vec<String> {
        (1..=self.columns).map(|i| format!("s{i}")).collect()
    }

    fn paths(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<Vec<f64>> {
        let factor = self.factor.path(observations, normal, stream);
        (0..self.columns)
            .map(|_| {
                let loading = 1.0 + self.spread * (2.0 * stream.uniform() - 1.0);
                let own = super::cumulated(0.0, observations, || self.deviation * normal.sample(stream));
                factor.iter().zip(own).map(|(f, w)| loading * f + w).collect()
            })
            .collect()
    }
}

/// Two series that boom together (the null of Evripidou, Harvey, Leybourne and Sollis 2022, Oxford Bulletin of Economics
/// and Statistics 84): a bubble `x` and `y_t = a + b·x_{t−k} + u_t` with white noise `u`.
#[derive(Debug, Clone, PartialEq)]
pub struct CoExplosivePair {
    /// `x`.
    pub leader: PeriodicBubble,
    /// `a`.
    pub intercept: f64,
    /// `b`.
    pub slope: f64,
    /// `k`, observations by which `y` follows.
    pub delay: usize,
    /// Standard deviation of `u`.
    pub deviation: f64,
}

impl Default for CoExplosivePair {
    /// The bubble of Phillips, Shi and Yu (2015), `a = 0`, `b = 1`, no delay, noise as large as a step.
    fn default() -> Self {
        Self { leader: PeriodicBubble::psy1(), intercept: 0.0, slope: 1.0, delay: 0, deviation: 6.79 }
    }
}

impl JointProcess for CoExplosivePair {
    fn names(&self) -> Vec<String> {
        vec!["x".to_owned(), "y".to_owned()]
    }

    fn paths(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<Vec<f64>> {
        let x = self.leader.path(observations, normal, stream);
        let y = (0..observations)
            .map(|t| {
                // Before the follower's first lagged value the leader rests at its start.
                let led = x[t.saturating_sub(self.delay)];
                self.intercept + self.slope * led + self.deviation * normal.sample(stream)
            })
            .collect();
        vec![x, y]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_factor() {
        let process = CommonFactor { columns: 40, ..CommonFactor::default() };
        let paths = process.paths(200, &Normal::new(), &mut Stream::new(2, 0));
        assert_eq!((paths.len(), process.names()[39].as_str()), (40, "s40"));
        // The peak of the bubble stands out of the mean over columns, whose own walks cancel.
        let mean: Vec<f64> = (0..200).map(|t| paths.iter().map(|p| p[t]).sum::<f64>() / 40.0).collect();
        let factor = PeriodicBubble::psy1().path(200, &Normal::new(), &mut Stream::new(2, 0));
        assert!(mean.iter().zip(&factor).all(|(m, f)| (m / f - 1.0).abs() < 0.25));
        // One loading each: without own steps, columns are multiples of the factor.
        let pure = CommonFactor { deviation: 0.0, ..process };
        for path in pure.paths(200, &Normal::new(), &mut Stream::new(2, 0)) {
            let loading = path[0] / factor[0];
            assert!((0.5..=1.5).contains(&loading));
            assert!(path.iter().zip(&factor).all(|(y, f)| (y - loading * f).abs() < 1e-9 * f.abs()));
        }
    }

    #[test]
    fn the_follower_repeats_the_leader() {
        let process = CoExplosivePair { intercept: 3.0, slope: 2.0, delay: 4, ..Default::default() };
        let paths = process.paths(5000, &Normal::new(), &mut Stream::new(2, 1));
        let noise: Vec<f64> = (4..5000).map(|t| paths[1][t] - 3.0 - 2.0 * paths[0][t - 4]).collect();
        let n = noise.len() as f64;
        let mean = noise.iter().sum::<f64>() / n;
        let deviation = (noise.iter().map(|u| u * u).sum::<f64>() / n).sqrt();
        assert!(mean.abs() < 0.4 && (deviation / 6.79 - 1.0).abs() < 0.04, "{mean} {deviation}");
    }
}
