//! Boundaries for the BSADF sequence, with the false-alarm rate each really has.

use serde::Serialize;

use super::{NullDistribution, NullError, quantile};
use crate::explosive::Layout;

/// Which boundary is drawn. All are made from the same draws; they answer different questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BoundaryKind {
    /// At each date the quantile of BSADF at that date: right for one date named in advance; over a sample, some
    /// date is almost surely flagged (the sequence of the Phillips-Shi-Yu Matlab code and EViews).
    Pointwise,
    /// At each date the quantile of the SADF of the sample up to it, that is of the running maximum of BADF (the
    /// wording of Phillips, Shi and Yu 2015 section 2, R `exuber`): between the other two.
    RunningSup,
    /// The constant exceeded by the largest BSADF of the horizon with probability `1 − level`: the chance that *any*
    /// date is flagged is `1 − level`, and some date is flagged exactly when GSADF exceeds its critical value.
    FamilyWise,
    /// As [`BoundaryKind::FamilyWise`], following the shape of the null over time:
    /// `median_t + c·(q90_t − median_t)` with the smallest constant `c` that holds the chance of any flag at
    /// `1 − level`. Spreads the false alarms over the dates when volatility changes.
    FamilyWiseShaped,
}

/// A boundary for every date of a layout.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Boundary {
    /// Which boundary.
    pub kind: BoundaryKind,
    /// Layout of the statistics it may be compared with.
    pub layout: Layout,
    /// Nominal level in (0, 1), for example 0.95.
    pub level: f64,
    /// One value per date, aligned with [`crate::explosive::Recursive::bsadf`]; `None` where the null statistic is
    /// undefined at that date.
    pub values: Vec<Option<f64>>,
    /// Share of the replications that cross the boundary at some date of the horizon: the chance of at least one
    /// false alarm.
    pub false_alarm_rate: f64,
    /// Consecutive dates that chance refers to.
    pub horizon: usize,
}

impl NullDistribution {
    /// The boundary of `kind` at `level`.
    ///
    /// # Errors
    /// [`NullError::Level`]; [`NullError::SequencesNotKept`] and [`NullError::Horizon`] (a composite bootstrap with
    /// a control window shorter than the sample) for all kinds but the constant family-wise boundary.
    pub fn boundary(&self, kind: BoundaryKind, level: f64) -> Result<Boundary, NullError> {
        let replications = self.gsadf().len();
        let most = replications as f64 / (replications as f64 + 1.0);
        if !(level > 0.0 && level <= most) {
            return Err(NullError::Level { level, replications, most });
        }
        let (values, crossed) = if kind == BoundaryKind::FamilyWise {
            let constant = quantile(self.gsadf(), level).ok_or(NullError::Undefined)?;
            let crossed = self.gsadf().iter().filter(|&&g| g > constant).count();
            (vec![Some(constant); self.layout().dates()], crossed)
        } else {
            self.full_horizon()?;
            let sequences = self.bsadf_sequences()?;
            let values = match kind {
                BoundaryKind::RunningSup => by_date(self.running_sequences()?, |d| quantile(d, level)),
                BoundaryKind::FamilyWiseShaped => shaped(sequences, level)?,
                BoundaryKind::Pointwise | BoundaryKind::FamilyWise => {
                    by_date(sequences, |d| quantile(d, level))
                }
            };
            let crosses = |s: &&Vec<f64>| s.iter().zip(&values).any(|(b, v)| v.is_some_and(|v| *b > v));
            let crossed = sequences.iter().filter(crosses).count();
            (values, crossed)
        };
        Ok(Boundary {
            kind,
            layout: *self.layout(),
            level,
            values,
            false_alarm_rate: crossed as f64 / replications as f64,
            horizon: self.horizon(),
        })
    }
}

/// Applies `summary` to the ascending draws of each date.
pub(crate) fn by_date<T>(sequences: &[Vec<f64>], summary: impl Fn(&[f64]) -> T) -> Vec<T> {
    let dates = sequences.first().map_or(0, Vec::len);
    let mut draws = vec![0.0; sequences.len()];
    (0..dates)
        .map(|date| {
            for (draw, sequence) in draws.iter_mut().zip(sequences) {
                *draw = sequence[date];
            }
            draws.sort_by(f64::total_cmp);
            summary(&draws)
        })
        .collect()
}

pub(crate) fn shaped(sequences: &[Vec<f64>], level: f64) -> Result<Vec<Option<f64>>, NullError> {
    let shape = by_date(sequences, |draws| {
        let (median, upper) = (quantile(draws, 0.5)?, quantile(draws, 0.9)?);
        (upper > median).then_some((median, upper - median))
    });
    let mut excess: Vec<f64> = sequences
        .iter()
        .map(|sequence| {
            let scaled = sequence.iter().zip(&shape).filter_map(|(b, s)| s.map(|(m, w)| (b - m) / w));
            scaled.fold(f64::NEG_INFINITY, f64::max)
        })
        .collect();
    excess.sort_by(f64::total_cmp);
    let c = quantile(&excess, level).ok_or(NullError::Undefined)?;
    Ok(shape.into_iter().map(|s| s.map(|(median, width)| median + c * width)).collect())
}
