//! A replay for people.

use utakata::Interval;
use utakata::reference_class::EraInterval;
use utakata::replay::{AlertRates, Confusion, Label, Method, Quartiles, Share, WatchRates};

use super::Answer;
use super::answer::Boom;
use crate::backtest::library_page::{percent, range};
use crate::text::Page;

/// Absent.
const NONE: &str = "–";

/// Results for people.
pub(in crate::backtest) fn page(answer: &Answer<'_>) -> String {
    let summary = &answer.summary;
    let mut page = Page::default();
    page.heading(&format!("The verdict replayed: {}", answer.prices));
    page.fact(
        "booms",
        &format!(
            "{} of {} assets by the rule {}, of which {} burst; {} looks",
            summary.booms,
            answer.assets,
            answer.rule.name(),
            summary.bursting,
            summary.looks
        ),
    );
    page.fact(
        "left out",
        &format!(
            "{} whose two years are not over, {} with a suspected split, {} with too little to watch at the entry",
            summary.censored, summary.suspected, summary.insufficient
        ),
    );
    page.fact("read", "every look knows the data up to its day; shares in %, intervals 95 %");
    labels(&mut page, answer);
    alerts(&mut page, &summary.alerts);
    watch(&mut page, answer);
    named(&mut page, answer);
    booms(&mut page, &answer.booms);
    page.finish()
}

fn labels(page: &mut Page, answer: &Answer<'_>) {
    for method in Method::ALL {
        page.heading(&format!("What was said while what was true: {}", method.name()));
        let mut header = vec!["truth", "booms"];
        header.extend(Label::ALL.map(Label::name));
        header.extend(["bursting, by era", "or deflated, by era"]);
        let cells = answer.summary.confusion.iter().filter(|cell| cell.method == method);
        page.table(
            &header,
            cells.map(|cell: &Confusion| {
                let mut row = vec![cell.truth.name().to_owned(), cell.booms.to_string()];
                row.extend(cell.shares.map(|s| if cell.booms == 0 { NONE.to_owned() } else { percent(s) }));
                row.extend([eras(cell.bursting.as_ref()), eras(cell.over.as_ref())]);
                row
            }),
        );
    }
}

fn alerts(page: &mut Page, alerts: &[AlertRates]) {
    page.heading("Signs that it is over: in vain, in time, how late");
    page.table(
        &[
            "sign",
            "false",
            "of",
            "if independent",
            "by era",
            "in time",
            "of",
            "by era",
            "before peak",
            "at entry",
        ],
        alerts.iter().map(|rates| {
            let mut row = vec![rates.name.clone()];
            row.extend(share(rates.false_alarms.as_ref(), true));
            row.extend(share(rates.power.as_ref(), false));
            row.push(rates.before_peak.as_ref().map_or_else(|| NONE.to_owned(), |s| percent(s.share)));
            row.push(rates.at_entry.to_string());
            row
        }),
    );
    page.table(
        &["sign in time", "days before -40 %", "quartiles", "below the high", "quartiles", "fall to come"],
        alerts.iter().map(|rates| {
            let mut row = vec![rates.name.clone()];
            row.extend(quartiles(rates.lead, &|days| format!("{days:.0}")));
            row.extend(quartiles(rates.drawdown, &percent));
            row.push(rates.to_come.map_or_else(|| NONE.to_owned(), |q| percent(q.median)));
            row
        }),
    );
}

fn watch(page: &mut Page, answer: &Answer<'_>) {
    page.heading("Alarm on second-half volatility, watched after the entry");
    let Some(watch) = &answer.summary.watch else {
        page.fact(
            "insufficient",
            "booms of both fates from several years are needed for the reference-class alarm",
        );
        return;
    };
    watch_table(page, &watch.rates);
    page.heading("The same, with only the booms that were over at the entry");
    match &watch.as_of {
        Some(rates) => {
            let references = rates.references.map_or_else(
                || NONE.to_owned(),
                |q| {
                    format!(
                        "{:.0} in the middle, {:.0} to {:.0} for half of the booms",
                        q.median, q.low, q.high
                    )
                },
            );
            page.fact("references", &references);
            page.fact("insufficient", &format!("{} booms with fewer than 20", rates.insufficient));
            watch_table(page, rates);
        }
        None => page.fact("insufficient", "too few booms have 20 references"),
    }
}

fn watch_table(page: &mut Page, rates: &WatchRates) {
    page.table(
        &["alpha", "false", "of", "if independent", "by era", "in time", "of", "by era", "days before -40 %"],
        rates.alarms.iter().zip(&rates.lead).map(|(alarm, lead)| {
            vec![
                percent(alarm.alpha),
                percent(alarm.false_alarm_rate),
                alarm.non_bursting.to_string(),
                range(&alarm.interval),
                range(&alarm.era_interval.interval),
                percent(alarm.power),
                alarm.bursting.to_string(),
                range(&alarm.power_era_interval.interval),
                lead.map_or_else(|| NONE.to_owned(), |q| format!("{:.0}", q.median)),
            ]
        }),
    );
}

fn named(page: &mut Page, answer: &Answer<'_>) {
    if answer.named.is_empty() {
        return;
    }
    page.heading("Booms with a name");
    let header = ["boom", "entry", "peak", "-40 %", "alarm p", "levels", "days", "logarithms", "days"];
    let mut rows = Vec::new();
    for named in &answer.named {
        let title = format!("{}: {}", named.name, named.asset);
        if named.starts.is_empty() {
            let mut row = vec![title.clone(), "none in these prices".to_owned()];
            row.resize(header.len(), NONE.to_owned());
            rows.push(row);
        }
        let of = |boom: &&Boom| boom.asset == named.asset && named.starts.contains(&boom.start);
        for boom in answer.booms.iter().filter(of) {
            let mut row = vec![title.clone()];
            row.extend(dates(boom));
            row.extend(called(boom, "bursting-levels"));
            row.extend(called(boom, "bursting-logarithms"));
            rows.push(row);
        }
    }
    page.table(&header, rows);
    page.fact(
        "read",
        "the day on which bursting was first said, in brackets how far the price stood below its high, and the trading \
         days from there to the fall of 40 %",
    );
}

/// Entry, peak, fall of 40 %, and the p-value at entry.
fn dates(boom: &Boom) -> [String; 4] {
    let burst = boom.burst_date.map_or_else(|| NONE.to_owned(), |date| date.to_string());
    let p = boom.entry_p.map_or_else(|| NONE.to_owned(), |p| format!("{p:.3}"));
    [boom.start.to_string(), boom.peak.to_string(), burst, p]
}

/// When an alert sounded, how far below the high, and the trading days to the fall of 40 %.
fn called(boom: &Boom, alert: &str) -> [String; 2] {
    let Some(sounding) = boom.sounding(alert) else { return [NONE.to_owned(), NONE.to_owned()] };
    let lead = sounding.lead.map_or_else(|| NONE.to_owned(), |lead| format!("{:.0}", lead.days));
    [format!("{} ({})", sounding.date, percent(sounding.drawdown)), lead]
}

fn booms(page: &mut Page, booms: &[Boom]) {
    page.heading("Booms");
    page.table(
        &["boom", "entry", "peak", "-40 %", "alarm p", "levels", "days", "logarithms", "days"],
        booms.iter().map(|boom| {
            let mut row = vec![boom.asset.clone()];
            row.extend(dates(boom));
            row.extend(called(boom, "bursting-levels"));
            row.extend(called(boom, "bursting-logarithms"));
            row
        }),
    );
}

/// A share, of how many, and its intervals.
fn share(share: Option<&Share>, independent: bool) -> Vec<String> {
    let Some(share) = share else { return vec![NONE.to_owned(); if independent { 4 } else { 3 }] };
    let mut columns = vec![percent(share.share), share.of.to_string()];
    if independent {
        columns.push(range(&share.interval));
    }
    columns.push(eras(share.era_interval.as_ref()));
    columns
}

fn eras(interval: Option<&EraInterval>) -> String {
    let interval: Option<&Interval> = interval.map(|era| &era.interval);
    interval.map_or_else(|| NONE.to_owned(), range)
}

fn quartiles(quartiles: Option<Quartiles>, show: &dyn Fn(f64) -> String) -> [String; 2] {
    quartiles.map_or_else(
        || [NONE.to_owned(), NONE.to_owned()],
        |q| [show(q.median), format!("{} … {}", show(q.low), show(q.high))],
    )
}
