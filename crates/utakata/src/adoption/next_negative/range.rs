//! The family on growth known only within bounds ("below 10 %", "about 60 %").

use serde::Serialize;

use super::super::{AdoptionError, at_least, finite};
use super::{GrowthModel, models};

/// Intervals of positive width at most: all their corners are visited.
const MOST_INTERVALS: usize = 12;
/// Halvings of the search step, from the full width down to a millionth.
const HALVINGS: usize = 20;

/// Range of one model's probability over the bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProbabilityRange {
    /// The model.
    pub model: GrowthModel,
    /// Smallest probability found.
    pub low: f64,
    /// Largest probability found.
    pub high: f64,
}

/// Ranges of all models that could be fitted somewhere within the bounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextNegativeRange {
    /// Per model.
    pub models: Vec<ProbabilityRange>,
    /// Smallest probability of the family.
    pub low: f64,
    /// Largest probability of the family.
    pub high: f64,
}

/// `P(next growth < 0)` when each period's growth is only known to lie in `[low, high]` (fractions; equal ends for a
/// known figure).
///
/// Every corner of the box is evaluated, and the best corner and the centre start a coordinate search inside the
/// box: for the linear models the ratio of prediction to standard error is quasi-convex on either side of zero, so
/// one extreme lies at a corner and the other may lie inside.
///
/// # Errors
/// [`AdoptionError`] as for [`next_negative`](super::next_negative), for an inverted interval, or for more than 12
/// intervals of positive width.
pub fn next_negative_range(growth: &[(f64, f64)]) -> Result<NextNegativeRange, AdoptionError> {
    at_least("the forecast of the next period", 3, growth.len())?;
    let bounds = log_bounds(growth)?;
    let free: Vec<usize> = (0..bounds.len()).filter(|&i| bounds[i].0 < bounds[i].1).collect();
    if free.len() > MOST_INTERVALS {
        return Err(AdoptionError::TooLong {
            method: "the search over growth intervals",
            most: MOST_INTERVALS,
            given: free.len(),
        });
    }
    let models: Vec<ProbabilityRange> =
        GrowthModel::ALL.into_iter().filter_map(|model| range_of(model, &bounds, &free)).collect();
    if models.is_empty() {
        return Err(AdoptionError::NoModel);
    }
    let low = models.iter().map(|m| m.low).fold(1.0, f64::min);
    let high = models.iter().map(|m| m.high).fold(0.0, f64::max);
    Ok(NextNegativeRange { models, low, high })
}

fn log_bounds(growth: &[(f64, f64)]) -> Result<Vec<(f64, f64)>, AdoptionError> {
    growth
        .iter()
        .enumerate()
        .map(|(index, &(low, high))| {
            finite(&[low, high]).map_err(|_| AdoptionError::NotFinite {
                index,
                value: if low.is_finite() { high } else { low },
            })?;
            if low <= -1.0 {
                return Err(AdoptionError::TotalLoss { index, value: low });
            }
            if low > high {
                return Err(AdoptionError::InvertedInterval { index, low, high });
            }
            Ok((low.ln_1p(), high.ln_1p()))
        })
        .collect()
}

fn range_of(model: GrowthModel, bounds: &[(f64, f64)], free: &[usize]) -> Option<ProbabilityRange> {
    let high = largest(bounds, free, |x| models::forecast(model, x).ok().map(|f| f.probability))?;
    let low = -largest(bounds, free, |x| models::forecast(model, x).ok().map(|f| -f.probability))?;
    // `0 − 0` instead of −0 for the structural zero.
    Some(ProbabilityRange { model, low: low + 0.0, high })
}

/// Largest value of `f` found in the box.
fn largest(bounds: &[(f64, f64)], free: &[usize], f: impl Fn(&[f64]) -> Option<f64>) -> Option<f64> {
    let corner = |mask: usize| -> Vec<f64> {
        let mut x: Vec<f64> = bounds.iter().map(|b| b.0).collect();
        for (bit, &i) in free.iter().enumerate() {
            if mask >> bit & 1 == 1 {
                x[i] = bounds[i].1;
            }
        }
        x
    };
    let centre: Vec<f64> = bounds.iter().map(|b| f64::midpoint(b.0, b.1)).collect();
    let best_corner = (0..1_usize << free.len())
        .map(corner)
        .filter_map(|x| f(&x).map(|value| (x, value)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    let starts = best_corner.into_iter().chain(f(&centre).map(|value| (centre, value)));
    starts.map(|start| climb(start, bounds, free, &f)).max_by(f64::total_cmp)
}

/// Coordinate search uphill with steps halved from the width of each interval.
fn climb(
    (mut x, mut best): (Vec<f64>, f64),
    bounds: &[(f64, f64)],
    free: &[usize],
    f: &impl Fn(&[f64]) -> Option<f64>,
) -> f64 {
    let mut fraction = 1.0;
    for _ in 0..HALVINGS {
        fraction *= 0.5;
        for _ in 0..4 {
            let before = best;
            for &i in free {
                let (low, high) = bounds[i];
                for step in [fraction * (high - low), -fraction * (high - low)] {
                    let kept = x[i];
                    x[i] = (kept + step).clamp(low, high);
                    match f(&x) {
                        Some(value) if value > best => best = value,
                        _ => x[i] = kept,
                    }
                }
            }
            if best <= before {
                break;
            }
        }
    }
    best
}
