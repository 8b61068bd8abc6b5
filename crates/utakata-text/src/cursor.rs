//! Looking for words at a place of a text, and just before one.

use crate::glyphs::Glyph;
use crate::words::Vocabulary;

/// Most glyphs of a clause on either side of a place: text without punctuation is no prose, and must not cost the square of
/// its length.
pub(crate) const CLAUSE: usize = 400;

/// The glyphs of a text, to be asked what stands where. Positions count glyphs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    glyphs: &'a [Glyph],
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(glyphs: &'a [Glyph]) -> Self {
        Self { glyphs }
    }

    pub(crate) fn len(&self) -> usize {
        self.glyphs.len()
    }

    pub(crate) fn at(&self, position: usize) -> Option<char> {
        self.glyphs.get(position).map(|glyph| glyph.character)
    }

    /// The character before `position`.
    pub(crate) fn last(&self, position: usize) -> Option<char> {
        position.checked_sub(1).and_then(|p| self.at(p))
    }

    /// Bytes of the original from position `start` up to `end`.
    pub(crate) fn bytes(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.glyphs.get(start).map_or(0, |glyph| glyph.start);
        (first, end.checked_sub(1).and_then(|e| self.glyphs.get(e)).map_or(first, |glyph| glyph.end))
    }

    pub(crate) fn slice(&self, start: usize, end: usize) -> String {
        let end = end.min(self.len());
        self.glyphs[start.min(end)..end].iter().map(|glyph| glyph.character).collect()
    }

    /// Past what is left of a character whose compatibility form is several (㏂): numbers do not share their bytes.
    pub(crate) fn past_character(&self, mut position: usize) -> usize {
        let of = |p: usize| self.glyphs.get(p).map(|glyph| glyph.start);
        while position > 0 && position < self.len() && of(position) == of(position - 1) {
            position += 1;
        }
        position
    }

    /// Past spaces.
    pub(crate) fn past_spaces(&self, mut position: usize) -> usize {
        while self.at(position) == Some(' ') {
            position += 1;
        }
        position
    }

    /// Before spaces.
    pub(crate) fn before_spaces(&self, mut position: usize) -> usize {
        while self.last(position) == Some(' ') {
            position -= 1;
        }
        position
    }

    /// Where `word` that begins at `position` ends. Letters compare without case, and a word of letters must not go on.
    pub(crate) fn word(&self, position: usize, word: &str) -> Option<usize> {
        let mut at = position;
        for wanted in word.chars() {
            let same = self.at(at).is_some_and(|c| c == wanted || c.eq_ignore_ascii_case(&wanted));
            if !same {
                return None;
            }
            at += 1;
        }
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let inside = (letter(self.last(at)) && letter(self.at(at)))
            || (letter(self.at(position)) && letter(self.last(position)));
        (!inside).then_some(at)
    }

    /// The longest word of `table` at `position`, with where it ends.
    pub(crate) fn longest<T: Copy>(
        &self,
        position: usize,
        table: &(impl Vocabulary<T> + ?Sized),
    ) -> Option<(usize, T)> {
        self.longest_that(position, table, |_, _| true)
    }

    /// The longest of those words of `table` at `position` that, with where they end, are `wanted`.
    pub(crate) fn longest_that<T: Copy>(
        &self,
        position: usize,
        table: &(impl Vocabulary<T> + ?Sized),
        wanted: impl Fn(&'static str, usize) -> bool,
    ) -> Option<(usize, T)> {
        let first = self.at(position).filter(|first| table.may_begin(*first))?;
        if first.is_ascii_alphabetic() && self.last(position).is_some_and(|c| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut found: Option<(usize, T)> = None;
        for (word, meaning) in table.candidates(first, self.at(position + 1)) {
            if let Some(end) = self.word(position, word)
                && found.is_none_or(|(longest, _)| end >= longest)
                && wanted(word, end)
            {
                found = Some((end, *meaning));
            }
        }
        found
    }

    /// The longest word of `table` that ends at `position`, with where it begins.
    pub(crate) fn longest_before<T: Copy>(
        &self,
        position: usize,
        table: &(impl Vocabulary<T> + ?Sized),
    ) -> Option<(usize, T)> {
        let last = self.last(position).filter(|last| table.may_end(*last))?;
        let mut tail = [0; 4];
        let tail = *last.encode_utf8(&mut tail).as_bytes().last()?;
        let ends = |word: &str| word.as_bytes().last().is_some_and(|byte| byte.eq_ignore_ascii_case(&tail));
        let found = table.entries().iter().filter(|(word, _)| ends(word)).filter_map(|(word, meaning)| {
            let start = position.checked_sub(word.chars().count())?;
            (self.word(start, word)? == position).then_some((start, *meaning))
        });
        found.min_by_key(|(start, _)| *start)
    }

    /// The first word of `table` that begins at `start` or later and ends by `end`.
    pub(crate) fn first_within<T: Copy>(
        &self,
        start: usize,
        end: usize,
        table: &(impl Vocabulary<T> + ?Sized),
    ) -> Option<(usize, usize, T)> {
        (start..end).find_map(|at| {
            self.longest(at, table)
                .filter(|(stop, _)| *stop <= end)
                .map(|(stop, meaning)| (at, stop, meaning))
        })
    }

    /// Where the clause around `position` ends: at punctuation or a line's end.
    pub(crate) fn clause_end(&self, position: usize) -> usize {
        let farthest = self.len().min(position.saturating_add(CLAUSE));
        (position..farthest).find(|&p| self.is_break(p)).unwrap_or(farthest)
    }

    /// Where the clause around `position` begins.
    pub(crate) fn clause_start(&self, position: usize) -> usize {
        let farthest = position.saturating_sub(CLAUSE);
        (farthest..position).rev().find(|&p| self.is_break(p)).map_or(farthest, |p| p + 1)
    }

    /// Whether a clause ends at `position`.
    pub(crate) fn is_break(&self, position: usize) -> bool {
        match self.at(position) {
            Some('、' | '。' | ';' | '!' | '?' | '\n' | '「' | '」' | '“' | '”' | '"' | '(' | ')') => {
                true
            }
            // Not inside a number. A full-width comma is one too, and a figure may follow it: 统计，6月.
            Some(',') => {
                let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                !(figure(self.last(position)) && figure(self.at(position + 1)))
            }
            // Not inside a number or an abbreviation such as C3.ai.
            Some('.') => {
                self.at(position + 1).is_none_or(|c| c == ' ' || c == '\n' || !c.is_ascii_alphanumeric())
            }
            _ => false,
        }
    }
}
