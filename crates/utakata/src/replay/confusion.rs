//! What was said against what was true.

use serde::Serialize;

use super::{Label, Method, ReplayError, Replayed, Truth};
use crate::reference_class::{EraBootstrap, EraInterval};

/// The labels of one method while one thing was true.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Confusion {
    /// The method.
    pub method: Method,
    /// What was true.
    pub truth: Truth,
    /// Booms with a look at which it was.
    pub booms: usize,
    /// Such looks.
    pub looks: usize,
    /// Share of the looks with each label, in the order of [`Label::ALL`]: the mean over booms, so that every boom weighs the
    /// same; zeros without booms.
    pub shares: [f64; Label::ALL.len()],
    /// The share of `bursting` with whole start years resampled; `None` with fewer than two of them.
    pub bursting: Option<EraInterval>,
    /// The share of `bursting` and `deflated` together.
    pub over: Option<EraInterval>,
}

impl Confusion {
    /// Of booms whose outcome is known.
    pub(super) fn of(
        method: Method,
        truth: Truth,
        booms: &[&Replayed],
        bootstrap: &EraBootstrap,
    ) -> Result<Self, ReplayError> {
        let (mut looks, mut eras) = (0, Vec::new());
        let mut each: Vec<[f64; Label::ALL.len()]> = Vec::new();
        for boom in booms {
            let then = boom.looks.iter().filter(|look| look.truth == Some(truth));
            let labels: Vec<Label> = then.map(|look| look.label(method)).collect();
            if !labels.is_empty() {
                looks += labels.len();
                let share =
                    |label| labels.iter().filter(|&&l| l == label).count() as f64 / labels.len() as f64;
                each.push(Label::ALL.map(share));
                eras.push(i32::from(boom.episode.era));
            }
        }
        let of = |labels: &[Label]| -> Vec<f64> {
            let chosen = |shares: &[f64; Label::ALL.len()]| {
                Label::ALL
                    .iter()
                    .zip(shares)
                    .filter(|(label, _)| labels.contains(label))
                    .map(|(_, s)| s)
                    .sum()
            };
            each.iter().map(chosen).collect()
        };
        let mean = |label| {
            let values = of(&[label]);
            if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
        };
        let with_eras = |labels: &[Label]| bootstrap.mean_of_several(&of(labels), &eras);
        Ok(Self {
            method,
            truth,
            booms: each.len(),
            looks,
            shares: Label::ALL.map(mean),
            bursting: with_eras(&[Label::Bursting])?,
            over: with_eras(&[Label::Bursting, Label::Deflated])?,
        })
    }
}
