//! `--page`: pictures of fits and indicators.

use jiff::civil::Date;
use utakata::Phrase;
use utakata::lppls::Solution;
use utakata_case::findings::{Figure, FigureKind, Line, LineRole};
use utakata_report::html::Sheet;

use super::indicator::{self, Row};
use super::inference::Conclusions;
use super::{Answer, date_after};
use crate::text::{name_of, number};

/// Minima that are drawn beside the best.
const OTHERS: usize = 2;
/// Points of the model after the window.
const AHEAD: u32 = 60;

/// The observations a fit was made of.
#[derive(Debug)]
pub(super) struct Observed {
    pub dates: Vec<Date>,
    pub times: Vec<f64>,
    pub logs: Vec<f64>,
}

/// The fits of all series.
pub(super) fn fits(answers: &[Answer]) -> Sheet {
    let figures = answers.iter().enumerate().flat_map(|(k, answer)| {
        let profile = answer.inference.as_ref().map(|conclusions| profile_figure(k, answer, conclusions));
        std::iter::once(fit_figure(k, answer)).chain(profile)
    });
    let about = |answer: &Answer| {
        let date =
            answer.critical_date.map_or_else(|| "beyond the calendar".to_owned(), |date| date.to_string());
        let bounds: Vec<String> = answer.best.active_bounds.iter().map(name_of).collect();
        let held =
            if bounds.is_empty() { String::new() } else { format!("; on bounds: {}", bounds.join(", ")) };
        let said = format!(
            "{} to {}: critical time about {date}, m {}, omega {}{held}",
            answer.t1,
            answer.t2,
            number(answer.best.m, 3),
            number(answer.best.omega, 4)
        );
        (answer.series.clone(), said)
    };
    Sheet {
        title: "LPPLS fit".to_owned(),
        facts: answers.iter().map(about).collect(),
        figures: figures.collect(),
        notes: vec![
            "A fit is no test: a random walk is fitted as well, and no false-alarm rate belongs to it."
                .to_owned(),
            "Minima with nearly the same sum of squared errors are as good an answer as the best.".to_owned(),
        ],
    }
}

/// The price, the best fit and its rivals, each up to its critical time.
fn fit_figure(rank: usize, answer: &Answer) -> Figure {
    let Observed { dates, times, logs } = &answer.observed;
    let span = times.last().copied().unwrap_or_default();
    let drawn: Vec<&Solution> = answer.minima.iter().take(1 + OTHERS).collect();
    let farthest = drawn.iter().map(|s| s.tc_minus_t2).fold(0.0, f64::max).min(span);
    let mut all: Vec<(Date, f64, Option<f64>)> =
        dates.iter().zip(times).zip(logs).map(|((&date, &time), &log)| (date, time, Some(log))).collect();
    for step in 1..=AHEAD {
        let after = farthest * f64::from(step) / f64::from(AHEAD);
        let last = all.last().map(|point| point.0);
        let date = date_after(after, span, answer.t1, answer.t2).filter(|&date| Some(date) > last);
        all.extend(date.map(|date| (date, span + after, None)));
    }
    let model = |solution: &Solution| -> Vec<Option<f64>> {
        let critical = span + solution.tc_minus_t2;
        all.iter().map(|&(_, time, _)| (time < critical).then(|| solution.value(critical - time))).collect()
    };
    let mut lines = vec![Line {
        name: Phrase::new("line-lppls-price", "logarithm of the price"),
        role: LineRole::Main,
        values: all.iter().map(|point| point.2).collect(),
    }];
    lines.extend(drawn.iter().enumerate().map(|(k, solution)| Line {
        name: Phrase::fill(
            "line-lppls-minimum",
            "minimum {rank}, squared errors {sse}",
            [("rank", (k + 1).to_string()), ("sse", number(solution.sse, 4))],
        ),
        role: if k == 0 { LineRole::Boundary } else { LineRole::Reference },
        values: model(solution),
    }));
    Figure {
        id: format!("fit-{rank}"),
        kind: FigureKind::Lines,
        title: Phrase::fill(
            "figure-lppls-fit-title",
            "{series}: price and fit",
            [("series", answer.series.clone())],
        ),
        axis: Phrase::new("axis-lppls-fit", "logarithm of the price"),
        dates: all.iter().map(|point| point.0).collect(),
        lines,
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-lppls-fit",
            "The best fit explains {share} % of the variation; each line ends at its critical time.",
            [("share", number(100.0 * answer.r_squared, 3))],
        ),
    }
}

/// The critical times that the data do not refuse.
fn profile_figure(rank: usize, answer: &Answer, conclusions: &Conclusions) -> Figure {
    let span = answer.observed.times.last().copied().unwrap_or_default();
    let set = &conclusions.critical_times;
    let mut points: Vec<(Date, f64)> = Vec::new();
    for candidate in &set.candidates {
        let date = date_after(candidate.tc_minus_t2, span, answer.t1, answer.t2);
        let later = |date: &Date| points.last().is_none_or(|point| *date > point.0);
        points.extend(date.filter(later).map(|date| (date, candidate.p_value)));
    }
    let level = 1.0 - set.level;
    let line = |name, role, values| Line { name, role, values };
    Figure {
        id: format!("critical-time-{rank}"),
        kind: FigureKind::Lines,
        title: Phrase::fill(
            "figure-lppls-profile-title",
            "{series}: critical times the data do not refuse",
            [("series", answer.series.clone())],
        ),
        axis: Phrase::new("axis-lppls-profile", "p-value of each critical time, residuals AR(1)"),
        dates: points.iter().map(|point| point.0).collect(),
        lines: vec![
            line(
                Phrase::new("line-lppls-profile", "p-value"),
                LineRole::Main,
                points.iter().map(|point| Some(point.1)).collect(),
            ),
            line(
                Phrase::fill("line-lppls-level", "refused below {level}", [("level", number(level, 2))]),
                LineRole::Boundary,
                vec![Some(level); points.len()],
            ),
        ],
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-lppls-profile",
            "{count} of {all} critical times looked at belong to the {level} % set.",
            [
                ("count", set.candidates.iter().filter(|c| c.kept).count().to_string()),
                ("all", set.candidates.len().to_string()),
                ("level", number(100.0 * set.level, 3)),
            ],
        ),
    }
}

/// The indicators of all series.
pub(super) fn indicators(answers: &[indicator::Answer]) -> Sheet {
    let about = |answer: &indicator::Answer| {
        let last = answer.rows.last().map_or_else(String::new, |row| {
            let p = row.p_positive.map_or_else(|| "unknown".to_owned(), |p| number(p, 3));
            format!("{}: positive confidence {}, p = {p}", row.date, number(row.positive, 3))
        });
        (format!("{} ({})", answer.series, answer.preset.name()), last)
    };
    Sheet {
        title: "LPPLS confidence".to_owned(),
        facts: answers.iter().map(about).collect(),
        figures: answers
            .iter()
            .enumerate()
            .flat_map(|(k, answer)| {
                let rises = share_figure(k, answer, "positive", |row| row.positive);
                let falls = share_figure(k, answer, "negative", |row| row.negative);
                [rises, falls]
            })
            .collect(),
        notes: vec![
            "A confidence is a share of overlapping windows, not a probability; a strong trend without a bubble raises it."
                .to_owned(),
        ],
    }
}

/// One line for each set of windows.
fn share_figure(
    rank: usize,
    answer: &indicator::Answer,
    direction: &'static str,
    share: impl Fn(&Row) -> f64,
) -> Figure {
    let mut dates: Vec<Date> = answer.rows.iter().map(|row| row.date).collect();
    dates.dedup();
    let roles = [LineRole::Main, LineRole::Boundary, LineRole::Reference];
    let lines = answer.windows.iter().zip(roles.iter().cycle()).map(|(windows, &role)| {
        let name = windows.scale.name;
        let on =
            |date: &Date| answer.rows.iter().find(|row| row.scale == name && row.date == *date).map(&share);
        Line {
            name: Phrase::fill(
                "line-lppls-windows",
                "windows of {longest} to {shortest}",
                [
                    ("longest", windows.scale.longest.to_string()),
                    ("shortest", windows.scale.shortest.to_string()),
                ],
            ),
            role,
            values: dates.iter().map(on).collect(),
        }
    });
    let lines: Vec<Line> = lines.collect();
    let highest = answer.rows.iter().map(share).fold(0.0, f64::max);
    Figure {
        id: format!("{direction}-{rank}"),
        kind: FigureKind::Lines,
        title: Phrase::fill(
            "figure-lppls-share-title",
            "{series}: {direction} confidence",
            [("series", answer.series.clone()), ("direction", direction.to_owned())],
        ),
        axis: Phrase::new("axis-lppls-share", "share of windows whose fit counts as a bubble"),
        lines,
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-lppls-share",
            "The highest value is {highest}, on {count} dates looked at.",
            [("highest", number(highest, 3)), ("count", dates.len().to_string())],
        ),
        dates,
    }
}
