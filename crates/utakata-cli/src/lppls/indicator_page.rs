//! Indicators for people and for programs.

use utakata::Statement;
use utakata::lppls::filter::Denominator;

use super::indicator::{Answer, Row};
use super::preset::secondary;
use crate::failure::Failure;
use crate::text::{Page, full, name_of, number, optional, plot};

/// Dates shown in the table of the page; the rest is in CSV and JSON.
const SHOWN: usize = 12;
const PLOT: (usize, usize) = (72, 4);

/// One paragraph for each series.
pub(super) fn page(answers: &[Answer]) -> String {
    let mut page = Page::default();
    for answer in answers {
        one(&mut page, answer);
    }
    page.finish()
}

fn one(page: &mut Page, answer: &Answer) {
    page.heading(&format!("{}: LPPLS confidence", answer.series));
    page.fact("preset", &format!("{}{}", answer.preset.name(), secondary(answer.preset)));
    for windows in &answer.windows {
        let scale = windows.scale;
        page.fact(
            "windows",
            &format!(
                "{}: {} of {} to {} observations by {}",
                name_of(&scale.name),
                windows.count,
                scale.longest,
                scale.shortest,
                scale.step
            ),
        );
    }
    let among = match answer.denominator {
        Denominator::AllWindows => "all windows",
        Denominator::SameSign => "the windows with the same sign of b, as the package counts",
    };
    page.fact("share of", among);
    if !answer.filter.residual_tests.is_empty() {
        let tests: Vec<String> = answer.filter.residual_tests.iter().map(name_of).collect();
        page.fact(
            "not applied",
            &format!("{}: with their tables they reject nearly always", tests.join(", ")),
        );
    }
    for windows in &answer.windows {
        let of_scale = answer.rows.iter().filter(|row| row.scale == windows.scale.name);
        let values: Vec<Option<f64>> = of_scale.map(|row| Some(row.positive)).collect();
        if values.len() > SHOWN
            && let Some((_, drawing)) = plot(&values, PLOT.0, PLOT.1)
        {
            page.fact("positive", &name_of(&windows.scale.name));
            page.block(&drawing);
        }
    }
    let sets = answer.windows.len().max(1);
    let shown = &answer.rows[answer.rows.len().saturating_sub(SHOWN * sets)..];
    page.table(
        &["date", "windows", "positive", "negative", "p positive", "p negative", "trust +", "trust −"],
        shown.iter().map(cells),
    );
    for statement in &answer.statements {
        said(page, statement);
    }
    page.fact(
        "read",
        "a confidence is a share of overlapping windows, not a probability; a strong trend without a bubble raises it, \
         which the p-value takes into account; docs/lppls.md says how often it raises a false alarm",
    );
}

fn cells(row: &Row) -> Vec<String> {
    vec![
        row.date.to_string(),
        name_of(&row.scale),
        number(row.positive, 3),
        number(row.negative, 3),
        optional(row.p_positive, 3),
        optional(row.p_negative, 3),
        optional(row.trust_positive, 3),
        optional(row.trust_negative, 3),
    ]
}

/// Statements that have something to say: where nothing qualifies, the p-value is 1 and the table has it.
fn said(page: &mut Page, statement: &Statement) {
    if statement.statistic.is_none_or(|share| share <= 0.0) {
        return;
    }
    let p = optional(statement.p_value, 3);
    let smallest = optional(statement.smallest_p, 2);
    page.fact("test", &format!("{}: p {p} (smallest possible {smallest})", statement.alternative.english));
    page.fact("null", &statement.null.english);
    page.fact("guarantee", &statement.guarantee.text.english);
    for note in &statement.notes {
        page.fact("note", &note.english);
    }
}

/// One row for each date and set of windows.
pub(super) fn rows(answers: &[Answer]) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = "series,date,scale,positive,negative,qualified_positive,qualified_negative,among_positive,\
                  among_negative,p_positive,p_negative,trust_positive,trust_negative";
    writer.write_record(header.split(',')).map_err(Failure::runtime)?;
    for answer in answers {
        for row in &answer.rows {
            let record = [
                answer.series.clone(),
                row.date.to_string(),
                name_of(&row.scale),
                full(Some(row.positive)),
                full(Some(row.negative)),
                row.qualified_positive.to_string(),
                row.qualified_negative.to_string(),
                row.among_positive.to_string(),
                row.among_negative.to_string(),
                full(row.p_positive),
                full(row.p_negative),
                full(row.trust_positive),
                full(row.trust_negative),
            ];
            writer.write_record(record).map_err(Failure::runtime)?;
        }
    }
    writer.into_inner().map_err(|error| Failure::runtime(error.into_error()))
}
