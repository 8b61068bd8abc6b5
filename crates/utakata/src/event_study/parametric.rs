//! Cross-sectional, standardised and dependence-adjusted tests.

use serde::Serialize;

use super::{
    AbnormalReturns,
    abnormal::{mean, spread_about_mean},
};

/// A test per event day and for the whole event window.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standardized {
    /// Statistic per event day; absent where firms agree exactly, so that it has no spread.
    pub day: Vec<Option<f64>>,
    /// Statistic of the cumulative abnormal return.
    pub car: Option<f64>,
}

/// The parametric tests over several events, from naive to adjusted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parametric {
    /// Cross-sectional t of abnormal returns, `t_{N−1}`.
    pub cross_sectional: Standardized,
    /// Patell (1976, Journal of Accounting Research 14): standard normal for independent firms without event-induced
    /// variance. Overstates grossly when firms move together: never to be shown alone.
    pub patell: Standardized,
    /// Patell divided by `√(1 + (N−1) r̄)`; absent when that is not positive.
    pub patell_adjusted: Option<Standardized>,
    /// Boehmer, Musumeci & Poulsen (1991, Journal of Financial Economics 30): allows for event-induced variance,
    /// `t_{N−1}`, independent firms.
    pub bmp: Standardized,
    /// Kolari & Pynnönen (2010, Review of Financial Studies 23): BMP times `√((1−r̄)/(1 + (N−1) r̄))`, `t_{N−1}`;
    /// absent when that is not defined.
    pub bmp_adjusted: Option<Standardized>,
    /// The factor of the adjusted BMP.
    pub adjustment: Option<f64>,
    /// Brown & Warner (1985, Journal of Financial Economics 14): the mean abnormal return over the spread of its own
    /// estimation-window series.
    pub brown_warner: Standardized,
}

/// All parametric tests, given the mean correlation `r̄` of estimation errors. Estimation days are matched by their
/// distance from the event.
pub(super) fn parametric(firms: &[AbnormalReturns], mean_correlation: f64) -> Parametric {
    let count = firms.len() as f64;
    let inflation = 1.0 + (count - 1.0) * mean_correlation;
    let adjustment =
        (inflation > 0.0 && mean_correlation < 1.0).then(|| ((1.0 - mean_correlation) / inflation).sqrt());
    let patell = patell(firms);
    let bmp = over_firms(firms, |firm, day| firm.t_ar[day], |firm| firm.t_car, student);
    Parametric {
        cross_sectional: over_firms(firms, |firm, day| firm.ar[day], |firm| firm.car, student),
        patell_adjusted: (inflation > 0.0).then(|| scaled(&patell, inflation.sqrt().recip())),
        patell,
        bmp_adjusted: adjustment.map(|factor| scaled(&bmp, factor)),
        bmp,
        adjustment,
        brown_warner: brown_warner(firms),
    }
}

fn over_firms(
    firms: &[AbnormalReturns],
    day: impl Fn(&AbnormalReturns, usize) -> f64,
    car: impl Fn(&AbnormalReturns) -> f64,
    statistic: impl Fn(&[f64]) -> Option<f64>,
) -> Standardized {
    let gather = |of: &dyn Fn(&AbnormalReturns) -> f64| firms.iter().map(of).collect::<Vec<f64>>();
    Standardized {
        day: (0..firms[0].ar.len()).map(|t| statistic(&gather(&|firm| day(firm, t)))).collect(),
        car: statistic(&gather(&car)),
    }
}

/// `√N · mean / sd`.
fn student(values: &[f64]) -> Option<f64> {
    let statistic = mean(values) * (values.len() as f64).sqrt() / spread_about_mean(values);
    statistic.is_finite().then_some(statistic)
}

fn patell(firms: &[AbnormalReturns]) -> Standardized {
    // Variance of a standardised prediction error under normality.
    let variance = |firm: &AbnormalReturns| firm.df / (firm.df - 2.0);
    let total = firms.iter().map(variance).sum::<f64>().sqrt();
    let count = (firms.len() as f64).sqrt();
    Standardized {
        day: (0..firms[0].ar.len())
            .map(|t| Some(firms.iter().map(|firm| firm.t_ar[t]).sum::<f64>() / total))
            .collect(),
        car: Some(firms.iter().map(|firm| firm.t_car / variance(firm).sqrt()).sum::<f64>() / count),
    }
}

fn brown_warner(firms: &[AbnormalReturns]) -> Standardized {
    let count = firms.len() as f64;
    let series = |t: usize| firms.iter().map(|firm| firm.residuals[t]).sum::<f64>() / count;
    let spread = spread_about_mean(&(0..firms[0].residuals.len()).map(series).collect::<Vec<f64>>());
    let days: Vec<f64> =
        (0..firms[0].ar.len()).map(|t| firms.iter().map(|firm| firm.ar[t]).sum::<f64>() / count).collect();
    let over = |value: f64| (spread > 0.0).then(|| value / spread);
    Standardized {
        car: over(days.iter().sum::<f64>() / (days.len() as f64).sqrt()),
        day: days.into_iter().map(over).collect(),
    }
}

fn scaled(test: &Standardized, factor: f64) -> Standardized {
    let scale = |statistic: Option<f64>| statistic.map(|s| s * factor);
    Standardized { day: test.day.iter().copied().map(scale).collect(), car: scale(test.car) }
}
