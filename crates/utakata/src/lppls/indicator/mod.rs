//! The confidence indicator: which share of the nested windows that end on a date has a fit that counts as a bubble (DS LPPLS
//! Confidence; Sornette, Demos, Zhang, Cauwels, Filimonov & Zhang 2015), on one or several sets of windows; the trust
//! indicator; and how often random walks reach such values ([`null`]).

mod live;
pub mod null;
mod trust;

pub use live::Live;
pub use trust::{Resampling, Trust};

use thiserror::Error;

use super::filter::{Denominator, Direction, Filter, Preset, Scale, ScaleName, Shape, largest_error};
use super::{LpplsError, Nested, NestedFit, SearchBox};
use crate::Execution;
use crate::null::NullError;
use crate::sample::SampleError;

/// Why an indicator has no value.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum IndicatorError {
    /// No window set is complete.
    #[error(
        "{observations} observations up to the date: the shortest window set needs {needed}; give a longer series, a later \
         date or a preset with shorter windows"
    )]
    TooShort {
        /// Observations up to the date.
        observations: usize,
        /// Observations needed.
        needed: usize,
    },
    /// A fit was refused.
    #[error(transparent)]
    Lppls(#[from] LpplsError),
    /// The null cannot be fitted to the returns.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// The simulation was refused.
    #[error(transparent)]
    Null(#[from] NullError),
}

/// A filter and its windows, with all of their fits that does not depend on prices: one value serves any number of series,
/// dates and simulations.
#[derive(Debug, Clone)]
pub struct Indicator {
    filter: Filter,
    denominator: Denominator,
    scales: Vec<Tabled>,
}

/// One set of windows and its table.
#[derive(Debug, Clone)]
struct Tabled {
    scale: Scale,
    nested: Nested,
}

/// A set of windows, the dates on which it is complete, and its fits, date by date.
struct Fitted<'a> {
    tabled: &'a Tabled,
    complete: Vec<usize>,
    fits: Vec<NestedFit>,
}

/// The windows of one set that end on one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confidence {
    /// Position of the date.
    pub end: usize,
    /// The set of windows.
    pub scale: ScaleName,
    /// Windows that qualify, positive and negative.
    pub qualified: [usize; 2],
    /// Windows that they are counted among.
    pub among: [usize; 2],
}

impl Confidence {
    /// The confidence in a direction: the share of the windows that qualifies, 0 where there is no window to count among.
    pub fn share(&self, direction: Direction) -> f64 {
        let k = usize::from(direction == Direction::Negative);
        if self.among[k] == 0 { 0.0 } else { self.qualified[k] as f64 / self.among[k] as f64 }
    }
}

impl Indicator {
    /// From any filter and windows.
    ///
    /// # Errors
    /// [`LpplsError`] for impossible boxes and windows that are too short.
    pub fn new(
        filter: Filter,
        search_box: &SearchBox,
        scales: &[Scale],
        denominator: Denominator,
    ) -> Result<Self, LpplsError> {
        let tabled =
            |&scale: &Scale| Ok(Tabled { scale, nested: Nested::new(search_box, &scale.lengths())? });
        let scales = scales.iter().map(tabled).collect::<Result<_, LpplsError>>()?;
        Ok(Self { filter, denominator, scales })
    }

    /// As published.
    ///
    /// # Errors
    /// [`LpplsError`].
    pub fn preset(preset: Preset) -> Result<Self, LpplsError> {
        Self::new(preset.filter(), &preset.search_box(), &preset.scales(), preset.denominator())
    }

    /// Observations up to the first date on which every window is complete.
    pub fn longest(&self) -> usize {
        self.scales.iter().map(|s| s.nested.history() + 1).max().unwrap_or_default()
    }

    /// Observations up to the first date on which one set of windows is complete.
    pub fn least(&self) -> usize {
        self.scales.iter().map(|s| s.nested.history() + 1).min().unwrap_or_default()
    }

    /// The confidence on dates `ends` (positions in `logs`, ascending): date by date, in each the sets of windows that are
    /// complete.
    ///
    /// # Errors
    /// [`IndicatorError::TooShort`] for dates on which no set is; [`LpplsError`] inside.
    pub fn confidence(
        &self,
        logs: &[f64],
        ends: &[usize],
        execution: &Execution<'_>,
    ) -> Result<Vec<Confidence>, IndicatorError> {
        let mut found = Vec::new();
        for (rank, fitted) in self.fitted(logs, ends, execution)?.iter().enumerate() {
            let Fitted { tabled, fits, .. } = fitted;
            for date in fits.chunks(tabled.nested.lengths().len()) {
                let end = date[0].end;
                found.push((rank, self.count(tabled.scale.name, end, date, &logs[..=end])));
            }
        }
        found.sort_by_key(|&(rank, confidence)| (confidence.end, rank));
        Ok(found.into_iter().map(|(_, confidence)| confidence).collect())
    }

    /// The fits of every set of windows on the dates on which it is complete.
    fn fitted(
        &self,
        logs: &[f64],
        ends: &[usize],
        execution: &Execution<'_>,
    ) -> Result<Vec<Fitted<'_>>, IndicatorError> {
        if let Some(&end) = ends.iter().find(|&&end| end + 1 < self.least()) {
            return Err(IndicatorError::TooShort { observations: end + 1, needed: self.least() });
        }
        let mut found = Vec::with_capacity(self.scales.len());
        for tabled in &self.scales {
            let first = tabled.nested.history();
            let complete: Vec<usize> = ends.iter().copied().filter(|&end| end >= first).collect();
            let fits = tabled.nested.fit(logs, &complete, execution)?;
            found.push(Fitted { tabled, complete, fits });
        }
        Ok(found)
    }

    /// The confidence of one set of windows at the end of each path; a path is as long as its longest window.
    fn of_paths(
        &self,
        tabled: &Tabled,
        paths: &[Vec<f64>],
        execution: &Execution<'_>,
    ) -> Result<Vec<Confidence>, LpplsError> {
        let fits = tabled.nested.fit_paths(paths, execution)?;
        let dates = fits.chunks(tabled.nested.lengths().len()).zip(paths);
        Ok(dates.map(|(date, path)| self.count(tabled.scale.name, path.len() - 1, date, path)).collect())
    }

    /// Counts the windows of one date; `logs` end on it.
    fn count(&self, scale: ScaleName, end: usize, fits: &[NestedFit], logs: &[f64]) -> Confidence {
        let (mut qualified, mut among) = ([0; 2], [0; 2]);
        for fit in fits {
            let Some(direction) = direction(fit) else { continue };
            let k = usize::from(direction == Direction::Negative);
            among[k] += 1;
            qualified[k] += usize::from(qualifies(&self.filter, fit, logs));
        }
        if self.denominator == Denominator::AllWindows {
            among = [fits.len(); 2];
        }
        Confidence { end, scale, qualified, among }
    }
}

fn direction(fit: &NestedFit) -> Option<Direction> {
    fit.best.as_ref().map(|best| Shape::of(best, 0.0).direction)
}

/// Whether the fit of a nested window passes; `logs` end where it does.
fn qualifies(filter: &Filter, fit: &NestedFit, logs: &[f64]) -> bool {
    fit.best.as_ref().is_some_and(|best| {
        let window = logs[logs.len() - fit.length..].iter().rev().copied();
        let lags = (0..fit.length).map(|lag| lag as f64);
        filter.passes(&Shape::of(best, (fit.length - 1) as f64), || largest_error(best, lags.zip(window)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dgp::{Process, RandomWalk};
    use crate::random::{Normal, Stream};

    fn small() -> Indicator {
        let scales = [
            Scale { name: ScaleName::Short, longest: 60, shortest: 40, step: 10 },
            Scale { name: ScaleName::Long, longest: 90, shortest: 70, step: 10 },
        ];
        let filter = Preset::LpplsPackage.filter();
        Indicator::new(filter, &SearchBox::WIDE, &scales, Denominator::AllWindows).unwrap()
    }

    fn walk() -> Vec<f64> {
        let drifting = RandomWalk { start: 0.0, drift: 0.002, deviation: 0.01 };
        drifting.path(130, &Normal::new(), &mut Stream::new(5, 0))
    }

    #[test]
    fn sets_of_windows_begin_when_they_are_complete() {
        let (indicator, logs) = (small(), walk());
        assert_eq!((indicator.least(), indicator.longest()), (60, 90));
        let found = indicator.confidence(&logs, &[59, 89], &Execution::serial()).unwrap();
        let got: Vec<(usize, ScaleName)> = found.iter().map(|c| (c.end, c.scale)).collect();
        assert_eq!(got, [(59, ScaleName::Short), (89, ScaleName::Short), (89, ScaleName::Long)]);
        assert!(found.iter().all(|c| c.among == [3, 3] && c.qualified[0] + c.qualified[1] <= 3));
        let refused = indicator.confidence(&logs, &[58], &Execution::serial()).unwrap_err();
        assert_eq!(refused, IndicatorError::TooShort { observations: 59, needed: 60 });
    }

    #[test]
    fn a_day_appended_has_the_value_it_has_in_the_whole_series() {
        let (indicator, logs) = (small(), walk());
        let ends: Vec<usize> = (59..logs.len()).collect();
        let whole = indicator.confidence(&logs, &ends, &Execution::serial()).unwrap();
        assert!(
            whole.iter().any(|c| c.qualified != [0, 0]),
            "a test in which nothing ever qualifies shows nothing"
        );
        let mut live = Live::new(indicator);
        let mut found = Vec::new();
        for &log in &logs {
            found.extend(live.push(log, &Execution::serial()).unwrap());
        }
        assert_eq!(found, whole);
    }

    #[test]
    fn shares_follow_their_denominator() {
        let confidence = Confidence { end: 0, scale: ScaleName::All, qualified: [2, 0], among: [8, 0] };
        assert_eq!(confidence.share(Direction::Positive), 0.25);
        assert_eq!(confidence.share(Direction::Negative), 0.0);
    }
}
