//! Layer C of a basket in words.

use jiff::civil::Date;
use utakata::reference_class::{EraInterval, LandmarkForecast, ModelSkill};
use utakata::{Interval, Phrase};

use super::class::Class;

pub(super) fn percent(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

fn ends(interval: &Interval) -> [(&'static str, String); 2] {
    let end = |end: Option<f64>, open: f64| percent(end.unwrap_or(open));
    [("low", end(interval.low, 0.0)), ("high", end(interval.high, 1.0))]
}

fn probability(phrase: Phrase, name: &Phrase, probability: &EraInterval) -> Phrase {
    let phrase = phrase.with_texts("basket", &[name]).with("percent", percent(probability.estimate));
    ends(&probability.interval).into_iter().fold(phrase, |phrase, (end, value)| phrase.with(end, value))
}

/// The probability on a day of the boom.
pub(super) fn running(name: &Phrase, start: Date, day: u32, forecast: &LandmarkForecast) -> Phrase {
    let phrase = Phrase::new(
        "probability-running",
        "{basket}: its boom began on {start} by the library's rule and has run {day} of 504 trading days. That it falls 40 % \
         from its running peak before these are over has a probability of {percent} % ({low} to {high} %, start years \
         resampled).",
    );
    probability(
        phrase.with("start", start.to_string()).with("day", day.to_string()),
        name,
        &forecast.probability,
    )
}

/// The frequency at entry, where no start is found.
pub(super) fn unknown(name: &Phrase, forecast: &LandmarkForecast) -> Phrase {
    let phrase = Phrase::new(
        "probability-start-unknown",
        "{basket}: the library's rule finds no start of a boom on the index of this basket, so it is treated as one that has \
         just begun. That such a boom falls 40 % from its running peak within two years has a probability of {percent} % \
         ({low} to {high} %, start years resampled).",
    );
    probability(phrase, name, &forecast.probability)
}

/// The event has happened.
pub(super) fn burst(name: &Phrase, start: Date, on: Date) -> Phrase {
    Phrase::new(
        "probability-happened",
        "{basket}: the event has happened. Its boom began on {start} by the library's rule, and on {on} the index had fallen \
         40 % from its running peak.",
    )
    .with_texts("basket", &[name])
    .with("start", start.to_string())
    .with("on", on.to_string())
}

/// The event did not happen in time.
pub(super) fn over(name: &Phrase, start: Date, end: Date) -> Phrase {
    Phrase::new(
        "probability-expired",
        "{basket}: the event did not happen. Its boom began on {start} by the library's rule, and its two years ended on {end} \
         without a fall of 40 % from the running peak.",
    )
    .with_texts("basket", &[name])
    .with("start", start.to_string())
    .with("end", end.to_string())
}

/// The library has nothing to say.
pub(super) fn too_few(name: &Phrase, class: Class) -> Phrase {
    let phrase = Phrase::new(
        "probability-too-few",
        "{basket}: no probability can be given; the library has too few {class} that began more than four years away.",
    );
    class.said(phrase).with_texts("basket", &[name])
}

/// Where the number comes from.
pub(super) fn origin(class: Class, forecast: &LandmarkForecast, skill: Option<&ModelSkill>) -> Phrase {
    let phrase = match (forecast.model, skill) {
        (Some(model), Some(ModelSkill { skill, .. })) => {
            let end = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), |end| format!("{end:.3}"));
            Phrase::new(
                "probability-model",
                "From a model ({model}) fitted to the {booms} {class} that began more than four years away and had not burst by \
                 that day; {crashes} of them burst later ({frequency} %). With eras left out, over all days after entry, it has \
                 beaten that frequency: gain in Brier score {gain} [{gain_low}, {gain_high}].",
            )
            .with("model", model.name())
            .with("kind", model.id())
            .with("gain", format!("{:.3}", skill.gain.estimate))
            .with("gain_low", end(skill.gain.interval.low))
            .with("gain_high", end(skill.gain.interval.high))
        }
        _ => Phrase::new(
            "probability-climatology",
            "Climatology: of {booms} {class} that began more than four years away and had not burst by that day, {crashes} \
             burst later ({frequency} %). No model that applies to this basket has beaten this frequency.",
        ),
    };
    class
        .said(phrase)
        .with("booms", forecast.survivors.to_string())
        .with("crashes", forecast.bursting.to_string())
        .with("frequency", percent(forecast.frequency.estimate))
}

/// Why a basket that did not double is compared with other booms.
pub(super) fn explosive() -> Phrase {
    Phrase::new(
        "probability-explosive",
        "It passed gate 0 only by a call of explosive growth. It has not doubled in two years, so the frequency among run-ups \
         that did is not applied to it.",
    )
}
