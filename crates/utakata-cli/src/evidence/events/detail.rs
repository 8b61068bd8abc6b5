//! The figures behind an event study.

use jiff::civil::Date;
use serde::Serialize;
use utakata::event_study::{CombinedTests, Confounding, EventReturns, EventTest, Reaction, SingleEvent};

use crate::answer::Figures;
use crate::text::{Page, name_of, number, optional};

/// One event or many.
#[derive(Debug, Serialize)]
pub(in crate::evidence) struct Detail {
    /// Events whose price the limit stopped.
    stopped: Vec<Stopped>,
    /// Days of the event windows without a trade.
    halts: Vec<Halt>,
    confounding: Vec<Confounding>,
    single: Option<SingleEvent>,
    /// Every test, the one to trust first.
    tests: Vec<Row>,
    combined: Option<CombinedTests>,
}

/// An event whose price the limit stopped.
#[derive(Debug, Serialize)]
pub(super) struct Stopped {
    firm: String,
    event: Date,
    #[serde(flatten)]
    reaction: Reaction,
    /// Whether the abnormal return is a bound: the event window ends before the price could move.
    bound: bool,
}

impl Stopped {
    pub(super) fn new(event: &EventReturns, reaction: &Reaction) -> Self {
        let bound = !reaction.opened || reaction.days > event.event_dates().len();
        Self { firm: event.firm().to_owned(), event: event.date(), reaction: reaction.clone(), bound }
    }
}

#[derive(Debug, Serialize)]
struct Halt {
    firm: String,
    event: Date,
    days: Vec<Date>,
}

#[derive(Debug, Serialize)]
struct Row {
    test: EventTest,
    statistic: Option<f64>,
    p_value: Option<f64>,
}

fn halts(events: &[EventReturns]) -> Vec<Halt> {
    let halted = events.iter().filter(|event| !event.halted().is_empty());
    let halt = |event: &EventReturns| Halt {
        firm: event.firm().to_owned(),
        event: event.date(),
        days: event.halted().to_vec(),
    };
    halted.map(halt).collect()
}

impl Detail {
    pub(super) fn alone(event: &EventReturns, test: SingleEvent, stopped: Vec<Stopped>) -> Self {
        Self {
            stopped,
            halts: halts(std::slice::from_ref(event)),
            confounding: Vec::new(),
            single: Some(test),
            tests: Vec::new(),
            combined: None,
        }
    }

    pub(super) fn together(
        events: &[EventReturns],
        (tests, shown): (CombinedTests, &[EventTest]),
        stopped: Vec<Stopped>,
        confounding: Vec<Confounding>,
    ) -> Self {
        let trusted = tests.default_test();
        let others = EventTest::ALL.into_iter().filter(|test| *test != trusted);
        let others = others.filter(|test| shown.is_empty() || shown.contains(test));
        let row = |test| Row { test, statistic: tests.statistic(test), p_value: tests.p_value(test) };
        Self {
            stopped,
            halts: halts(events),
            confounding,
            single: None,
            tests: std::iter::once(trusted).chain(others).map(row).collect(),
            combined: Some(tests),
        }
    }
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        if let Some(test) = &self.single {
            page.fact("abnormal return", &percent(test.abnormal.car));
            page.fact("ordinary windows", &test.windows.to_string());
        }
        if let Some(tests) = &self.combined {
            let days: Vec<String> = tests.aar.iter().map(|aar| percent(*aar)).collect();
            page.fact("mean by day", &days.join(", "));
            page.fact("correlation of firms", &number(tests.mean_correlation, 3));
            let rows = self.tests.iter().map(|row| {
                vec![row.test.name().to_owned(), optional(row.statistic, 4), optional(row.p_value, 4)]
            });
            page.table(&["test", "statistic", "p"], rows);
        }
        for stopped in &self.stopped {
            let bound = if stopped.bound { ": the abnormal return is a bound" } else { "" };
            let text = format!(
                "{} of {}, {} days{bound}",
                stopped.firm,
                stopped.event,
                stopped.reaction.stopped.len()
            );
            page.fact("stopped by the limit", &text);
        }
        for halt in &self.halts {
            page.fact(
                "halted",
                &format!("{} of {}, {} days without a trade", halt.firm, halt.event, halt.days.len()),
            );
        }
        for pair in &self.confounding {
            let overlap = name_of(&pair.overlap);
            page.fact(
                "confounded",
                &format!("{}: {} and {} ({overlap})", pair.firm, pair.first, pair.second),
            );
        }
    }
}

fn percent(value: f64) -> String {
    format!("{} %", number(100.0 * value, 4))
}
