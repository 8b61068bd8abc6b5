//! The results as a page and as rows.

use utakata::laboratory::{DateAccuracy, Delays};
use utakata::{Interval, laboratory::CellResult};

use super::{Answer, Measured};
use crate::failure::Failure;
use crate::text::{Page, full};

/// Results for people.
pub(super) fn page(answer: &Answer) -> String {
    let mut page = Page::default();
    for measured in &answer.monitors {
        page.heading(&measured.monitor);
        page.fact("what", measured.about);
        page.fact(
            "campaign",
            &format!(
                "{} paths of {} observations, {} of them training, seed {}",
                answer.paths, answer.observations, answer.training, answer.seed
            ),
        );
        if measured.cells.iter().any(|cell| !cell.bubble) {
            page.table(&["null", "false alarms %", "95 % interval"], null_rows(measured));
        }
        if measured.cells.iter().any(|cell| cell.bubble) {
            page.table(
                &["bubble", "called %", "delay", "p90", "premature %", "end: delay", "p90", "never %"],
                bubble_rows(measured),
            );
        }
        if measured.cells.iter().any(|cell| cell.dates.is_some()) {
            page.table(
                &[
                    "bubble",
                    "dated",
                    "datable %",
                    "origin: error",
                    "in set %",
                    "length",
                    "peak: error",
                    "in set %",
                    "length",
                ],
                date_rows(measured),
            );
        }
    }
    page.block(
        "\nFalse alarms are paths with any inflation call. Of paths whose inflation was called while it lasted: \
         premature\nis an end called while growth went on; delays count observations from the first of the growth \
         and from\nthe peak; – is never, or not on half (nine tenths) of the paths.",
    );
    if answer.monitors.iter().any(|m| m.cells.iter().any(|cell| cell.dates.is_some())) {
        page.block(
            "\nDates are those at the call of the end, on the data up to it, where it was not premature: the median \
             absolute error,\nand how often the 90 % set contains the date and its mean length in observations, where a \
             random walk is rejected.",
        );
    }
    page.finish()
}

fn date_rows(measured: &Measured) -> Vec<Vec<String>> {
    let dated = measured.cells.iter().filter_map(|cell| Some((cell, cell.dates.as_ref()?)));
    dated
        .map(|(cell, dates)| {
            let mut row = vec![cell.cell.clone(), dates.paths.to_string(), percent(dates.datable)];
            for score in [&dates.origination, &dates.peak] {
                let length = score.length.map_or_else(|| "–".to_owned(), |l| format!("{l:.1}"));
                row.extend([count(score.error.median), percent(score.covered), length]);
            }
            row
        })
        .collect()
}

fn null_rows(measured: &Measured) -> Vec<Vec<String>> {
    let nulls = measured.cells.iter().filter(|cell| !cell.bubble);
    nulls
        .map(|cell| {
            let interval = cell
                .false_alarm_interval
                .as_ref()
                .map_or_else(String::new, |i| format!("{} … {}", percent(i.low), percent(i.high)));
            vec![cell.cell.clone(), percent(Some(cell.false_alarm_rate)), interval]
        })
        .collect()
}

fn bubble_rows(measured: &Measured) -> Vec<Vec<String>> {
    let bubbles = measured.cells.iter().filter(|cell| cell.bubble);
    bubbles
        .map(|cell| {
            vec![
                cell.cell.clone(),
                percent(cell.power),
                count(cell.inflation_delay.median),
                count(cell.inflation_delay.p90),
                percent(cell.premature),
                count(cell.crash_delay.median),
                count(cell.crash_delay.p90),
                percent(cell.crash_missed),
            ]
        })
        .collect()
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |s| format!("{:.1}", 100.0 * s))
}

fn count(delay: Option<usize>) -> String {
    delay.map_or_else(|| "–".to_owned(), |d| d.to_string())
}

/// One row per monitor and cell; shares between 0 and 1.
pub(super) fn rows(answer: &Answer) -> Result<Vec<u8>, Failure> {
    const HEADER: [&str; 25] = [
        "monitor",
        "cell",
        "bubble",
        "paths",
        "false_alarm_rate",
        "false_alarm_low",
        "false_alarm_high",
        "power",
        "inflation_delay_median",
        "inflation_delay_p90",
        "premature",
        "premature_low",
        "premature_high",
        "crash_delay_median",
        "crash_delay_p90",
        "crash_missed",
        "dated",
        "datable",
        "origination_error_median",
        "origination_covered",
        "origination_length",
        "peak_error_median",
        "peak_covered",
        "peak_length",
        "seed",
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(Failure::runtime)?;
    for measured in &answer.monitors {
        for cell in &measured.cells {
            writer.write_record(row(&measured.monitor, cell, answer.seed)).map_err(Failure::runtime)?;
        }
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}

/// Empty unless dates were asked for.
fn date_columns(dates: Option<&DateAccuracy>) -> Vec<String> {
    let Some(dates) = dates else { return vec![String::new(); 8] };
    let mut columns = vec![dates.paths.to_string(), full(dates.datable)];
    for score in [&dates.origination, &dates.peak] {
        let error = score.error.median.map(|e| e.to_string()).unwrap_or_default();
        columns.extend([error, full(score.covered), full(score.length)]);
    }
    columns
}

fn row(monitor: &str, cell: &CellResult, seed: u64) -> Vec<String> {
    let ends = |interval: &Option<Interval>| {
        let ends = interval.as_ref();
        [full(ends.and_then(|i| i.low)), full(ends.and_then(|i| i.high))]
    };
    let delays =
        |delays: &Delays| [delays.median, delays.p90].map(|d| d.map(|d| d.to_string()).unwrap_or_default());
    let mut row = vec![
        monitor.to_owned(),
        cell.cell.clone(),
        cell.bubble.to_string(),
        cell.paths.to_string(),
        full(Some(cell.false_alarm_rate)),
    ];
    row.extend(ends(&cell.false_alarm_interval));
    row.push(full(cell.power));
    row.extend(delays(&cell.inflation_delay));
    row.push(full(cell.premature));
    row.extend(ends(&cell.premature_interval));
    row.extend(delays(&cell.crash_delay));
    row.push(full(cell.crash_missed));
    row.extend(date_columns(cell.dates.as_ref()));
    row.push(seed.to_string());
    row
}
