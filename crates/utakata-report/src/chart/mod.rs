//! Figures laid out for drawing: positions, ticks and paths, but no markup.
//!
//! A picture stretches sideways and keeps its height, so that its text has one size on a phone and on a desk:
//! horizontal positions are per cent of the width, vertical ones pixels. Paths live in a box of [`PATH_WIDTH`] by
//! [`HEIGHT`] that is stretched to the same extent.

mod axis;
mod path;

use jiff::civil::Date;
use utakata_case::findings::{Figure, FigureKind, LineRole};

use crate::number;
use axis::Scale;

/// Height of a picture in pixels.
pub(crate) const HEIGHT: f64 = 260.0;
/// Width of the box the paths are drawn in.
pub(crate) const PATH_WIDTH: f64 = 1000.0;
/// Room above for the topmost label and below for the dates.
const TOP: f64 = 20.0;
const BOTTOM: f64 = 26.0;
/// Room at the sides, per cent of the width. Labels of the vertical axis sit on their grid lines, at the left.
const LEFT: f64 = 7.0;
const RIGHT: f64 = 1.5;
/// Bars that carry their value above them.
const LABELLED_BARS: usize = 8;

/// A figure laid out.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) horizontal: Vec<HorizontalTick>,
    pub(crate) vertical: Vec<VerticalTick>,
    pub(crate) bands: Vec<Band>,
    pub(crate) strokes: Vec<Stroke>,
    pub(crate) bars: Vec<Bar>,
}

/// A date under the picture.
#[derive(Debug)]
pub(crate) struct HorizontalTick {
    /// Per cent of the width.
    pub(crate) at: String,
    pub(crate) label: String,
    /// SVG `text-anchor`: labels at the edges stay inside.
    pub(crate) anchor: &'static str,
}

/// A value at the side.
#[derive(Debug)]
pub(crate) struct VerticalTick {
    /// Pixels from the top.
    pub(crate) at: String,
    pub(crate) label: String,
    /// Where the label's baseline stands.
    pub(crate) label_at: String,
    pub(crate) zero: bool,
}

/// A shaded span, in per cent of the width; `index` is that of the figure's shade.
#[derive(Debug)]
pub(crate) struct Band {
    pub(crate) from: String,
    pub(crate) width: String,
    pub(crate) index: usize,
}

/// A line; `index` is that of the figure's line, `style` its class.
#[derive(Debug)]
pub(crate) struct Stroke {
    pub(crate) path: String,
    pub(crate) style: String,
    pub(crate) index: usize,
}

/// A bar with what it stands for.
#[derive(Debug)]
pub(crate) struct Bar {
    pub(crate) from: String,
    pub(crate) width: String,
    pub(crate) middle: String,
    pub(crate) top: String,
    pub(crate) height: String,
    pub(crate) style: String,
    /// Value in words; above the bar where `labelled`.
    pub(crate) value: String,
    pub(crate) label_at: String,
    pub(crate) labelled: bool,
    pub(crate) date: Date,
}

/// Lays out `figure`; nothing if it has no finite value to draw.
pub(crate) fn lay_out(figure: &Figure) -> Option<Picture> {
    let values = || figure.lines.iter().flat_map(|line| line.values.iter().flatten().copied());
    let from_zero = figure.kind == FigureKind::Bars;
    let scale = Scale::over(values(), figure.logarithmic, from_zero)?;
    let (first, last) = (*figure.dates.first()?, *figure.dates.last()?);
    let calendar = Calendar { first, days: days(first, last).max(1.0) };
    let styles = styles(figure);
    let bars = figure.kind == FigureKind::Bars;
    Some(Picture {
        horizontal: if bars { slot_ticks(figure) } else { date_ticks(&calendar, last) },
        vertical: vertical_ticks(&scale),
        bands: bands(figure, &calendar, last),
        strokes: if bars { Vec::new() } else { strokes(figure, &calendar, &scale, &styles) },
        bars: if bars { bars_of(figure, &scale, &styles) } else { Vec::new() },
    })
}

/// Class of each line: its role and its number within that role.
pub(crate) fn styles(figure: &Figure) -> Vec<String> {
    let role = |index: usize| match figure.lines[index].role {
        LineRole::Main => "main",
        LineRole::Boundary => "boundary",
        LineRole::Reference => "reference",
    };
    (0..figure.lines.len())
        .map(|index| {
            let before = (0..index).filter(|&earlier| role(earlier) == role(index)).count();
            format!("{}-{}", role(index), before % 4)
        })
        .collect()
}

/// Time along the horizontal axis.
struct Calendar {
    first: Date,
    days: f64,
}

impl Calendar {
    /// Per cent of the picture's width, kept inside the plot.
    fn at(&self, date: Date) -> f64 {
        let share = (days(self.first, date) / self.days).clamp(0.0, 1.0);
        LEFT + share * (100.0 - LEFT - RIGHT)
    }
}

fn days(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days())
}

/// Pixels from the top for a share of the height.
fn down(share: f64) -> f64 {
    HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
}

fn vertical_ticks(scale: &Scale) -> Vec<VerticalTick> {
    scale
        .ticks()
        .into_iter()
        .map(|(value, label)| {
            let at = down(scale.share(value));
            VerticalTick {
                at: format!("{at:.1}"),
                label,
                label_at: format!("{:.1}", at - 4.0),
                zero: value == 0.0,
            }
        })
        .collect()
}

fn date_ticks(calendar: &Calendar, last: Date) -> Vec<HorizontalTick> {
    axis::dates(calendar.first, last)
        .into_iter()
        .map(|(date, label)| tick(calendar.at(date), label))
        .collect()
}

fn tick(at: f64, label: String) -> HorizontalTick {
    let anchor = if at < LEFT + 3.0 {
        "start"
    } else if at > 94.0 {
        "end"
    } else {
        "middle"
    };
    HorizontalTick { at: percent(at), label, anchor }
}

fn bands(figure: &Figure, calendar: &Calendar, last: Date) -> Vec<Band> {
    let visible = |shade: &utakata_case::findings::Shade| shade.to >= calendar.first && shade.from <= last;
    figure
        .shades
        .iter()
        .enumerate()
        .filter(|(_, shade)| visible(shade))
        .map(|(index, shade)| {
            let (from, to) = (calendar.at(shade.from), calendar.at(shade.to));
            // An episode of a single day is still to be seen.
            Band { from: percent(from), width: percent((to - from).max(0.4)), index }
        })
        .collect()
}

fn strokes(figure: &Figure, calendar: &Calendar, scale: &Scale, styles: &[String]) -> Vec<Stroke> {
    let across: Vec<f64> = figure.dates.iter().map(|date| calendar.at(*date) / 100.0 * PATH_WIDTH).collect();
    figure
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let points: Vec<Option<(f64, f64)>> = across
                .iter()
                .zip(&line.values)
                .map(|(&x, value)| {
                    value.filter(|v| scale.covers(*v)).map(|value| (x, down(scale.share(value))))
                })
                .collect();
            Stroke { path: path::through(&points), style: styles[index].clone(), index }
        })
        .collect()
}

/// Centre and width, in per cent, of the slot of bar group `index` of `count`.
fn slot(index: usize, count: usize) -> (f64, f64) {
    let width = (100.0 - LEFT - RIGHT) / count as f64;
    (LEFT + (index as f64 + 0.5) * width, width)
}

/// As many labels as fit on a phone: one per bar for a few bars, every second, third … otherwise.
fn slot_ticks(figure: &Figure) -> Vec<HorizontalTick> {
    let monthly = figure.dates.iter().all(|date| date.day() == 1);
    let count = figure.dates.len();
    let every = count.div_ceil(if monthly { 6 } else { 4 });
    figure
        .dates
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(index, date)| {
            let label = if monthly { date.strftime("%Y-%m").to_string() } else { date.to_string() };
            HorizontalTick { at: percent(slot(index, count).0), label, anchor: "middle" }
        })
        .collect()
}

fn bars_of(figure: &Figure, scale: &Scale, styles: &[String]) -> Vec<Bar> {
    let (count, groups) = (figure.dates.len(), figure.lines.len());
    let base = down(scale.share(0.0));
    let mut bars = Vec::new();
    for (row, (line, style)) in figure.lines.iter().zip(styles).enumerate() {
        for (index, (date, value)) in figure.dates.iter().zip(&line.values).enumerate() {
            let Some(value) = value.filter(|v| scale.covers(*v)) else { continue };
            let (centre, slot_width) = slot(index, count);
            let width = 0.66 * slot_width / groups as f64;
            let from = centre - 0.33 * slot_width + row as f64 * width;
            let tip = down(scale.share(value));
            bars.push(Bar {
                from: percent(from),
                width: percent(width),
                middle: percent(from + width / 2.0),
                top: format!("{:.1}", tip.min(base)),
                height: format!("{:.1}", (tip - base).abs().max(0.5)),
                style: style.clone(),
                value: number::plain(value),
                label_at: format!("{:.1}", if value < 0.0 { tip + 14.0 } else { tip - 5.0 }),
                labelled: count * groups <= LABELLED_BARS,
                date: *date,
            });
        }
    }
    bars
}

fn percent(x: f64) -> String {
    format!("{x:.2}%")
}

/// Rows of a figure's data table: all for a short figure; otherwise the last of each month, quarter or year, so that
/// a reader is not read thousands of numbers.
pub(crate) fn table_rows(figure: &Figure) -> Vec<usize> {
    const MOST: usize = 40;
    let count = figure.dates.len();
    let last_of = |months: i32| -> Vec<usize> {
        let period = |date: Date| (i32::from(date.year()) * 12 + i32::from(date.month()) - 1) / months;
        (0..count)
            .filter(|&i| i + 1 == count || period(figure.dates[i]) != period(figure.dates[i + 1]))
            .collect()
    };
    if count <= MOST {
        return (0..count).collect();
    }
    [1, 3, 12].into_iter().map(last_of).find(|rows| rows.len() <= MOST).unwrap_or_else(|| last_of(60))
}
