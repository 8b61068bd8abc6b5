//! Going through the items one by one on the terminal.

use std::io::{BufRead as _, Write as _};
use std::path::Path;

use anyhow::anyhow;
use utakata_report::html;
use utakata_text::Reading;

use crate::failure::Failure;
use crate::text::name_of;

/// Asks about every item; answers come from standard input, questions go to standard error.
pub(super) fn ask(reading: &Reading, article: &Path) -> Result<Vec<bool>, Failure> {
    if article.as_os_str() == "-" {
        return Err(Failure::Input(anyhow!(
            "--review reads the answers from standard input; give the article as a file"
        )));
    }
    let (mut questions, mut answers) = (anstream::stderr().lock(), std::io::stdin().lock());
    let mut kept = Vec::with_capacity(reading.items.len());
    let mut rest = None;
    for (place, item) in reading.items.iter().enumerate() {
        if let Some(rest) = rest {
            kept.push(rest);
            continue;
        }
        let speaker = item.speaker.as_deref().map(|s| format!(", says {s}")).unwrap_or_default();
        let flags =
            if item.flags.is_empty() { String::new() } else { format!(" [{}]", item.flags.join(", ")) };
        let (number, kind, value) = (place + 1, name_of(&item.kind), html::value(item));
        let quote = item.quote.replace(char::is_control, " ");
        let told = write!(questions, "{number}. {quote} = {kind} {value}{speaker}{flags}  [y/n/a/q] ");
        told.and_then(|()| questions.flush()).map_err(Failure::runtime)?;
        let mut answer = String::new();
        answers.read_line(&mut answer).map_err(Failure::runtime)?;
        kept.push(match answer.trim() {
            "y" | "Y" => true,
            "a" | "A" => *rest.insert(true),
            "q" | "Q" => *rest.insert(false),
            // The end of the input leaves the rest out, as q does.
            _ if answer.is_empty() => *rest.insert(false),
            _ => false,
        });
    }
    Ok(kept)
}
