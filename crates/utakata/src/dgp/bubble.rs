//! A random walk that turns explosive for a while.

use super::Process;
use crate::random::{self, Normal, Stream};

/// How an explosive regime ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Collapse {
    /// Back to the value before the regime in one step (Phillips, Shi and Yu 2015).
    Abrupt,
    /// Falls by `y_t = factor·y_{t−1} + ε_t` for this share of the sample, then a random walk (Phillips and Shi 2018).
    Gradual {
        /// Factor per observation, below 1.
        factor: f64,
        /// Length as a share of the sample.
        share: f64,
    },
}

/// A random walk with explosive regimes `y_t = δ·y_{t−1} + ε_t`, `δ = 1 + c·T^{−α}` (Phillips, Shi and Yu 2015,
/// equations for one and two bubbles).
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodicBubble {
    /// First value.
    pub start: f64,
    /// Standard deviation of `ε`.
    pub deviation: f64,
    /// `c`.
    pub strength: f64,
    /// `α`.
    pub exponent: f64,
    /// First and last observation of each regime as shares of the sample, in order and without overlap.
    pub regimes: Vec<(f64, f64)>,
    /// How each regime ends.
    pub collapse: Collapse,
}

impl PeriodicBubble {
    /// One bubble over `[0.4, 0.55]`: `y_1 = 100`, `σ = 6.79`, `c = 1`, `α = 0.6`.
    pub fn psy1() -> Self {
        Self {
            start: 100.0,
            deviation: 6.79,
            strength: 1.0,
            exponent: 0.6,
            regimes: vec![(0.4, 0.55)],
            collapse: Collapse::Abrupt,
        }
    }

    /// Two bubbles, over `[0.2, 0.4]` and `[0.6, 0.7]`.
    pub fn psy2() -> Self {
        Self { regimes: vec![(0.2, 0.4), (0.6, 0.7)], ..Self::psy1() }
    }
}

impl Process for PeriodicBubble {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let n = observations as f64;
        let growth = 1.0 + self.strength * random::exp(-self.exponent * random::ln(n.max(1.0)));
        let regimes: Vec<(usize, usize)> =
            self.regimes.iter().map(|&(from, to)| ((from * n) as usize, (to * n) as usize)).collect();
        let fall = match self.collapse {
            Collapse::Abrupt => 0,
            Collapse::Gradual { share, .. } => (share * n) as usize,
        };
        let mut path: Vec<f64> = Vec::with_capacity(observations);
        // Observations are counted from 1, as in the papers.
        for t in 1..=observations {
            let shock = self.deviation * normal.sample(stream);
            let value = match path.last() {
                None => self.start,
                Some(&last) => match regimes.iter().rfind(|(from, _)| t >= *from) {
                    Some(&(_, to)) if t <= to => growth * last + shock,
                    Some(&(from, to)) => match self.collapse {
                        Collapse::Abrupt if t == to + 1 => path[from.max(1) - 1] + shock,
                        Collapse::Gradual { factor, .. } if t <= to + fall => factor * last + shock,
                        _ => last + shock,
                    },
                    None => last + shock,
                },
            };
            path.push(value);
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noiseless(process: &PeriodicBubble) -> Vec<f64> {
        let quiet = PeriodicBubble { deviation: 0.0, ..process.clone() };
        quiet.path(100, &Normal::new(), &mut Stream::new(1, 0))
    }

    #[test]
    fn regimes_begin_and_end_where_they_should() {
        let delta = 1.0 + 100.0_f64.powf(-0.6);
        let path = noiseless(&PeriodicBubble::psy1());
        // Observations 1 … 39 rest at 100; 40 … 55 grow; 56 is back at y_40.
        assert_eq!(path[38], 100.0);
        assert!((path[54] / (100.0 * delta.powi(16)) - 1.0).abs() < 1e-12);
        assert_eq!(path[55], path[39]);
        assert_eq!(path[99], path[55]);

        let path = noiseless(&PeriodicBubble::psy2());
        assert!((path[39] / (100.0 * delta.powi(21)) - 1.0).abs() < 1e-12);
        assert_eq!(path[40], path[19]);
        assert!((path[69] / path[58] - delta.powi(11)).abs() < 1e-12);

        let collapse = Collapse::Gradual { factor: 0.9, share: 0.1 };
        let path = noiseless(&PeriodicBubble { collapse, ..PeriodicBubble::psy1() });
        assert!((path[64] / path[54] - 0.9_f64.powi(10)).abs() < 1e-12);
        assert_eq!(path[99], path[64]);
    }
}
