//! `utakata library build`.

use std::path::{Path, PathBuf};

use clap::Args;
use utakata::Series;
use utakata_case::library::{Assets, Closes, Library, LibraryError, build};

use super::{chosen, read, rules};
use crate::arguments::Run;
use crate::failure::{Failure, Outcome};
use crate::input::{self, Columns, Named};
use crate::output::Destination;
use crate::prices::Prices;
use crate::work::Work;

/// Find the booms in prices and write them as a library
///
/// Every series is an asset. Prices must be positive and adjusted for splits; suspected splits are named, and their
/// episodes marked and not counted. An episode whose two years are not over is censored; an asset named by --delisted
/// has an outcome instead. The library is CSV, or Parquet when --output ends in .parquet; returns have six decimals.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata library build indices.csv --series symbol --output library.csv
  utakata library build stocks.parquet --series ticker --value adj_close --market spx.csv --extend library.csv \\
    --output library.parquet
  utakata library build dead.csv --delisted ENRN=-1 --rule two-year-double")]
pub(super) struct Arguments {
    /// Files of prices, CSV or Parquet; `-` is standard input
    ///
    /// A file with one series names its asset, by the file's name; otherwise columns or groups do.
    #[arg(value_name = "PRICES", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    prices: Prices,
    /// Rules [default: all]
    #[arg(long = "rule", value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    rules: Vec<String>,
    /// File with one series, the market; returns net of it are recorded too
    #[arg(long, value_name = "FILE")]
    market: Option<PathBuf>,
    /// Column of the volume, in the files that have it: the change of turnover before each boom is recorded too. Zeros
    /// are unknown
    #[arg(long, value_name = "COLUMN", help_heading = "Columns")]
    volume: Option<String>,
    /// Kind of the assets, recorded with each
    #[arg(long, value_name = "NAME", default_value = "asset")]
    group: String,
    /// Library to add to; its assets stay as they are
    #[arg(long, value_name = "LIBRARY")]
    extend: Option<PathBuf>,
    /// File, CSV or Parquet, for the closes of the assets found to have episodes: every fifth of a daily series, all of
    /// others, six significant digits. With --extend, assets it has already stay as they are
    #[arg(long, value_name = "FILE")]
    closes: Option<PathBuf>,
    #[command(flatten)]
    run: Run,
}

/// Builds and writes.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let destination = arguments.run.destination()?;
    let work = Work::new(&arguments.run)?;
    let closes = arguments.closes.as_deref().map(|path| closes(arguments, path)).transpose()?;
    let known = arguments.extend.as_deref().map(read).transpose()?.unwrap_or_default();
    let market = arguments.market.as_deref().map(|path| market(arguments, path)).transpose()?;
    let given =
        arguments.prices.read(&arguments.files, arguments.volume.as_deref(), &known, &arguments.run)?;
    let rules = chosen(&arguments.rules);
    let assets = Assets {
        prices: &given.prices,
        market: market.as_ref(),
        volumes: &given.volumes,
        delisted: &given.delisted,
        without_splits: &given.without_splits,
        group: &arguments.group,
        rules: &rules,
    };
    let (found, notices) =
        build(&assets, arguments.run.seed, &work.execution()).map_err(|error| match error {
            LibraryError::Cancelled(_) => Failure::runtime(error),
            error => Failure::input(error),
        })?;
    for notice in &notices {
        arguments.run.warn(&notice.to_string());
    }
    if let Some((to, path, kept)) = closes {
        let all = kept.extended(Closes::of(&given.prices, &arguments.group, &found).map_err(Failure::input)?);
        to.write_bytes(&encode(Some(path), all.to_csv())?)?;
    }
    let episodes = known.episodes().iter().chain(found.episodes()).cloned().collect();
    let library = Library::new(episodes).to_csv();
    destination.write_bytes(&encode(arguments.run.output.as_deref(), library)?)?;
    Ok(Outcome::Done)
}

/// Where the closes go, and those that stay.
fn closes<'a>(arguments: &Arguments, path: &'a Path) -> Result<(Destination, &'a Path, Closes), Failure> {
    let kept = if arguments.extend.is_some() && path.exists() {
        let (name, bytes) = input::load(path)?;
        Closes::parse(&name, &bytes).map_err(Failure::input)?
    } else {
        Closes::default()
    };
    Ok((Destination::new(Some(path))?, path, kept))
}

fn market(arguments: &Arguments, path: &Path) -> Result<Series, Failure> {
    let all = Columns::default().read(&[path.to_owned()])?;
    let count = all.len();
    let [Named { series, .. }] = <[Named; 1]>::try_from(all).map_err(|_| {
        Failure::Input(anyhow::anyhow!("{} has {count} series; the market is one", path.display()))
    })?;
    if arguments.files.iter().any(|file| file == path) {
        return Err(Failure::Input(anyhow::anyhow!(
            "{} is among the assets; the market is none",
            path.display()
        )));
    }
    series.map_err(Failure::input)
}

/// A table as the ending of `path` asks for it.
fn encode(path: Option<&Path>, csv: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if path.and_then(Path::extension).is_none_or(|e| e != "parquet") {
        return Ok(csv);
    }
    #[cfg(feature = "parquet")]
    return super::parquet::encode(&csv).map_err(Failure::Runtime);
    #[cfg(not(feature = "parquet"))]
    Err(Failure::Input(anyhow::anyhow!(
        "this build does not write Parquet; build with `--features parquet`, or let the file end in .csv"
    )))
}
