//! Price files as assets: which series, under which name, and what is known of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use utakata::Series;
use utakata_case::library::Library;

use crate::arguments::Run;
use crate::failure::Failure;
use crate::input::{Columns, Named};

/// How price files are read as assets.
#[derive(Debug, Default, Args)]
pub(crate) struct Prices {
    #[command(flatten)]
    columns: Columns,
    /// Name of an asset in the library, for one in the files. Series that come to have one name are one asset: the longest
    /// is kept
    #[arg(long, value_name = "OLD=NEW", value_delimiter = ',', value_parser = pair)]
    rename: Vec<(String, String)>,
    /// Series to leave out, by their name in the files
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    leave_out: Vec<String>,
    /// Asset whose large changes are known to be no splits
    #[arg(long, value_name = "ASSET", value_delimiter = ',')]
    no_split: Vec<String>,
    /// Asset delisted after its last price, with the return its holder got then: -1 is a total loss
    #[arg(long, value_name = "ASSET=RETURN", value_delimiter = ',', value_parser = delisting)]
    delisted: Vec<(String, f64)>,
}

/// What the files bring.
#[derive(Debug)]
pub(crate) struct Given {
    /// The assets asked for, under their names in the library.
    pub(crate) prices: Vec<Series>,
    /// Their volume, for those whose file has it; of several of one name the longest.
    pub(crate) volumes: BTreeMap<String, Series>,
    /// Assets delisted after their last price, with what a holder got.
    pub(crate) delisted: BTreeMap<String, f64>,
    /// Assets whose large changes are known to be no splits.
    pub(crate) without_splits: BTreeSet<String>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (old, new) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((old.to_owned(), new.to_owned()))
}

fn delisting(text: &str) -> Result<(String, f64), String> {
    let (asset, value) = pair(text)?;
    match value.parse() {
        Ok(value) if value >= -1.0 && f64::is_finite(value) => Ok((asset, value)),
        _ => Err("expected a return of at least -1 (a total loss) after the =".to_owned()),
    }
}

impl Prices {
    /// Whether any flag is given.
    pub(crate) fn any(&self) -> bool {
        let flags = [!self.rename.is_empty(), !self.leave_out.is_empty(), !self.no_split.is_empty()];
        flags.contains(&true) || !self.delisted.is_empty() || self.columns.any()
    }

    /// Reads `files`, without the assets that `known` has already, and column `volume` of those that have it.
    pub(crate) fn read(
        &self,
        files: &[PathBuf],
        volume: Option<&str>,
        known: &Library,
        run: &Run,
    ) -> Result<Given, Failure> {
        let (prices, volumes) = self.series(files, volume, known, run)?;
        let delisted: BTreeMap<String, f64> = self.delisted.iter().cloned().collect();
        let without_splits: BTreeSet<String> = self.no_split.iter().cloned().collect();
        let mut named = delisted.keys().chain(&without_splits);
        if let Some(unknown) = named.find(|name| !prices.iter().any(|s| s.name() == *name)) {
            return Err(Failure::Input(anyhow::anyhow!(
                "--delisted or --no-split names {unknown}, but the files bring no such asset"
            )));
        }
        Ok(Given { prices, volumes, delisted, without_splits })
    }

    fn series(
        &self,
        files: &[PathBuf],
        volume: Option<&str>,
        known: &Library,
        run: &Run,
    ) -> Result<(Vec<Series>, BTreeMap<String, Series>), Failure> {
        let mut unused: BTreeSet<&String> =
            self.leave_out.iter().chain(self.rename.iter().map(|(old, _)| old)).collect();
        let (mut prices, mut volumes, mut has_volume) = (Vec::new(), BTreeMap::new(), volume.is_none());
        for file in files {
            let (mut all, beside) = self.columns.read_with(file, volume)?;
            has_volume |= beside.is_some();
            let mut beside = beside.into_iter().flatten();
            if let [only] = &mut all[..]
                && let Some(stem) = file.file_stem().filter(|stem| *stem != "-")
            {
                only.name = stem.to_string_lossy().into_owned();
            }
            for Named { file, name, series } in all {
                unused.remove(&name);
                let beside = beside.next();
                if self.leave_out.contains(&name) {
                    continue;
                }
                let asset = self.rename.iter().find(|(old, _)| *old == name).map_or(&name, |(_, new)| new);
                match series {
                    Err(error) => run.warn(&format!("left out: {asset}: {error}")),
                    Ok(_) if known.knows(asset) => {
                        run.warn(&format!("left out: {asset} of {file}; the library has it already"));
                    }
                    Ok(series) => {
                        prices.push(named(asset, &series)?);
                        if let Some(Ok(volume)) = beside.map(|beside| beside.series) {
                            longer(&mut volumes, named(asset, &volume)?);
                        }
                    }
                }
            }
        }
        if let (false, Some(volume)) = (has_volume, volume) {
            return Err(Failure::Input(anyhow::anyhow!(
                "--volume names {volume}, but no file has such a column for each of its series"
            )));
        }
        match unused.first() {
            Some(name) => Err(Failure::Input(anyhow::anyhow!(
                "--rename or --leave-out names {name}, but no file has such a series"
            ))),
            None => Ok((prices, volumes)),
        }
    }
}

/// Keeps the longer of two series of one name.
fn longer(kept: &mut BTreeMap<String, Series>, series: Series) {
    if kept.get(series.name()).is_none_or(|known| known.len() < series.len()) {
        kept.insert(series.name().to_owned(), series);
    }
}

fn named(name: &str, series: &Series) -> Result<Series, Failure> {
    Series::new(name, series.dates().to_vec(), series.values().to_vec()).map_err(Failure::input)
}
