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

use jiff::civil::Date;
use toml::{Table, Value as Toml};

use crate::Reading;

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

/// The files of a draft case. `keep` says which items (counted from 0) become entries.
///
/// # Errors
/// When a table cannot be written as TOML.
pub fn draft(
    article: &Article<'_>,
    reading: &Reading,
    keep: impl Fn(usize) -> bool,
) -> Result<Files, toml::ser::Error> {
    let mut files = Files::new();
    let months = growth(reading, &keep);
    files.insert("case.toml".to_owned(), case_toml(article, &months, &doubted(reading, &keep))?);
    files.insert("ledger.toml".to_owned(), entries::ledger_toml(article, reading, &keep)?);
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

const HEAD: &str = "# A draft made by `utakata read`: no person has looked at it yet. Nulls are written after the numbers were seen, so they\n\
                    # are not registered in advance.\n\n";

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
    Ok(format!("{HEAD}{}", toml::to_string(&case)?))
}
