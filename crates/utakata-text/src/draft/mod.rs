//! A draft case from a reading: what a person reviews before it counts.
//!
//! Entries are quotes, not statements in one's own words; kinds are guesses. Everything is marked as a draft in the files
//! themselves, and the only stream that is made is one that the text itself gives the numbers of.

mod checks;
mod entries;
mod figures;
mod growth;
mod levels;
mod stretch;
mod windows;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use toml::{Table, Value as Toml};

use crate::Reading;
use crate::item::{Item, Kind};

pub(crate) use growth::{Month, growth};

/// What is known of the article besides its text.
#[derive(Debug, Clone)]
pub struct Article<'a> {
    /// The text that the reading is of.
    pub text: &'a str,
    /// Title, or the file's name.
    pub title: &'a str,
    /// Day of publication.
    pub published: Date,
    /// Where it was found.
    pub address: Option<&'a str>,
    /// Names as the text spells them, with the symbols of their closes: what closes can check becomes a claim.
    pub symbols: &'a [(String, String)],
}

/// A case folder: the content of every file by its name.
pub type Files = BTreeMap<String, String>;

/// What a person accepted, line by line. A place beyond the end is not accepted, and neither are highs and lows, which are
/// no lines of a reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Of each item of the reading, in order. Those without [an entry of their own](has_entry) do not matter.
    pub items: Vec<bool>,
    /// Of each opinion of the reading, in order.
    pub opinions: Vec<bool>,
}

/// Whether an item becomes an entry when it is accepted: dates only date the others.
pub fn has_entry(item: &Item) -> bool {
    !matches!(item.kind, Kind::Date | Kind::DateRange)
}

/// The bytes of the text that an item's entry states: its sentence. `None` when the item is of another text.
pub fn statement_span(text: &str, item: &Item) -> Option<Range<usize>> {
    let own = item.byte_start..item.byte_end;
    text.get(own.clone()).map(|_| entries::sentence_span(text, own.start, own.end))
}

/// The files of a draft case with the entries that a person accepted; `None` for all, unseen.
///
/// # Errors
/// When a table cannot be written as TOML.
pub fn draft(
    article: &Article<'_>,
    reading: &Reading,
    kept: Option<&Kept>,
) -> Result<Files, toml::ser::Error> {
    let accepted = |of: fn(&Kept) -> &[bool], place: usize| {
        kept.is_none_or(|kept| of(kept).get(place).copied().unwrap_or(false))
    };
    let item = |place: usize| accepted(|kept| &kept.items, place);
    let opinion = |place: usize| accepted(|kept| &kept.opinions, place);
    let head = if kept.is_some() { ACCEPTED } else { UNSEEN };
    let mut files = Files::new();
    let months = growth(reading, item);
    let case = case_toml(article, &months, &doubted(reading, item))?;
    files.insert("case.toml".to_owned(), format!("{head}{case}"));
    let ledger = entries::ledger_toml(article, reading, item, opinion, kept.is_none())?;
    files.insert("ledger.toml".to_owned(), format!("{head}{ledger}"));
    if !months.is_empty() {
        let rows = months.iter().map(|m| format!("{},{}\n", m.month, percent(m.growth)));
        files.insert("series/growth.csv".to_owned(), format!("date,growth\n{}", rows.collect::<String>()));
    }
    let sources = format!(
        "# Sources\n\n- {} ({})\n",
        article.title,
        article.address.unwrap_or("a text given to `utakata read`")
    );
    files.insert("SOURCES.md".to_owned(), sources);
    Ok(files)
}

/// A fraction in per cent, without the noise of the division.
pub(crate) fn percent(fraction: f64) -> f64 {
    (fraction * 1e10).round() / 1e8
}

fn table<const N: usize>(fields: [(&str, Toml); N]) -> Table {
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn english(text: &str) -> Toml {
    Toml::Table(table([("en", text.into())]))
}

/// The months whose growth the text gives by a doubted number.
fn doubted(reading: &Reading, keep: impl Fn(usize) -> bool) -> Vec<&str> {
    let kept = reading.items.iter().enumerate().filter(|(place, _)| keep(*place));
    let mut months: Vec<&str> = kept
        .filter(|(_, item)| !growth::left_out(item).is_empty())
        .flat_map(|(_, item)| item.periods.iter().map(String::as_str))
        .collect();
    months.sort_unstable();
    months.dedup();
    months
}

const UNSEEN: &str = "# A draft made by `utakata read`: no person has looked at it yet. Nulls are written after the numbers were seen, so they\n\
                      # are not registered in advance.\n\n";

const ACCEPTED: &str = "# A draft made by `utakata read`: its entries were accepted line by line; kinds and stances are guesses. Nulls are\n\
                        # written after the numbers were seen, so they are not registered in advance.\n\n";

fn case_toml(article: &Article<'_>, months: &[Month], doubted: &[&str]) -> Result<String, toml::ser::Error> {
    let published = article.published.to_string();
    let mut streams = vec![table([
        ("id", "opinions".into()),
        ("name", english("Forecasts and opinions")),
        ("kind", "forecasts".into()),
        ("registered", published.as_str().into()),
        ("sources", vec!["article"].into()),
        ("null", Toml::Table(table([("name", "opinions".into())]))),
    ])];
    let mut counted = "opinions";
    if let Some(first) = months.first() {
        counted = "growth";
        let known = |doubted: &&&str| months.iter().any(|m| m.month == **doubted);
        let lacking: Vec<&str> = doubted.iter().filter(|m| !known(m)).copied().collect();
        let without = format!(", without {} (doubted)", lacking.join(", "));
        let without = if lacking.is_empty() { "" } else { without.as_str() };
        let name = format!("Growth by month, as the article gives it{without}");
        let null = table([
            ("name", "exchangeable-growth".into()),
            ("series", "series/growth.csv".into()),
            ("column", "growth".into()),
            ("from", format!("{}-01", first.month).into()),
        ]);
        streams.push(table([
            ("id", "growth".into()),
            ("name", english(&name)),
            ("kind", "usage".into()),
            ("registered", published.as_str().into()),
            ("sources", vec!["article"].into()),
            ("null", Toml::Table(null)),
        ]));
    }
    let rule = table([("required", 1.into()), ("level", 0.05.into()), ("streams", vec![counted].into())]);
    let case = table([
        ("schema", 1.into()),
        ("id", "article-draft".into()),
        ("as_of", published.as_str().into()),
        ("sector", article.title.into()),
        ("title", english(article.title)),
        ("question", english("Is what the article speaks of a bubble, and is it bursting?")),
        ("broad_turn", Toml::Table(rule)),
        ("stream", streams.into_iter().map(Toml::Table).collect::<Vec<_>>().into()),
    ]);
    toml::to_string(&case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_accepted_has_no_entry() {
        let text = "On 26 June 2023 visits fell 9.7%. \"The bubble is bursting,\" said Li Wei.";
        let reading = crate::read(text, None);
        let published = jiff::civil::date(2023, 6, 27);
        let article = Article { text, title: "t", published, address: None, symbols: &[] };
        assert_eq!((reading.items.len(), reading.opinions.len()), (2, 1), "{reading:?}");
        let ledger = |kept: Option<&Kept>| draft(&article, &reading, kept).unwrap()["ledger.toml"].clone();
        let entries = |ledger: &str| ["A001", "A002", "P001"].map(|id| ledger.contains(id));
        assert_eq!(entries(&ledger(None)), [false, true, true], "a date has no entry");
        let kept = Kept { items: vec![true, true], opinions: vec![] };
        assert_eq!(entries(&ledger(Some(&kept))), [false, true, false]);
        assert!(!ledger(Some(&kept)).contains("no person") && ledger(None).contains("no person"));
        let kept = Kept { items: vec![], opinions: vec![true] };
        assert_eq!(entries(&ledger(Some(&kept))), [false, false, true]);
        let item = &reading.items[1];
        assert!(text[statement_span(text, item).unwrap()].contains("fell 9.7%"));
        assert_eq!(statement_span("short", item), None);
    }
}
