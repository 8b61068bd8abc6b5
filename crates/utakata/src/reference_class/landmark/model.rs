//! The models, in the order in which they were registered.

use serde::Serialize;

use super::super::{Outcomes, ReferenceClassError, leave_era_out_logistic};
use super::survivors::{BoomState, Survivors};

/// Depths that split the booms in two.
const FALLS: [f64; 2] = [0.20, 0.30];
/// Drawdowns of 0.2 and 0.30000000000000004 are the same.
const SAME: f64 = 1e-9;

/// A forecast from what is known on a day, fitted to the booms alive on that day.
///
/// A frequency by a yes or no is the logistic regression on that yes or no: maximum likelihood gives the share of each
/// class. Where all booms of a class had one outcome it is penalised
/// ([`Logistic::fit`](crate::reference_class::Logistic::fit)), so that no small class forecasts certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LandmarkModel {
    /// Frequency among booms that had fallen 20 % by then, and among those that had not.
    #[serde(rename = "fallen-20")]
    Fallen20,
    /// The same by 30 %.
    #[serde(rename = "fallen-30")]
    Fallen30,
    /// Logistic regression on the volatility of the second half of the run-up.
    Volatility,
    /// Logistic regression on the deepest fall so far.
    DeepestFall,
    /// Logistic regression on both.
    VolatilityAndFall,
}

impl LandmarkModel {
    /// All models, in the order of registration.
    pub const ALL: [Self; 5] =
        [Self::Fallen20, Self::Fallen30, Self::Volatility, Self::DeepestFall, Self::VolatilityAndFall];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fallen20 => "frequency by a fall of 20 %",
            Self::Fallen30 => "frequency by a fall of 30 %",
            Self::Volatility => "logistic on second-half volatility",
            Self::DeepestFall => "logistic on deepest fall so far",
            Self::VolatilityAndFall => "logistic on both",
        }
    }

    /// Its name in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fallen20 => "fallen-20",
            Self::Fallen30 => "fallen-30",
            Self::Volatility => "volatility",
            Self::DeepestFall => "deepest-fall",
            Self::VolatilityAndFall => "volatility-and-fall",
        }
    }

    /// What it looks at.
    pub(super) fn predictors(self, state: &BoomState) -> Vec<f64> {
        let fallen = |depth: f64| f64::from(u8::from(state.fall >= depth - SAME));
        match self {
            Self::Fallen20 => vec![fallen(FALLS[0])],
            Self::Fallen30 => vec![fallen(FALLS[1])],
            Self::Volatility => vec![state.volatility],
            Self::DeepestFall => vec![state.fall],
            Self::VolatilityAndFall => vec![state.volatility, state.fall],
        }
    }

    /// One column per predictor; none where nothing it looks at tells the booms apart, as the deepest fall on the day of
    /// entry.
    pub(super) fn columns(self, survivors: &Survivors) -> Option<Vec<Vec<f64>>> {
        let rows: Vec<Vec<f64>> = survivors.states.iter().map(|state| self.predictors(state)).collect();
        let first = rows.first()?;
        let columns: Vec<Vec<f64>> =
            (0..first.len()).map(|j| rows.iter().map(|row| row[j]).collect()).collect();
        columns.iter().any(|column| column.iter().any(|v| v != &column[0])).then_some(columns)
    }

    /// For every boom, the forecast from those more than `gap` years away; none as [`LandmarkModel::columns`].
    pub(super) fn leave_era_out(
        self,
        survivors: &Survivors,
        gap: u32,
    ) -> Result<Option<Vec<f64>>, ReferenceClassError> {
        let Some(columns) = self.columns(survivors) else { return Ok(None) };
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let outcomes = Outcomes::new(&survivors.eras, &survivors.burst)?;
        leave_era_out_logistic(&columns, &outcomes, gap).map(Some)
    }
}
