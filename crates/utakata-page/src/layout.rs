//! The kept texts of a page set as plain text.

use crate::elements::{Gap, gap};
use crate::outline::{Event, Outline};
use crate::references::Characters;
use crate::track::Track;

/// A plain text and its way back to the page's source.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) text: String,
    pub(crate) track: Track,
    gap: Gap,
    /// Where in the source the text so far ends.
    reached: usize,
}

/// Sets the texts that `kept` says, with white space as a browser would collapse it. What parts two kept texts without being
/// shown (tags, scripts, hidden elements) leaves no trace; a shown text between them that is not kept ends the paragraph,
/// so that nothing is joined that the page does not join.
pub(crate) fn layout(source: &str, outline: &Outline, kept: impl Fn(usize) -> bool) -> Layout {
    let mut layout = Layout::default();
    for event in &outline.events {
        match event {
            Event::Open { name, .. } | Event::Close { name } | Event::Passed { name } => {
                layout.widen(gap(name));
            }
            Event::Run(number) => {
                let run = &outline.runs[*number];
                let blank = outline.is_blank(*number);
                if !blank && !kept(*number) {
                    layout.widen(Gap::Paragraph);
                } else {
                    let characters = Characters::new(source, &run.span, &run.text);
                    layout.set(characters, run.preformatted && !blank);
                }
            }
        }
    }
    layout
}

impl Layout {
    fn widen(&mut self, gap: Gap) {
        // A new row or line is no new cell, and a line break within a cell is no less than the cell's end.
        self.gap = self.gap.max(gap);
    }

    fn set(&mut self, characters: Characters<'_>, preformatted: bool) {
        for (character, place) in characters {
            if preformatted && character == '\n' {
                self.widen(Gap::Line);
            } else if is_space(character) {
                // A space is narrower than all that parts, but wide enough between digits.
                self.gap = if self.gap <= Gap::Digits { Gap::Space } else { self.gap };
            } else {
                self.part(character);
                let at = self.text.len();
                if place.len() == character.len_utf8() && !place.is_empty() {
                    self.track.straight(at, place.start);
                } else {
                    self.track.whole(at, place.clone());
                }
                self.text.push(character);
                self.reached = place.end;
            }
        }
    }

    /// Writes what parts the text so far from `next`.
    fn part(&mut self, next: char) {
        let between = match self.gap {
            _ if self.text.is_empty() => "",
            Gap::None => "",
            Gap::Space => " ",
            Gap::Digits => {
                let digits = next.is_numeric() && self.text.ends_with(char::is_numeric);
                if digits { " " } else { "" }
            }
            Gap::Cell => "\t",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        };
        self.gap = Gap::None;
        if !between.is_empty() {
            self.track.whole(self.text.len(), self.reached..self.reached);
            self.text.push_str(between);
        }
    }
}

/// White space that HTML collapses: not the no-break space nor the ideographic one.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
