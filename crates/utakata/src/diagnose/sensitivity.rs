//! The same question at other lags and smallest windows.

use super::{DiagnoseError, DiagnoseOptions, Sensitivity, null_distribution, stated_window};
use crate::execution::Cancelled;
use crate::explosive::{Layout, WindowConvention, recursive};
use crate::null::NullError;
use crate::{Execution, Series};

/// Lags 0 to 4 at the chosen window, then half, three quarters, one and a half times and twice that window at the
/// chosen lag. A chosen lag above 4 has its own row.
pub(super) fn scan(
    series: &Series,
    values: &[f64],
    chosen: &Layout,
    options: &DiagnoseOptions,
    execution: &Execution<'_>,
) -> Result<Vec<Sensitivity>, DiagnoseError> {
    let (lag, window) = (chosen.lag(), chosen.window());
    let lags = (0..=4).chain((lag > 4).then_some(lag)).map(|p| (p, window));
    let windows = [window / 2, window * 3 / 4, window * 3 / 2, window * 2].into_iter().map(|w| (lag, w));
    lags.chain(windows).map(|(p, w)| one(series, values, p, w, options, execution)).collect()
}

fn one(
    series: &Series,
    values: &[f64],
    lag: usize,
    window: usize,
    options: &DiagnoseOptions,
    execution: &Execution<'_>,
) -> Result<Sensitivity, DiagnoseError> {
    let attempt = || -> Result<(Layout, f64, Option<f64>), DiagnoseError> {
        let layout = Layout::new(values.len(), lag, window)?;
        let statistics = recursive(values, &layout)?;
        let null = null_distribution(series, values, &layout, options, execution)?;
        let p_value = match null.map(|n| n.p_values(&statistics)) {
            None | Some(Err(NullError::Horizon { .. })) => None,
            Some(p_values) => p_values?.gsadf,
        };
        Ok((layout, statistics.gsadf, p_value))
    };
    match attempt() {
        Ok((layout, gsadf, p_value)) => Ok(Sensitivity {
            lag,
            minimum_window: stated_window(&layout, options),
            gsadf: Some(gsadf),
            p_value,
            reason: None,
        }),
        Err(DiagnoseError::Null(NullError::Cancelled(Cancelled))) => {
            Err(DiagnoseError::Null(NullError::Cancelled(Cancelled)))
        }
        Err(error) => Ok(Sensitivity {
            lag,
            minimum_window: match options.explosive.window_convention {
                WindowConvention::Observations => window,
                WindowConvention::Levels => window + lag + 1,
            },
            gsadf: None,
            p_value: None,
            reason: Some(error.to_string()),
        }),
    }
}
