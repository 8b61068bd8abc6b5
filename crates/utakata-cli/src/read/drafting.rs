//! The draft of a case: what is accepted of a reading, written.

use std::path::Path;

use jiff::civil::Date;
use utakata_live::review::Written;
use utakata_text::draft::{Article, Kept, draft, has_entry};
use utakata_text::{Reading, Verified};

use super::accept::{self, Place};
use super::source::Source;
use super::{Arguments, bundle, web};
use crate::failure::Failure;
use crate::output::Destination;

/// File of a draft with everything that a language model claimed and what speaks against it.
const CLAIMS: &str = "claims.json";

/// What a draft is made of.
pub(super) struct Draft<'a> {
    pub(super) arguments: &'a Arguments,
    pub(super) folder: &'a Path,
    pub(super) source: &'a Source,
    pub(super) title: &'a str,
    pub(super) published: Date,
    pub(super) reading: &'a Reading,
    /// Of a language model, where one was asked.
    pub(super) claims: Option<&'a [Verified]>,
}

impl Draft<'_> {
    /// Asks what is accepted, where that is wished, and writes the draft.
    pub(super) fn make(&self, destination: &Destination) -> Result<(), Failure> {
        if !self.is_printed() {
            // Before anyone has answered anything.
            bundle::is_new(self.folder)?;
        }
        let arguments = self.arguments;
        let kept = match arguments.review {
            Some(Place::Web) => {
                let subject = (self.title, self.source.text(), self.reading);
                return web::ask(subject, |kept| {
                    self.write(Some(kept), destination)?;
                    Ok(self.told(kept))
                });
            }
            Some(Place::Terminal) => Some(accept::ask(self.reading, &arguments.article)?),
            None if arguments.accept.is_empty() => None,
            None => Some(accept::only(&arguments.accept, self.reading)?),
        };
        self.write(kept.as_ref(), destination)
    }

    fn is_printed(&self) -> bool {
        self.folder.as_os_str() == "-"
    }

    fn write(&self, kept: Option<&Kept>, destination: &Destination) -> Result<(), Failure> {
        let article = Article {
            text: self.source.text(),
            title: self.title,
            published: self.published,
            address: self.source.address(&self.arguments.article),
            symbols: &self.arguments.symbols,
        };
        let mut files = draft(&article, self.reading, kept).map_err(Failure::runtime)?;
        if let Some(claims) = self.claims {
            files.insert(CLAIMS.to_owned(), serde_json::to_string_pretty(claims).map_err(Failure::runtime)?);
        }
        if self.is_printed() {
            return destination.write_bytes(bundle::bundle(&files).as_bytes());
        }
        bundle::write(self.folder, &files)?;
        let ledger = self.folder.join("ledger.toml");
        self.arguments.run.warn(&format!("a draft: look through {} before you trust it", ledger.display()));
        Ok(())
    }

    /// What was written, for the page.
    fn told(&self, kept: &Kept) -> Written {
        let items = self.reading.items.iter().zip(&kept.items);
        let items: Vec<bool> = items.filter(|(item, _)| has_entry(item)).map(|(_, kept)| *kept).collect();
        let accepted = |lines: &[bool]| lines.iter().filter(|kept| **kept).count();
        let counts = format!(
            "{} of {} items and {} of {} opinions accepted.",
            accepted(&items),
            items.len(),
            accepted(&kept.opinions),
            kept.opinions.len()
        );
        let folder = self.folder.display();
        if self.is_printed() {
            let told =
                vec![counts, "The draft went to the command's output. You can close this page.".to_owned()];
            return Written { told, next: None };
        }
        let told = vec![counts, format!("The draft is in {folder}/. You can close this page.")];
        Written { told, next: Some(format!("utakata report {folder}")) }
    }
}
