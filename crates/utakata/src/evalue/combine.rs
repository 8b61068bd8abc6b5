//! Combining e-values of several streams, valid under any dependence between them.

use serde::Serialize;

use super::{EvalueError, checked_e_values, inside_unit};
use crate::statement::GuaranteeKind;
use crate::{Guarantee, Phrase, Statement};

/// Weighted arithmetic mean of e-values; equal weights when `weights` is `None`. Weights need not sum to one.
///
/// An e-value against the intersection of the nulls under any dependence, and the only admissible way of merging
/// (Vovk & Wang 2021, proposition 3.1; Wang 2025, Biometrika, "The only admissible way of merging arbitrary
/// e-values"). Weights are to be fixed before the e-values are seen.
///
/// # Errors
/// [`EvalueError`] for an empty input, a negative or infinite e-value, or unusable weights.
pub fn weighted_mean(e_values: &[f64], weights: Option<&[f64]>) -> Result<f64, EvalueError> {
    checked_e_values(e_values)?;
    let Some(weights) = weights else { return Ok(mean(e_values)) };
    let total: f64 = weights.iter().sum();
    let usable = weights.len() == e_values.len()
        && weights.iter().all(|w| *w >= 0.0)
        && total > 0.0
        && total.is_finite();
    if !usable {
        return Err(EvalueError::Weights { values: e_values.len() });
    }
    Ok(e_values.iter().zip(weights).map(|(e, w)| e * (w / total)).sum())
}

/// What e-BH selects.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EBenjaminiHochberg {
    /// False discovery rate promised.
    pub level: f64,
    /// Positions (from 0, ascending) of the e-values whose nulls are rejected.
    pub rejected: Vec<usize>,
    /// The e-value needed to be selected alone: `K/α`.
    pub needed_alone: f64,
}

/// The e-BH procedure: rejects the `k` largest e-values for the largest `k` with `e_(k) ≥ K/(α k)`; the false
/// discovery rate is at most `alpha` under any dependence (Wang & Ramdas 2022, JRSS B 84, theorem 5.1).
///
/// # Errors
/// [`EvalueError`] for an empty input, a negative or infinite e-value, or a level outside (0, 1).
pub fn e_bh(e_values: &[f64], alpha: f64) -> Result<EBenjaminiHochberg, EvalueError> {
    checked_e_values(e_values)?;
    let level = inside_unit("the false discovery rate", alpha)?;
    let count = e_values.len() as f64;
    let mut order: Vec<usize> = (0..e_values.len()).collect();
    order.sort_by(|&i, &j| e_values[j].total_cmp(&e_values[i]));
    let selected =
        (1..=order.len()).rev().find(|&k| e_values[order[k - 1]] * k as f64 * level >= count).unwrap_or(0);
    order.truncate(selected);
    order.sort_unstable();
    Ok(EBenjaminiHochberg { level, rejected: order, needed_alone: count / level })
}

/// Evidence that at least `required` of `streams` nulls are false.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartialConjunction {
    /// Streams that must have turned (`u`).
    pub required: usize,
    /// Streams registered (`K`).
    pub streams: usize,
    /// Mean of the `K − u + 1` smallest e-values.
    pub e_value: f64,
}

/// Partial conjunction by e-values: the mean of the `K − u + 1` smallest.
///
/// If fewer than `u` nulls are false, at least `K − u + 1` are true, and the mean of the smallest is at most the
/// mean over those: an e-value under any dependence, and at any stopping time when the inputs are e-processes.
/// The question is Benjamini & Heller's (2008, Biometrics 64).
///
/// # Errors
/// [`EvalueError`] for an empty input, a negative or infinite e-value, or `required` outside `1..=K`.
pub fn partial_conjunction(e_values: &[f64], required: usize) -> Result<PartialConjunction, EvalueError> {
    checked_e_values(e_values)?;
    let streams = e_values.len();
    if required == 0 || required > streams {
        return Err(EvalueError::Required { required, streams });
    }
    let mut sorted = e_values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.truncate(streams - required + 1);
    Ok(PartialConjunction { required, streams, e_value: mean(&sorted) })
}

impl PartialConjunction {
    /// The broad-turn question as a statement: null "fewer than `u` of the `K` streams have turned".
    ///
    /// The guarantee is anytime-valid, which supposes that every input is an e-process or was fixed at one look.
    pub fn statement(&self) -> Statement {
        let counts = || [("u", self.required.to_string()), ("k", self.streams.to_string())];
        Statement {
            method: "partial-conjunction-e".to_owned(),
            null: Phrase::fill(
                "evalue-broad-null",
                "fewer than {u} of the {k} streams have turned",
                counts(),
            ),
            alternative: Phrase::fill(
                "evalue-broad-alternative",
                "at least {u} of the {k} streams have turned",
                counts(),
            ),
            statistic_name: "PC".to_owned(),
            statistic: Some(self.e_value),
            p_value: None,
            smallest_p: None,
            e_value: Some(self.e_value),
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::AnytimeValid,
                text: Phrase::fill(
                    "evalue-broad-guarantee",
                    "if fewer than {u} of the {k} streams had turned, the chance of ever seeing this reach 20 \
                     would be at most 5 %, however the streams depend on one another",
                    counts(),
                ),
            },
            observations: self.streams,
            notes: Vec::new(),
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    // Divided before adding, so that large finite e-values cannot overflow.
    let count = values.len() as f64;
    values.iter().map(|e| e / count).sum()
}
