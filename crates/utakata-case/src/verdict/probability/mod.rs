//! Layer C: the probability that the boom of a basket bursts, from earlier booms of its class that were alive on the same
//! day of theirs; a model's only where one has beaten their plain frequency with eras left out.

mod alarm;
mod class;
mod course;
mod words;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use utakata::reference_class::{
    AfterEntry, AnalogDesign, Booms, LandmarkForecast, LandmarkModel, LiveBoom, ReferenceClassError,
    after_entry, landmark_forecast,
};
use utakata::{Execution, Phrase, Series, Statement};

pub(super) use class::Class;
use course::{Course, latest};

use super::climatology::BOOTSTRAP;
use super::{InquiryError, InquiryOptions};
use crate::baskets::Baskets;
use crate::findings::{BasketProbability, EventStanding, Gate};
use crate::library::{Library, LibraryError};

/// The booms of a class, and what has been shown about them.
struct Known {
    booms: Booms,
    skill: AfterEntry,
}

/// The shipped library, with every class that was asked for judged once.
pub(super) struct ReferenceLibrary<'a> {
    library: &'a Library,
    known: BTreeMap<Class, Known>,
}

/// What the library says of one basket.
pub(super) struct Judged {
    /// Layer C.
    pub(super) probability: BasketProbability,
    /// The alarm on its boom, a statement of layer A.
    pub(super) alarm: Option<Statement>,
}

impl<'a> ReferenceLibrary<'a> {
    pub(super) fn new(library: &'a Library) -> Self {
        Self { library, known: BTreeMap::new() }
    }

    /// Every basket that qualifies, judged.
    ///
    /// # Errors
    /// [`InquiryError::Library`] when the embedded library is damaged or the work is stopped.
    pub(super) fn judge(
        &mut self,
        baskets: &Baskets<'_>,
        gates: &[Gate],
        options: &InquiryOptions,
        execution: &Execution<'_>,
    ) -> Result<Vec<Judged>, InquiryError> {
        let mut found = Vec::new();
        for (data, gate) in baskets.iter().zip(gates) {
            let (Ok(prices), Some(class)) = (&data.prices, Class::of(data.basket, gate)) else { continue };
            let index = &prices.index;
            let boom = latest(index, class.rule, options.seed, execution).map_err(LibraryError::from)?;
            let alarm = boom.as_ref().map(|boom| alarm::statement(self.library, boom, index));
            let course = Course::of(index, boom.as_ref());
            found.push(Judged {
                probability: self.probability(gate, class, course, index)?,
                alarm: alarm.transpose()?.flatten(),
            });
        }
        Ok(found)
    }

    fn probability(
        &mut self,
        gate: &Gate,
        class: Class,
        course: Course,
        index: &Series,
    ) -> Result<BasketProbability, InquiryError> {
        let name = &gate.name;
        let settled = |standing, start, text| BasketProbability {
            standing,
            start: Some(start),
            ..blank(gate, class, text)
        };
        let (live, start) = match course {
            Course::Burst { start, on } => {
                return Ok(settled(EventStanding::Happened, start, words::burst(name, start, on)));
            }
            Course::Over { start, end } => {
                return Ok(settled(EventStanding::Expired, start, words::over(name, start, end)));
            }
            Course::Running { start, day, state } => {
                (LiveBoom { era: start.year().into(), day, state }, Some(start))
            }
            Course::Unknown => {
                let last = index.dates().last().map_or(0, |date| date.year().into());
                (LiveBoom { era: last, day: 0, state: None }, None)
            }
        };
        let known = self.known(class)?;
        let printed = known.skill.printed;
        let day = start.map(|_| live.day);
        let Some(forecast) = forecast(known, &live)? else {
            let text = words::too_few(name, class);
            return Ok(BasketProbability { start, day, ..blank(gate, class, text) });
        };
        let text = match start {
            Some(start) => words::running(name, start, live.day, &forecast),
            None => words::unknown(name, &forecast),
        };
        let skill = printed.and_then(|model| {
            LandmarkModel::ALL.iter().zip(&known.skill.pooled).find(|(m, _)| **m == model).map(|(_, s)| s)
        });
        let mut probability = blank(gate, class, text);
        probability.notes.insert(0, words::origin(class, &forecast, skill));
        Ok(BasketProbability {
            start,
            day,
            volatility: live.state.map(|s| s.volatility),
            fall: live.state.map(|s| s.fall),
            booms: forecast.survivors,
            crashes: forecast.bursting,
            frequency: Some(forecast.frequency.estimate),
            frequency_interval: Some(forecast.frequency.interval),
            model: forecast.model.map(|m| m.id().to_owned()),
            probability: Some(forecast.probability.estimate),
            interval: Some(forecast.probability.interval),
            ..probability
        })
    }

    fn known(&mut self, class: Class) -> Result<&Known, LibraryError> {
        match self.known.entry(class) {
            Entry::Occupied(place) => Ok(place.into_mut()),
            Entry::Vacant(place) => {
                let booms = self.library.booms(class.rule, class.reference.group());
                let skill = after_entry(&booms, gap(), &BOOTSTRAP)?;
                Ok(place.insert(Known { booms, skill }))
            }
        }
    }
}

/// The embargo of every forecast, in years.
fn gap() -> u32 {
    AnalogDesign::default().gap
}

/// None where the booms of other eras are of fewer than two start years.
fn forecast(known: &Known, live: &LiveBoom) -> Result<Option<LandmarkForecast>, LibraryError> {
    match landmark_forecast(&known.booms, live, known.skill.printed, gap(), &BOOTSTRAP) {
        Ok(forecast) => Ok(Some(forecast)),
        Err(ReferenceClassError::Isolated { .. } | ReferenceClassError::Parameter { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// An open event without a probability.
fn blank(gate: &Gate, class: Class, text: Phrase) -> BasketProbability {
    let explosive = class.rule == utakata::boom::Rule::Explosive;
    BasketProbability {
        basket: gate.basket.clone(),
        rule: class.rule.name().to_owned(),
        reference: class.reference.name().to_owned(),
        standing: EventStanding::Open,
        start: None,
        day: None,
        volatility: None,
        fall: None,
        booms: 0,
        crashes: 0,
        frequency: None,
        frequency_interval: None,
        model: None,
        probability: None,
        interval: None,
        text,
        notes: explosive.then(words::explosive).into_iter().collect(),
    }
}
