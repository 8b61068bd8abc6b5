//! Lines on a page of fixed width.

use anstyle::{AnsiColor, Style};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table};
use textwrap::{Options, WordSplitter};

/// Text that grows downwards, wrapped to a width measured in terminal columns.
#[derive(Debug)]
pub(super) struct Paper {
    text: String,
    width: usize,
    colour: bool,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Accent,
    Quiet,
}

/// Which rules a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// Above, below and under the header.
    Outer,
    /// Also between the rows, for cells of several lines.
    EveryRow,
}

impl Ink {
    const fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Accent => AnsiColor::Cyan.on_default().bold(),
            Self::Quiet => Style::new().dimmed(),
        }
    }
}

impl Paper {
    pub(super) const fn new(width: usize, colour: bool) -> Self {
        Self { text: String::new(), width, colour }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Width of the page in terminal columns.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A heading with a rule, after an empty line.
    pub(super) fn section(&mut self, title: &str) {
        let title = clean(title);
        let taken = textwrap::core::display_width(&title) + 4;
        let rule = "─".repeat(self.width.saturating_sub(taken));
        self.blank();
        self.line(Ink::Strong, &format!("── {title} {rule}"));
    }

    /// A small heading.
    pub(super) fn subsection(&mut self, title: &str) {
        self.blank();
        self.paragraph(Ink::Strong, title);
    }

    pub(super) fn paragraph(&mut self, ink: Ink, text: &str) {
        self.wrapped(ink, "", "", text);
    }

    /// A list item; later lines hang under the first.
    pub(super) fn item(&mut self, text: &str) {
        self.wrapped(Ink::Plain, "  • ", "    ", text);
    }

    /// An indented paragraph.
    pub(super) fn indented(&mut self, ink: Ink, text: &str) {
        self.wrapped(ink, "    ", "    ", text);
    }

    /// A line that already fits.
    pub(super) fn line(&mut self, ink: Ink, text: &str) {
        let style = ink.style();
        if self.colour && ink != Ink::Plain {
            self.text.extend([
                style.render().to_string().as_str(),
                text,
                style.render_reset().to_string().as_str(),
            ]);
        } else {
            self.text.push_str(text);
        }
        self.text.push('\n');
    }

    fn wrapped(&mut self, ink: Ink, first: &str, rest: &str, text: &str) {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&clean(text), options) {
            self.line(ink, line.trim_end());
        }
    }

    /// A table across the page; columns in `right` are set flush right.
    pub(super) fn table(&mut self, header: &[String], rows: Vec<Vec<String>>, right: &[usize], rules: Rules) {
        let style = match rules {
            Rules::Outer => UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()),
            Rules::EveryRow => UTF8_HORIZONTAL_ONLY,
        };
        let mut table = Table::new();
        table
            .load_style(style)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.width as u16)
            .force_no_tty()
            .set_header(header.iter().map(|title| Cell::new(clean(title))));
        for row in rows {
            table.add_row(row.iter().map(|cell| Cell::new(clean(cell))));
        }
        for &index in right {
            if let Some(column) = table.column_mut(index) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in table.lines() {
            self.line(Ink::Plain, line.trim_end());
        }
    }
}

/// Without control characters (which could move the cursor or change colours) and directional overrides (which
/// could reorder what is read); white space becomes single spaces.
fn clean(text: &str) -> String {
    let overrides =
        |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let visible: String = text
        .chars()
        .filter_map(|c| match c {
            '\n' | '\t' | '\r' => Some(' '),
            c if c.is_control() || overrides(c) => None,
            c => Some(c),
        })
        .collect();
    visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_command_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}\u{202e}b\n\n c"), "a[31mredb c");
    }

    #[test]
    fn colour_only_when_asked() {
        let mut plain = Paper::new(60, false);
        plain.paragraph(Ink::Accent, "answer");
        assert_eq!(plain.into_text(), "answer\n");
        let mut coloured = Paper::new(60, true);
        coloured.paragraph(Ink::Accent, "answer");
        assert!(coloured.into_text().starts_with('\u{1b}'));
    }

    #[test]
    fn japanese_wraps_by_columns_and_keeps_its_punctuation() {
        let mut paper = Paper::new(60, false);
        paper.paragraph(Ink::Plain, &"泡がはじけているとは示されていない。".repeat(6));
        let text = paper.into_text();
        for line in text.lines() {
            assert!(textwrap::core::display_width(line) <= 60);
            assert!(!line.starts_with('。'));
        }
    }
}
