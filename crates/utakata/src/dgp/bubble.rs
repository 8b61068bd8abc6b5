//! A random walk that turns explosive for a while.

use super::{Innovation, Process};
use crate::random::{self, Normal, Stream};

/// How an explosive regime ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Collapse {
    /// Back to the value before the regime in one step (Phillips, Shi and Yu 2015).
    Abrupt,
    /// Falls by `y_t = factor·y_{t−1} + ε_t` for this share of the sample, then a random walk: a slide of, for example,
    /// 3 % per observation with a factor of 0.97.
    Gradual {
        /// Factor per observation, below 1.
        factor: f64,
        /// Length as a share of the sample.
        share: f64,
    },
    /// As `Gradual` with the factor `γ = 1 − c₂·T^{−β}` (Phillips and Shi 2018: sudden, disturbing and smooth collapses
    /// have `β` below, at and above the `α` of the expansion).
    Mild {
        /// `c₂`.
        strength: f64,
        /// `β`.
        exponent: f64,
        /// Length as a share of the sample.
        share: f64,
    },
    /// The excess over the value before the regime shrinks by the factor per observation for this share of the sample, then
    /// a random walk.
    Decay {
        /// Factor per observation, below 1.
        factor: f64,
        /// Length as a share of the sample.
        share: f64,
    },
    /// Growth just stops: a random walk from the peak.
    Stop,
}

/// A random walk with explosive regimes `y_t = δ_t·y_{t−1} + σε_t`, `δ = 1 + c·T^{−α}` (Phillips, Shi and Yu 2015,
/// International Economic Review 56(4), equations for one and two bubbles).
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodicBubble {
    /// First value.
    pub start: f64,
    /// Standard deviation of a step, `σ`.
    pub deviation: f64,
    /// `c`.
    pub strength: f64,
    /// `α`.
    pub exponent: f64,
    /// First and last observation of each regime as shares of the sample, in order and without overlap.
    pub regimes: Vec<(f64, f64)>,
    /// How each regime ends.
    pub collapse: Collapse,
    /// `a` of the drift `a·T^{−η}` per step outside explosive regimes and collapses.
    pub drift: f64,
    /// `η`.
    pub drift_exponent: f64,
    /// Law of the shocks `ε`.
    pub innovation: Innovation,
    /// Standard deviation of a stochastic coefficient: `δ_t = δ + s·η_t` in explosive regimes, `η` standard normal.
    pub coefficient_deviation: f64,
    /// Level shifts: from this share of the sample on, this much is added to every value (Harvey, Leybourne, Tatlow and Zu
    /// 2025). They do not feed back into the growth.
    pub shifts: Vec<(f64, f64)>,
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
            drift: 0.0,
            drift_exponent: 0.0,
            innovation: Innovation::Normal,
            coefficient_deviation: 0.0,
            shifts: Vec::new(),
        }
    }

    /// Two bubbles, over `[0.2, 0.4]` and `[0.6, 0.7]`.
    pub fn psy2() -> Self {
        Self { regimes: vec![(0.2, 0.4), (0.6, 0.7)], ..Self::psy1() }
    }

    /// One bubble with a collapse regime (Phillips and Shi 2018, Econometric Theory 34(4)): over `[0.4, 0.6]`, falling with
    /// `γ = 1 − T^{−0.5}` for a tenth of the sample, drift `T^{−0.6}` in normal times.
    pub fn ps1() -> Self {
        Self {
            regimes: vec![(0.4, 0.6)],
            collapse: Collapse::Mild { strength: 1.0, exponent: 0.5, share: 0.1 },
            drift: 1.0,
            drift_exponent: 0.6,
            ..Self::psy1()
        }
    }

    /// The path along given shocks of unit variance, one per observation, of which the first is not used: custom
    /// innovations. The stochastic coefficient, if any, does not vary.
    pub fn along(&self, shocks: &[f64]) -> Vec<f64> {
        self.follow(shocks, |_| 0.0)
    }

    fn follow(&self, shocks: &[f64], mut coefficient: impl FnMut(usize) -> f64) -> Vec<f64> {
        let observations = shocks.len();
        let n = observations as f64;
        let power = |exponent: f64| random::exp(-exponent * random::ln(n.max(1.0)));
        let growth = 1.0 + self.strength * power(self.exponent);
        let drift = if self.drift == 0.0 { 0.0 } else { self.drift * power(self.drift_exponent) };
        let regimes: Vec<(usize, usize)> =
            self.regimes.iter().map(|&(from, to)| ((from * n) as usize, (to * n) as usize)).collect();
        let (fall, factor) = match self.collapse {
            Collapse::Abrupt | Collapse::Stop => (0, 1.0),
            Collapse::Gradual { factor, share } | Collapse::Decay { factor, share } => {
                ((share * n) as usize, factor)
            }
            Collapse::Mild { strength, exponent, share } => {
                ((share * n) as usize, 1.0 - strength * power(exponent))
            }
        };
        let mut path: Vec<f64> = Vec::with_capacity(observations);
        // Observations are counted from 1, as in the papers.
        for (t, shock) in (1..).zip(shocks) {
            let shock = self.deviation * shock;
            let value = match path.last() {
                None => self.start,
                Some(&last) => match regimes.iter().rfind(|(from, _)| t >= *from) {
                    Some(&(_, to)) if t <= to => (growth + coefficient(t)) * last + shock,
                    Some(&(from, to)) if t <= to + fall || t == to + 1 => {
                        let before = path[from.max(1) - 1];
                        match self.collapse {
                            Collapse::Abrupt => before + shock,
                            Collapse::Decay { .. } if fall > 0 => before + factor * (last - before) + shock,
                            _ if fall > 0 => factor * last + shock,
                            _ => drift + last + shock,
                        }
                    }
                    _ => drift + last + shock,
                },
            };
            path.push(value);
        }
        for &(share, size) in &self.shifts {
            path.iter_mut().skip((share * n) as usize).for_each(|y| *y += size);
        }
        path
    }
}

impl Process for PeriodicBubble {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let shocks: Vec<f64> = (0..observations).map(|_| self.innovation.draw(normal, stream)).collect();
        if self.coefficient_deviation == 0.0 {
            return self.along(&shocks);
        }
        self.follow(&shocks, |_| self.coefficient_deviation * normal.sample(stream))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noiseless(process: &PeriodicBubble) -> Vec<f64> {
        let quiet = PeriodicBubble { deviation: 0.0, ..process.clone() };
        quiet.path(100, &Normal::new(), &mut Stream::new(1, 0))
    }

    fn ending(collapse: Collapse) -> Vec<f64> {
        noiseless(&PeriodicBubble { collapse, ..PeriodicBubble::psy1() })
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
    }

    #[test]
    fn collapses_fall_as_they_say() {
        let path = ending(Collapse::Gradual { factor: 0.97, share: 0.1 });
        assert!((path[64] / path[54] - 0.97_f64.powi(10)).abs() < 1e-12);
        assert_eq!(path[99], path[64]);

        let path = ending(Collapse::Decay { factor: 0.5, share: 0.05 });
        assert!(((path[59] - path[39]) / (path[54] - path[39]) - 0.5_f64.powi(5)).abs() < 1e-12);
        assert_eq!(path[99], path[59]);

        let path = ending(Collapse::Stop);
        assert_eq!((path[55], path[99]), (path[54], path[54]));

        // Phillips and Shi: γ = 1 − 100^{−0.5} = 0.9 for ten observations, drift 100^{−0.6} before and after.
        let path = noiseless(&PeriodicBubble::ps1());
        let drift = 100.0_f64.powf(-0.6);
        assert!((path[38] - 100.0 - 38.0 * drift).abs() < 1e-9, "{}", path[38]);
        assert!((path[69] / path[59] - 0.9_f64.powi(10)).abs() < 1e-12);
        assert!((path[99] - path[69] - 30.0 * drift).abs() < 1e-9);
    }

    #[test]
    fn shocks_shifts_and_coefficients_can_be_chosen() {
        let bubble = PeriodicBubble { regimes: Vec::new(), ..PeriodicBubble::psy1() };
        let shifted = PeriodicBubble { shifts: vec![(0.5, 10.0)], ..bubble.clone() };
        assert_eq!(
            bubble.along(&[9.0, 1.0, -2.0, 0.0]),
            [100.0, 106.79, 93.21000000000001, 93.21000000000001]
        );
        assert_eq!(shifted.along(&[9.0, 1.0, -2.0, 0.0])[1..3], [106.79, 103.21000000000001]);

        let quiet = PeriodicBubble { deviation: 0.0, regimes: vec![(0.0, 1.0)], ..PeriodicBubble::psy1() };
        let random = PeriodicBubble { coefficient_deviation: 0.01, ..quiet };
        let path = random.path(20_000, &Normal::new(), &mut Stream::new(1, 0));
        let growth: Vec<f64> = path.windows(2).map(|w| w[1] / w[0]).take(15_000).collect();
        let mean = growth.iter().sum::<f64>() / 15_000.0;
        let variance = growth.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / 15_000.0;
        assert!((mean - 1.0 - 20_000.0_f64.powf(-0.6)).abs() < 3e-4, "{mean}");
        assert!((variance.sqrt() - 0.01).abs() < 3e-4, "{variance}");
    }
}
