//! Closes by symbol, and the file each came from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use utakata::Series;

use super::{CaseError, known_by};
use crate::table::{Columns, Sheet, assemble, date_column, find};

/// Headings of the column that names the symbol of each row.
const SYMBOL_HEADINGS: [&str; 3] = ["symbol", "ticker", "code"];
/// Headings of closes adjusted for dividends and splits.
const ADJUSTED_HEADINGS: [&str; 4] = ["adj_close", "adj close", "adjusted_close", "adjclose"];

/// The closes of one symbol that were known at the as-of date.
///
/// Quoted moves and streaks are checked on [`Prices::quoted`]; returns over longer stretches, and everything that
/// is tested, use [`Prices::for_returns`].
#[derive(Debug, Clone, PartialEq)]
pub struct Prices {
    /// The symbol.
    pub symbol: String,
    /// Closes as quoted (unadjusted for dividends), from the column `close` or the symbol's own column.
    pub close: Option<Series>,
    /// Closes adjusted for dividends, from the column `adj_close`.
    pub adjusted: Option<Series>,
    /// File they came from.
    pub file: String,
    /// Files that hold the symbol too and were passed over.
    pub passed_over: Vec<String>,
}

impl Prices {
    /// The quoted closes; the adjusted ones where the file has no others.
    pub fn quoted(&self) -> Option<&Series> {
        self.close.as_ref().or(self.adjusted.as_ref())
    }

    /// The adjusted closes; the quoted ones where the file has no others.
    pub fn for_returns(&self) -> Option<&Series> {
        self.adjusted.as_ref().or(self.close.as_ref())
    }
}

/// Where a price file comes from, in rising precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// `series/`.
    Shipped,
    /// `series.local/`.
    Local,
    /// Given at run time; a later file wins over an earlier one.
    Supplied,
}

/// All prices of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PriceBook {
    pub(super) by_symbol: BTreeMap<String, Prices>,
    pub(super) files: Vec<String>,
    origins: BTreeMap<String, Origin>,
}

impl PriceBook {
    /// Adds the symbols of one file. `symbol` names the series of a file that holds a single one.
    pub(super) fn add(
        &mut self,
        origin: Origin,
        file: &str,
        sheet: &Sheet,
        symbol: Option<&str>,
        as_of: Date,
    ) -> Result<(), CaseError> {
        let found = read(file, sheet, symbol)?;
        let first = found.iter().filter_map(|p| p.quoted()?.dates().first().copied()).min();
        let mut known = false;
        found.iter().try_for_each(|prices| positive(&sheet.file, prices))?;
        for mut prices in found {
            prices.close = prices.close.map(|s| known_by(&s, as_of)).filter(|s| !s.is_empty());
            prices.adjusted = prices.adjusted.map(|s| known_by(&s, as_of)).filter(|s| !s.is_empty());
            if prices.quoted().is_none() {
                continue;
            }
            known = true;
            self.insert(origin, prices)?;
        }
        if let (false, Some(first)) = (known, first) {
            return Err(CaseError::NothingKnown { file: sheet.file.clone(), first, as_of });
        }
        self.files.push(file.to_owned());
        Ok(())
    }

    fn insert(&mut self, origin: Origin, mut prices: Prices) -> Result<(), CaseError> {
        let symbol = prices.symbol.clone();
        if let Some(earlier) = self.by_symbol.remove(&symbol) {
            if self.origins.get(&symbol) == Some(&origin) && origin != Origin::Supplied {
                return Err(CaseError::SymbolTwice { symbol, first: earlier.file, second: prices.file });
            }
            prices.passed_over = earlier.passed_over;
            prices.passed_over.push(earlier.file);
        }
        self.origins.insert(symbol.clone(), origin);
        self.by_symbol.insert(symbol, prices);
        Ok(())
    }
}

fn read(file: &str, sheet: &Sheet, symbol: Option<&str>) -> Result<Vec<Prices>, CaseError> {
    let date = date_column(sheet)?;
    let group = SYMBOL_HEADINGS.iter().find_map(|name| find(&sheet.header, name));
    let close = find(&sheet.header, "close");
    let adjusted = ADJUSTED_HEADINGS.iter().find_map(|name| find(&sheet.header, name));
    let mut found: BTreeMap<String, Prices> = BTreeMap::new();
    let empty = |symbol: &str| Prices {
        symbol: symbol.to_owned(),
        close: None,
        adjusted: None,
        file: file.to_owned(),
        passed_over: Vec::new(),
    };
    let single = symbol.map_or_else(|| stem(file), ToOwned::to_owned);
    for (column, is_close) in [(close, true), (adjusted, false)] {
        let Some(column) = column else { continue };
        for series in assemble(sheet, &Columns { date, values: &[column], group })? {
            let symbol = if group.is_some() { series.name().to_owned() } else { single.clone() };
            let prices = found.entry(symbol.clone()).or_insert_with(|| empty(&symbol));
            *(if is_close { &mut prices.close } else { &mut prices.adjusted }) = Some(series);
        }
    }
    if found.is_empty() && group.is_none() {
        let values: Vec<usize> = (0..sheet.header.len()).filter(|&i| i != date).collect();
        for series in assemble(sheet, &Columns { date, values: &values, group: None })? {
            let alone = values.len() == 1 && symbol.is_some();
            let symbol = if alone { single.clone() } else { series.name().to_owned() };
            let prices = Prices { close: Some(series), ..empty(&symbol) };
            found.insert(symbol, prices);
        }
    }
    if found.is_empty() {
        return Err(CaseError::NotPrices { file: sheet.file.clone() });
    }
    Ok(found.into_values().collect())
}

fn positive(file: &str, prices: &Prices) -> Result<(), CaseError> {
    for series in prices.close.iter().chain(&prices.adjusted) {
        if let Some(i) = series.values().iter().position(|&v| v <= 0.0) {
            let (file, symbol) = (file.to_owned(), prices.symbol.clone());
            return Err(CaseError::NotPositive {
                file,
                symbol,
                date: series.dates()[i],
                value: series.values()[i],
            });
        }
    }
    Ok(())
}

fn stem(file: &str) -> String {
    let stem = std::path::Path::new(file).file_stem();
    stem.map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}
