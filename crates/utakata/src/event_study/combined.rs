//! Many events together: every test side by side.

use serde::Serialize;

use super::{
    AbnormalReturns, EventReturns, EventStudyError, Flips, GeneralizedRank, GeneralizedSign, NormalModel,
    Parametric, Placebo, SignFlip, Standardized, abnormal_returns, dependence::mean_correlation,
    parametric::parametric, permutation, rank,
};
use crate::tail::student_two_sided;

/// How the events lie in time, which decides what can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Design {
    /// All events on the same days: firms move together, placebo windows keep that.
    CommonDate,
    /// No two events share a day: abnormal returns are nearly independent, signs may be flipped.
    SeparateDates,
    /// Some events share days and some do not.
    Mixed,
}

/// Every test over several events.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CombinedTests {
    /// How the events lie in time.
    pub design: Design,
    /// Each firm alone.
    pub firms: Vec<AbnormalReturns>,
    /// Mean abnormal return per event day.
    pub aar: Vec<f64>,
    /// Mean cumulative abnormal return.
    pub caar: f64,
    /// Mean correlation `r̄` of estimation errors on common calendar days.
    pub mean_correlation: f64,
    /// Parametric tests.
    pub parametric: Parametric,
    /// Two-sided p-value of BMP for the cumulative return, `t_{N−1}`.
    pub p_bmp: Option<f64>,
    /// Two-sided p-value of the adjusted BMP, `t_{N−1}`.
    pub p_bmp_adjusted: Option<f64>,
    /// Corrado–Zivney rank test, standard normal.
    pub corrado_zivney: Standardized,
    /// Generalised rank test of the cumulative return.
    pub generalized_rank: Option<GeneralizedRank>,
    /// Generalised sign test of the cumulative return.
    pub generalized_sign: Option<GeneralizedSign>,
    /// Sign-flip test of the cumulative return; for independent events only.
    pub sign_flip: SignFlip,
    /// Wild bootstrap with one sign for each calendar date; for many dates.
    pub wild_bootstrap: SignFlip,
    /// Placebo windows, for event days no more volatile than others.
    pub placebo: Option<Placebo>,
    /// Placebo windows of BMP's t-ratio: also where firms move together and events add variance.
    pub placebo_of_ratios: Option<Placebo>,
}

/// Runs every test on events with windows of equal lengths.
///
/// # Errors
/// [`EventStudyError`] for fewer than two events, unequal windows, or a firm whose model cannot be fitted.
pub fn combined_tests(events: &[EventReturns], model: NormalModel) -> Result<CombinedTests, EventStudyError> {
    combined_tests_with(events, model, Flips::default())
}

/// As [`combined_tests`], with the random signs to use where there are too many for all combinations.
///
/// # Errors
/// As [`combined_tests`].
pub fn combined_tests_with(
    events: &[EventReturns],
    model: NormalModel,
    flips: Flips,
) -> Result<CombinedTests, EventStudyError> {
    if events.len() < 2 {
        return Err(EventStudyError::TooFewEvents { given: events.len() });
    }
    let lengths = |event: &EventReturns| (event.estimation.len(), event.event.len());
    if let Some(other) = events.iter().find(|event| lengths(event) != lengths(&events[0])) {
        return Err(EventStudyError::UnequalWindows {
            firm: other.firm.clone(),
            first: events[0].firm.clone(),
        });
    }
    let firms = events.iter().map(|event| abnormal_returns(event, model)).collect::<Result<Vec<_>, _>>()?;
    let count = firms.len() as f64;
    let aar: Vec<f64> =
        (0..firms[0].ar.len()).map(|t| firms.iter().map(|firm| firm.ar[t]).sum::<f64>() / count).collect();
    let correlation = mean_correlation(events, &firms);
    let parametric = parametric(&firms, correlation);
    let p_value = |t: Option<f64>| t.map(|t| student_two_sided(t, count - 1.0));
    Ok(CombinedTests {
        design: design(events),
        caar: aar.iter().sum(),
        aar,
        mean_correlation: correlation,
        p_bmp: p_value(parametric.bmp.car),
        p_bmp_adjusted: p_value(parametric.bmp_adjusted.as_ref().and_then(|test| test.car)),
        parametric,
        corrado_zivney: rank::corrado_zivney(&firms),
        generalized_rank: rank::generalized_rank(&firms),
        generalized_sign: permutation::generalized_sign(&firms),
        sign_flip: permutation::sign_flip(&firms, flips),
        wild_bootstrap: permutation::wild_bootstrap(events, &firms, flips),
        placebo: permutation::placebo(&firms),
        placebo_of_ratios: permutation::placebo_of_ratios(&firms),
        firms,
    })
}

fn design(events: &[EventReturns]) -> Design {
    if events.iter().all(|event| event.event_dates == events[0].event_dates) {
        return Design::CommonDate;
    }
    // The days of one event differ, so a day that is there twice is shared.
    let mut days: Vec<_> = events.iter().flat_map(|event| &event.event_dates).collect();
    days.sort_unstable();
    if days.windows(2).any(|pair| pair[0] == pair[1]) { Design::Mixed } else { Design::SeparateDates }
}
