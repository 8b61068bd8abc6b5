//! A page of pictures that belongs to no case: what one command drew.

use askama::Template;
use utakata_case::findings::Figure;

use super::HtmlError;
use super::reader::Reader;
use crate::Language;

/// Pictures with the figures that matter, and what to bear in mind, as one HTML file without network or script, in English.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Title.
    pub title: String,
    /// Labels and facts.
    pub facts: Vec<(String, String)>,
    /// The pictures.
    pub figures: Vec<Figure>,
    /// What to bear in mind.
    pub notes: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "sheet.html")]
struct Page<'a> {
    title: &'a str,
    sheet: &'a Sheet,
    e: Reader,
}

impl Sheet {
    /// The page.
    ///
    /// # Errors
    /// [`HtmlError`] when the template fails, which no sheet should cause.
    pub fn render(&self) -> Result<String, HtmlError> {
        Ok(Page { title: &self.title, sheet: self, e: Reader::of(Language::English) }.render()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use utakata::Phrase;
    use utakata_case::findings::{FigureKind, Line, LineRole};

    #[test]
    fn a_sheet_is_one_page_that_escapes_what_it_is_given() {
        let sheet = Sheet {
            title: "A & B".to_owned(),
            facts: vec![("critical time".to_owned(), "<soon>".to_owned())],
            figures: vec![Figure {
                id: "fit".to_owned(),
                kind: FigureKind::Lines,
                title: Phrase::new("sheet-title", "Price and fit"),
                axis: Phrase::new("sheet-axis", "logarithm"),
                dates: vec![date(2000, 3, 9), date(2000, 3, 10)],
                lines: vec![Line {
                    name: Phrase::new("sheet-line", "price"),
                    role: LineRole::Main,
                    values: vec![Some(1.0), Some(2.0)],
                }],
                shades: vec![],
                logarithmic: false,
                description: Phrase::new("sheet-description", "It rises."),
            }],
            notes: vec!["a fit is no test".to_owned()],
        };
        let page = sheet.render().unwrap();
        for part in ["<title>A &#38; B</title>", "&#60;soon&#62;", "<svg", "It rises.", "a fit is no test"] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"));
    }
}
