//! Multipliers of the wild bootstrap.

use serde::Serialize;

use super::{Normal, Stream};

/// Distribution of the independent multipliers `w` of a wild bootstrap, all with mean 0 and variance 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Multiplier {
    /// Standard normal (Harvey, Leybourne, Sollis and Taylor 2016).
    Gaussian,
    /// +1 or −1 with equal probability (Davidson and Flachaire 2008): random signs. The test is then exact in any
    /// sample whose increments have independent, symmetric signs given their sizes.
    Rademacher,
    /// `u/√2 + (v² − 1)/2` with independent standard normal `u`, `v`: third moment 1, so the skewness of the
    /// increments is kept (Hafner 2020; Mammen 1993).
    Skewed,
}

impl Multiplier {
    /// Fills `out` with independent multipliers.
    pub fn fill(self, normal: &Normal, stream: &mut Stream, out: &mut [f64]) {
        match self {
            Self::Gaussian => out.iter_mut().for_each(|w| *w = normal.sample(stream)),
            Self::Rademacher => {
                for chunk in out.chunks_mut(64) {
                    let mut bits = stream.bits();
                    for w in chunk {
                        *w = if bits & 1 == 0 { 1.0 } else { -1.0 };
                        bits >>= 1;
                    }
                }
            }
            Self::Skewed => {
                for w in out {
                    let (u, v) = (normal.sample(stream), normal.sample(stream));
                    *w = u * std::f64::consts::FRAC_1_SQRT_2 + (v * v - 1.0) * 0.5;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_papers() {
        let normal = Normal::new();
        let n = 200_000;
        // Mean, variance, third moment; standard errors by the sixth moments are below 0.03.
        for (multiplier, third) in
            [(Multiplier::Gaussian, 0.0), (Multiplier::Rademacher, 0.0), (Multiplier::Skewed, 1.0)]
        {
            let mut w = vec![0.0; n];
            multiplier.fill(&normal, &mut Stream::new(3, 0), &mut w);
            let moment = |k| w.iter().map(|x: &f64| x.powi(k)).sum::<f64>() / n as f64;
            assert!(moment(1).abs() < 0.01, "{multiplier:?}");
            assert!((moment(2) - 1.0).abs() < 0.02, "{multiplier:?}");
            assert!((moment(3) - third).abs() < 0.1, "{multiplier:?} {}", moment(3));
        }
    }
}
