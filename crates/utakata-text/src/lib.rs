//! From an article to candidate ledger entries, each grounded in a verbatim quote.
//!
//! [`read`] finds the numbers and dates of a text in Japanese, Chinese or English by a deterministic grammar, each with
//! its bytes in the file as given.

mod attribution;
mod bounds;
mod claims;
mod coins;
mod cursor;
mod dates;
mod directions;
pub mod draft;
mod dressing;
mod glyphs;
mod grammar;
mod item;
mod lint;
mod numeral;
mod quantity;
mod relative;
mod sentences;
mod streaks;
mod units;
mod verify;
mod words;
mod years;

pub use attribution::{Alias, Language};
pub use item::{Bound, Direction, Item, Kind, Opinion, Part, Stance, Value};
pub use lint::{Lint, LintKind};
pub use verify::{Claim, Doubt, Verified, verify};

use jiff::civil::Date;
use serde::Serialize;

use cursor::Cursor;
use glyphs::Glyphs;

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// Numbers and dates, in order.
    pub items: Vec<Item>,
    /// Sentences that somebody says and that point one way, in order.
    pub opinions: Vec<Opinion>,
    /// Doubts about the text, in order; those at an item are also among its flags.
    pub lints: Vec<Lint>,
    /// Spellings of speakers that may be one name.
    pub aliases: Vec<Alias>,
}

/// Reads a plain text or Markdown. `published` is the day as of which dates without a year are past.
///
/// Takes time in proportion to the length of the text.
pub fn read(text: &str, published: Option<Date>) -> Reading {
    let glyphs = Glyphs::read(text);
    let cursor = Cursor::new(glyphs.all());
    let (mut items, place) = grammar::items(text, &cursor, published);
    let starts: Vec<usize> = place.iter().map(|(start, _)| *start).collect();
    let sentences = sentences::sentences(&cursor);
    let opinions = attribution::attribute(text, &cursor, &sentences, &mut items, &starts);
    let lints = lint::lints(text, &cursor, &items, &place, published.map(Date::year));
    flag(&mut items, &lints);
    let aliases = attribution::aliases(&cursor, items.iter().filter_map(|item| item.speaker.as_deref()));
    Reading { items, opinions, lints, aliases }
}

/// The language that most of a text is written in.
pub fn language(text: &str) -> Language {
    let glyphs = Glyphs::read(text);
    attribution::language_of(&Cursor::new(glyphs.all()))
}

/// Puts the lints that touch an item among its flags. Both are in order, and no lint is longer than a few clauses.
fn flag(items: &mut [Item], lints: &[Lint]) {
    let mut first = 0;
    for item in items {
        let passed = |lint: &Lint| lint.byte_end.saturating_add(LONGEST_LINT) <= item.byte_start;
        first += lints[first..].iter().take_while(|lint| passed(lint)).count();
        let near = lints[first..].iter().take_while(|lint| lint.byte_start < item.byte_end);
        let own = near.filter(|lint| lint.byte_end > item.byte_start);
        item.flags = own.map(|lint| lint.kind.name().to_owned()).collect();
        item.flags.dedup();
    }
}

/// In bytes: a lint begins at most this far before another one that ends before it.
const LONGEST_LINT: usize = 8 * cursor::CLAUSE;
