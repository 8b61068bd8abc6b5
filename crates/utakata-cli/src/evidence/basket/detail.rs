//! The figures behind the answer on a basket.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use utakata::Statement;
use utakata::basket::{
    AdvanceDecline, BasketError, Breadth, Capitalizations, Direction, Drawdown, HistoricalRank, Holding,
    LeftOut, NewExtremes, Panel, StreakBaseRate, Weighting, advance_decline, basket_streak_statement,
    breadth, breadth_statement, breadth_thrust, drawdown, index_levels, mcclellan, mcclellan_summation,
    mean_pairwise_correlation, new_extremes, period_rank, share_above_average, streak, streak_base_rate,
};

use super::sessions::Session;
use crate::answer::Figures;
use crate::text::{Page, number, optional};

/// Trading days of 52 weeks.
const YEAR: usize = 252;

/// What was asked.
pub(super) struct Asked {
    pub(super) horizon: usize,
    pub(super) history: usize,
    pub(super) fall: f64,
    pub(super) streak: usize,
    pub(super) weighting: Weighting,
    /// For each member, or empty.
    pub(super) capitalizations: Vec<f64>,
}

/// Everything about one basket; what the file is too short for is absent.
#[derive(Debug, Serialize)]
pub(in crate::evidence) struct Detail {
    first: Option<Date>,
    last: Option<Date>,
    dates: usize,
    members: Vec<String>,
    left_out: Vec<LeftOut>,
    weighting: Weighting,
    week: HistoricalRank,
    breadth: Breadth,
    breadth_statement: Statement,
    /// Falling days in a row of every member, up to the last day.
    streaks: BTreeMap<String, usize>,
    streak_base_rate: Option<StreakBaseRate>,
    streak_statement: Option<Statement>,
    drawdown: Drawdown,
    peak: Option<Date>,
    mean_correlation: Option<f64>,
    above_50: Option<f64>,
    above_200: Option<f64>,
    new_extremes: Option<NewExtremes>,
    advance_decline: AdvanceDecline,
    /// McClellan's oscillator on the last day.
    mcclellan: Option<f64>,
    /// The same of ratio-adjusted net advances.
    mcclellan_ratio_adjusted: Option<f64>,
    /// Its running sum on the last day.
    mcclellan_summation: Option<f64>,
    /// Days of Zweig's breadth thrust.
    breadth_thrusts: Vec<Date>,
    /// Last night and day of every member whose opens were given.
    sessions: Vec<Session>,
    capitalization: Option<Capitalized>,
}

/// Weighted by capitalisation of the last day.
#[derive(Debug, Serialize)]
struct Capitalized {
    /// Fixed numbers of shares, over the stretch.
    buy_and_hold: f64,
    /// Weights restored every day.
    rebalanced: f64,
    /// Of the basket with fixed numbers of shares.
    drawdown: Drawdown,
}

impl Detail {
    pub(super) fn new(
        panel: &Panel,
        left_out: Vec<LeftOut>,
        sessions: Vec<Session>,
        asked: &Asked,
    ) -> Result<Self, BasketError> {
        let Asked { horizon, history, fall, weighting, .. } = *asked;
        let down = |(member, values): (&str, &[f64])| (member.to_owned(), streak(values, Direction::Down));
        let fallen = drawdown(&index_levels(panel, weighting))?;
        let moves = advance_decline(panel)?;
        let thrusts = breadth_thrust(&moves).thrusts;
        Ok(Self {
            first: panel.dates().first().copied(),
            last: panel.dates().last().copied(),
            dates: panel.len(),
            members: panel.members().to_vec(),
            left_out,
            weighting,
            week: period_rank(panel, horizon, history, weighting)?,
            breadth: breadth(panel, horizon, fall)?,
            breadth_statement: breadth_statement(panel, horizon, history, fall)?,
            streaks: panel.series().map(down).collect(),
            streak_base_rate: enough(streak_base_rate(panel, asked.streak, history, Direction::Down))?,
            streak_statement: enough(basket_streak_statement(panel, asked.streak, history))?,
            peak: panel.dates().get(fallen.peak).copied(),
            drawdown: fallen,
            mean_correlation: mean_pairwise_correlation(panel, horizon).ok(),
            above_50: enough(share_above_average(panel, 50))?,
            above_200: enough(share_above_average(panel, 200))?,
            new_extremes: enough(new_extremes(panel, YEAR))?,
            mcclellan: mcclellan(&moves.net).last().copied(),
            mcclellan_ratio_adjusted: mcclellan(&moves.ratio_adjusted()).last().copied(),
            mcclellan_summation: mcclellan_summation(&moves.net).last().copied(),
            breadth_thrusts: thrusts.iter().filter_map(|day| panel.dates().get(day + 1).copied()).collect(),
            sessions,
            advance_decline: moves,
            capitalization: capitalized(panel, asked)?,
        })
    }
}

/// Absent when there are too few dates.
fn enough<T>(answer: Result<T, BasketError>) -> Result<Option<T>, BasketError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(BasketError::TooShort { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn capitalized(panel: &Panel, asked: &Asked) -> Result<Option<Capitalized>, BasketError> {
    if asked.capitalizations.is_empty() {
        return Ok(None);
    }
    let weights = Capitalizations::new(panel, &asked.capitalizations, panel.len() - 1)?;
    Ok(Some(Capitalized {
        buy_and_hold: weights.period_return(asked.horizon, Holding::BuyAndHold)?,
        rebalanced: weights.period_return(asked.horizon, Holding::Rebalanced)?,
        drawdown: drawdown(&weights.levels(Holding::BuyAndHold))?,
    }))
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let percent = |share: f64| format!("{} %", number(100.0 * share, 4));
        let maybe = |share: Option<f64>| share.map_or_else(|| "too few days".to_owned(), percent);
        let day = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        page.fact("days", &format!("{}, {} to {}", self.dates, day(self.first), day(self.last)));
        for left in &self.left_out {
            let life = format!("{}, which has {} to {}", left.member, day(left.first), day(left.last));
            page.fact("left out", &life);
        }
        page.fact("percentile", &number(self.week.overlapping.percentile, 4));
        page.fact(
            "members' return",
            &format!("mean {}, median {}", percent(self.breadth.mean), percent(self.breadth.median)),
        );
        page.fact(
            &format!("fell over {}", percent(self.breadth.fall)),
            &format!(
                "{} of {}, p = {}",
                self.breadth.fallen,
                self.breadth.members,
                optional(self.breadth_statement.p_value, 4)
            ),
        );
        self.streak_figures(page);
        page.fact("drawdown", &format!("{} from the peak of {}", percent(self.drawdown.now), day(self.peak)));
        page.fact(
            "under water",
            &format!("{} days, at most {}", self.drawdown.under_water, self.drawdown.longest_under_water),
        );
        page.fact("mean correlation", &optional(self.mean_correlation, 3));
        page.fact("above 50-day mean", &maybe(self.above_50));
        page.fact("above 200-day mean", &maybe(self.above_200));
        if let Some(extremes) = &self.new_extremes {
            let (highs, lows) = (extremes.highs.len(), extremes.lows.len());
            page.fact("52-week extremes", &format!("{highs} highs, {lows} lows"));
        }
        page.fact("A/D line", &optional(self.advance_decline.line.last().copied(), 6));
        page.fact(
            "McClellan",
            &format!(
                "{}, ratio-adjusted {}, summation {}",
                optional(self.mcclellan, 4),
                optional(self.mcclellan_ratio_adjusted, 4),
                optional(self.mcclellan_summation, 4)
            ),
        );
        if let Some(last) = self.breadth_thrusts.last() {
            page.fact("breadth thrusts", &format!("{}, the last on {last}", self.breadth_thrusts.len()));
        }
        let sessions = self.sessions.iter().map(|s| {
            vec![s.member.clone(), percent(s.overnight), percent(s.intraday), percent(s.close_to_close)]
        });
        if sessions.len() > 0 {
            page.table(&["last day", "overnight", "intraday", "close to close"], sessions);
        }
        if let Some(weighted) = &self.capitalization {
            let text = format!(
                "{} (rebalanced {}), drawdown {}",
                percent(weighted.buy_and_hold),
                percent(weighted.rebalanced),
                percent(weighted.drawdown.now)
            );
            page.fact("by capitalisation", &text);
        }
    }
}

impl Detail {
    fn streak_figures(&self, page: &mut Page) {
        let longest = self.streaks.values().max().copied().unwrap_or_default();
        let holders: Vec<&str> = self
            .streaks
            .iter()
            .filter(|(_, days)| **days == longest)
            .map(|(member, _)| member.as_str())
            .collect();
        page.fact("longest streak", &format!("{longest} days: {}", holders.join(", ")));
        if let Some(base) = &self.streak_base_rate {
            let text = format!(
                "{} % of {} days had one of {} days (independent members: {} %)",
                number(100.0 * base.share, 3),
                base.days,
                base.length,
                number(100.0 * base.if_independent, 3)
            );
            page.fact("streak base rate", &text);
        }
    }
}
