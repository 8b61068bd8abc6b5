//! Text for people: numbers, wrapped paragraphs, facts with labels, and small plots in block characters.

use std::fmt::Write as _;

/// Columns a page may fill.
pub(crate) const WIDTH: usize = 100;

/// Columns of the labels before facts.
const LABEL: usize = 22;

/// A number with `digits` significant digits, in plain notation where that is readable.
pub(crate) fn number(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
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

/// A small plot: `values` as columns of eighths of a cell, `height` rows high, with the range at the left. Values are
/// averaged into at most `width` columns.
pub(crate) fn plot(values: &[f64], width: usize, height: usize) -> String {
    const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let columns = resample(values, width);
    let low = columns.iter().copied().fold(f64::INFINITY, f64::min);
    let high = columns.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) || height == 0 {
        return String::new();
    }
    let span = if high > low { high - low } else { 1.0 };
    let (top, bottom) = (number(high, 4), number(low, 4));
    let margin = top.chars().count().max(bottom.chars().count());
    let mut text = String::new();
    for row in (0..height).rev() {
        let label = if row + 1 == height {
            top.as_str()
        } else if row == 0 {
            bottom.as_str()
        } else {
            ""
        };
        let _ = write!(text, "{label:>margin$} │");
        for value in &columns {
            // At least one eighth, so that the lowest value is seen.
            let level = 1.0 + (value - low) / span * (height as f64 * 8.0 - 1.0);
            let filled = (level.round() as usize).saturating_sub(row * 8).min(8);
            text.push(EIGHTHS[filled]);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// Columns of a plot of `count` values in `width` columns: which values fall into each.
pub(crate) fn bins(count: usize, width: usize) -> Vec<std::ops::Range<usize>> {
    let columns = count.min(width);
    (0..columns).map(|c| c * count / columns..(c + 1) * count / columns).collect()
}

fn resample(values: &[f64], width: usize) -> Vec<f64> {
    bins(values.len(), width)
        .into_iter()
        .map(|bin| values[bin.clone()].iter().sum::<f64>() / bin.len() as f64)
        .collect()
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
    fn a_plot_shows_the_range_and_the_shape() {
        let text = plot(&[0.0, 1.0, 2.0, 3.0], 10, 2);
        assert_eq!(text, "3.000 │  ▅█\n    0 │▁▆██\n");
        assert_eq!(bins(10, 4).len(), 4);
    }
}
