//! Oscillations in the logarithm of the time left: the normalised periodogram of Lomb (1976) and Scargle (1982) of the
//! detrended residual `(ln p − a − b x^m)/x^m` against `ln x` (Sornette & Zhou 2002).

use serde::Serialize;

use super::super::Solution;

/// The highest peak.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LombPeak {
    /// Angular frequency.
    pub omega: f64,
    /// Power in units of the variance. Its textbook p-value `e^{−power}` is void: the residual was fitted, and is no
    /// white noise.
    pub power: f64,
}

/// Angular frequencies looked at: 1 to 50 in steps of 0.05.
const FREQUENCIES: (usize, f64) = (981, 0.05);

/// The peak for a fit, from the times `x` before its critical time and the logarithms of the price; `None` where the
/// detrended residual does not vary.
pub fn lomb(solution: &Solution, x: &[f64], logs: &[f64]) -> Option<LombPeak> {
    let residual: Vec<f64> = x
        .iter()
        .zip(logs)
        .map(|(x, y)| {
            let power = x.powf(solution.m);
            (y - solution.a - solution.b * power) / power
        })
        .collect();
    let positions: Vec<f64> = x.iter().map(|x| x.ln()).collect();
    peak(&positions, &residual)
}

fn peak(positions: &[f64], values: &[f64]) -> Option<LombPeak> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let centred: Vec<f64> = values.iter().map(|v| v - mean).collect();
    let variance = centred.iter().map(|v| v * v).sum::<f64>() / (n - 1.0);
    if variance.is_nan() || variance <= 0.0 {
        return None;
    }
    // Sine and cosine of every frequency by rotation from the one before.
    let mut turning: Vec<[f64; 2]> = positions.iter().map(|p| [p.cos(), p.sin()]).collect();
    let steps: Vec<[f64; 2]> =
        positions.iter().map(|p| [(FREQUENCIES.1 * p).cos(), (FREQUENCIES.1 * p).sin()]).collect();
    let mut best = LombPeak { omega: 1.0, power: f64::NEG_INFINITY };
    for k in 0..FREQUENCIES.0 {
        let [mut cc, mut cs, mut ss, mut cy, mut sy] = [0.0; 5];
        for ((wave, step), y) in turning.iter_mut().zip(&steps).zip(&centred) {
            let [c, s] = *wave;
            cc += c * c;
            cs += c * s;
            ss += s * s;
            cy += c * y;
            sy += s * y;
            *wave = [c * step[0] - s * step[1], s * step[0] + c * step[1]];
        }
        // Lomb's shift of time makes sine and cosine orthogonal.
        let (sine, cosine) = (0.5 * (2.0 * cs).atan2(cc - ss)).sin_cos();
        let along = (cosine * cy + sine * sy).powi(2)
            / (cosine * cosine * cc + 2.0 * cosine * sine * cs + sine * sine * ss);
        let across = (cosine * sy - sine * cy).powi(2)
            / (sine * sine * cc - 2.0 * cosine * sine * cs + cosine * cosine * ss);
        let power = 0.5 * (along + across) / variance;
        if power > best.power {
            best = LombPeak { omega: 1.0 + k as f64 * FREQUENCIES.1, power };
        }
    }
    best.power.is_finite().then_some(best)
}
