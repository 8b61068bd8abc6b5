//! The set of critical times that the data do not refuse, when the residuals are an AR(1).
//!
//! For every critical time the likelihood with all else at its best is compared with that of the whole box. Twice the
//! logarithm of the ratio has no chi-squared law here: the cost has many valleys, `m` and `ω` lie on bounds, and in short
//! windows the fit takes persistence for oscillation. So its law is simulated for each critical time from the model fitted
//! there (test inversion with a parametric bootstrap; Davison & Hinkley 1997, section 5.2; Carpenter 1999), with the
//! autocorrelation of the restricted likelihood, which is less biased than that of the likelihood itself.

use serde::Serialize;

use super::super::window::Window;
use super::super::{LpplsError, SearchBox};
use super::autoregressive::{Likelihood, Model, Observed};
use crate::Execution;
use crate::random::{Normal, Stream, derive_seed};

/// How the set is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriticalTimeOptions {
    /// Share of the time that the set is to hold the critical time.
    pub level: f64,
    /// Most paths simulated for each critical time; simulation stops where the answer is certain.
    pub replications: usize,
    /// Critical times looked at, from the nearest to the farthest, evenly in the logarithm of the time left. At least two.
    pub candidates: usize,
    /// Seed.
    pub seed: u64,
}

impl Default for CriticalTimeOptions {
    /// 90 %, 99 paths, 24 critical times, seed 1.
    fn default() -> Self {
        Self { level: 0.9, replications: 99, candidates: 24, seed: 1 }
    }
}

impl CriticalTimeOptions {
    /// As many simulated ratios above the observed one, and the critical time is not refused.
    fn enough(&self) -> usize {
        // Rounding must not turn 0.1 of 100 into nine.
        (((1.0 - self.level) * (self.replications as f64 + 1.0) + 1e-9) as usize).max(1)
    }
}

/// One critical time and what the data say of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Candidate {
    /// Time from the last observation.
    pub tc_minus_t2: f64,
    /// The best `m` there.
    pub m: f64,
    /// The best `ω` there.
    pub omega: f64,
    /// Autocorrelation of the residuals of the greatest restricted likelihood.
    pub phi: f64,
    /// Gaussian log-likelihood up to a constant, all else at its best.
    pub log_likelihood: f64,
    /// Twice the logarithm of the ratio of the greatest likelihood to this.
    pub ratio: f64,
    /// Bootstrap p-value (Besag & Clifford 1991: simulation stops once the critical time cannot be refused any more).
    pub p_value: f64,
    /// Whether it belongs to the set.
    pub kept: bool,
}

/// A stretch of critical times that are not refused.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Piece {
    /// Its ends, times from the last observation: outwards to the next critical time that was refused.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The nearest critical time of the box is not refused: an earlier one may fit as well.
    pub open_low: bool,
    /// The farthest critical time of the box is not refused: a later one may fit as well.
    pub open_high: bool,
}

/// The set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriticalTimeSet {
    /// Nominal coverage; what was measured by simulation is in `docs/lppls.md`.
    pub level: f64,
    /// The set, nearest first. Never empty.
    pub pieces: Vec<Piece>,
    /// Critical time of the greatest likelihood.
    pub tc_minus_t2: f64,
    /// Autocorrelation of the residuals there, by the restricted likelihood.
    pub phi: f64,
    /// The profile, nearest first.
    pub candidates: Vec<Candidate>,
    /// Most paths for each candidate.
    pub replications: usize,
}

/// The set of one window. The box bounds the critical time as it does in a [`fit`](super::super::fit).
///
/// # Errors
/// [`LpplsError`] as for a fit; [`Cancelled`](crate::execution::Cancelled) inside.
pub fn critical_time_set(
    times: &[f64],
    logs: &[f64],
    search_box: &SearchBox,
    options: &CriticalTimeOptions,
    execution: &Execution<'_>,
) -> Result<CriticalTimeSet, LpplsError> {
    let window = Window::new(times, logs)?;
    search_box.check()?;
    let bounds = search_box.bounds(window.span());
    let degenerate = || LpplsError::Degenerate { observations: window.len() };
    let steps = options.candidates.max(2) - 1;
    let [low, high] = bounds[0];
    let mut candidates: Vec<f64> = (0..=steps)
        .map(|k| if k == steps { high } else { low + (high - low) * k as f64 / steps as f64 })
        .collect();
    // The estimate itself is a candidate, so that the set is never empty.
    let coarse = Model::new(&window, bounds, &candidates, Likelihood::Levels);
    let best = coarse.best(&coarse.observed(&window)).ok_or_else(degenerate)?;
    candidates.push(best.time);
    candidates.sort_by(f64::total_cmp);
    candidates.dedup();
    let model = Model::new(&window, bounds, &candidates, Likelihood::Levels);
    let observed = model.observed(&window);
    let tested = execution.map(candidates.len(), |k| test(&model, &observed, candidates[k], options))?;
    let candidates: Vec<Candidate> = tested.into_iter().collect::<Option<_>>().ok_or_else(degenerate)?;
    let likeliest = candidates.iter().max_by(|a, b| a.log_likelihood.total_cmp(&b.log_likelihood));
    let likeliest = *likeliest.ok_or_else(degenerate)?;
    Ok(CriticalTimeSet {
        level: options.level,
        pieces: pieces(&candidates),
        tc_minus_t2: likeliest.tc_minus_t2,
        phi: likeliest.phi,
        candidates,
        replications: options.replications,
    })
}

/// The test of one critical time, which must lie in the box: it belongs to the set where its p-value is above
/// `1 − level`.
///
/// # Errors
/// As for [`critical_time_set`].
pub fn critical_time_test(
    times: &[f64],
    logs: &[f64],
    search_box: &SearchBox,
    tc_minus_t2: f64,
    options: &CriticalTimeOptions,
) -> Result<Candidate, LpplsError> {
    let window = Window::new(times, logs)?;
    search_box.check()?;
    let bounds = search_box.bounds(window.span());
    let u = tc_minus_t2.ln();
    if !(bounds[0][0]..=bounds[0][1]).contains(&u) {
        let [low, high] = bounds[0].map(f64::exp);
        return Err(LpplsError::SearchBox {
            parameter: "tc − t2",
            low,
            high,
            needed: "the critical time to be tested must lie inside",
        });
    }
    let model = Model::new(&window, bounds, &[u], Likelihood::Levels);
    test(&model, &model.observed(&window), u, options)
        .ok_or(LpplsError::Degenerate { observations: window.len() })
}

fn test(model: &Model, observed: &Observed, u: f64, options: &CriticalTimeOptions) -> Option<Candidate> {
    let found = model.held(observed, u)?;
    let (normal, seed) = (Normal::new(), derive_seed(options.seed, "lppls-critical-time"));
    let (mut above, mut drawn) = (0, 0);
    let enough = options.enough();
    while above < enough && drawn < options.replications {
        let simulated = model.simulate(&found, &normal, &mut Stream::new(seed, drawn as u64));
        // A path that cannot be fitted counts against refusing.
        let ratio = model.held(&simulated, u).map_or(f64::INFINITY, |held| held.ratio());
        above += usize::from(ratio >= found.ratio());
        drawn += 1;
    }
    let kept = above >= enough;
    let p_value =
        if kept { above as f64 / drawn as f64 } else { (above as f64 + 1.0) / (drawn as f64 + 1.0) };
    let point = found.point();
    Some(Candidate {
        tc_minus_t2: u.exp(),
        m: point[1],
        omega: point[2],
        phi: found.phi,
        log_likelihood: found.log_likelihood(),
        ratio: found.ratio(),
        p_value,
        kept,
    })
}

fn pieces(candidates: &[Candidate]) -> Vec<Piece> {
    let last = candidates.len() - 1;
    let time = |k: usize| candidates[k].tc_minus_t2;
    let mut found = Vec::new();
    let mut from = None;
    for (k, candidate) in candidates.iter().enumerate() {
        if candidate.kept && from.is_none() {
            from = Some(k);
        }
        let ends = !candidate.kept || k == last;
        if let (Some(first), true) = (from, ends) {
            found.push(Piece {
                low: time(first.saturating_sub(1)),
                high: time(k),
                open_low: first == 0,
                open_high: candidate.kept,
            });
            from = None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(kept: &[bool]) -> Vec<[f64; 2]> {
        let candidate = |(k, &kept): (usize, &bool)| Candidate {
            tc_minus_t2: k as f64,
            m: 0.5,
            omega: 8.0,
            phi: 0.0,
            log_likelihood: 0.0,
            ratio: 0.0,
            p_value: 0.0,
            kept,
        };
        let candidates: Vec<Candidate> = kept.iter().enumerate().map(candidate).collect();
        pieces(&candidates).iter().map(|piece| [piece.low, piece.high]).collect()
    }

    #[test]
    fn pieces_reach_outwards_to_what_was_refused() {
        assert_eq!(set(&[false, true, true, false, false, true]), [[0.0, 3.0], [4.0, 5.0]]);
        assert_eq!(set(&[true, false, true, false]), [[0.0, 1.0], [1.0, 3.0]]);
        assert_eq!(set(&[true, true]), [[0.0, 1.0]]);
    }

    #[test]
    fn a_tenth_of_a_hundred_is_ten() {
        assert_eq!(CriticalTimeOptions::default().enough(), 10);
        assert_eq!(CriticalTimeOptions { level: 0.95, ..CriticalTimeOptions::default() }.enough(), 5);
    }
}
