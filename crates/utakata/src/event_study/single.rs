//! One firm, one event: the sample-quantile test.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AbnormalReturns, EventReturns, EventStudyError, NormalModel, abnormal_returns, limit};
use crate::{Guarantee, Phrase, Statement, evalue::mixture, statement::GuaranteeKind};

/// Which abnormal returns count as extreme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Tail {
    /// Falls.
    Lower,
    /// Rises.
    Upper,
    /// Both: twice the smaller tail.
    TwoSided,
}

/// The sample-quantile test of one event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SingleEvent {
    /// Abnormal returns and their parametric tests.
    pub abnormal: AbnormalReturns,
    /// Which abnormal returns count as extreme.
    pub tail: Tail,
    /// p-value of the cumulative abnormal return among the windows of its length in the estimation period:
    /// `(1 + #{as extreme}) / (1 + windows)`.
    pub p_value: f64,
    /// Number of those windows: `T − L + 1`, the estimation days for a single-day event.
    pub windows: usize,
    /// Smallest attainable p-value.
    pub smallest_p: f64,
    /// The event days whose raw return was stopped by the price limit in the tested direction: the abnormal return is
    /// then a bound, and the p-value the largest the true reaction could have.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub stopped_by_limit: Vec<Date>,
}

/// The sample-quantile test (Gelbach, Helland & Klick 2013, American Law and Economics Review 15): the abnormal return
/// ranked among the estimation errors of the same firm, so that fat tails need no model. For an event window of
/// several days the cumulative return is ranked among moving blocks (Chernozhukov, Wüthrich & Zhu 2021, JASA 116).
///
/// `limit` is the exchange's daily price limit as a fraction (0.2), if it has one.
///
/// # Errors
/// [`EventStudyError`] when the model cannot be fitted, the limit is not a fraction, or the event window is longer than
/// the estimation window.
pub fn single_event(
    returns: &EventReturns,
    model: NormalModel,
    tail: Tail,
    limit: Option<f64>,
) -> Result<SingleEvent, EventStudyError> {
    limit.map_or(Ok(()), limit::check)?;
    let abnormal = abnormal_returns(returns, model)?;
    let length = abnormal.ar.len();
    let windows: Vec<f64> = abnormal.residuals.windows(length).map(|window| window.iter().sum()).collect();
    if windows.is_empty() {
        return Err(EventStudyError::ShortEstimation { given: abnormal.residuals.len() });
    }
    let share = |as_extreme: &dyn Fn(f64) -> bool| {
        (1.0 + windows.iter().filter(|&&w| as_extreme(w)).count() as f64) / (1.0 + windows.len() as f64)
    };
    let (lower, upper) = (share(&|w| w <= abnormal.car), share(&|w| w >= abnormal.car));
    let smallest = (1.0 + windows.len() as f64).recip();
    let (p_value, smallest_p) = match tail {
        Tail::Lower => (lower, smallest),
        Tail::Upper => (upper, smallest),
        Tail::TwoSided => ((2.0 * lower.min(upper)).min(1.0), 2.0 * smallest),
    };
    let stopped = |r: f64| {
        limit.is_some_and(|limit| {
            (tail != Tail::Upper && limit::at_floor(r, limit))
                || (tail != Tail::Lower && limit::at_ceiling(r, limit))
        })
    };
    let days = returns.event_dates.iter().zip(&returns.event);
    let stopped_by_limit = days.filter(|(_, r)| stopped(**r)).map(|(day, _)| *day).collect();
    Ok(SingleEvent { windows: windows.len(), abnormal, tail, p_value, smallest_p, stopped_by_limit })
}

/// "The reaction was an ordinary stretch of abnormal returns": the sample-quantile p-value with its mixture e-value.
///
/// # Errors
/// As [`single_event`].
pub fn single_event_statement(
    returns: &EventReturns,
    model: NormalModel,
    tail: Tail,
    limit: Option<f64>,
) -> Result<Statement, EventStudyError> {
    let test = single_event(returns, model, tail, limit)?;
    Ok(Statement {
        method: "event-sample-quantile".to_owned(),
        null: Phrase::fill(
            "event-single-null",
            "the abnormal return of {firm} on {date} is an ordinary one",
            [("firm", returns.firm.clone()), ("date", returns.date.to_string())],
        ),
        alternative: match tail {
            Tail::Lower => Phrase::new("event-single-fall", "it fell more than on ordinary days"),
            Tail::Upper => Phrase::new("event-single-rise", "it rose more than on ordinary days"),
            Tail::TwoSided => Phrase::new("event-single-move", "it moved more than on ordinary days"),
        },
        statistic_name: "CAR".to_owned(),
        statistic: Some(test.abnormal.car),
        p_value: Some(test.p_value),
        smallest_p: Some(test.smallest_p),
        e_value: Some(mixture(test.p_value)?),
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::new(
                "event-single-guarantee",
                "if ordinary abnormal returns are exchangeable, the chance of p ≤ α is at most α up to the error of \
                 fitting the model, which vanishes in long estimation windows",
            ),
        },
        observations: test.abnormal.estimation + test.abnormal.ar.len(),
        notes: notes(&test),
    })
}

fn notes(test: &SingleEvent) -> Vec<Phrase> {
    let mut notes = vec![Phrase::fill(
        "event-single-parametric",
        "parametric t = {t} (p = {p}), which trusts normal errors; {windows} stretches of the estimation window \
         compared",
        [
            ("t", format!("{:.2}", test.abnormal.t_car)),
            ("p", format!("{:.2e}", test.abnormal.p_car)),
            ("windows", test.windows.to_string()),
        ],
    )];
    if !test.stopped_by_limit.is_empty() {
        notes.push(Phrase::fill(
            "event-single-limit",
            "stopped by the price limit on {days}: the reaction is at least this large and p at most this; the days \
             until the limit opens tell more",
            [("days", test.stopped_by_limit.iter().map(Date::to_string).collect::<Vec<_>>().join(", "))],
        ));
    }
    notes.push(Phrase::new(
        "event-single-selection",
        "means nothing if the event was picked because the price moved, or if other news came on the same day",
    ));
    notes
}
