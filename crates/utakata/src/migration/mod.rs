//! Does a bubble move on to another market once it has peaked in the first? A regression of the receiving market's
//! recursive autoregressive coefficient on that of the source after the latter's peak, after Phillips and Yu (2011,
//! Quantitative Economics 2(3), 455-491).
//!
//! What is verified of the source: that the published article has a test for bubble migration (its abstract says so;
//! the working paper, CFDP 1770, has none). What is not: the exact regression and its scaling. Restated from memory,
//! the article regresses `θ̂_Y(τ)` on a constant and `θ̂_X(τ)·(τ − τ_pX)/m` over the `m` dates from the peak `τ_pX` of `X`'s
//! coefficient to that of `Y`'s, and compares `β̂_1/L(m)` for a slowly varying `L`, such as `a·log m`, with a standard
//! normal law, which is conservative. Here the regression is that one with `θ̂` the autoregressive coefficient itself,
//! and the law of `β̂_1` is simulated given the data, so neither `a` nor a limit theorem is needed: dividing by `L(m)`
//! does not change a simulated p-value where `m` is given.
//!
//! As the coefficient of `X` is always near one, the regressor is nearly a line in `τ`: the test asks whether `Y` becomes
//! more explosive after `X`'s peak. It cannot tell a bubble that moved from one that merely came later.
//!
//! Rejections at 5 % (120 dates, random signs; source bubbles over .3 to .5 of the sample, collapsing in one step;
//! `tests/migration.rs`), with the regression to the last date and to the receiving peak:
//!
//! | receiving market | to the last date | to its peak |
//! |---|---|---|
//! | walk, no bubble in the source | .046 | .052 |
//! | walk | .058 | .066 |
//! | walk with GARCH(.09, .90) changes | .030 | .035 |
//! | walk with ninefold variance from mid-sample | .048 | .065 |
//! | bubble over .6 to 1 | .268 | .226 |
//! | bubble over .6 to .8, collapsed | .010 | .171 |
//! | bubble over the same .3 to .5 | .005 | .013 |
//! | bubble over .2 to .35, before the source's peak | .205 | .172 |
//!
//! The size is right and the power poor: coefficients that start from the first observation move slowly. The last row
//! is no power at all, but a market recovering from a crash of its own, whose coefficient rises again. For "did
//! the bubble move on?" the dates of the two episodes say more; this is for completeness beside them.

mod null;
mod statement;

use serde::Serialize;

pub use null::MigrationNull;

use crate::explosive::default_minimum_window;
use crate::sample::{self, SampleError};

/// The last date of the regression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MigrationEnd {
    /// The last observation.
    Last,
    /// This observation (from 0).
    At(usize),
    /// The peak of the receiving market's coefficient, at the earliest ten dates after that of the source. It is found
    /// anew in every simulated series.
    ReceivingPeak,
}

/// The migration regression.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Migration {
    /// Length of both series.
    pub observations: usize,
    /// Levels of the first recursive window; coefficients belong to observations `window − 1` (from 0) to the last.
    pub window: usize,
    /// `θ̂_X` by date.
    pub source_coefficients: Vec<f64>,
    /// `θ̂_Y` by date.
    pub receiving_coefficients: Vec<f64>,
    /// Observation (from 0) at which `θ̂_X` is largest: the regression uses the dates after it.
    pub source_peak: usize,
    /// Last observation of the regression.
    pub last: usize,
    /// `β̂_0`.
    pub constant: f64,
    /// `β̂_1`: how far the receiving coefficient rises over the regression for a unit source coefficient.
    pub slope: f64,
    #[serde(skip)]
    end: MigrationEnd,
    #[serde(skip)]
    receiving: Vec<f64>,
}

/// Fewest dates of the regression.
const LEAST: usize = 10;

/// The migration regression from `source` to `receiving`, two series of the same dates.
///
/// `θ̂(τ)` is the least-squares coefficient of `y_t` on `(1, y_{t−1})` among the levels from the first to `τ`, from
/// `window` levels on (`None`: the smallest window of Phillips, Shi and Yu 2015, plus the one level it needs more).
/// Invariant to `a + b·y` of either series.
///
/// # Errors
/// [`SampleError::LengthMismatch`]; [`SampleError::NotFinite`]; [`SampleError::TooShort`] when fewer than ten dates
/// follow the source's peak; [`SampleError::Parameter`] for a window below eight or an end outside the sample or
/// before that; [`SampleError::Still`] when the first window does not move.
pub fn migration(
    receiving: &[f64],
    source: &[f64],
    window: Option<usize>,
    end: MigrationEnd,
) -> Result<Migration, SampleError> {
    let observations = receiving.len();
    if observations != source.len() {
        return Err(SampleError::LengthMismatch { first: observations, second: source.len() });
    }
    let window = window.unwrap_or_else(|| default_minimum_window(observations) + 1);
    if window < 8 {
        return Err(SampleError::Parameter {
            name: "the window",
            value: window as f64,
            expected: "at least 8 levels",
        });
    }
    sample::check(receiving, window + LEAST)?;
    sample::check(source, window + LEAST)?;
    let still = SampleError::Still("the beginning of one of the series");
    let source_coefficients = recursive_coefficients(source, window).ok_or(still.clone())?;
    let receiving_coefficients = recursive_coefficients(receiving, window).ok_or(still)?;
    let peak = highest(&source_coefficients);
    let needed = peak + window + LEAST;
    if needed > observations {
        return Err(SampleError::TooShort { observations, needed });
    }
    if let MigrationEnd::At(last) = end
        && !(needed - 1..observations).contains(&last)
    {
        return Err(SampleError::Parameter {
            name: "the last observation of the regression",
            value: last as f64,
            expected: "within the sample and at least ten after the peak of the source",
        });
    }
    let regression = Regression::new(&receiving_coefficients, &source_coefficients, peak, window, end);
    Ok(Migration {
        observations,
        window,
        source_peak: peak + window - 1,
        last: regression.last + window - 1,
        constant: regression.constant,
        slope: regression.slope,
        source_coefficients,
        receiving_coefficients,
        end,
        receiving: receiving.to_vec(),
    })
}

fn highest(coefficients: &[f64]) -> usize {
    let first = (0, f64::NEG_INFINITY);
    coefficients.iter().enumerate().fold(first, |best, (i, &c)| if c > best.1 { (i, c) } else { best }).0
}

/// Coefficients by date, the first from `window` levels, by running sums from the first level on; `None` when the
/// levels do not vary.
fn recursive_coefficients(values: &[f64], window: usize) -> Option<Vec<f64>> {
    let origin = values[0];
    let size = values.iter().fold(0.0_f64, |m, v| m.max((v - origin).abs()));
    let (mut x, mut d, mut xx, mut xd) = (0.0, 0.0, 0.0, 0.0);
    let mut coefficients = Vec::with_capacity(values.len());
    for (n, pair) in (1_usize..).zip(values.windows(2)) {
        let (level, change) = ((pair[0] - origin) / size, (pair[1] - pair[0]) / size);
        x += level;
        d += change;
        xx += level * level;
        xd += level * change;
        if n + 1 >= window {
            let n = n as f64;
            let spread = xx - x * x / n;
            if spread.is_nan() || spread <= 1e-12 * xx {
                return None;
            }
            coefficients.push(1.0 + (xd - x * d / n) / spread);
        }
    }
    Some(coefficients)
}

/// Least squares after the source's peak; positions count coefficients.
struct Regression {
    last: usize,
    constant: f64,
    slope: f64,
}

impl Regression {
    fn new(receiving: &[f64], source: &[f64], peak: usize, window: usize, end: MigrationEnd) -> Self {
        let earliest = peak + LEAST;
        let last = match end {
            MigrationEnd::Last => source.len() - 1,
            MigrationEnd::At(last) => last + 1 - window,
            MigrationEnd::ReceivingPeak => earliest + highest(&receiving[earliest..]),
        };
        let m = (last - peak) as f64;
        let z: Vec<f64> = (peak + 1..=last).map(|t| source[t] * (t - peak) as f64 / m).collect();
        let y = &receiving[peak + 1..=last];
        let (mean_z, mean_y) = (z.iter().sum::<f64>() / m, y.iter().sum::<f64>() / m);
        let (mut zz, mut zy) = (0.0, 0.0);
        for (z, y) in z.iter().zip(y) {
            zz += (z - mean_z) * (z - mean_z);
            zy += (z - mean_z) * (y - mean_y);
        }
        let slope = zy / zz;
        Self { last, constant: mean_y - slope * mean_z, slope }
    }
}
