//! Pooled p-values, for display beside the e-values: none of them drives a verdict.

use std::f64::consts::PI;

use serde::Serialize;

use super::{EvalueError, checked_p};
use crate::Phrase;

/// How p-values are pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PoolingRule {
    /// Cauchy combination (Liu & Xie 2020, JASA 115): `½ − arctan(mean cot(π p))/π`.
    Cauchy,
    /// Harmonic mean, unadjusted (Wilson 2019, PNAS 116).
    HarmonicMean,
    /// Fisher's product, χ² with 2K degrees of freedom (Fisher 1932).
    Fisher,
    /// Twice the arithmetic mean (Rüschendorf 1982; Vovk & Wang 2020, Biometrika 107).
    TwiceMean,
}

/// A pooled p-value and what it takes to be one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PooledP {
    /// The rule.
    pub rule: PoolingRule,
    /// The pooled value, at most one.
    pub p: f64,
    /// When the value is a valid p-value.
    pub valid_when: Phrase,
}

/// Pools p-values with equal weights by `rule`.
///
/// # Errors
/// [`EvalueError::Empty`] without input, [`EvalueError::PValue`] for a value outside (0, 1].
pub fn pool(p_values: &[f64], rule: PoolingRule) -> Result<PooledP, EvalueError> {
    if p_values.is_empty() {
        return Err(EvalueError::Empty);
    }
    for &p in p_values {
        checked_p(p)?;
    }
    let count = p_values.len() as f64;
    let p = match rule {
        PoolingRule::Cauchy => cauchy(p_values),
        PoolingRule::HarmonicMean => count / p_values.iter().map(|p| p.recip()).sum::<f64>(),
        PoolingRule::Fisher => fisher(p_values),
        PoolingRule::TwiceMean => 2.0 * p_values.iter().sum::<f64>() / count,
    };
    Ok(PooledP { rule, p: p.min(1.0), valid_when: valid_when(rule) })
}

fn cauchy(p_values: &[f64]) -> f64 {
    // cot(πp) through the smaller of p and 1 − p keeps its digits at both ends.
    let cot = |p: f64| if p <= 0.5 { (PI * p).tan().recip() } else { -(PI * (1.0 - p)).tan().recip() };
    let statistic = p_values.iter().map(|&p| cot(p)).sum::<f64>() / p_values.len() as f64;
    // ½ − arctan(t)/π without cancellation for large t; p = 1 anywhere makes t = −∞ and the result 1.
    1.0_f64.atan2(statistic) / PI
}

/// Upper tail of χ² with 2K degrees of freedom at −2Σ ln p: a Poisson sum.
fn fisher(p_values: &[f64]) -> f64 {
    let half: f64 = -p_values.iter().map(|p| p.ln()).sum::<f64>();
    let mut log_term = -half;
    let mut sum = log_term.exp();
    for j in 1..p_values.len() {
        log_term += (half / j as f64).ln();
        sum += log_term.exp();
    }
    sum
}

fn valid_when(rule: PoolingRule) -> Phrase {
    match rule {
        PoolingRule::Cauchy => Phrase::new(
            "evalue-pool-cauchy",
            "only in the far tail, not exactly, under dependence: display only",
        ),
        PoolingRule::HarmonicMean => Phrase::new(
            "evalue-pool-harmonic",
            "needs its adjusted critical value, and then only in the far tail: display only",
        ),
        PoolingRule::Fisher => {
            Phrase::new("evalue-pool-fisher", "only for independent tests chosen in advance: display only")
        }
        PoolingRule::TwiceMean => {
            Phrase::new("evalue-pool-twice-mean", "under any dependence, for tests chosen in advance")
        }
    }
}
