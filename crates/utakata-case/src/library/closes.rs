//! The closes behind a library, thinned: what a replay of past booms needs where the price files are not at hand.

use std::collections::{BTreeMap, HashMap};

use csv::WriterBuilder;
use utakata::Series;
use utakata::boom::Calendar;

use super::build::longest;
use super::{Library, LibraryError};
use crate::table::{self, Sheet, TableOptions};

/// Columns of a file of closes.
pub const CLOSES_HEADER: [&str; 4] = ["symbol", "group", "date", "close"];

/// The shipped closes as a Parquet file.
#[cfg(feature = "parquet")]
const SHIPPED: &[u8] = include_bytes!("../../data/closes.parquet");

/// Closes of one asset.
#[derive(Debug, Clone, PartialEq)]
pub struct AssetCloses {
    /// The kind of asset, as in the library.
    pub group: String,
    /// Every fifth observation of a daily series, counted from its first as [`utakata::boom::Rule::Explosive`] counts
    /// them; all of a weekly or monthly one. Six significant digits. The series is called as the asset is.
    pub closes: Series,
}

/// Closes of the assets of a library, sorted by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Closes {
    assets: BTreeMap<String, AssetCloses>,
}

impl Closes {
    /// The closes of those of `prices` that `library` has episodes of, all of one `group`; of several with one name the
    /// longest, as [`build`](super::build()) takes it.
    ///
    /// # Errors
    /// [`LibraryError::Boom`] for a series observed more rarely than monthly.
    pub fn of(prices: &[Series], group: &str, library: &Library) -> Result<Self, LibraryError> {
        let mut assets = BTreeMap::new();
        for series in longest(prices).0.into_iter().filter(|series| library.knows(series.name())) {
            let closes = AssetCloses { group: group.to_owned(), closes: thinned(series)? };
            assets.insert(series.name().to_owned(), closes);
        }
        Ok(Self { assets })
    }

    /// The closes that come with this crate: those of the assets of [`Library::shipped`] whose source is under the MIT,
    /// a BSD or the Apache licence.
    ///
    /// # Errors
    /// [`LibraryError`] when the embedded file is damaged.
    #[cfg(feature = "parquet")]
    pub fn shipped() -> Result<Self, LibraryError> {
        Self::parse("the shipped closes", &table::parquet::to_csv(SHIPPED.to_vec())?)
    }

    /// Reads closes from delimited text with the columns [`CLOSES_HEADER`]; `file` is what messages call it.
    ///
    /// # Errors
    /// [`LibraryError::Table`] naming file, line and column; [`LibraryError::Groups`] for an asset in two groups.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, LibraryError> {
        let [symbol, group, date, close] = CLOSES_HEADER;
        let named = |column: &str| Some(column.to_owned());
        let options = TableOptions { date: named(date), value: named(close), series: named(symbol) };
        let sheet = Sheet::parse(file, bytes)?;
        let (symbol, group) = (table::column(&sheet, symbol)?, table::column(&sheet, group)?);
        let mut groups: HashMap<&str, &str> = HashMap::new();
        for row in &sheet.rows {
            let (asset, found) = (row.fields[symbol].as_str(), row.fields[group].as_str());
            if *groups.entry(asset).or_insert(found) != found {
                let (file, asset) = (file.to_owned(), asset.to_owned());
                return Err(LibraryError::Groups { file, line: row.line, asset });
            }
        }
        let mut assets = BTreeMap::new();
        for closes in table::read_bytes(file, bytes, &options)? {
            let group = groups.get(closes.name()).copied().unwrap_or_default().to_owned();
            assets.insert(closes.name().to_owned(), AssetCloses { group, closes });
        }
        Ok(Self { assets })
    }

    /// These and those of `more` whose asset is not among them.
    #[must_use]
    pub fn extended(mut self, more: Self) -> Self {
        for (asset, closes) in more.assets {
            self.assets.entry(asset).or_insert(closes);
        }
        self
    }

    /// All assets, sorted by name.
    pub fn assets(&self) -> impl Iterator<Item = &AssetCloses> {
        self.assets.values()
    }

    /// The closes of one asset.
    pub fn asset(&self, name: &str) -> Option<&AssetCloses> {
        self.assets.get(name)
    }

    /// The closes as CSV with [`CLOSES_HEADER`].
    pub fn to_csv(&self) -> Vec<u8> {
        let mut text = WriterBuilder::new().from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = text.write_record(CLOSES_HEADER);
        for (asset, AssetCloses { group, closes }) in &self.assets {
            for (date, close) in closes.dates().iter().zip(closes.values()) {
                let _ = text.write_record([asset, group, &date.to_string(), &close.to_string()]);
            }
        }
        text.into_inner().unwrap_or_default()
    }
}

fn thinned(series: &Series) -> Result<Series, LibraryError> {
    let stride = Calendar::of_series(series)?.stride;
    let dates = series.dates().iter().step_by(stride).copied().collect();
    let values = series.values().iter().step_by(stride).map(|&value| six_digits(value)).collect();
    Ok(Series::new(series.name(), dates, values)?)
}

fn six_digits(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}
