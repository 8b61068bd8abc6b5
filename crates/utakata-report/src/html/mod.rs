//! The findings as one HTML file that needs no network and no script.
//!
//! All three languages are in the file; radio buttons and style sheets choose between them, and between light and
//! dark. Everything that comes from the findings is escaped by the template engine; the content security policy
//! forbids whatever the page does not need.

mod edition;
mod marked;
mod reader;
pub mod review;
mod sheet;

pub use marked::{marked, value};
pub use sheet::Sheet;

use askama::Template;
use thiserror::Error;
use utakata_case::Findings;

use crate::Language;
use crate::lexicon::Lexicon;
use edition::Edition;

/// The page could not be written.
#[derive(Debug, Error)]
#[error("the page could not be written; please report this with the case that caused it")]
pub struct HtmlError(#[from] askama::Error);

#[derive(Debug, Template)]
#[template(path = "page.html")]
struct Page<'a> {
    language: Language,
    title: String,
    editions: Vec<Edition<'a>>,
}

impl Page<'_> {
    /// A label in the language the page opens in, for the controls that stand outside the editions.
    fn label(&self, key: &str) -> String {
        Lexicon::of(self.language).label(key)
    }
}

/// The whole page, opening in `language`.
///
/// # Errors
/// [`HtmlError`] when the template fails, which no value of [`Findings`] should cause.
pub fn render(findings: &Findings, language: Language) -> Result<String, HtmlError> {
    let editions: Vec<Edition<'_>> =
        Language::ALL.into_iter().map(|each| Edition::new(findings, each, each == language)).collect();
    let title = Lexicon::of(language).say(&findings.case.title).text;
    Ok(Page { language, title, editions }.render()?)
}
