//! How good the alarm and the probability have been, over a whole library.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::error::same_length;
use super::{
    AfterEntry, AlarmDesign, AlarmRates, AnalogDesign, EraBootstrap, EraInterval, FirstPassageRow,
    KnownRates, KnownScore, ModelSkill, Neighbour, Outcomes, PathScore, ReferenceClassError, Skill,
    after_entry, climatology, first_passage_forecast, first_passage_table, first_that_enters,
    leave_era_out_analogs, leave_era_out_logistic, leave_era_out_p_values, nested_selection, rates_of, skill,
};
use crate::Interval;
use crate::proportion::wilson;

/// The columns of a library: one entry per boom in each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Booms {
    /// Asset.
    pub assets: Vec<String>,
    /// Day of entry.
    pub starts: Vec<Date>,
    /// Whether it burst.
    pub burst: Vec<bool>,
    /// Logarithm of the price over the run-up at an odd number of equally spaced dates.
    pub paths: Vec<Vec<f64>>,
    /// Drawdowns below the one that is called a burst, fractions.
    pub drawdowns: Vec<f64>,
    /// For each drawdown, the trading day after entry on which each boom first reached it; none if it never did.
    pub first_passages: Vec<Vec<Option<u32>>>,
    /// Trading day after entry on which it burst; none where it did not.
    pub burst_days: Vec<Option<u32>>,
    /// Scores at entry besides those of the path.
    pub more_scores: Vec<KnownScore>,
    /// The largest score of the alarm in the two years after entry, up to the day before the burst where there was one.
    pub watched: Option<KnownScore>,
}

impl Booms {
    /// Year of entry of every boom.
    pub fn eras(&self) -> Vec<i32> {
        self.starts.iter().map(|start| i32::from(start.year())).collect()
    }

    /// Refuses columns of different lengths.
    pub(super) fn check(&self) -> Result<(), ReferenceClassError> {
        let n = self.burst.len();
        same_length("columns of first passages", self.first_passages.len(), self.drawdowns.len())?;
        let passages = self.first_passages.iter().map(|days| ("first passages", days.len()));
        [
            ("assets", self.assets.len()),
            ("starts", self.starts.len()),
            ("run-ups", self.paths.len()),
            ("days of the burst", self.burst_days.len()),
        ]
        .into_iter()
        .chain(passages)
        .try_for_each(|(what, given)| same_length(what, given, n))
    }
}

/// How a library is judged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BacktestDesign<'a> {
    /// The score of the alarm.
    pub score: PathScore,
    /// Levels and gap of the alarm, and resampling of eras.
    pub alarms: AlarmDesign<'a>,
    /// Neighbours; their embargo is that of every forecast.
    pub analogs: AnalogDesign,
}

impl BacktestDesign<'_> {
    /// Volatility of the second half (chosen on the 144 booms of the first study, confirmed on booms of other assets; see
    /// docs/backtest.md) at 5, 10 and 20 % with eras within 2 years left out; forecasts with an embargo of 4 years; 95 %
    /// intervals from 9,999 resamples.
    pub fn new(seed: u64) -> Self {
        let bootstrap = EraBootstrap { replications: 9999, seed, level: 0.95 };
        Self {
            score: PathScore::SecondHalfVolatility,
            alarms: AlarmDesign { gap: 2, alphas: &[0.05, 0.1, 0.2], bootstrap },
            analogs: AnalogDesign::default(),
        }
    }
}

/// Error rates of the alarm with one score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreRates {
    /// The score.
    pub score: PathScore,
    /// One entry per level.
    pub alarms: Vec<AlarmRates>,
    /// Median days from the alarm (at entry) to the burst, over bursting booms with an alarm; one entry per level.
    pub lead: Vec<Option<f64>>,
}

/// Error rates when the score itself is chosen without the era judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SelectedScores {
    /// How many booms were judged by each score.
    pub chosen: BTreeMap<PathScore, usize>,
    /// One entry per level.
    pub alarms: Vec<AlarmRates>,
}

/// The model whose probability is printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Headline {
    /// Its name: the model registered first among those that enter; the first of all if none does.
    pub name: String,
    /// Mean Brier score of climatology.
    pub climatology: f64,
    /// Mean Brier score of the model.
    pub model: f64,
    /// The difference.
    pub gain: f64,
    /// Its interval over resampled eras.
    pub interval: Interval,
    /// Whether the model enters; if not, climatology is printed.
    pub enters: bool,
}

/// One boom as the backtest saw it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BacktestEpisode {
    /// Asset.
    pub asset: String,
    /// Day of entry.
    pub start: Date,
    /// Whether it burst.
    pub burst: bool,
    /// Days from entry to the burst.
    pub burst_day: Option<u32>,
    /// Score of the alarm.
    pub score: f64,
    /// Conformal p-value among non-bursting booms of other eras.
    pub p_value: f64,
    /// Share of the booms of other eras that burst.
    pub climatology: f64,
    /// Probability of bursting that is printed: the headline model's if it enters, else climatology.
    pub probability: f64,
    /// The run-ups of other eras that looked most alike, those that did not burst too; positions in the library.
    pub neighbours: Vec<Neighbour>,
}

/// Everything measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Backtest {
    /// Booms judged.
    pub booms: usize,
    /// Those that burst.
    pub bursting: usize,
    /// Share that burst, with its interval over resampled eras.
    pub base_rate: EraInterval,
    /// Wilson's interval of it, as if booms were independent.
    pub independent: Interval,
    /// The score of the alarm.
    pub score: PathScore,
    /// Error rates of the alarm.
    pub alarms: Vec<AlarmRates>,
    /// The printed model's Brier score beside climatology's.
    pub brier: Headline,
    /// Every score tried.
    pub scores: Vec<ScoreRates>,
    /// Scores tried on the booms that have them, beside those of the path; not among those chosen from.
    pub more_scores: Vec<KnownRates>,
    /// The alarm whose running maximum is watched for two years, against the whole two years of booms of other eras that
    /// went on: for those that went on, the share in which it ever sounds; for those that burst, before they did.
    pub watched: Option<KnownRates>,
    /// What choosing among the scores of the path costs.
    pub selection: SelectedScores,
    /// Every model tried at entry.
    pub models: Vec<ModelSkill>,
    /// What became of booms by how far they had fallen.
    pub first_passage: Vec<FirstPassageRow>,
    /// The same as a forecast, judged on the booms that had fallen that far.
    pub given_drawdown: Vec<Skill>,
    /// Every model tried after entry, by what was known then.
    pub after_entry: AfterEntry,
    /// Boom by boom.
    pub episodes: Vec<BacktestEpisode>,
}

/// Judges the alarm and the forecasts on a library, every boom by booms of other eras only.
///
/// # Errors
/// [`ReferenceClassError`] for columns of different lengths, a library in which all booms or none burst, paths that
/// cannot be scored, and eras outside which too few booms are left.
pub fn backtest(booms: &Booms, design: &BacktestDesign<'_>) -> Result<Backtest, ReferenceClassError> {
    booms.check()?;
    let n = booms.burst.len();
    let eras = booms.eras();
    let outcomes = Outcomes::new(&eras, &booms.burst)?;
    let bootstrap = &design.alarms.bootstrap;
    let columns =
        PathScore::ALL.iter().map(|s| s.of_all(&booms.paths)).collect::<Result<Vec<Vec<f64>>, _>>()?;
    let scores = PathScore::ALL
        .iter()
        .zip(&columns)
        .map(|(&score, column)| score_rates(score, column, booms, &outcomes, &design.alarms))
        .collect::<Result<Vec<_>, _>>()?;
    let more_scores = booms.more_scores.iter().filter_map(|s| s.rates(&outcomes, &design.alarms).transpose());
    let base = climatology(&outcomes, design.analogs.gap)?;
    let analogs = leave_era_out_analogs(&booms.paths, &outcomes, &design.analogs)?;
    let forecasts = forecasts(&columns, analogs.iter().map(|a| a.probability).collect(), &outcomes, design)?;
    let models = judge(&forecasts, &base, &outcomes, bootstrap)?;
    let (best, brier) = headline(&models)?;
    let printed = if brier.enters { &forecasts[best].1 } else { &base };
    let position = PathScore::ALL.iter().position(|&s| s == design.score).unwrap_or_default();
    let p_values = leave_era_out_p_values(&columns[position], &outcomes, design.alarms.gap)?;
    let values: Vec<f64> = booms.burst.iter().map(|&b| f64::from(u8::from(b))).collect();
    let base_rate = bootstrap.mean(&values, &eras)?;
    let episodes = analogs.into_iter().enumerate().map(|(i, analogs)| BacktestEpisode {
        asset: booms.assets[i].clone(),
        start: booms.starts[i],
        burst: booms.burst[i],
        burst_day: booms.burst_days[i],
        score: columns[position][i],
        p_value: p_values[i],
        climatology: base[i],
        probability: printed[i],
        neighbours: analogs.neighbours,
    });
    Ok(Backtest {
        booms: n,
        bursting: booms.burst.iter().filter(|&&b| b).count(),
        independent: wilson(base_rate.estimate, n as f64, bootstrap.level)?,
        base_rate,
        score: design.score,
        alarms: scores[position].alarms.clone(),
        brier,
        more_scores: more_scores.collect::<Result<_, _>>()?,
        watched: booms.watched.as_ref().map_or(Ok(None), |s| s.rates(&outcomes, &design.alarms))?,
        selection: selected(&columns, &outcomes, &design.alarms)?,
        scores,
        models,
        first_passage: first_passage_table(&booms.drawdowns, &booms.first_passages, &outcomes, bootstrap)?,
        given_drawdown: given_drawdown(booms, &base, &outcomes, design)?,
        after_entry: after_entry(booms, design.analogs.gap, bootstrap)?,
        episodes: episodes.collect(),
    })
}

fn score_rates(
    score: PathScore,
    column: &[f64],
    booms: &Booms,
    outcomes: &Outcomes<'_>,
    design: &AlarmDesign<'_>,
) -> Result<ScoreRates, ReferenceClassError> {
    let p_values = leave_era_out_p_values(column, outcomes, design.gap)?;
    let alarms = rates_of(&p_values, outcomes, design)?;
    let lead = |rates: &AlarmRates| {
        let mut days: Vec<u32> =
            rates.alarms.iter().zip(&booms.burst_days).filter_map(|(&a, day)| day.filter(|_| a)).collect();
        days.sort_unstable();
        let sorted: Vec<f64> = days.into_iter().map(f64::from).collect();
        crate::null::quantile(&sorted, 0.5)
    };
    Ok(ScoreRates { score, lead: alarms.iter().map(lead).collect(), alarms })
}

fn selected(
    columns: &[Vec<f64>],
    outcomes: &Outcomes<'_>,
    design: &AlarmDesign<'_>,
) -> Result<SelectedScores, ReferenceClassError> {
    let selection = nested_selection(columns, outcomes, design)?;
    let mut chosen = BTreeMap::new();
    for index in selection.chosen {
        *chosen.entry(PathScore::ALL[index]).or_insert(0) += 1;
    }
    Ok(SelectedScores { chosen, alarms: selection.rates })
}

/// The forecasts at entry of every model, by name, in the order of registration: the first study's two, then those tried
/// afterwards.
fn forecasts(
    columns: &[Vec<f64>],
    analogs: Vec<f64>,
    outcomes: &Outcomes<'_>,
    design: &BacktestDesign<'_>,
) -> Result<Vec<(&'static str, Vec<f64>)>, ReferenceClassError> {
    let column = |score: PathScore| {
        PathScore::ALL.iter().zip(columns).find(|(s, _)| **s == score).map_or(&[][..], |(_, c)| c.as_slice())
    };
    let (acceleration, volatility) =
        (column(PathScore::Acceleration), column(PathScore::SecondHalfVolatility));
    let logistic = |predictors: &[&[f64]]| leave_era_out_logistic(predictors, outcomes, design.analogs.gap);
    Ok(vec![
        ("logistic on acceleration", logistic(&[acceleration])?),
        ("analogs", analogs),
        ("logistic on second-half volatility", logistic(&[volatility])?),
        ("logistic on both", logistic(&[acceleration, volatility])?),
    ])
}

fn judge(
    forecasts: &[(&'static str, Vec<f64>)],
    base: &[f64],
    outcomes: &Outcomes<'_>,
    bootstrap: &EraBootstrap,
) -> Result<Vec<ModelSkill>, ReferenceClassError> {
    let judged = (outcomes.burst(), outcomes.eras());
    let one = |(name, forecast): &(&'static str, Vec<f64>)| {
        ModelSkill::one_of(forecasts.len(), name, forecast, base, judged, bootstrap)
    };
    forecasts.iter().map(one).collect()
}

/// Which model is printed, and how it did; the first of all where none enters.
fn headline(models: &[ModelSkill]) -> Result<(usize, Headline), ReferenceClassError> {
    let index = first_that_enters(models).unwrap_or_default();
    let best = models.get(index).ok_or(ReferenceClassError::Empty)?;
    let Skill { model, climatology, brier, gain, enters, .. } = &best.skill;
    Ok((
        index,
        Headline {
            name: model.clone(),
            climatology: *climatology,
            model: *brier,
            gain: gain.estimate,
            interval: gain.interval,
            enters: *enters,
        },
    ))
}

fn given_drawdown(
    booms: &Booms,
    base: &[f64],
    outcomes: &Outcomes<'_>,
    design: &BacktestDesign<'_>,
) -> Result<Vec<Skill>, ReferenceClassError> {
    booms
        .drawdowns
        .iter()
        .zip(&booms.first_passages)
        .map(|(drawdown, days)| {
            let forecast = first_passage_forecast(days, outcomes, design.analogs.gap)?;
            let reached: Vec<usize> = (0..forecast.len()).filter(|&i| forecast[i].is_some()).collect();
            let of = |values: &[f64]| -> Vec<f64> { reached.iter().map(|&i| values[i]).collect() };
            let burst: Vec<bool> = reached.iter().map(|&i| outcomes.burst()[i]).collect();
            let eras: Vec<i32> = reached.iter().map(|&i| outcomes.eras()[i]).collect();
            let forecast: Vec<f64> = forecast.into_iter().flatten().collect();
            let name = format!("frequency after a fall of {:.0} %", 100.0 * drawdown);
            skill(&name, &forecast, &of(base), &burst, &eras, &design.alarms.bootstrap)
        })
        .collect()
}
