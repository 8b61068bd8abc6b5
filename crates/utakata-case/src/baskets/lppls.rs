//! LPPLS confidence of an index.

use jiff::civil::Date;
use utakata::lppls::SearchBox;
use utakata::lppls::filter::{Denominator, Direction, Preset, Scale};
use utakata::lppls::indicator::null::{NullModel, Paths, Significance};
use utakata::lppls::indicator::{Indicator, IndicatorError};
use utakata::{Execution, Series};

use crate::verdict::InquiryOptions;

/// Conditions and search space: those of the confidence indicator as published.
const PRESET: Preset = Preset::Sornette2015C1;
/// Prices without a bubble that the confidence is compared with.
const NULL: NullModel = NullModel::Garch;
/// Most simulated paths; each costs the fits of one date.
const MOST_PATHS: usize = 199;
/// Days before the last on which the confidence is shown, and from one to the next.
const SHOWN: (usize, usize) = (504, 10);

/// What LPPLS says of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct LpplsReading {
    /// The nested windows: the published ones, or short ones where the index is too young.
    pub scale: Scale,
    /// Date, positive and negative confidence, oldest first; the last is the last day of the index.
    pub looks: Vec<(Date, f64, f64)>,
    /// The positive confidence of the last day against prices without a bubble.
    pub positive: Significance,
}

/// Reads `index` on its last day and every other week before.
///
/// # Errors
/// [`IndicatorError`] where the index is too short for any windows, or its returns do not vary.
pub(super) fn read(
    index: &Series,
    options: &InquiryOptions,
    execution: &Execution<'_>,
) -> Result<LpplsReading, IndicatorError> {
    let logs: Vec<f64> = index.values().iter().map(|value| value.ln()).collect();
    let scale = if logs.len() >= Scale::FCO.longest { Scale::FCO } else { Scale::SHORT };
    let filter = PRESET.filter();
    let space: SearchBox = PRESET.search_box();
    let indicator = Indicator::new(filter, &space, &[scale], Denominator::AllWindows)?;
    let Some(last) = logs.len().checked_sub(1).filter(|&last| last + 1 >= indicator.least()) else {
        return Err(IndicatorError::TooShort { observations: logs.len(), needed: indicator.least() });
    };
    let (days, step) = SHOWN;
    let first = last.saturating_sub(days).max(indicator.least() - 1);
    let mut ends: Vec<usize> = (first..=last).rev().step_by(step).collect();
    ends.reverse();
    let looks = indicator
        .confidence(&logs, &ends, execution)?
        .iter()
        .map(|c| (index.dates()[c.end], c.share(Direction::Positive), c.share(Direction::Negative)))
        .collect();
    let paths = Paths { model: NULL, paths: options.replications.min(MOST_PATHS), seed: options.seed };
    let positive = indicator.significance(&logs, last, &paths, execution)?.swap_remove(0);
    Ok(LpplsReading { scale, looks, positive })
}
