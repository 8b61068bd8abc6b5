//! `utakata evidence inputs`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use utakata::Series;
use utakata::price_steps::{PriceSteps, price_steps, price_steps_statement, steps};
use utakata_case::folder::known_by;

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::Columns;
use crate::text::{Page, number};

/// Most steps that are printed to people.
const STEPS: usize = 20;

/// Do list prices of inputs (GPUs, tokens) fall faster than they did? Their step changes since a day against those before
///
/// Fix the day before looking at the prices; `docs/inputs.md` has the conventions.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  One column for each item:
    utakata evidence inputs list_prices.csv --since 2023-03-01
  Rows of `date,model,price`, two of the models only:
    utakata evidence inputs list_prices.csv --series model --value price --item small,large --since 2023-03-01")]
pub(super) struct Arguments {
    /// CSV of list prices: dates, and one column for each item, or a long table with --series
    #[arg(value_name = "PRICES")]
    prices: PathBuf,
    /// First day of the recent changes
    #[arg(long, value_name = "DATE")]
    since: Date,
    /// Items to read [default: all]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    item: Vec<String>,
    /// Last day to know of [default: the last of the file]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    #[command(flatten)]
    columns: Columns,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What stands behind the statement.
#[derive(Debug, Serialize)]
pub(super) struct Detail {
    /// Items with a price that is known.
    items: Vec<String>,
    since: Date,
    #[serde(flatten)]
    compared: PriceSteps,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let steps = &self.compared.steps;
        let (earlier, recent) = steps.split_at(steps.len() - self.compared.recent);
        let told = |steps: &[utakata::price_steps::Step]| {
            let cuts = steps.iter().filter(|step| step.change < 0.0).count();
            format!("{}, {cuts} of them cuts", steps.len())
        };
        page.fact("items", &self.items.join(", "));
        page.fact(&format!("steps since {}", self.since), &told(recent));
        page.fact("steps before", &told(earlier));
        let shown = &steps[steps.len().saturating_sub(STEPS)..];
        let rows = shown.iter().map(|step| {
            vec![step.date.to_string(), step.items.to_string(), number(100.0 * step.change.exp_m1(), 4)]
        });
        page.table(&["step", "items", "change %"], rows);
        if shown.len() < steps.len() {
            page.fact("", &format!("{} steps in all; --format json has them", steps.len()));
        }
    }
}

impl Arguments {
    /// The prices of the items asked for, as far as they are known.
    fn items(&self, file: &str) -> Result<Vec<Series>, Failure> {
        let named = self.columns.read(std::slice::from_ref(&self.prices))?;
        if let Some(unknown) = self.item.iter().find(|item| named.iter().all(|named| named.name != **item)) {
            let names: Vec<&str> = named.iter().map(|named| named.name.as_str()).collect();
            return Err(refused(format!("{file}: no item `{unknown}`; there are: {}", names.join(", "))));
        }
        let wanted =
            named.into_iter().filter(|named| self.item.is_empty() || self.item.contains(&named.name));
        let mut items =
            wanted.map(|named| named.series).collect::<Result<Vec<_>, _>>().map_err(Failure::input)?;
        if let Some(day) = self.as_of {
            items = items.iter().map(|item| known_by(item, day)).filter(|item| !item.is_empty()).collect();
            if items.is_empty() {
                return Err(refused(format!(
                    "{file}: no list price was known on {day}; give a later --as-of"
                )));
            }
        }
        Ok(items)
    }
}

fn refused(message: String) -> Failure {
    Failure::Input(anyhow::anyhow!(message))
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let file = arguments.prices.display().to_string();
    let items = arguments.items(&file)?;
    let found = steps(&items).map_err(|error| Failure::input(error).context(file))?;
    let compared = price_steps(found, arguments.since, arguments.common.run.seed);
    let statement = price_steps_statement(&compared).map_err(Failure::input)?;
    let items = items.iter().map(|item| item.name().to_owned()).collect();
    Ok(Answer::new("inputs", statement, Detail { items, since: arguments.since, compared }))
}
