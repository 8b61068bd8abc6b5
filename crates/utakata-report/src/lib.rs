//! Renderings of findings: terminal, JSON and one-file HTML, in English, Japanese and Chinese.
//!
//! Every rendering is a pure function of one [`Findings`](utakata_case::Findings): no file, clock or network is
//! touched. What the terminal and the page say is what the JSON holds; only the wording depends on the language.

pub mod html;
pub mod json;
pub mod terminal;

mod chart;
mod language;
mod layer_table;
mod lexicon;
mod number;
mod phrases;

pub use language::{Language, UnknownLanguage};
pub use phrases::missing_translations;
