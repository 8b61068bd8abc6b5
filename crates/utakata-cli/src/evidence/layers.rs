//! `utakata evidence layers`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use utakata::lead_lag::LeadLag;
use utakata::{Phrase, Series};
use utakata_case::findings::LayerRow;
use utakata_case::layers::{Chain, ChainOptions, LayerError, LayerPrices, Pair, chain};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::Columns;
use crate::text::{Page, optional};
use crate::work::Work;

/// Which layer of a value chain fell first, and in the order foretold? One index per layer, first falls, what passed on
///
/// Fix the members and the order before the days that are judged; `docs/layers.md` has the conventions.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  Two layers, the second foretold to fall first:
    utakata evidence layers closes.csv --layer compute=NVDA,AMD --layer application=AI,PLTR \\
      --order application,compute --from 2022-11-30")]
pub(super) struct Arguments {
    /// CSV of closes, adjusted for splits and dividends: dates, and one column for each member
    #[arg(value_name = "PRICES")]
    prices: PathBuf,
    /// A layer with its members; once for each layer
    #[arg(long, value_name = "LAYER=MEMBER,…", required = true, value_parser = layer)]
    layer: Vec<(String, Vec<String>)>,
    /// Layers in the order in which they are foretold to fall [default: as they are given]
    #[arg(long, value_name = "LAYER,…", value_delimiter = ',')]
    order: Vec<String>,
    /// Fall below the running peak that is looked for, as a fraction
    #[arg(long, value_name = "FRACTION", default_value_t = 0.1)]
    fall: f64,
    /// First day of the running peaks [default: the first of each layer]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day to know of [default: the last of the file]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Simulated series under the nulls of contagion and migration
    #[arg(long, value_name = "N", default_value_t = 999)]
    replications: usize,
    #[command(flatten)]
    columns: Columns,
    #[command(flatten)]
    pub(super) common: Common,
}

fn layer(text: &str) -> Result<(String, Vec<String>), String> {
    let wrong = || "expected LAYER=MEMBER,MEMBER,…".to_owned();
    let (name, members) = text.split_once('=').ok_or_else(wrong)?;
    let members: Vec<String> = members.split(',').map(|member| member.trim().to_owned()).collect();
    if name.is_empty() || members.iter().any(String::is_empty) {
        return Err(wrong());
    }
    Ok((name.to_owned(), members))
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    /// One row per layer, in the order foretold.
    layers: Vec<LayerRow>,
    order: LeadLag,
    /// Each layer with prices and the next one with prices.
    pairs: Vec<Pair>,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let day = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let rows = self.layers.iter().map(|row| {
            vec![
                row.id.clone(),
                format!("{}/{}", row.members.len(), row.members.len() + row.missing.len()),
                optional(row.period_return.map(|share| 100.0 * share), 4),
                optional(row.drawdown.map(|share| 100.0 * share), 4),
                day(row.fell),
                if row.members.is_empty() { "no prices".to_owned() } else { row.state.clone() },
                day(row.since),
            ]
        });
        page.table(&["layer", "prices of", "return %", "below peak %", "first fall", "state", "since"], rows);
        let rows = self.pairs.iter().flat_map(|pair| {
            pair.statements.iter().map(|statement| {
                vec![
                    pair.layers.join(" → "),
                    statement.method.clone(),
                    optional(statement.statistic, 4),
                    optional(statement.p_value, 3),
                ]
            })
        });
        page.table(&["layers", "test", "statistic", "p"], rows);
        for silent in self.pairs.iter().flat_map(|pair| &pair.silent) {
            page.fact("not asked", &silent.english);
        }
    }
}

impl Arguments {
    /// The layers in the order foretold, without prices yet.
    fn layers(&self) -> Result<Vec<(&String, &Vec<String>)>, Failure> {
        let mut owner: BTreeMap<&String, &String> = BTreeMap::new();
        let mut given: BTreeMap<&String, &Vec<String>> = BTreeMap::new();
        for (name, members) in &self.layer {
            if given.insert(name, members).is_some() {
                return Err(refused(format!("--layer names {name} twice; give each layer once")));
            }
            for member in members {
                if let Some(first) = owner.insert(member, name) {
                    let message = format!(
                        "--layer {name}: {member} is already in {first}; a member belongs to one layer"
                    );
                    return Err(refused(message));
                }
            }
        }
        let as_given: Vec<String> = self.layer.iter().map(|(name, _)| name.clone()).collect();
        let order = if self.order.is_empty() { &as_given } else { &self.order };
        let mut sorted = order.clone();
        sorted.sort();
        if !sorted.iter().eq(given.keys().copied()) {
            return Err(refused(format!(
                "--order must name each layer once; the layers are {}",
                as_given.join(", ")
            )));
        }
        let mut layers: Vec<_> = self.layer.iter().map(|(name, members)| (name, members)).collect();
        layers.sort_by_key(|(name, _)| order.iter().position(|wanted| wanted == *name));
        Ok(layers)
    }

    /// The closes of the file up to the last day.
    fn closes(&self) -> Result<Vec<Series>, Failure> {
        let known = |series: Series| match self.as_of {
            Some(day) => series.until(day),
            None => series,
        };
        let named = self.columns.read(std::slice::from_ref(&self.prices))?;
        named.into_iter().map(|named| named.series.map(known).map_err(Failure::input)).collect()
    }
}

fn refused(message: String) -> Failure {
    Failure::Input(anyhow::anyhow!(message))
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let ordered = arguments.layers()?;
    let closes = arguments.closes()?;
    let file = arguments.prices.display().to_string();
    let of = |member: &String| closes.iter().find(|series| series.name() == member && !series.is_empty());
    let layers: Vec<LayerPrices> = ordered
        .into_iter()
        .map(|(name, members)| LayerPrices {
            id: name.clone(),
            name: Phrase::new("own-words", name.clone()),
            named: members.clone(),
            members: members.iter().filter_map(of).cloned().collect(),
            files: vec![file.clone()],
        })
        .collect();
    let run = &arguments.common.run;
    let work = Work::new(run)?;
    let options = ChainOptions {
        from: arguments.from,
        fall: arguments.fall,
        replications: arguments.replications,
        seed: run.seed,
    };
    let read: Chain = chain(&layers, &options, &work.execution()).map_err(|error| match error {
        LayerError::Cancelled(_) => Failure::runtime(error),
        error => Failure::input(error).context(file.clone()),
    })?;
    let Some((statement, order)) = read.statement().zip(read.order) else {
        return Err(refused(format!(
            "{file}: closes of {} of {} layers; an order needs two. Columns are named as the members of --layer",
            read.indices.len(),
            read.rows.len()
        )));
    };
    Ok(Answer::new("layers", statement, Detail { layers: read.rows, order, pairs: read.pairs }))
}
