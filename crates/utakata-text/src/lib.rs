//! From an article to candidate ledger entries, each grounded in a verbatim quote.
//!
//! [`read`] finds the numbers and dates of a text in Japanese, Chinese or English by a deterministic grammar, each with
//! its bytes in the file as given.

mod bounds;
mod cursor;
mod dates;
mod glyphs;
mod grammar;
mod item;
mod numeral;
mod quantity;
mod units;

pub use glyphs::{Glyph, Glyphs};
pub use item::{Bound, Direction, Item, Kind, Part, Stance, Value};

use jiff::civil::Date;

/// Reads a plain text. `published` is the day as of which dates without a year are past.
pub fn read(text: &str, published: Option<Date>) -> Vec<Item> {
    let glyphs = Glyphs::read(text, 0);
    grammar::items(text, &glyphs, published)
}
