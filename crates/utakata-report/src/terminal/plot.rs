//! Small plots of block characters.

use utakata::Phrase;
use utakata_case::findings::{Figure, FigureKind, Line, LineRole};

use crate::number;

/// Most bars drawn one per row; longer figures become a sparkline.
const MOST_ROWS: usize = 12;

/// The figure's main lines in block characters, at most `width` columns wide: one row per bar for a few bars, one
/// sparkline otherwise, under the line's name where there are several. Empty when the figure has no values.
pub(super) fn lines(figure: &Figure, width: usize, say: &dyn Fn(&Phrase) -> String) -> Vec<String> {
    let main: Vec<&Line> = figure.lines.iter().filter(|line| line.role == LineRole::Main).collect();
    let mut drawn = Vec::new();
    for line in &main {
        let rows = of_line(figure, line, width);
        if main.len() > 1 && !rows.is_empty() {
            drawn.push(say(&line.name));
        }
        drawn.extend(rows);
    }
    drawn
}

fn of_line(figure: &Figure, line: &Line, width: usize) -> Vec<String> {
    let points: Vec<(String, f64)> = figure
        .dates
        .iter()
        .zip(&line.values)
        .filter_map(|(date, value)| Some((date.to_string(), (*value)?)))
        .collect();
    if points.is_empty() {
        return Vec::new();
    }
    if figure.kind == FigureKind::Bars && points.len() <= MOST_ROWS {
        bars(&points, width)
    } else {
        sparkline(&points, figure.logarithmic, width)
    }
}

/// One row per point: date, bar from zero, value. Falls are drawn with a lighter block.
fn bars(points: &[(String, f64)], width: usize) -> Vec<String> {
    let largest = points.iter().map(|(_, value)| value.abs()).fold(0.0, f64::max);
    let room = width.saturating_sub(10 + 2 + 10).min(50);
    points
        .iter()
        .map(|(date, value)| {
            let share = if largest > 0.0 { value.abs() / largest } else { 0.0 };
            let bar = if *value < 0.0 {
                "░".repeat((share * room as f64).round() as usize)
            } else {
                eighths(share * room as f64)
            };
            format!("{date}  {bar} {}", number::plain(*value))
        })
        .collect()
}

/// A bar of `length` columns, to an eighth.
fn eighths(length: f64) -> String {
    const PART: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let parts = (length * 8.0).round() as usize;
    format!("{}{}", "█".repeat(parts / 8), PART[parts % 8])
}

/// Means of equal stretches between the lowest and the highest, with the dates and values at both ends.
fn sparkline(points: &[(String, f64)], logarithmic: bool, width: usize) -> Vec<String> {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let height = |value: f64| if logarithmic && value > 0.0 { value.ln() } else { value };
    let cells = points.len().min(width.min(60));
    let means: Vec<f64> = (0..cells)
        .map(|cell| {
            let stretch = &points[cell * points.len() / cells..(cell + 1) * points.len() / cells];
            stretch.iter().map(|(_, value)| height(*value)).sum::<f64>() / stretch.len() as f64
        })
        .collect();
    let low = means.iter().copied().fold(f64::INFINITY, f64::min);
    let high = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let line: String = means
        .iter()
        .map(|mean| {
            let share = if high > low { (mean - low) / (high - low) } else { 0.5 };
            LEVELS[(share * 7.0).round() as usize]
        })
        .collect();
    let ends = [&points[0], &points[points.len() - 1]]
        .map(|(date, value)| format!("{date} {}", number::plain(*value)))
        .join(" → ");
    vec![line, ends]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[f64]) -> Vec<(String, f64)> {
        values.iter().enumerate().map(|(i, &v)| (format!("2023-01-{:02}", i + 1), v)).collect()
    }

    #[test]
    fn bars_are_as_long_as_their_values() {
        let rows = bars(&points(&[100.0, 50.0, -25.0]), 72);
        let length = |row: &str| row.chars().filter(|c| matches!(c, '█' | '░')).count();
        assert_eq!(rows.iter().map(|row| length(row)).collect::<Vec<_>>(), [50, 25, 13]);
        assert!(rows[2].ends_with("−25"));
    }

    #[test]
    fn sparklines_span_the_range_and_fit() {
        let rows = sparkline(&points(&[1.0, 2.0, 4.0, 8.0]), true, 80);
        assert_eq!(rows[0], "▁▃▆█");
        let long: Vec<f64> = (0..500).map(f64::from).collect();
        assert_eq!(sparkline(&points(&long), false, 40)[0].chars().count(), 40);
        assert_eq!(sparkline(&points(&[3.0, 3.0]), false, 40)[0].chars().count(), 2);
    }
}
