//! What the engine says about one stream of evidence.

use serde::Serialize;

use crate::Phrase;

/// The answer of one test, complete enough to be checked: null, alternative, statistic, error guarantee, and the
/// smallest p-value this sample size could have given.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Stable identifier of the method in kebab case, for example `mann-kendall-exact`.
    pub method: String,
    /// The null hypothesis in words.
    pub null: Phrase,
    /// The alternative in words.
    pub alternative: Phrase,
    /// Name of the statistic as in the literature, for example `gsadf` or `S`.
    pub statistic_name: String,
    /// Value of the statistic; absent where the method has no single number.
    pub statistic: Option<f64>,
    /// p-value of the stated alternative.
    pub p_value: Option<f64>,
    /// Smallest p-value attainable at this sample size (or replication count).
    pub smallest_p: Option<f64>,
    /// e-value against the null: its expectation under the null is at most one.
    pub e_value: Option<f64>,
    /// Confidence interval of the estimated quantity, where the method has one.
    pub interval: Option<Interval>,
    /// What is promised about errors.
    pub guarantee: Guarantee,
    /// Number of observations used.
    pub observations: usize,
    /// Cautions and side results that belong to the number.
    pub notes: Vec<Phrase>,
}

/// A confidence interval; an absent end is unbounded (never infinity).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interval {
    /// Lower end; `None` when unbounded below.
    pub low: Option<f64>,
    /// Upper end; `None` when unbounded above.
    pub high: Option<f64>,
    /// Confidence level in (0, 1), for example 0.95.
    pub level: f64,
}

/// The kind of error control behind a statement, with the promise in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guarantee {
    /// How the error rate is known.
    pub kind: GuaranteeKind,
    /// The promise as a sentence.
    pub text: Phrase,
}

/// How an error rate is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum GuaranteeKind {
    /// Holds exactly in finite samples, at one pre-chosen look.
    Exact,
    /// Holds at every look and at any stopping time (Ville's inequality).
    AnytimeValid,
    /// Estimated by simulation or bootstrap with a stated number of replications.
    Simulated,
    /// Holds only as the sample grows.
    Asymptotic,
    /// No error rate: a description, not a test.
    Descriptive,
}
