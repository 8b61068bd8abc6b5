//! Breadth: how many members fell, and how often that happens.

use std::collections::BTreeMap;

use utakata::{
    Phrase,
    basket::{self, Panel},
};

use super::{StreamError, Tested, blank, standing};
use crate::{
    baskets::BasketPrices,
    findings::{Figure, FigureKind, Line, LineRole, StreamFinding},
    folder::Stream,
};

/// Losing streaks of this length are counted beside the share of falls.
const STREAK: usize = 6;
/// Days drawn.
const DRAWN: usize = 252;

/// Tests "the share of members that fell by more than `fall` per cent over `horizon` days is ordinary".
pub(super) fn breadth(
    stream: &Stream,
    prices: &BasketPrices,
    panel: &Panel,
    (horizon, history): (usize, usize),
    fall: f64,
    level: f64,
) -> Result<Tested, StreamError> {
    let now = basket::breadth(panel, horizon, fall / 100.0)?;
    let statement = basket::breadth_statement(panel, horizon, history, fall / 100.0)?;
    let streaks = basket::basket_streak_statement(panel, STREAK, history)?;
    let base = basket::streak_base_rate(panel, STREAK, history, basket::Direction::Down)?;
    let e_value = statement.e_value.unwrap_or(1.0);
    let summary = Phrase::fill(
        "breadth-summary",
        "{fallen} of {members} fell more than {fall} % in {days} days: p = {p}, e = {e}. Some member was on a losing \
         streak of {streak} days or more on {share} % of the days.",
        [
            ("fallen", now.fallen.to_string()),
            ("members", now.members.to_string()),
            ("fall", format!("{fall}")),
            ("days", horizon.to_string()),
            ("p", format!("{:.3}", statement.p_value.unwrap_or(1.0))),
            ("e", format!("{e_value:.2}")),
            ("streak", STREAK.to_string()),
            ("share", format!("{:.0}", 100.0 * base.share)),
        ],
    );
    let numbers = BTreeMap::from([
        ("fallen".to_owned(), now.fallen as f64),
        ("members".to_owned(), now.members as f64),
        ("advances".to_owned(), now.advances as f64),
        ("declines".to_owned(), now.declines as f64),
        ("mean_return".to_owned(), now.mean),
        ("median_return".to_owned(), now.median),
        ("streak_base_rate".to_owned(), base.share),
    ]);
    let finding = StreamFinding {
        standing: standing(e_value, level),
        summary,
        statements: vec![statement, streaks],
        numbers,
        figures: vec![figure(stream, panel, horizon)],
        span: panel.dates().first().copied().zip(panel.dates().last().copied()),
        files: prices.files.clone(),
        ..blank(stream)
    };
    Ok(Tested { finding, e_value, since: None })
}

/// Share of members that rose over `horizon` days, on each of the last [`DRAWN`] days.
fn figure(stream: &Stream, panel: &Panel, horizon: usize) -> Figure {
    let start = horizon.max(panel.len().saturating_sub(DRAWN));
    let mut values = Vec::new();
    for end in start..panel.len() {
        let returns = panel.series().map(|(_, v)| v[end] / v[end - horizon] - 1.0);
        let rising = returns.filter(|r| *r > 0.0).count();
        values.push(Some(100.0 * rising as f64 / panel.members().len() as f64));
    }
    let last = values.last().copied().flatten().unwrap_or(0.0);
    Figure {
        id: format!("{}-breadth", stream.id),
        kind: FigureKind::Lines,
        title: Phrase::fill(
            "figure-breadth-title",
            "Share of members that rose over {days} days",
            [("days", horizon.to_string())],
        ),
        axis: Phrase::new("axis-breadth", "per cent of members"),
        dates: panel.dates()[start..].to_vec(),
        lines: vec![Line {
            name: Phrase::new("line-breadth", "rising members"),
            role: LineRole::Main,
            values,
        }],
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-breadth",
            "On the last day {last} % of the members stood above their price {days} days before.",
            [("last", format!("{last:.0}")), ("days", horizon.to_string())],
        ),
    }
}
