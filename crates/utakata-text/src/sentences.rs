//! Paragraphs and sentences.

use std::ops::Range;

use crate::cursor::Cursor;

/// A sentence, in glyphs. Text between brackets of speech does not end it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) span: Range<usize>,
    /// Which paragraph it belongs to, counted from 0.
    pub(crate) paragraph: usize,
}

/// Most glyphs of a sentence. What goes on longer is cut: it is a table or no text at all.
const LONGEST: usize = 600;

const OPEN: [char; 5] = ['「', '『', '“', '(', '"'];
const CLOSE: [char; 5] = ['」', '』', '”', ')', '"'];

/// All sentences in order.
pub(crate) fn sentences(cursor: &Cursor<'_>) -> Vec<Sentence> {
    let (mut found, mut start, mut paragraph, mut depth) = (Vec::new(), 0, 0, 0_usize);
    let push = |found: &mut Vec<Sentence>, span: Range<usize>, paragraph| {
        if cursor.slice(span.start, span.end).chars().any(|c| !c.is_whitespace()) {
            found.push(Sentence { span, paragraph });
        }
    };
    for at in 0..cursor.len() {
        let Some(character) = cursor.at(at) else { break };
        if character == '"' {
            depth = 1 - depth.min(1);
        } else if OPEN.contains(&character) {
            depth += 1;
        } else if CLOSE.contains(&character) {
            depth = depth.saturating_sub(1);
        }
        if character == '\n' {
            push(&mut found, start..at, paragraph);
            (start, depth) = (at + 1, 0);
            paragraph += usize::from(cursor.at(at + 1) == Some('\n'));
        } else if (depth == 0 && is_stop(cursor, at)) || at + 1 - start >= LONGEST {
            push(&mut found, start..at + 1, paragraph);
            start = at + 1;
        }
    }
    push(&mut found, start..cursor.len(), paragraph);
    found
}

fn is_stop(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.at(at) {
        Some('。' | '！' | '？' | '!' | '?') => true,
        // Not in an abbreviation or a number: a space and a capital (or an East Asian character) follow.
        Some('.') => {
            let next = cursor.past_spaces(at + 1);
            let initial = cursor.last(at).is_some_and(|c| c.is_ascii_uppercase());
            let title = cursor.longest_before(
                at,
                &[("Mr", ()), ("Ms", ()), ("Dr", ()), ("Mrs", ()), ("vs", ()), ("No", ())],
            );
            cursor.at(next).is_none_or(|c| c == '\n' || (next > at + 1 && !c.is_ascii_lowercase()))
                && !initial
                && title.is_none()
        }
        _ => false,
    }
}
