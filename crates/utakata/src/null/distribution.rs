//! What the draws say: p-values and critical values.

use serde::Serialize;

use super::simulate::Draw;
use super::{Method, NullError, Simulation, quantile};
use crate::explosive::{Layout, Recursive};

/// Simulated statistics under a null, for one layout.
#[derive(Debug, Clone, PartialEq)]
pub struct NullDistribution {
    method: Method,
    layout: Layout,
    simulated: Layout,
    simulation: Simulation,
    adf: Vec<f64>,
    sadf: Vec<f64>,
    gsadf: Vec<f64>,
    bsadf: Vec<Vec<f64>>,
    running: Vec<Vec<f64>>,
}

/// p-values `(1 + #{draws ≥ statistic})/(R + 1)`, right-tailed; `None` where the statistic is undefined.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PValues {
    /// Of the full-sample ADF.
    pub adf: Option<f64>,
    /// Of SADF.
    pub sadf: Option<f64>,
    /// Of GSADF.
    pub gsadf: Option<f64>,
}

/// Right-tail critical values at 90, 95 and 99 % (type-7 quantiles of the draws).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quantiles {
    /// 90 %.
    #[serde(rename = "90")]
    pub p90: Option<f64>,
    /// 95 %.
    #[serde(rename = "95")]
    pub p95: Option<f64>,
    /// 99 %.
    #[serde(rename = "99")]
    pub p99: Option<f64>,
}

/// Scalar critical values, with what is needed to make them again.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CriticalValues {
    /// `monte-carlo`, `wild-bootstrap` or `composite`.
    pub method: String,
    /// The method with its parameters.
    pub process: Method,
    /// Replications.
    pub replications: usize,
    /// Seed.
    pub seed: u64,
    /// Dates over which SADF and GSADF take their maxima.
    pub horizon: usize,
    /// Of the full-sample ADF.
    pub adf: Quantiles,
    /// Of SADF.
    pub sadf: Quantiles,
    /// Of GSADF.
    pub gsadf: Quantiles,
}

impl NullDistribution {
    pub(crate) fn from_draws(
        method: Method,
        layout: Layout,
        simulated: Layout,
        simulation: Simulation,
        draws: Vec<Draw>,
    ) -> Result<Self, NullError> {
        let sorted = |of: fn(&Draw) -> f64| {
            let mut values: Vec<f64> = draws.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        let (adf, sadf, gsadf) = (sorted(|d| d.adf), sorted(|d| d.sadf), sorted(|d| d.gsadf));
        if quantile(&gsadf, 0.5).is_none() {
            return Err(NullError::Undefined);
        }
        let (bsadf, running) = draws.into_iter().map(|d| (d.bsadf, d.running)).unzip();
        Ok(Self { method, layout, simulated, simulation, adf, sadf, gsadf, bsadf, running })
    }

    /// How it was made.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Layout of the statistics it may be compared with.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Dates over which the simulated SADF and GSADF take their maxima: all dates of the layout, or the control
    /// window of the composite bootstrap.
    pub fn horizon(&self) -> usize {
        self.simulated.dates()
    }

    /// Replications and seed.
    pub fn simulation(&self) -> Simulation {
        self.simulation
    }

    /// Simulated full-sample ADF, ascending (−∞ where degenerate); as for the next two.
    pub fn adf(&self) -> &[f64] {
        &self.adf
    }

    /// Simulated SADF, ascending.
    pub fn sadf(&self) -> &[f64] {
        &self.sadf
    }

    /// Simulated GSADF, ascending.
    pub fn gsadf(&self) -> &[f64] {
        &self.gsadf
    }

    /// Simulated BSADF at date number `date` of the layout (from 0), ascending: what [`super::BoundaryKind::Pointwise`]
    /// takes its quantiles of.
    ///
    /// # Errors
    /// [`NullError::SequencesNotKept`]; [`NullError::Horizon`] for a date beyond the simulated ones.
    pub fn bsadf_at(&self, date: usize) -> Result<Vec<f64>, NullError> {
        let (control, dates) = (self.horizon(), self.layout.dates());
        if date >= control {
            return Err(NullError::Horizon { control, dates });
        }
        let mut draws: Vec<f64> = self.bsadf_sequences()?.iter().map(|sequence| sequence[date]).collect();
        draws.sort_by(f64::total_cmp);
        Ok(draws)
    }

    /// Simulated BSADF sequences, one per replication.
    pub(super) fn bsadf_sequences(&self) -> Result<&[Vec<f64>], NullError> {
        self.kept(&self.bsadf)
    }

    /// Simulated running maxima of BADF, one sequence per replication.
    pub(super) fn running_sequences(&self) -> Result<&[Vec<f64>], NullError> {
        self.kept(&self.running)
    }

    fn kept<'a>(&self, sequences: &'a [Vec<f64>]) -> Result<&'a [Vec<f64>], NullError> {
        if self.simulation.keep_sequences { Ok(sequences) } else { Err(NullError::SequencesNotKept) }
    }

    /// Smallest p-value these draws can give, `1/(R + 1)`.
    pub fn smallest_p(&self) -> f64 {
        1.0 / (self.gsadf.len() as f64 + 1.0)
    }

    /// Checks that `statistics` may be compared with these draws.
    ///
    /// # Errors
    /// [`NullError::LayoutMismatch`].
    pub fn check(&self, statistics: &Recursive) -> Result<(), NullError> {
        if statistics.layout == self.layout {
            Ok(())
        } else {
            Err(NullError::LayoutMismatch { statistic: statistics.layout, null: self.layout })
        }
    }

    /// p-values of ADF, SADF and GSADF.
    ///
    /// # Errors
    /// [`NullError::LayoutMismatch`]; [`NullError::Horizon`] when the draws cover fewer dates than the sample.
    pub fn p_values(&self, statistics: &Recursive) -> Result<PValues, NullError> {
        self.check(statistics)?;
        self.full_horizon()?;
        let p = |draws: &[f64], statistic: f64| {
            let reached = draws.len() - draws.partition_point(|&d| d < statistic);
            (1 + reached) as f64 / (draws.len() + 1) as f64
        };
        Ok(PValues {
            adf: statistics.adf.map(|s| p(&self.adf, s)),
            sadf: statistics.sadf.map(|s| p(&self.sadf, s)),
            gsadf: Some(p(&self.gsadf, statistics.gsadf)),
        })
    }

    pub(super) fn full_horizon(&self) -> Result<(), NullError> {
        let (control, dates) = (self.horizon(), self.layout.dates());
        if control == dates { Ok(()) } else { Err(NullError::Horizon { control, dates }) }
    }

    /// Critical values at 90, 95 and 99 %.
    pub fn critical_values(&self) -> CriticalValues {
        let of = |draws: &[f64]| Quantiles {
            p90: quantile(draws, 0.90),
            p95: quantile(draws, 0.95),
            p99: quantile(draws, 0.99),
        };
        CriticalValues {
            method: self.method.name().to_owned(),
            process: self.method,
            replications: self.simulation.replications,
            seed: self.simulation.seed,
            horizon: self.horizon(),
            adf: of(&self.adf),
            sadf: of(&self.sadf),
            gsadf: of(&self.gsadf),
        }
    }
}
