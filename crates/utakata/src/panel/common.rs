//! Test for a common bubble.

use serde::Serialize;

use super::factor::principal_component;
use super::{Column, Headline, PanelError, PanelTest, RejectedColumn};
use crate::explosive::{Layout, Recursive, check, recursive};

/// Common-bubble test of Chen, Phillips and Shi (2023, Journal of Financial Econometrics 21(4), 989-1063): the
/// recursive statistics of the first principal component of the panel of levels, `F = X·Λ/N`.
///
/// Columns are centred, not scaled: a column in larger units weighs more, so give comparable units (logarithms, or
/// ratios to a base date).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommonBubble {
    /// Names of the columns used, in the order given.
    pub columns: Vec<String>,
    /// The columns left out, with the reason.
    pub rejected: Vec<RejectedColumn>,
    /// Weight of each column in the factor; squares sum to one, the largest in size is positive.
    pub loadings: Vec<f64>,
    /// Share of the panel's variance explained by the factor.
    pub explained: f64,
    /// The factor, one value per date. Its sign and scale change no statistic.
    pub factor: Vec<f64>,
    /// Statistics of the factor.
    pub statistics: Recursive,
}

impl CommonBubble {
    /// What to compare with a null distribution.
    pub fn headline(&self) -> Headline {
        Headline {
            test: PanelTest::CommonFactor,
            layout: self.statistics.layout,
            columns: self.columns.len(),
            gsadf: self.statistics.gsadf,
        }
    }
}

/// Computes the statistic; columns of another length or with values that are not finite are named in
/// [`CommonBubble::rejected`] and left out.
///
/// # Errors
/// [`PanelError::TooFewColumns`] when fewer than two are left, [`PanelError::FactorNotIdentified`] when nothing varies
/// or two factors are tied, [`PanelError::Explosive`] when the factor cannot be tested.
pub fn common_bubble(columns: &[Column<'_>], layout: &Layout) -> Result<CommonBubble, PanelError> {
    let (mut used, mut rejected) = (Vec::new(), Vec::new());
    for column in columns {
        match check(column.values, layout) {
            Ok(()) => used.push(*column),
            Err(error) => {
                rejected.push(RejectedColumn { name: column.name.to_owned(), reason: error.to_string() });
            }
        }
    }
    if used.len() < 2 {
        let first = rejected.into_iter().next();
        return Err(PanelError::TooFewColumns {
            columns: columns.len(),
            usable: used.len(),
            needed: 2,
            first,
        });
    }
    let values: Vec<&[f64]> = used.iter().map(|c| c.values).collect();
    let factor = principal_component(&values)?;
    Ok(CommonBubble {
        columns: used.iter().map(|c| c.name.to_owned()).collect(),
        rejected,
        statistics: recursive(&factor.scores, layout)?,
        loadings: factor.loadings,
        explained: factor.share,
        factor: factor.scores,
    })
}
