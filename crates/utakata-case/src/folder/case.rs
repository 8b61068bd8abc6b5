//! An opened case: what was asked, the ledger, and everything known on the as-of date.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;
use utakata::{Series, adoption::ReferenceClass};

use super::{
    Basket, CaseError, CaseFile, Flaw, LocatedFlaw, Null, Prices, Stream,
    check::reference,
    check_case::check_case,
    check_ledger::check_ledger,
    documents::Documents,
    known_by,
    located::Located,
    prices::{Origin, PriceBook},
};
use crate::{
    ledger::{Entry, Ledger},
    table::{self, Sheet, TableError, TableOptions},
};

/// A case whose files have been read and checked. No observation later than the as-of date can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What stands in `case.toml`.
    pub file: CaseFile,
    /// What stands in `ledger.toml`.
    pub ledger: Ledger,
    documents: Arc<Documents>,
    lines: Vec<usize>,
    prices: PriceBook,
    growth: BTreeMap<String, Series>,
    reference_classes: BTreeMap<String, ReferenceClass>,
}

impl Case {
    /// Opens the case folder at `folder`, with further price files.
    ///
    /// Prices come from `series/*.csv` (those no stream names), `series.local/*.csv` and `extra`. Where several
    /// hold a symbol, `extra` wins over `series.local`, that over `series`, and a later `extra` file over an
    /// earlier; nothing is spliced, and [`Prices::passed_over`] lists the others. An item of `extra` may be
    /// written `SYMBOL=PATH` to name the series of a file that has no symbol column.
    ///
    /// # Errors
    /// [`CaseError`], naming file, line and field; all flaws of both TOML files are reported at once.
    pub fn open(folder: &Path, extra: &[PathBuf]) -> Result<Self, CaseError> {
        Self::load(Documents::on_disk(folder)?, extra)
    }

    /// Opens a case whose files are in memory, named by their path inside the folder (`case.toml`,
    /// `series/visits.csv`); `extra` as in [`Case::open`].
    ///
    /// # Errors
    /// [`CaseError`], as [`Case::open`].
    pub fn embedded(files: &[(&str, &[u8])], extra: &[PathBuf]) -> Result<Self, CaseError> {
        Self::load(Documents::in_memory(files), extra)
    }

    fn load(documents: Documents, extra: &[PathBuf]) -> Result<Self, CaseError> {
        let documents = Arc::new(documents);
        let mut case_toml = Located::parse(&documents.label("case.toml"), documents.required("case.toml")?)?;
        let mut ledger_toml =
            Located::parse(&documents.label("ledger.toml"), documents.required("ledger.toml")?)?;
        let file: CaseFile = case_toml.read()?;
        let ledger: Ledger = ledger_toml.read()?;
        check_case(&file, &ledger, &mut case_toml);
        check_ledger(&file, &ledger, &mut ledger_toml);
        for (i, stream) in file.streams.iter().enumerate() {
            for (field, name) in own_files(stream) {
                let path = format!("stream/{i}/null/{field}");
                let there = documents.get(name).is_some();
                case_toml.demand(there, &path, || Flaw::NoSeries { name: name.to_owned() });
            }
        }
        let lines = (0..ledger.entries.len()).map(|i| ledger_toml.at(&format!("entry/{i}")).line).collect();
        let mut flaws = case_toml.take_flaws();
        flaws.extend(ledger_toml.take_flaws());
        none(flaws)?;
        let prices = price_book(&documents, &file, extra)?;
        let (growth, reference_classes) = (BTreeMap::new(), BTreeMap::new());
        let documents = Arc::clone(&documents);
        let mut case = Self { file, ledger, documents, lines, prices, growth, reference_classes };
        case.read_streams(&mut case_toml)?;
        none(case_toml.take_flaws())?;
        Ok(case)
    }

    /// Only data known on this day is used.
    pub fn as_of(&self) -> Date {
        self.file.as_of
    }

    /// The folder as it was named to [`Case::open`]; `None` for a case from memory.
    pub fn folder(&self) -> Option<&str> {
        Some(self.documents.origin.as_str()).filter(|origin| !origin.is_empty())
    }

    /// The files of the folder that were read, by their path inside it, in the order of paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.documents.all()
    }

    /// The prices of a symbol, if any file holds them.
    pub fn prices(&self, symbol: &str) -> Option<&Prices> {
        self.prices.by_symbol.get(symbol)
    }

    /// All price files read, in rising precedence.
    pub fn price_files(&self) -> &[String] {
        &self.prices.files
    }

    /// The basket of that identifier.
    pub fn basket(&self, id: &str) -> Option<&Basket> {
        self.file.baskets.iter().find(|b| b.id == id)
    }

    /// The stream of that identifier.
    pub fn stream(&self, id: &str) -> Option<&Stream> {
        self.file.streams.iter().find(|s| s.id == id)
    }

    /// The ledger entry of that identifier.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.ledger.entries.iter().find(|e| e.id == id)
    }

    /// Line of `ledger.toml` on which the entry at `index` begins.
    pub fn entry_line(&self, index: usize) -> Option<usize> {
        self.lines.get(index).copied()
    }

    /// Growth rates, in per cent per period, of a stream whose null is `exchangeable-growth`; from its `from` on.
    pub fn growth(&self, stream: &str) -> Option<&Series> {
        self.growth.get(stream)
    }

    /// The past windows that a stream's forecasts are scored on, if it names any.
    pub fn reference_class(&self, stream: &str) -> Option<&ReferenceClass> {
        self.reference_classes.get(stream)
    }

    /// Any columns of a series file of the case, as far as they were known on the as-of date.
    ///
    /// # Errors
    /// [`TableError`] when the file is not in the case, or not as `options` say.
    pub fn series(&self, file: &str, options: &TableOptions) -> Result<Vec<Series>, TableError> {
        let label = self.documents.label(file);
        let bytes =
            self.documents.get(file).ok_or_else(|| TableError::MissingFile { file: label.clone() })?;
        let series = table::read_bytes(&label, bytes, options)?;
        Ok(series.iter().map(|s| known_by(s, self.file.as_of)).collect())
    }

    /// Reads what the streams name once, so that a damaged file is an error before anything is computed.
    fn read_streams(&mut self, toml: &mut Located<'_>) -> Result<(), CaseError> {
        let (mut growth, mut classes) = (BTreeMap::new(), BTreeMap::new());
        for (i, stream) in self.file.streams.iter().enumerate() {
            match &stream.null {
                Null::ExchangeableGrowth { series, column, from, reference_class, .. } => {
                    let options = TableOptions { value: Some(column.clone()), ..TableOptions::default() };
                    let known = self.known(series, &options)?;
                    growth.extend(known.first().map(|s| (stream.id.clone(), s.since(*from))));
                    if let Some(name) = reference_class {
                        let bytes = self.documents.get(name).unwrap_or_default();
                        let class = table::read_reference_class(&self.documents.label(name), bytes)?;
                        classes.insert(stream.id.clone(), class);
                    }
                }
                Null::BirthsNotFallen { series, by, theme, control, column, totals, .. } => {
                    if let Some(totals) = totals {
                        let value = Some(totals.column.clone());
                        let table = TableOptions { value, ..TableOptions::default() };
                        self.known_counts(&totals.series, &table)?;
                    }
                    let (value, group) = (Some(column.clone()), Some(by.clone()));
                    let table = TableOptions { value, series: group, date: None };
                    let known = self.known_counts(series, &table)?;
                    let themes: Vec<String> = known.iter().map(|s| s.name().to_owned()).collect();
                    reference("theme", theme, themes.iter(), &format!("stream/{i}/null/theme"), toml);
                    if let Some(control) = control {
                        reference("theme", control, themes.iter(), &format!("stream/{i}/null/control"), toml);
                    }
                }
                _ => {}
            }
        }
        (self.growth, self.reference_classes) = (growth, classes);
        Ok(())
    }

    /// [`Case::series`], of which something must have been known on the as-of date.
    fn known(&self, file: &str, options: &TableOptions) -> Result<Vec<Series>, CaseError> {
        let known = self.series(file, options)?;
        if known.iter().all(Series::is_empty) {
            return Err(self.nothing_known(file, options)?);
        }
        Ok(known)
    }

    /// [`Case::known`] of a table of counts.
    fn known_counts(&self, file: &str, options: &TableOptions) -> Result<Vec<Series>, CaseError> {
        let known = self.known(file, options)?;
        let bytes = self.documents.get(file).unwrap_or_default();
        table::read_counts(&self.documents.label(file), bytes, options)?;
        Ok(known)
    }

    fn nothing_known(&self, file: &str, options: &TableOptions) -> Result<CaseError, TableError> {
        let label = self.documents.label(file);
        let all = table::read_bytes(&label, self.documents.get(file).unwrap_or_default(), options)?;
        let first = all.iter().filter_map(|s| s.dates().first().copied()).min().unwrap_or(Date::MAX);
        Ok(CaseError::NothingKnown { file: label, first, as_of: self.file.as_of })
    }
}

fn none(flaws: Vec<LocatedFlaw>) -> Result<(), CaseError> {
    if flaws.is_empty() { Ok(()) } else { Err(CaseError::Flaws(flaws)) }
}

/// The files that only a stream's null reads, with the fields that name them.
fn own_files(stream: &Stream) -> Vec<(&'static str, &str)> {
    match &stream.null {
        Null::ExchangeableGrowth { series, reference_class, .. } => {
            let class = reference_class.as_deref().map(|name| ("reference_class", name));
            [("series", series.as_str())].into_iter().chain(class).collect()
        }
        Null::SharesDescribed { series } => vec![("series", series)],
        Null::BirthsNotFallen { series, totals, .. } => {
            let totals = totals.iter().map(|totals| ("totals/series", totals.series.as_str()));
            std::iter::once(("series", series.as_str())).chain(totals).collect()
        }
        Null::PricesAsBefore { prices: Some(prices), .. } => vec![("prices/series", &prices.series)],
        _ => vec![],
    }
}

fn price_book(documents: &Documents, file: &CaseFile, extra: &[PathBuf]) -> Result<PriceBook, CaseError> {
    let taken: BTreeSet<&str> = file.streams.iter().flat_map(own_files).map(|(_, name)| name).collect();
    let mut book = PriceBook::default();
    for (folder, origin) in [("series", Origin::Shipped), ("series.local", Origin::Local)] {
        for (name, bytes) in documents.tables_in(folder).filter(|(name, _)| !taken.contains(name)) {
            let sheet = Sheet::parse(&documents.label(name), bytes)?;
            book.add(origin, name, &sheet, None, file.as_of)?;
        }
    }
    for item in extra {
        let (symbol, path) = supplied(item);
        let name = path.display().to_string();
        let sheet = Sheet::parse(&name, &table::load(&path)?)?;
        book.add(Origin::Supplied, &name, &sheet, symbol.as_deref(), file.as_of)?;
    }
    Ok(book)
}

/// `SYMBOL=PATH` → symbol and path, unless a file of that whole name exists.
fn supplied(item: &Path) -> (Option<String>, PathBuf) {
    let text = item.to_string_lossy();
    match text.split_once('=') {
        Some((symbol, path)) if !item.exists() && !symbol.is_empty() => {
            (Some(symbol.to_owned()), path.into())
        }
        _ => (None, item.to_owned()),
    }
}
