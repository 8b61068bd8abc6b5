//! What of a reading becomes an entry of the draft: named on the command line, or asked about on the terminal.

use std::io::{BufRead as _, StdinLock, Write as _};
use std::path::Path;
use std::str::FromStr;

use anyhow::anyhow;
use clap::ValueEnum;
use utakata_report::html;
use utakata_text::Reading;
use utakata_text::draft::{Kept, has_entry};

use crate::failure::Failure;
use crate::text::name_of;

/// Where a person goes through the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Place {
    /// Here: y, n, a (all that follow), q (none that follow)
    Terminal,
    /// In the browser, on a page that only this machine serves; its address is printed
    Web,
}

/// A line of a reading as the tables number it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// An item, from 1.
    Item(usize),
    /// An opinion, from 1.
    Opinion(usize),
}

impl FromStr for Line {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (digits, line): (_, fn(usize) -> Self) = match text.strip_prefix('P') {
            Some(digits) => (digits, Self::Opinion),
            None => (text, Self::Item),
        };
        digits
            .parse()
            .map(line)
            .map_err(|_| "expected a number of an item, or P and that of an opinion".into())
    }
}

/// Only the lines named.
pub(super) fn only(lines: &[Line], reading: &Reading) -> Result<Kept, Failure> {
    let (items, opinions) = (reading.items.len(), reading.opinions.len());
    let mut kept = Kept { items: vec![false; items], opinions: vec![false; opinions] };
    for line in lines {
        let (place, number, what) = match *line {
            Line::Item(n) => (kept.items.get_mut(n.wrapping_sub(1)), n, format!("items 1 to {items}")),
            Line::Opinion(n) => {
                (kept.opinions.get_mut(n.wrapping_sub(1)), n, format!("opinions P1 to P{opinions}"))
            }
        };
        let prefix = if matches!(line, Line::Opinion(_)) { "P" } else { "" };
        *place
            .ok_or_else(|| Failure::Input(anyhow!("--accept names {prefix}{number}; there are {what}")))? =
            true;
    }
    Ok(kept)
}

/// Asks about every line that may become an entry; answers come from standard input, questions go to standard error.
pub(super) fn ask(reading: &Reading, article: &Path) -> Result<Kept, Failure> {
    if article.as_os_str() == "-" {
        return Err(Failure::Input(anyhow!(
            "--review reads the answers from standard input; give the article as a file, or use --review=web"
        )));
    }
    let mut asked = Asked { answers: std::io::stdin().lock(), rest: None };
    let mut kept = Kept::default();
    for (place, item) in reading.items.iter().enumerate() {
        let speaker = item.speaker.as_deref().map(|s| format!(", says {s}")).unwrap_or_default();
        let flags =
            if item.flags.is_empty() { String::new() } else { format!(" [{}]", item.flags.join(", ")) };
        let said = format!("{} {}{speaker}{flags}", name_of(&item.kind), html::value(item));
        kept.items.push(has_entry(item) && asked.about(&(place + 1).to_string(), &item.quote, &said)?);
    }
    for (place, opinion) in reading.opinions.iter().enumerate() {
        let said = format!("opinion {}, says {}", name_of(&opinion.stance), opinion.speaker);
        kept.opinions.push(asked.about(&format!("P{}", place + 1), opinion.quote.trim(), &said)?);
    }
    Ok(kept)
}

struct Asked {
    answers: StdinLock<'static>,
    rest: Option<bool>,
}

impl Asked {
    fn about(&mut self, number: &str, quote: &str, said: &str) -> Result<bool, Failure> {
        if let Some(rest) = self.rest {
            return Ok(rest);
        }
        let quote = quote.replace(char::is_control, " ");
        let mut questions = anstream::stderr().lock();
        let told = write!(questions, "{number}. {quote} = {said}  [y/n/a/q] ");
        told.and_then(|()| questions.flush()).map_err(Failure::runtime)?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).map_err(Failure::runtime)?;
        Ok(match answer.trim() {
            "y" | "Y" => true,
            "a" | "A" => *self.rest.insert(true),
            "q" | "Q" => *self.rest.insert(false),
            // The end of the input leaves the rest out, as q does.
            _ if answer.is_empty() => *self.rest.insert(false),
            _ => false,
        })
    }
}
