//! Respondents who resemble their neighbours: the design effect and the interval that allows for it.

use serde::Serialize;

use super::{ProportionError, clopper_pearson};
use crate::{Interval, tail::student_quantile};

/// What clustering does to a sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DesignEffect {
    /// Respondents.
    pub n: f64,
    /// Clusters (countries, firms).
    pub clusters: f64,
    /// Intra-class correlation: how alike two answers from one cluster are.
    pub icc: f64,
    /// Variance relative to a simple random sample, `1 + (n/clusters − 1)·icc`.
    pub factor: f64,
    /// Size of the simple random sample with the same variance, `n / factor`.
    pub effective_n: f64,
}

/// The design effect of `n` respondents in `clusters` clusters of equal size (Kish 1965, Survey Sampling, section
/// 5.4).
///
/// # Errors
/// [`ProportionError`] for a sample size that is not positive, fewer than 2 clusters or more than respondents, or a
/// correlation outside [0, 1].
pub fn design_effect(n: f64, icc: f64, clusters: f64) -> Result<DesignEffect, ProportionError> {
    if !(n.is_finite() && n > 0.0) {
        return Err(ProportionError::SampleSize { value: n });
    }
    if !(0.0..=1.0).contains(&icc) {
        return Err(ProportionError::IntraClass { value: icc });
    }
    if !(clusters >= 2.0 && clusters <= n) {
        return Err(ProportionError::Clusters { clusters, n });
    }
    let factor = 1.0 + (n / clusters - 1.0) * icc;
    Ok(DesignEffect { n, clusters, icc, factor, effective_n: n / factor })
}

/// Korn and Graubard's interval (1998, Survey Methodology 24): Clopper–Pearson on the effective sample size, shrunk
/// by `(t_{n−1} / t_{clusters−1})²` because the variance itself is estimated from the clusters.
///
/// # Errors
/// [`ProportionError`] as [`design_effect`] and [`clopper_pearson`].
pub fn korn_graubard(share: f64, design: &DesignEffect, level: f64) -> Result<Interval, ProportionError> {
    if !(level > 0.0 && level < 1.0) {
        return Err(ProportionError::Level { value: level });
    }
    let quantile = |df: f64| student_quantile(1.0 - level, df);
    let shrink = quantile(design.n - 1.0) / quantile(design.clusters - 1.0);
    clopper_pearson(share, design.effective_n * shrink * shrink, level)
}
