//! Panel GSADF.

use serde::Serialize;

use super::{Column, Headline, PanelError, PanelTest};
use crate::Execution;
use crate::explosive::{Layout, Recursive, recursive};
use crate::null::NullError;

/// Panel GSADF of Pavlidis, Yusupova, Paya, Peel, Martínez-García, Mack and Grossman (2016, Journal of Real Estate
/// Finance and Economics 53(4), 419-449): `BSADF_t = N⁻¹ Σ_i BSADF_{i,t}` and its largest value over the dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PanelGsadf {
    /// Sample length, lag and smallest window, the same for all columns.
    pub layout: Layout,
    /// The columns used, in the order given.
    pub columns: Vec<PanelColumn>,
    /// The columns left out, with the reason.
    pub rejected: Vec<RejectedColumn>,
    /// Mean over `columns` of BSADF at each date from observation [`Layout::first_date`]; `None` where some column
    /// has no statistic, because a mean over fewer columns has another law.
    pub bsadf: Vec<Option<f64>>,
    /// Largest entry of `bsadf`.
    pub gsadf: f64,
}

/// The statistics of one column.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PanelColumn {
    /// Name.
    pub name: String,
    /// ADF, SADF, GSADF and their sequences.
    pub statistics: Recursive,
}

/// A column that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RejectedColumn {
    /// Name.
    pub name: String,
    /// What is wrong with it and what to do.
    pub reason: String,
}

impl PanelGsadf {
    /// What to compare with a null distribution.
    pub fn headline(&self) -> Headline {
        Headline {
            test: PanelTest::MeanBsadf,
            layout: self.layout,
            columns: self.columns.len(),
            gsadf: self.gsadf,
        }
    }
}

/// Computes the panel statistic; columns that cannot be tested (another length, not finite, constant) are named in
/// [`PanelGsadf::rejected`] and left out.
///
/// # Errors
/// [`PanelError::TooFewColumns`] when no column is left, or no date at which all of them have a statistic;
/// [`NullError::Cancelled`].
pub fn panel_gsadf(
    columns: &[Column<'_>],
    layout: &Layout,
    execution: &Execution<'_>,
) -> Result<PanelGsadf, PanelError> {
    let results =
        execution.map(columns.len(), |i| recursive(columns[i].values, layout)).map_err(NullError::from)?;
    let (mut used, mut rejected) = (Vec::new(), Vec::new());
    for (column, result) in columns.iter().zip(results) {
        let name = column.name.to_owned();
        match result {
            Ok(statistics) => used.push(PanelColumn { name, statistics }),
            Err(error) => rejected.push(RejectedColumn { name, reason: error.to_string() }),
        }
    }
    let bsadf: Vec<Option<f64>> = (0..layout.dates())
        .map(|date| {
            let sum: Option<f64> = used.iter().map(|c| c.statistics.bsadf[date]).sum();
            sum.filter(|_| !used.is_empty()).map(|s| s / used.len() as f64)
        })
        .collect();
    let Some(gsadf) = bsadf.iter().flatten().copied().reduce(f64::max) else {
        return Err(PanelError::TooFewColumns {
            columns: columns.len(),
            usable: used.len(),
            needed: used.len().max(1),
            first: rejected.into_iter().next(),
        });
    };
    Ok(PanelGsadf { layout: *layout, columns: used, rejected, bsadf, gsadf })
}
