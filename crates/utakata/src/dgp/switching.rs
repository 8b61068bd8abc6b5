//! A bubble that comes and goes at random.

use super::{Innovation, Process};
use crate::random::{Normal, Stream};

/// Markov-switching bubble (after Hall, Psaradakis and Sola 1999, Journal of Applied Econometrics 14; Blanchard and Watson
/// 1982): a hidden chain passes from a random walk to an explosive regime `y_t = δ·y_{t−1} + ε_t`, from there to a collapse
/// in which the excess over the level before the bubble shrinks by `γ` per observation, and back to the random walk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SwitchingBubble {
    /// First value.
    pub start: f64,
    /// Standard deviation of a step.
    pub deviation: f64,
    /// `δ`, above 1.
    pub growth: f64,
    /// `γ`, below 1; 0 collapses at once.
    pub fall: f64,
    /// Chance per observation that a bubble begins.
    pub begin: f64,
    /// Chance per observation that it bursts.
    pub burst: f64,
    /// Chance per observation that the collapse ends.
    pub recover: f64,
    /// Law of the shocks.
    pub innovation: Innovation,
}

impl Default for SwitchingBubble {
    /// From 100, unit steps, `δ = 1.04`, `γ = 0.8`; bubbles begin once in 100 observations, last 25 and fall for 10.
    fn default() -> Self {
        Self {
            start: 100.0,
            deviation: 1.0,
            growth: 1.04,
            fall: 0.8,
            begin: 0.01,
            burst: 0.04,
            recover: 0.1,
            innovation: Innovation::Normal,
        }
    }
}

/// Regime of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Regime {
    Walk,
    Bubble,
    Collapse,
}

impl SwitchingBubble {
    fn next(&self, regime: Regime, stream: &mut Stream) -> Regime {
        let (chance, onward) = match regime {
            Regime::Walk => (self.begin, Regime::Bubble),
            Regime::Bubble => (self.burst, Regime::Collapse),
            Regime::Collapse => (self.recover, Regime::Walk),
        };
        if stream.uniform() < chance { onward } else { regime }
    }

    fn walked(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<(f64, Regime)> {
        let (mut value, mut base, mut regime) = (self.start, self.start, Regime::Walk);
        (0..observations)
            .map(|t| {
                if t > 0 {
                    regime = self.next(regime, stream);
                    let shock = self.deviation * self.innovation.draw(normal, stream);
                    value = shock
                        + match regime {
                            Regime::Walk => {
                                base = value;
                                value
                            }
                            Regime::Bubble => self.growth * value,
                            Regime::Collapse => base + self.fall * (value - base),
                        };
                }
                (value, regime)
            })
            .collect()
    }
}

impl Process for SwitchingBubble {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        self.walked(observations, normal, stream).into_iter().map(|(value, _)| value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regimes_last_as_long_as_their_chances_say() {
        // Mean durations 1/p: shares of time 50, 20 and 10 out of 80.
        let process =
            SwitchingBubble { growth: 1.0, begin: 0.02, burst: 0.05, recover: 0.1, ..Default::default() };
        let walked = process.walked(200_000, &Normal::new(), &mut Stream::new(6, 0));
        let share = |r| walked.iter().filter(|(_, regime)| *regime == r).count() as f64 / 200_000.0;
        assert!((share(Regime::Walk) - 0.625).abs() < 0.02, "{}", share(Regime::Walk));
        assert!((share(Regime::Bubble) - 0.25).abs() < 0.02);
        assert!((share(Regime::Collapse) - 0.125).abs() < 0.02);
    }

    #[test]
    fn without_noise_each_regime_does_what_it_says() {
        let process = SwitchingBubble { deviation: 0.0, ..Default::default() };
        let walked = process.walked(2000, &Normal::new(), &mut Stream::new(6, 1));
        let mut grown = 0;
        for pair in walked.windows(2) {
            let ((before, _), (after, regime)) = (pair[0], pair[1]);
            match regime {
                Regime::Walk => assert_eq!(after, before),
                Regime::Bubble => {
                    grown += 1;
                    assert!((after / before - 1.04).abs() < 1e-12);
                }
                Regime::Collapse => assert!(after <= before),
            }
        }
        assert!(grown > 50, "{grown}");
    }
}
