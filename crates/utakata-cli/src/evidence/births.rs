//! `utakata evidence births`.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use utakata::Series;
use utakata_case::births::{
    Births, BirthsOptions, LaidMonth, Peak, Share, Window, births, lay_on_peak, peak, share_of_births,
};
use utakata_case::folder::known_by;
use utakata_case::table::{TableOptions, read_counts};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::load;
use crate::text::{Page, number, optional};

/// Has a wave of new products ebbed? The last months against those before, as counts and as a share of all births
///
/// Choose the months before looking at the counts; `docs/births.md` has the conventions.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  Packages named after ChatGPT, of all packages in a random sample, beside a finished wave:
    utakata evidence births package_births.csv --theme chatgpt --column new_packages \\
      --total package_births_all.csv --sampled --control nft_web3")]
pub(super) struct Arguments {
    /// CSV of monthly counts in long format: a column of months, one that names the theme, one of counts
    #[arg(value_name = "COUNTS")]
    counts: PathBuf,
    /// Theme that is judged
    #[arg(long, value_name = "NAME")]
    theme: String,
    /// Column that names the theme of each row
    #[arg(long, value_name = "COLUMN", default_value = "theme")]
    by: String,
    /// Column of the counts [default: the one that is left]
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
    /// Births of any kind by month: a theme of the same file, or another CSV
    #[arg(long, value_name = "NAME|FILE")]
    total: Option<String>,
    /// Column of the births of any kind, where they stand in another file [default: the one that is left]
    #[arg(long, value_name = "COLUMN", requires = "total")]
    total_column: Option<String>,
    /// The births of any kind are counts of a random sample, whose error then enters
    #[arg(long, requires = "total")]
    sampled: bool,
    /// A theme whose wave is over, to lay beside this one; it enters no test
    #[arg(long, value_name = "NAME")]
    control: Option<String>,
    /// Last months
    #[arg(long, value_name = "MONTHS", default_value_t = 2)]
    recent: usize,
    /// Months before those, to compare with
    #[arg(long, value_name = "MONTHS", default_value_t = 2)]
    earlier: usize,
    /// How much more than chance counts vary: variance over mean, 1 for Poisson
    #[arg(long, value_name = "PHI", default_value_t = 2.0)]
    dispersion: f64,
    /// Last day to know of: a month counts once it is over [default: every month of the file is whole]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Confidence level
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What stands behind the statement.
#[derive(Debug, Serialize)]
pub(super) struct Detail {
    recent: Window,
    earlier: Window,
    dispersion: f64,
    /// Absent where nothing was ever born.
    peak: Option<Peak>,
    /// The theme among all births; absent without `--total`.
    share: Option<Share>,
    control: Option<Control>,
}

/// A finished wave.
#[derive(Debug, Serialize)]
struct Control {
    theme: String,
    peak: Option<Peak>,
    /// Its months and those of the theme, peaks laid on each other; empty where one has no peak.
    laid: Vec<LaidMonth>,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let window = |window: &Window| format!("{} from {} to {}", window.count, window.from, window.to);
        page.fact("recent births", &window(&self.recent));
        page.fact("earlier births", &window(&self.earlier));
        if let Some(peak) = &self.peak {
            page.fact("peak", &in_words(peak));
        }
        if let Some(share) = &self.share {
            let kind = if share.sampled { "sampled births" } else { "births" };
            let totals = format!("{} and {} {kind} of any kind", share.recent_total, share.earlier_total);
            page.fact("share of all births", &format!("of {totals}"));
            let statement = &share.statement;
            page.fact(&statement.statistic_name, &optional(statement.statistic, 4));
            page.fact("p-value of the share", &optional(statement.p_value, 4));
        }
        let Some(control) = &self.control else { return };
        let told = control.peak.as_ref().map_or_else(|| "nothing was born".to_owned(), in_words);
        page.fact(&format!("control {}", control.theme), &told);
        let rows = control.laid.iter().map(|row| {
            let cells = [row.theme, row.control].map(|percent| optional(percent, 3));
            [vec![row.after_peak.to_string(), row.month.to_string()], cells.to_vec()].concat()
        });
        page.table(&["months after peak", "month", "theme, % of peak", "control, % of its peak"], rows);
    }
}

fn in_words(peak: &Peak) -> String {
    let below = number(-100.0 * peak.decline, 3);
    format!(
        "{} in {}; the last month, {} later, stands {below} % below it",
        peak.count, peak.month, peak.months_since
    )
}

impl Arguments {
    /// The counts of a table as far as they are known.
    fn known(
        &self,
        path: &Path,
        by: Option<&str>,
        column: Option<&str>,
    ) -> Result<(String, Vec<Series>), Failure> {
        let (file, bytes) = load(path)?;
        let options =
            TableOptions { date: None, value: column.map(str::to_owned), series: by.map(str::to_owned) };
        let counts = read_counts(&file, &bytes, &options).map_err(Failure::input)?;
        let known = |series: &Series| match self.as_of {
            Some(day) => known_by(series, day),
            None => series.clone(),
        };
        Ok((file, counts.iter().map(known).collect()))
    }

    /// The births of any kind that `--total` names.
    fn all(&self, total: &str, themes: &[Series], file: &str) -> Result<Series, Failure> {
        if let Some(theme) = themes.iter().find(|series| series.name() == total) {
            return match &self.total_column {
                None => Ok(theme.clone()),
                Some(column) => Err(refused(format!(
                    "--total {total} is a theme of {file}, so --total-column {column} has no effect; leave it out"
                ))),
            };
        }
        let path = Path::new(total);
        if !path.exists() {
            return Err(refused(format!(
                "--total {total} is neither a file nor a theme of {file}; {}",
                listed(themes)
            )));
        }
        let (file, all) = self.known(path, None, self.total_column.as_deref())?;
        let [all] = all.as_slice() else {
            let columns: Vec<&str> = all.iter().map(Series::name).collect();
            return Err(refused(format!(
                "{file}: which column counts all births? name it with --total-column; there are: {}",
                columns.join(", ")
            )));
        };
        Ok(all.clone())
    }
}

fn listed(themes: &[Series]) -> String {
    let names: Vec<&str> = themes.iter().map(Series::name).collect();
    format!("there are: {}", names.join(", "))
}

fn refused(message: String) -> Failure {
    Failure::Input(anyhow::anyhow!(message))
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let Arguments { recent, earlier, dispersion, level, .. } = *arguments;
    let (file, themes) =
        arguments.known(&arguments.counts, Some(&arguments.by), arguments.column.as_deref())?;
    let named = |flag: &str, wanted: &str| {
        let found = themes.iter().find(|series| series.name() == wanted);
        found.ok_or_else(|| refused(format!("{file}: no theme `{wanted}` for {flag}; {}", listed(&themes))))
    };
    let counts = named("--theme", &arguments.theme)?;
    let control = arguments.control.as_deref().map(|control| named("--control", control)).transpose()?;
    let all = arguments.total.as_deref().map(|total| arguments.all(total, &themes, &file)).transpose()?;
    let options = BirthsOptions { recent, earlier, dispersion, level };
    let wrong = |error| Failure::input(error).context(file.clone());
    let Births { recent, earlier, peak: highest, statement } = births(counts, &options).map_err(wrong)?;
    let share = all.map(|all| share_of_births(counts, &all, arguments.sampled, &options)).transpose();
    let control = control.map(|control| Control {
        theme: control.name().to_owned(),
        peak: peak(control),
        laid: lay_on_peak(counts, control).unwrap_or_default(),
    });
    let share = share.map_err(wrong)?;
    let detail = Detail { recent, earlier, dispersion, peak: highest, share, control };
    Ok(Answer::new("births", statement, detail).about(vec![counts.name().to_owned()]))
}
