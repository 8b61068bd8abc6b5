//! `utakata diagnose --panel`: all series together.

use jiff::civil::Date;
use serde::Serialize;
use utakata::explosive::{Lag, Layout, WindowConvention};
use utakata::null::{Boundary, BoundaryKind, NullError, Quantiles, Simulation};
use utakata::panel::{
    Column, Headline, PanelError, PanelNull, PanelProcess, PanelTest, RejectedColumn, common_bubble,
    panel_gsadf, simulate_panel,
};
use utakata::{Series, Statement};

use super::arguments::{Joint, PanelNullChoice};
use crate::failure::{Failure, Outcome};
use crate::input::Named;
use crate::output::Destination;
use crate::text::{Page, full, name_of, number, optional};
use crate::work::Work;

/// Version of the JSON.
const SCHEMA: u32 = 1;
/// Largest order of the autoregressions of the sieve.
const MOST_ORDER: usize = 4;
/// Significant digits of statistics.
const DIGITS: usize = 4;

/// The JSON.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    schema: u32,
    panel: bool,
    observations: usize,
    first_date: Date,
    last_date: Date,
    log: bool,
    lag: usize,
    minimum_window: usize,
    window_convention: WindowConvention,
    /// Largest order allowed to the autoregressions of the sieve.
    sieve_order: Option<usize>,
    columns: Vec<String>,
    rejected: Vec<RejectedColumn>,
    tests: Vec<Answered>,
}

/// One test of the panel.
#[derive(Debug, Serialize)]
struct Answered {
    test: PanelTest,
    gsadf: Option<f64>,
    p_value: Option<f64>,
    critical_values: Option<Quantiles>,
    boundary: Option<BoundaryKind>,
    false_alarm_rate: Option<f64>,
    false_alarm_horizon: Option<usize>,
    /// Share of the panel's variance explained by the common factor.
    explained: Option<f64>,
    path: Vec<At>,
    statement: Option<Statement>,
    /// Why the test could not be done.
    error: Option<String>,
}

#[derive(Debug, Serialize)]
struct At {
    date: Date,
    statistic: Option<f64>,
    boundary: Option<f64>,
}

/// Tests the panel and prints.
pub(super) fn run(
    all: &[Named],
    asked: &Joint,
    work: &Work,
    warn: impl Fn(&str),
    destination: &Destination,
) -> Result<Outcome, Failure> {
    let answer = ask(all, asked, work)?;
    for rejected in &answer.rejected {
        warn(&format!("series `{}` is left out: {}", rejected.name, rejected.reason));
    }
    match asked.format {
        crate::arguments::Format::Json => destination.write_json(&answer)?,
        crate::arguments::Format::Csv => destination.write_bytes(&rows(&answer)?)?,
        crate::arguments::Format::Table => destination.write_text(&page(&answer))?,
    }
    Ok(Outcome::Done)
}

fn ask(all: &[Named], asked: &Joint, work: &Work) -> Result<Answer, Failure> {
    let (dates, series, mut rejected) = common_dates(all, asked.log)?;
    let columns: Vec<Column<'_>> =
        series.iter().map(|(name, s)| Column { name, values: s.values() }).collect();
    let Lag::Fixed(lag) = asked.options.lag else {
        return Err(Failure::Input(anyhow::anyhow!(
            "--panel compares all series at one lag; give --lag a number"
        )));
    };
    let layout = Layout::resolve(dates.len(), lag, &asked.options).map_err(Failure::input)?;
    let panel = panel_gsadf(&columns, &layout, &work.execution()).map_err(failure)?;
    rejected.extend(panel.rejected.iter().cloned());
    let used: Vec<Column<'_>> = columns
        .iter()
        .filter(|column| !panel.rejected.iter().any(|r| r.name == column.name))
        .copied()
        .collect();
    let (process, sieve_order) = match asked.null {
        PanelNullChoice::None => (None, None),
        PanelNullChoice::Walks => (Some(PanelProcess::IndependentWalks { columns: used.len() }), None),
        PanelNullChoice::Sieve => {
            let (process, order) = sieve(&used)?;
            (Some(process), Some(order))
        }
    };
    let question = Question { asked, layout, process, dates: &dates, work };
    let mean = question.answer(&panel.headline(), &panel.bsadf, None)?;
    let common = match common_bubble(&used, &layout) {
        Ok(common) => {
            question.answer(&common.headline(), &common.statistics.bsadf, Some(common.explained))?
        }
        Err(error) => failed(PanelTest::CommonFactor, error.to_string()),
    };
    Ok(Answer {
        schema: SCHEMA,
        panel: true,
        observations: dates.len(),
        first_date: dates[0],
        last_date: dates[dates.len() - 1],
        log: asked.log,
        lag,
        minimum_window: match asked.options.window_convention {
            WindowConvention::Observations => layout.window(),
            WindowConvention::Levels => layout.window_levels(),
        },
        window_convention: asked.options.window_convention,
        sieve_order,
        columns: used.iter().map(|c| c.name.to_owned()).collect(),
        rejected,
        tests: vec![mean, common],
    })
}

/// The sieve of the largest order whose autoregressions are all stationary: a strong boom makes those of its own steps
/// explosive, and leaving out the very series that boom would be wrong. With the order.
fn sieve(columns: &[Column<'_>]) -> Result<(PanelProcess, usize), Failure> {
    let mut max = MOST_ORDER;
    loop {
        match PanelProcess::sieve(columns, Lag::Bic { max }) {
            Ok(process) => return Ok((process, max)),
            Err(PanelError::NotStationary { .. }) if max > 0 => max -= 1,
            Err(error) => return Err(failure(error)),
        }
    }
}

/// The dates that most series share, those series, and the others with the reason.
#[allow(clippy::type_complexity)] // three parts of one answer, taken apart at once
fn common_dates(
    all: &[Named],
    log: bool,
) -> Result<(Vec<Date>, Vec<(&str, Series)>, Vec<RejectedColumn>), Failure> {
    let (mut usable, mut rejected) = (Vec::new(), Vec::new());
    for named in all {
        let series = match &named.series {
            Ok(series) if log => series.log().map_err(|e| e.to_string()),
            Ok(series) => Ok(series.clone()),
            Err(error) => Err(error.to_string()),
        };
        match series {
            Ok(series) => usable.push((named.name.as_str(), series)),
            Err(reason) => rejected.push(RejectedColumn { name: named.name.clone(), reason }),
        }
    }
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (i, (_, series)) in usable.iter().enumerate() {
        match groups.iter_mut().find(|(first, _)| usable[*first].1.dates() == series.dates()) {
            Some((_, count)) => *count += 1,
            None => groups.push((i, 1)),
        }
    }
    // The earliest of the largest groups.
    let largest = groups.iter().rev().max_by_key(|(_, count)| *count);
    let Some(dates) = largest.map(|&(first, _)| usable[first].1.dates().to_vec()).filter(|d| !d.is_empty())
    else {
        let first = rejected.first().map_or_else(String::new, |r| format!("; the first: {}", r.reason));
        return Err(Failure::Input(anyhow::anyhow!("none of the {} series can be used{first}", all.len())));
    };
    let mut kept = Vec::new();
    for (name, series) in usable {
        if series.dates() == dates {
            kept.push((name, series));
            continue;
        }
        let span = match series.dates() {
            [] => "it is empty".to_owned(),
            [first, .., last] => format!("it has {} dates from {first} to {last}", series.len()),
            [only] => format!("it has one date, {only}"),
        };
        let reason = format!(
            "{span}, most of the panel {} from {} to {}; give all series the same dates",
            dates.len(),
            dates[0],
            dates[dates.len() - 1]
        );
        rejected.push(RejectedColumn { name: name.to_owned(), reason });
    }
    Ok((dates, kept, rejected))
}

fn failure(error: PanelError) -> Failure {
    match error {
        PanelError::Null(error @ NullError::Cancelled(_)) => Failure::runtime(error),
        other => Failure::input(other),
    }
}

fn failed(test: PanelTest, error: String) -> Answered {
    Answered {
        test,
        gsadf: None,
        p_value: None,
        critical_values: None,
        boundary: None,
        false_alarm_rate: None,
        false_alarm_horizon: None,
        explained: None,
        path: Vec::new(),
        statement: None,
        error: Some(error),
    }
}

/// What both tests share.
struct Question<'a> {
    asked: &'a Joint,
    layout: Layout,
    process: Option<PanelProcess>,
    dates: &'a [Date],
    work: &'a Work,
}

impl Question<'_> {
    fn answer(
        &self,
        headline: &Headline,
        sequence: &[Option<f64>],
        explained: Option<f64>,
    ) -> Result<Answered, Failure> {
        let null = self.process.as_ref().map(|process| self.simulate(headline.test, process)).transpose()?;
        let boundary = null.as_ref().map(|null| self.boundary(null)).transpose()?;
        let statement = null.as_ref().map(|n| n.statement(headline)).transpose().map_err(failure)?;
        let first = self.layout.first_date();
        let path = sequence.iter().enumerate().map(|(i, &statistic)| At {
            date: self.dates[first + i],
            statistic,
            boundary: boundary.as_ref().and_then(|b| b.values[i]),
        });
        Ok(Answered {
            test: headline.test,
            gsadf: Some(headline.gsadf),
            p_value: statement.as_ref().and_then(|s| s.p_value),
            critical_values: null.as_ref().map(PanelNull::critical_values),
            boundary: boundary.as_ref().map(|b| b.kind),
            false_alarm_rate: boundary.as_ref().map(|b| b.false_alarm_rate),
            false_alarm_horizon: boundary.as_ref().map(|b| b.horizon),
            explained,
            path: path.collect(),
            statement,
            error: None,
        })
    }

    fn simulate(&self, test: PanelTest, process: &PanelProcess) -> Result<PanelNull, Failure> {
        let simulation = Simulation {
            replications: self.asked.replications,
            seed: self.asked.seed,
            keep_sequences: self.asked.boundary != BoundaryKind::FamilyWise,
        };
        simulate_panel(test, process, &self.layout, &simulation, &self.work.execution()).map_err(failure)
    }

    fn boundary(&self, null: &PanelNull) -> Result<Boundary, Failure> {
        null.boundary(self.asked.boundary, self.asked.level).map_err(failure)?.ok_or_else(|| {
            Failure::Input(anyhow::anyhow!(
                "--boundary running-sup is not defined for a panel; give family-wise, family-wise-shaped or pointwise"
            ))
        })
    }
}

/// Runs of dates above the boundary.
fn runs(path: &[At]) -> Vec<(Date, Date)> {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    let mut open = false;
    for at in path {
        let above = matches!((at.statistic, at.boundary), (Some(s), Some(b)) if s > b);
        match runs.last_mut() {
            Some(last) if above && open => last.1 = at.date,
            _ if above => runs.push((at.date, at.date)),
            _ => {}
        }
        open = above;
    }
    runs
}

fn rows(answer: &Answer) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header =
        ["test", "date", "statistic", "boundary", "boundary_kind", "false_alarm_rate", "false_alarm_horizon"];
    writer.write_record(header).map_err(Failure::runtime)?;
    for test in &answer.tests {
        let kind = test.boundary.map(|kind| name_of(&kind)).unwrap_or_default();
        let horizon = test.false_alarm_horizon.map(|h| h.to_string()).unwrap_or_default();
        for at in &test.path {
            let record = [
                &name_of(&test.test),
                &at.date.to_string(),
                &full(at.statistic),
                &full(at.boundary),
                &kind,
                &full(test.false_alarm_rate),
                &horizon,
            ];
            writer.write_record(record).map_err(Failure::runtime)?;
        }
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

fn page(answer: &Answer) -> String {
    let mut page = Page::default();
    page.heading(&format!("Panel of {} series", answer.columns.len()));
    let logarithms = if answer.log { ", in logarithms" } else { "" };
    page.fact(
        "data",
        &format!(
            "{} observations, {} to {}{logarithms}",
            answer.observations, answer.first_date, answer.last_date
        ),
    );
    let mut label = "left out";
    for rejected in &answer.rejected {
        page.fact(label, &format!("{}: {}", rejected.name, rejected.reason));
        label = "";
    }
    if let Some(order) = answer.sieve_order {
        page.fact("sieve", &format!("autoregressions of the steps up to order {order}, chosen by BIC"));
    }
    for test in &answer.tests {
        one(&mut page, test);
    }
    page.finish()
}

fn one(page: &mut Page, test: &Answered) {
    page.heading(match test.test {
        PanelTest::MeanBsadf => "Mean of the series' BSADF",
        PanelTest::CommonFactor => "First principal component",
    });
    if let Some(error) = &test.error {
        page.fact("could not be tested", error);
        return;
    }
    let mut row = vec!["GSADF".to_owned(), optional(test.gsadf, DIGITS)];
    if let Some(q) = test.critical_values {
        row.push(optional(test.p_value, DIGITS));
        row.extend([q.p90, q.p95, q.p99].map(|v| optional(v, DIGITS)));
    }
    let columns = row.len();
    page.table(&["statistic", "value", "p", "90 %", "95 %", "99 %"][..columns], vec![row]);
    if let Some(explained) = test.explained {
        page.fact("explains", &format!("{} % of the panel's variance", number(100.0 * explained, 3)));
    }
    let Some(statement) = &test.statement else { return };
    page.fact("null", &statement.null.english);
    page.fact("guarantee", &statement.guarantee.text.english);
    if let (Some(kind), Some(rate), Some(horizon)) =
        (test.boundary, test.false_alarm_rate, test.false_alarm_horizon)
    {
        page.fact(
            "boundary",
            &format!(
                "{}: flags some date of {horizon} by mistake with probability {:.1} %",
                name_of(&kind),
                100.0 * rate
            ),
        );
    }
    let above: Vec<String> = runs(&test.path).iter().map(|(from, to)| format!("{from} to {to}")).collect();
    page.fact("above the boundary", &if above.is_empty() { "never".to_owned() } else { above.join("; ") });
    let mut label = "notes";
    for note in &statement.notes {
        page.fact(label, &note.english);
        label = "";
    }
}
