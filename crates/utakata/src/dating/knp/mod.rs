//! Dates of one or several bubbles that end at once, with the fall left out (Kejriwal, Nguyen and Perron 2025, Journal
//! of Time Series Analysis 46(5), 867–883).
//!
//! Where the price falls back within one observation, that single change is larger than anything else in the sample,
//! and least squares spends its dates on it: in "random walk, bubble, random walk" the bubble's regime moves to the
//! observations after the peak. Leaving the squared change after the peak out of the sum restores consistency. Several
//! bubbles are found at once by dynamic programming, in O(m·T²) for up to `m` of them.

mod programme;

use serde::Serialize;

use self::programme::Programme;
use super::segment::Line;
use super::{Lengths, recursion};
use crate::sample::{self, SampleError};

/// One bubble. Dates as defined in [`crate::dating`].
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bubble {
    /// First explosive observation.
    pub origination: usize,
    /// The peak.
    pub collapse: usize,
    /// Autoregressive root `ρ` of the regime. At or below 1 there was no bubble here: nothing in the method asks for
    /// an explosive root.
    pub root: f64,
    /// Change from the peak to the next observation.
    pub fall: f64,
}

/// The best dates for a given number of bubbles.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Knp {
    /// Number of observations.
    pub observations: usize,
    /// Fewest observations in each regime; `collapse` plays no part.
    pub lengths: Lengths,
    /// Whether the change after each peak was left out (as it should be).
    pub fall_omitted: bool,
    /// The bubbles in time order.
    pub bubbles: Vec<Bubble>,
    /// Sum of squared residuals, without the changes left out.
    pub ssr: f64,
    /// `n·ln(SSR/n) + k·ln n`, where each bubble has 4 parameters (two dates, two coefficients) and one more for a
    /// change left out.
    pub bic: f64,
}

/// The best dates of exactly `bubbles` bubbles (0 is allowed: a random walk).
///
/// Every bubble is preceded by a random walk of at least `lengths.calm` changes and followed by one of at least
/// `lengths.after` changes, the fall included. `omit_fall = false` is the naive least-squares method, for comparison.
///
/// # Errors
/// [`SampleError`] when a value is not finite, nothing moves, a length is too small, or that many bubbles do not fit.
pub fn knp(values: &[f64], bubbles: usize, lengths: Lengths, omit_fall: bool) -> Result<Knp, SampleError> {
    let needed = bubbles * (lengths.calm.max(lengths.after) + lengths.explosive) + lengths.after + 1;
    let programme = prepare(values, bubbles, lengths, omit_fall)?;
    solution(&programme, bubbles, values, lengths, omit_fall)
        .ok_or(SampleError::TooShort { observations: values.len(), needed })
}

/// The number of bubbles from 0 to `most` with the smallest BIC, falls left out, and its dates.
///
/// Choosing the number by the BIC is ours; the paper takes it as given.
///
/// # Errors
/// As [`knp`], but numbers that do not fit are passed over.
pub fn knp_by_bic(values: &[f64], most: usize, lengths: Lengths) -> Result<Knp, SampleError> {
    let programme = prepare(values, most, lengths, true)?;
    (0..=most)
        .filter_map(|bubbles| solution(&programme, bubbles, values, lengths, true))
        .min_by(|a, b| a.bic.total_cmp(&b.bic))
        .ok_or(SampleError::Still("the series"))
}

fn prepare(values: &[f64], bubbles: usize, lengths: Lengths, omit: bool) -> Result<Programme, SampleError> {
    let lengths = lengths.check()?;
    sample::check(values, lengths.calm + lengths.explosive + lengths.after + 1)?;
    if values.iter().all(|&v| v == values[0]) {
        return Err(SampleError::Still("the series"));
    }
    Ok(Programme::solve(values, bubbles, lengths, omit))
}

fn solution(
    programme: &Programme,
    count: usize,
    values: &[f64],
    lengths: Lengths,
    fall_omitted: bool,
) -> Option<Knp> {
    let (ssr, dates) = programme.solution(count)?;
    let bubbles: Vec<Bubble> = dates
        .into_iter()
        .map(|(before, peak)| Bubble {
            origination: before + 1,
            collapse: peak,
            root: 1.0 + Line::fit(values, before, peak).slope,
            fall: values[peak + 1] - values[peak],
        })
        .collect();
    let n = values.len() as f64;
    let floored = ssr.max(recursion::FLOOR * programme.walk());
    let parameters = (count * (4 + usize::from(fall_omitted))) as f64;
    let bic = n * (floored / n).ln() + parameters * n.ln();
    Some(Knp { observations: values.len(), lengths, fall_omitted, bubbles, ssr, bic })
}
