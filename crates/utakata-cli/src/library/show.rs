//! `utakata library show`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use utakata::Interval;
use utakata::boom::Rule;
use utakata::reference_class::EraBootstrap;
use utakata_case::library::{Library, RuleSummary};

use super::{chosen, read, rules};
use crate::arguments::{Common, Format};
use crate::failure::{Failure, Outcome};
use crate::text::{Page, full, number};

/// Version of the JSON.
const SCHEMA: u32 = 1;

/// Show what a library says: how many booms crashed, by rule and start year
///
/// A crash is a fall of 40 % from the running peak within two years. The interval resamples whole start years, because
/// booms of one year share their fate; Wilson's, which takes them as independent, stands beside it. Censored episodes
/// and those with a suspected split are not counted.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  utakata library show
  utakata library show library.parquet --rule two-year-double --format json")]
pub(super) struct Arguments {
    /// The library, CSV or Parquet [default: the shipped one]
    #[arg(value_name = "LIBRARY")]
    library: Option<PathBuf>,
    /// Rules [default: all]
    #[arg(long = "rule", value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    rules: Vec<String>,
    /// Group of assets [default: all together]
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Level of the intervals
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    /// Resamples of the start years
    #[arg(long, value_name = "N", default_value_t = 9999)]
    replications: usize,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: u32,
    level: f64,
    replications: usize,
    seed: u64,
    rules: Vec<RuleSummary>,
}

/// Reads, counts and prints.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let destination = arguments.common.run.destination()?;
    let library = match &arguments.library {
        Some(path) => read(path)?,
        None => Library::shipped().map_err(Failure::runtime)?,
    };
    let (level, replications, seed) = (arguments.level, arguments.replications, arguments.common.run.seed);
    let bootstrap = EraBootstrap { replications, seed, level };
    let group = arguments.group.as_deref();
    if let Some(unknown) = group.filter(|group| !library.groups().contains(group)) {
        return Err(Failure::Input(anyhow::anyhow!(
            "--group {unknown}: the groups of this library are {}",
            library.groups().join(", ")
        )));
    }
    let summaries = chosen(&arguments.rules).into_iter().map(|rule| library.summary(rule, group, &bootstrap));
    let rules = summaries.collect::<Result<_, _>>().map_err(Failure::input)?;
    let answer = Answer { schema: SCHEMA, level, replications, seed, rules };
    match arguments.common.format {
        Format::Json => destination.write_json(&answer)?,
        Format::Csv => destination.write_bytes(&rows(&answer)?)?,
        Format::Table => destination.write_text(&page(&answer))?,
    }
    Ok(Outcome::Done)
}

fn about(rule: Rule) -> &'static str {
    match rule {
        Rule::TwoYearDouble => "return of 100 % or more over two years",
        Rule::ThreeYearDouble => "return of 100 % or more over three years",
        Rule::Explosive => "explosive growth called on weekly logarithms",
    }
}

fn percent(interval: Option<Interval>) -> String {
    let end = |e: Option<f64>| e.map_or_else(|| "–".to_owned(), |e| number(100.0 * e, 3));
    interval.map_or_else(|| "–".to_owned(), |i| format!("{} to {}", end(i.low), end(i.high)))
}

fn page(answer: &Answer) -> String {
    let mut page = Page::default();
    for s in &answer.rules {
        page.heading(s.rule.name());
        page.fact("rule", about(s.rule));
        page.fact("assets", s.group.as_deref().unwrap_or("all groups"));
        page.fact(
            "episodes",
            &format!(
                "{} of {} assets; {} censored, {} with a suspected split, {} delisted",
                s.episodes, s.assets, s.censored, s.suspected, s.delisted
            ),
        );
        let share = s.frequency.map_or_else(|| "–".to_owned(), |f| format!("{} %", number(100.0 * f, 3)));
        page.fact("crashed", &format!("{} of {}: {share}", s.crashes, s.booms));
        let level = number(100.0 * answer.level, 3);
        page.fact(
            &format!("{level} %, by start year"),
            &format!("{} ({} years resampled)", percent(s.era.map(|e| e.interval)), s.eras.len()),
        );
        page.fact("as if independent", &percent(s.independent));
        page.table(
            &["fall reached", "booms", "crashed %", "interval", "of those that did not crash %"],
            s.first_passage.iter().map(|row| {
                vec![
                    format!("{} %", number(100.0 * row.drawdown, 2)),
                    row.reached.to_string(),
                    number(100.0 * row.probability.estimate, 3),
                    percent(Some(row.probability.interval)),
                    number(100.0 * row.false_alarm_share, 3),
                ]
            }),
        );
        page.table(
            &["start year", "booms", "crashed"],
            s.eras.iter().map(|e| vec![e.era.to_string(), e.booms.to_string(), e.crashes.to_string()]),
        );
    }
    page.finish()
}

fn rows(answer: &Answer) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "rule",
        "group",
        "value",
        "booms",
        "crashes",
        "frequency",
        "low",
        "high",
        "wilson_low",
        "wilson_high",
    ];
    writer.write_record(header).map_err(Failure::runtime)?;
    let mut row = |rule: Rule, group: &str, value: String, counts: [usize; 2], ends: [Option<f64>; 4]| {
        let share = (counts[0] > 0).then(|| counts[1] as f64 / counts[0] as f64);
        let mut fields = vec![rule.name().to_owned(), group.to_owned(), value];
        fields.extend(counts.map(|n| n.to_string()));
        fields.push(full(share));
        fields.extend(ends.map(full));
        writer.write_record(fields).map_err(Failure::runtime)
    };
    for s in &answer.rules {
        let era = s.era.map(|e| e.interval);
        let ends = [era.and_then(|i| i.low), era.and_then(|i| i.high)];
        let wilson = [s.independent.and_then(|i| i.low), s.independent.and_then(|i| i.high)];
        row(s.rule, "all", String::new(), [s.booms, s.crashes], [ends[0], ends[1], wilson[0], wilson[1]])?;
        for e in &s.eras {
            row(s.rule, "era", e.era.to_string(), [e.booms, e.crashes], [None; 4])?;
        }
        for r in &s.first_passage {
            let i = r.probability.interval;
            let value = full(Some(r.drawdown));
            row(s.rule, "fall", value, [r.reached, r.burst], [i.low, i.high, None, None])?;
        }
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}
