//! Text for people: numbers, wrapped paragraphs, facts with labels, and small plots in block characters.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;

/// Columns a page may fill.
pub(crate) const WIDTH: usize = 100;

/// Columns of the labels before facts.
const LABEL: usize = 22;

/// A number with `digits` significant digits, in plain notation where that is readable.
pub(crate) fn number(value: f64, digits: usize) -> String {
    if !value.is_finite() || value.fract() == 0.0 && value.abs() < 1e9 {
        return format!("{value}");
    }
    // Formatting first and asking afterwards gets 9.9996 right, which becomes 10.00.
    let scientific = format!("{value:.*e}", digits.saturating_sub(1));
    let exponent: i32 = scientific.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    if (-5..=8).contains(&exponent) {
        let decimals = usize::try_from(digits as i32 - 1 - exponent).unwrap_or(0);
        format!("{value:.decimals$}")
    } else {
        scientific
    }
}

/// An optional number, `–` when absent.
pub(crate) fn optional(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |v| number(v, digits))
}

/// A number with every digit, short also when it is tiny; empty when absent. For rows that programs read.
pub(crate) fn full(value: Option<f64>) -> String {
    value.map(|v| format!("{v:?}")).unwrap_or_default()
}

/// The kebab-case name a value has in JSON.
pub(crate) fn name_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A page of labelled facts.
#[derive(Debug, Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// A heading in bold.
    pub(crate) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let bold = anstyle::Style::new().bold();
        let _ = writeln!(self.text, "{bold}{text}{bold:#}");
    }

    /// A label and what there is to say about it, wrapped under itself.
    pub(crate) fn fact(&mut self, label: &str, text: &str) {
        let mut label = label;
        for line in wrap(text, WIDTH - LABEL - 3) {
            let _ = writeln!(self.text, "  {label:<LABEL$} {line}");
            label = "";
        }
    }

    /// A small table: names at the left, numbers aligned at the right.
    pub(crate) fn table(&mut self, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(header.to_vec()).add_rows(rows);
        for (index, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, 2));
            if index > 0 {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        self.block(&table.to_string());
    }

    /// A block as it is, indented.
    pub(crate) fn block(&mut self, text: &str) {
        for line in text.lines() {
            let _ = writeln!(self.text, "  {}", line.trim_end());
        }
    }

    /// The whole page.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Breaks text at spaces into lines of at most `width` characters (longer words stay whole).
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let taken = lines[last].chars().count();
        if taken > 0 && taken + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if taken > 0 {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    lines
}

/// A small plot in eighths of a cell, `height` rows high, with the range at the left: the largest value of each of at
/// most `width` columns. Gives the width of the range and the drawing; `None` when there is nothing to draw.
pub(crate) fn plot(values: &[Option<f64>], width: usize, height: usize) -> Option<(usize, String)> {
    const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let largest = |bin: std::ops::Range<usize>| values[bin].iter().flatten().copied().reduce(f64::max);
    let columns: Vec<Option<f64>> = bins(values.len(), width).into_iter().map(largest).collect();
    let low = columns.iter().flatten().copied().reduce(f64::min)?;
    let high = columns.iter().flatten().copied().reduce(f64::max)?;
    let span = if high > low { high - low } else { 1.0 };
    let (top, bottom) = (number(high, 4), number(low, 4));
    let margin = top.chars().count().max(bottom.chars().count());
    let mut text = String::new();
    for row in (0..height).rev() {
        let label = match row {
            0 => bottom.as_str(),
            row if row + 1 == height => top.as_str(),
            _ => "",
        };
        let _ = write!(text, "{label:>margin$} │");
        for value in &columns {
            // At least one eighth, so that the lowest value is seen.
            let eighths =
                value.map_or(0.0, |v| 1.0 + (v - low) / span * (height as f64 * 8.0 - 1.0)).round() as usize;
            text.push(EIGHTHS[eighths.saturating_sub(row * 8).min(8)]);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    Some((margin, text))
}

/// Columns of a plot of `count` values in at most `width` columns: which values fall into each.
pub(crate) fn bins(count: usize, width: usize) -> Vec<std::ops::Range<usize>> {
    let columns = count.min(width);
    (0..columns).map(|c| c * count / columns..(c + 1) * count / columns).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_significant_digits() {
        assert_eq!(number(0.008333333, 4), "0.008333");
        assert_eq!(number(9.99996, 4), "10.00");
        assert_eq!(number(-123456.7, 4), "-123457");
        assert_eq!(number(1.0e-9, 3), "1.00e-9");
        assert_eq!(number(0.0, 4), "0");
    }

    #[test]
    fn long_text_is_wrapped_under_its_label() {
        let mut page = Page::default();
        page.fact("null", &"word ".repeat(40));
        for line in page.finish().lines() {
            assert!(line.chars().count() <= WIDTH && line.starts_with("  "), "{line}");
        }
    }

    #[test]
    fn a_plot_shows_the_range_the_shape_and_the_gaps() {
        let values = [Some(0.0), None, Some(1.5), Some(3.0)];
        assert_eq!(plot(&values, 10, 2), Some((1, "3 │  ▁█\n0 │▁ ██\n".to_owned())));
        assert_eq!(plot(&[None], 10, 2), None);
        assert_eq!(bins(10, 4), [0..2, 2..5, 5..7, 7..10]);
    }
}
