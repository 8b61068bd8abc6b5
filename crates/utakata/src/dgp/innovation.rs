//! Shocks of mean zero and unit variance.

use crate::random::{Normal, Stream};

/// Law of independent shocks, all scaled to mean 0 and variance 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Innovation {
    /// Standard normal.
    #[default]
    Normal,
    /// Student t.
    Student {
        /// Degrees of freedom; fewer than 3 count as 3.
        freedom: u32,
    },
    /// Skewed Student t of Fernández and Steel (1998, Journal of the American Statistical Association 93): a t
    /// variable stretched by `γ` above zero and by `1/γ` below.
    SkewStudent {
        /// Degrees of freedom; fewer than 3 count as 3.
        freedom: u32,
        /// `γ` above 0; 1 is symmetric, above 1 the long tail is upward.
        skewness: f64,
    },
}

impl Innovation {
    /// One shock.
    pub fn draw(&self, normal: &Normal, stream: &mut Stream) -> f64 {
        match *self {
            Self::Normal => normal.sample(stream),
            Self::Student { freedom } => unit_student(freedom, normal, stream),
            Self::SkewStudent { freedom, skewness } => {
                let size = unit_student(freedom, normal, stream).abs();
                let square = skewness * skewness;
                let up = stream.uniform() < square / (1.0 + square);
                let value = if up { skewness * size } else { -size / skewness };
                let mean = mean_size(freedom) * (skewness - 1.0 / skewness);
                // E X² = (γ³ + γ⁻³)/(γ + γ⁻¹) = γ² − 1 + γ⁻².
                let second = square - 1.0 + 1.0 / square;
                (value - mean) / (second - mean * mean).sqrt()
            }
        }
    }
}

/// Student t scaled to unit variance.
fn unit_student(freedom: u32, normal: &Normal, stream: &mut Stream) -> f64 {
    let freedom = freedom.max(3);
    let z = normal.sample(stream);
    let chi2: f64 = (0..freedom).map(|_| normal.sample(stream).powi(2)).sum();
    z / chi2.sqrt() * (f64::from(freedom) - 2.0).sqrt()
}

/// `E|X|` of a Student t variable scaled to unit variance: `√((ν − 2)/π)·Γ((ν − 1)/2)/Γ(ν/2)`.
fn mean_size(freedom: u32) -> f64 {
    let freedom = freedom.max(3);
    // The ratio g(ν) of gamma functions obeys g(ν)·g(ν + 1) = 2/(ν − 1), from g(3) = 2/√π.
    let ratio =
        (3..freedom).fold(std::f64::consts::FRAC_2_SQRT_PI, |ratio, nu| 2.0 / (f64::from(nu) - 1.0) / ratio);
    ((f64::from(freedom) - 2.0) / std::f64::consts::PI).sqrt() * ratio
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_law_has_mean_zero_and_unit_variance() {
        let n = 200_000;
        for (innovation, third) in [
            (Innovation::Normal, 0.0),
            (Innovation::Student { freedom: 12 }, 0.0),
            (Innovation::SkewStudent { freedom: 12, skewness: 1.0 }, 0.0),
            // Third central moment by quadrature of the density.
            (Innovation::SkewStudent { freedom: 12, skewness: 1.5 }, 0.787_299),
        ] {
            let (normal, mut stream) = (Normal::new(), Stream::new(8, 0));
            let x: Vec<f64> = (0..n).map(|_| innovation.draw(&normal, &mut stream)).collect();
            let moment = |k: i32| x.iter().map(|v| v.powi(k)).sum::<f64>() / f64::from(n);
            assert!(moment(1).abs() < 0.01, "{innovation:?}");
            assert!((moment(2) - 1.0).abs() < 0.02, "{innovation:?} {}", moment(2));
            assert!((moment(3) - third).abs() < 0.1, "{innovation:?} {}", moment(3));
        }
    }

    #[test]
    fn mean_size_is_that_of_the_t_distribution() {
        // From E|T| = 2√ν·Γ((ν + 1)/2)/(√π·(ν − 1)·Γ(ν/2)) and the variance ν/(ν − 2).
        assert!((mean_size(3) - std::f64::consts::FRAC_2_PI).abs() < 1e-14);
        assert!((mean_size(4) - std::f64::consts::FRAC_1_SQRT_2).abs() < 1e-14);
        assert!((mean_size(8) - 0.765_465_544_619_742_9).abs() < 1e-12, "{}", mean_size(8));
    }
}
