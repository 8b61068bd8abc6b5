//! The table of a value chain, cell by cell; both the terminal and the page show it.

use utakata_case::findings::LayerRow;

use crate::lexicon::Lexicon;
use crate::number::{ABSENT, per_cent};

/// Last parts of the label keys of the columns.
const COLUMNS: [&str; 7] =
    ["layer", "members-used", "period-return", "below-peak", "first-fall", "state", "since"];

/// The headings.
pub(crate) fn header(words: &Lexicon) -> Vec<String> {
    COLUMNS.iter().map(|column| words.label(&format!("column-{column}"))).collect()
}

/// The cells of one layer, after its name; a layer without prices says so.
pub(crate) fn cells(words: &Lexicon, row: &LayerRow) -> Vec<String> {
    let named = row.members.len() + row.missing.len();
    let dated = |date: Option<jiff::civil::Date>| date.map_or_else(|| ABSENT.to_owned(), |d| d.to_string());
    let share = |share: Option<f64>| share.map_or_else(|| ABSENT.to_owned(), per_cent);
    let state = if row.members.is_empty() { "no-prices" } else { row.state.as_str() };
    vec![
        format!("{} / {named}", row.members.len()),
        share(row.period_return),
        share(row.drawdown),
        dated(row.fell),
        words.label(&format!("layer-{state}")),
        dated(row.since),
    ]
}
