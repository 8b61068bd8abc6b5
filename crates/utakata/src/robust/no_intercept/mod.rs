//! The supremum Dickey-Fuller statistics without a constant, on a series measured from its first value: the common
//! kernel of the tests in [`crate::robust`].
//!
//! Subtracting `y_1` is the GLS demeaning of Elliott, Rothenberg and Stock (1996) at a unit root; Whitehouse (2019,
//! Oxford Bulletin of Economics and Statistics 81(1)) shows what it gains over the regression with a constant. The
//! origin is the first value of the *sample* in every window, as in Harvey, Leybourne and Zu (2020, Econometric
//! Theory 36(1)) and Kurozumi, Skrobotov and Tsarev (2023, Journal of Financial Econometrics 21(4)), so a window that
//! starts late sees a level far from zero: a window after a rise is read differently from the same window alone.

mod sweep;

pub(crate) use sweep::{Rows, sweep};

use crate::explosive::{
    Degenerate, DegenerateReason, ExplosiveError, Layout, Recursive, check, largest, signed_root,
};
use crate::moments::EndResult;

/// The t-ratios of `β` in `Δy_t = β·(y_{t−1} − y_1) + ε_t`, `Σ x·d / √(s²·Σ x²)` with `s² = SSR/(L − 1)`, over all
/// windows of at least [`Layout::window`] of the `L` regression observations: forward (start fixed: `badf`, `sadf`)
/// and double supremum (`bsadf`, `gsadf`).
///
/// The fields mean what they mean in [`Recursive`], for this regression. Invariant to `a + b·y`, `b > 0`. `O(T²)` time,
/// `O(T)` memory.
///
/// # Errors
/// [`ExplosiveError::LagTooLarge`] for a layout with lags, [`ExplosiveError::LengthMismatch`],
/// [`ExplosiveError::NotFinite`], [`ExplosiveError::Degenerate`] when no window can be tested.
pub fn no_intercept(values: &[f64], layout: &Layout) -> Result<Recursive, ExplosiveError> {
    check_no_lag(layout)?;
    check(values, layout)?;
    let rows = Rows::new(values);
    let mut ends: Vec<EndResult> = Vec::with_capacity(layout.dates());
    sweep::<true>(&rows, layout.window(), |_, end| ends.push(end));
    let degenerate = ends.iter().position(|e| e.degenerate).map(|date| Degenerate {
        dates: ends.iter().filter(|e| e.degenerate).count(),
        first: layout.first_date() + date,
        reason: reason(&rows, layout.window(), date + layout.window() - 1),
    });
    let statistic = |key: f64| (key > f64::NEG_INFINITY).then(|| signed_root(key));
    let badf: Vec<Option<f64>> = ends.iter().map(|e| statistic(e.first)).collect();
    let bsadf: Vec<Option<f64>> = ends.iter().map(|e| statistic(e.best)).collect();
    let Some(gsadf) = largest(&bsadf) else {
        let reason = degenerate.map_or(DegenerateReason::ConstantLevel, |d| d.reason);
        return Err(ExplosiveError::Degenerate(reason));
    };
    Ok(Recursive {
        layout: *layout,
        adf: badf.last().copied().flatten(),
        sadf: largest(&badf),
        gsadf,
        window_start: ends.iter().map(|e| statistic(e.best).map(|_| e.best_start)).collect(),
        badf,
        bsadf,
        degenerate,
    })
}

/// Refuses layouts with lagged differences: the tests of this family have none.
pub(crate) fn check_no_lag(layout: &Layout) -> Result<(), ExplosiveError> {
    if layout.lag() == 0 { Ok(()) } else { Err(ExplosiveError::LagTooLarge { lag: layout.lag(), most: 0 }) }
}

/// Why the shortest degenerate window ending at row `end` is degenerate.
fn reason(rows: &Rows, window: usize, end: usize) -> DegenerateReason {
    let still = |start: usize| {
        let flat = |values: &[f64]| values.iter().all(|&v| v == 0.0);
        flat(&rows.step[start..=end]) || flat(&rows.level[start..=end])
    };
    // The shortest window is the first to stand still; where it moves, what is left is an exact fit.
    if still(end + 1 - window) { DegenerateReason::ConstantLevel } else { DegenerateReason::PerfectFit }
}
