//! Fits for people and for programs.

use utakata::lppls::{ActiveBound, Solution};

use super::preset::said;
use super::{Answer, Clock, inference_page};
use crate::failure::Failure;
use crate::text::{Page, full, name_of, number};

/// Minima shown in the table.
const SHOWN: usize = 10;

/// One paragraph for each fit.
pub(super) fn page(answers: &[Answer]) -> String {
    let mut page = Page::default();
    for answer in answers {
        one(&mut page, answer);
    }
    page.finish()
}

fn one(page: &mut Page, answer: &Answer) {
    let unit = match answer.clock {
        Clock::Index => "observations",
        Clock::Calendar => "days",
    };
    page.heading(&format!("{}: LPPLS fit", answer.series));
    page.fact("window", &format!("{} to {}, {} observations", answer.t1, answer.t2, answer.observations));
    let date = answer.critical_date.map_or_else(String::new, |date| format!(", about {date}"));
    let tc = number(answer.best.tc_minus_t2, 4);
    page.fact("critical time", &format!("{tc} {unit} after the end of the window{date}"));
    let kind = if answer.best.b < 0.0 {
        "positive: the price grows towards tc"
    } else {
        "negative: the price falls towards tc"
    };
    page.fact("bubble", kind);
    page.fact("exponent m", &number(answer.best.m, 4));
    page.fact("frequency omega", &number(answer.best.omega, 4));
    page.fact(
        "damping",
        &format!("{} (below about 1 the crash hazard would be negative at times)", number(answer.damping, 3)),
    );
    page.fact("oscillations", &number(answer.oscillations, 3));
    page.fact(
        "explained",
        &format!("{} % of the variation of the logarithms", number(100.0 * answer.r_squared, 3)),
    );
    page.fact("largest error", &format!("{} % of the price", number(100.0 * answer.relative_error, 3)));
    page.fact("bounds reached", &bounds(&answer.best.active_bounds));
    for (label, text) in said(&answer.filters, answer.preset, &answer.best) {
        page.fact(label, &text);
    }
    page.table(
        &["minimum", "sse", "tc − t2", "m", "omega", "bounds"],
        answer.minima.iter().take(SHOWN).enumerate().map(|(rank, minimum)| row(rank, minimum)),
    );
    if let Some(more) = answer.minima.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        page.fact("more minima", &format!("{more}, all of them with --format json or csv"));
    }
    answer.quantiles.show(page);
    if let Some(found) = &answer.inference {
        inference_page::conclusions(page, found);
    }
    if let Some(found) = &answer.lagrange {
        inference_page::start(page, found);
    }
    page.fact(
        "read",
        "a fit is no test: a random walk is fitted as well, and no false-alarm rate belongs to this answer; minima with \
         nearly the same sum of squared errors (sse) are as good an answer as the first",
    );
}

fn bounds(active: &[ActiveBound]) -> String {
    if active.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<String> = active.iter().map(name_of).collect();
    format!("{}: there the search box decided, not the data", names.join(", "))
}

fn row(rank: usize, minimum: &Solution) -> Vec<String> {
    let names: Vec<String> = minimum.active_bounds.iter().map(name_of).collect();
    vec![
        (rank + 1).to_string(),
        number(minimum.sse, 6),
        number(minimum.tc_minus_t2, 4),
        number(minimum.m, 4),
        number(minimum.omega, 4),
        names.join(" "),
    ]
}

/// One row for each minimum.
pub(super) fn rows(answers: &[Answer]) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = "series,t1,t2,observations,rank,tc_minus_t2,m,omega,a,b,c1,c2,sse,active_bounds";
    writer.write_record(header.split(',')).map_err(Failure::runtime)?;
    for answer in answers {
        for (rank, minimum) in answer.minima.iter().enumerate() {
            let names: Vec<String> = minimum.active_bounds.iter().map(name_of).collect();
            let mut record = vec![
                answer.series.clone(),
                answer.t1.to_string(),
                answer.t2.to_string(),
                answer.observations.to_string(),
            ];
            record.push((rank + 1).to_string());
            let numbers = [
                minimum.tc_minus_t2,
                minimum.m,
                minimum.omega,
                minimum.a,
                minimum.b,
                minimum.c1,
                minimum.c2,
                minimum.sse,
            ];
            record.extend(numbers.map(|value| full(Some(value))));
            record.push(names.join(" "));
            writer.write_record(record).map_err(Failure::runtime)?;
        }
    }
    writer.into_inner().map_err(|error| Failure::runtime(error.into_error()))
}
