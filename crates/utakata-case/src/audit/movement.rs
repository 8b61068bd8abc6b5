//! Claims about single stocks: losing and winning streaks, returns, plunges. All on quoted closes.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use utakata::{Phrase, Series};

use super::{Gap, Recomputed, decided, wording};
use crate::{
    findings::{AuditOutcome, Comparison},
    folder::Case,
    ledger::Direction,
};

/// Smallest step in which the exchanges of a price-limited market quote, in currency units.
const TICK: f64 = 0.01;

/// A run of closes in one direction that ends at `index`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    index: usize,
    length: usize,
}

/// The longest run of closes in `direction` that ends in the window, against the claimed length.
///
/// A run of `n` needs `n` changes of close in a row; an unchanged close ends it. The first longest run counts.
pub(super) fn streak(
    case: &Case,
    symbol: &str,
    direction: Direction,
    claimed: usize,
    (from, to): (Date, Date),
) -> Recomputed {
    let gap = || Gap::closes(&[symbol], weekdays_before(from, claimed), to);
    let Some((closes, file)) = quoted(case, symbol) else { return Recomputed::lacking(gap()) };
    let runs = runs(closes, direction, from, to);
    let first_enough = runs.iter().find(|run| run.length >= claimed);
    let Some(longest) = runs.iter().rev().max_by_key(|run| run.length) else {
        return Recomputed::lacking(gap()).using(file);
    };
    let dates = closes.dates();
    let cut_off = longest.length == longest.index || !covers(dates, from, to);
    if first_enough.is_none() && cut_off {
        return Recomputed::lacking(gap()).using(file);
    }
    let mut numbers = vec![Comparison {
        what: "consecutive closes, trading days".to_owned(),
        claimed_low: Some(claimed as f64),
        claimed_high: None,
        found: longest.length as f64,
        on: Some(dates[longest.index]),
    }];
    let words = StreakWords {
        symbol,
        direction,
        claimed,
        longest: (longest.length, dates[longest.index]),
        window: wording::days(from, to),
    };
    let text = if let Some(first) = first_enough {
        words.confirmed(first.length, dates[first.index])
    } else {
        let breaking = longest.index - longest.length;
        let change = percent_change(closes, breaking);
        numbers.push(Comparison {
            what: "change of close that broke the run, per cent".to_owned(),
            claimed_low: None,
            claimed_high: None,
            found: change,
            on: Some(dates[breaking]),
        });
        words.contradicted(change, dates[breaking])
    };
    Recomputed::new(decided(first_enough.is_some()), text).comparing(numbers).using(file)
}

struct StreakWords<'a> {
    symbol: &'a str,
    direction: Direction,
    claimed: usize,
    longest: (usize, Date),
    window: String,
}

impl StreakWords<'_> {
    fn confirmed(&self, length: usize, on: Date) -> Phrase {
        let (key, template) = match (self.direction, self.longest.0 > length) {
            (Direction::Down, false) => {
                ("audit-streak-down-confirmed", "{symbol} closed lower {length} days running by {on}.")
            }
            (Direction::Up, false) => {
                ("audit-streak-up-confirmed", "{symbol} closed higher {length} days running by {on}.")
            }
            (Direction::Down, true) => (
                "audit-streak-down-longer",
                "{symbol} closed lower {length} days running by {on}, and {longest} by {last}.",
            ),
            (Direction::Up, true) => (
                "audit-streak-up-longer",
                "{symbol} closed higher {length} days running by {on}, and {longest} by {last}.",
            ),
        };
        let phrase = Phrase::new(key, template)
            .with("symbol", self.symbol)
            .with("length", length.to_string())
            .with("on", on.to_string());
        if self.longest.0 > length {
            phrase.with("longest", self.longest.0.to_string()).with("last", self.longest.1.to_string())
        } else {
            phrase
        }
    }

    fn contradicted(&self, change: f64, broken: Date) -> Phrase {
        let (key, template) = match (self.direction, self.longest.0) {
            (Direction::Down, 0) => (
                "audit-streak-down-none",
                "{symbol} closed lower on no day of {window}, not {claimed} days running; on {broken} its close \
                 changed by {change} %.",
            ),
            (Direction::Up, 0) => (
                "audit-streak-up-none",
                "{symbol} closed higher on no day of {window}, not {claimed} days running; on {broken} its close \
                 changed by {change} %.",
            ),
            (Direction::Down, _) => (
                "audit-streak-down-contradicted",
                "{symbol} closed lower at most {length} days running in {window}, not {claimed}; \
                 on {broken} its close changed by {change} %.",
            ),
            (Direction::Up, _) => (
                "audit-streak-up-contradicted",
                "{symbol} closed higher at most {length} days running in {window}, not {claimed}; \
                 on {broken} its close changed by {change} %.",
            ),
        };
        let phrase = Phrase::new(key, template);
        let phrase = match self.longest.0 {
            0 => phrase,
            length => phrase.with("length", length.to_string()),
        };
        phrase
            .with("symbol", self.symbol)
            .with("window", self.window.clone())
            .with("claimed", self.claimed.to_string())
            .with("broken", broken.to_string())
            .with("change", wording::signed(change, 2))
    }
}

/// The run that ends at each close of the window; the first close of a series has no change and is left out.
fn runs(closes: &Series, direction: Direction, from: Date, to: Date) -> Vec<Run> {
    let (values, dates) = (closes.values(), closes.dates());
    let mut length = 0;
    let mut runs = Vec::new();
    for index in 1..values.len() {
        let moved = match direction {
            Direction::Up => values[index] > values[index - 1],
            Direction::Down => values[index] < values[index - 1],
        };
        length = if moved { length + 1 } else { 0 };
        if (from..=to).contains(&dates[index]) {
            runs.push(Run { index, length });
        }
    }
    runs
}

/// The return between two closes against the claimed bounds, ends included.
pub(super) fn one_return(
    case: &Case,
    symbol: &str,
    (from, to): (Option<Date>, Date),
    (low, high): (Option<f64>, Option<f64>),
) -> Recomputed {
    let gap = |first: Date| Gap::closes(&[symbol], first, to);
    let Some((closes, file)) = quoted(case, symbol) else {
        return Recomputed::lacking(gap(from.unwrap_or_else(|| weekdays_before(to, 1))));
    };
    let end = closes.dates().binary_search(&to).ok();
    let start = match from {
        Some(from) => closes.dates().binary_search(&from).ok(),
        None => end.and_then(|end| end.checked_sub(1)),
    };
    let (Some(start), Some(end)) = (start, end) else {
        let absent = |day: Date| closes.on(day).is_none();
        let first = from.filter(|&day| absent(day)).unwrap_or(to);
        return Recomputed::lacking(gap(first)).using(file);
    };
    change((closes, file), symbol, (start, end), (low, high))
}

/// The change between two closes against the claimed bounds.
pub(super) fn change(
    (closes, file): (&Series, &str),
    symbol: &str,
    (start, end): (usize, usize),
    (low, high): (Option<f64>, Option<f64>),
) -> Recomputed {
    let to = closes.dates()[end];
    let found = between(closes, start, end);
    let holds = within(found, low, high);
    let understated = holds && beyond(found, low, high);
    let (key, template) = match (holds, understated) {
        (true, false) => (
            "audit-return-confirmed",
            "{symbol} moved {found} % from the close of {from} to that of {to} (claimed: {claimed} %).",
        ),
        (true, true) => (
            "audit-return-understated",
            "Understated: {symbol} moved {found} % from the close of {from} to that of {to} \
             (claimed: {claimed} %).",
        ),
        (false, _) if larger(found, low, high) => (
            "audit-return-larger",
            "Larger than claimed: {symbol} moved {found} % from the close of {from} to that of {to}, in the claimed \
             direction but further than {claimed} %.",
        ),
        (false, _) => (
            "audit-return-contradicted",
            "{symbol} moved {found} % from the close of {from} to that of {to}, not {claimed} %.",
        ),
    };
    let text = Phrase::new(key, template)
        .with("symbol", symbol)
        .with("found", wording::number(found, 2))
        .with("from", closes.dates()[start].to_string())
        .with("to", to.to_string())
        .with("claimed", wording::bounds(low, high));
    let comparison = Comparison {
        what: "return, per cent".to_owned(),
        claimed_low: low,
        claimed_high: high,
        found,
        on: Some(to),
    };
    Recomputed::new(decided(holds), text).comparing(vec![comparison]).using(file)
}

/// Whether a one-sided claim ("more than 3 %") is exceeded by more than its own rounding.
fn beyond(found: f64, low: Option<f64>, high: Option<f64>) -> bool {
    match (low, high) {
        (None, Some(high)) => high < 0.0 && !wording::agrees(found, high),
        (Some(low), None) => low > 0.0 && !wording::agrees(found, low),
        _ => false,
    }
}

/// Whether a move outside two-sided bounds has their sign and is larger than both.
fn larger(found: f64, low: Option<f64>, high: Option<f64>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => (high <= 0.0 && found < low) || (low >= 0.0 && found > high),
        _ => false,
    }
}

/// The largest one-day fall in the window, dated, against the claimed size.
pub(super) fn plunge(
    case: &Case,
    symbol: &str,
    (from, to): (Date, Date),
    at_least: f64,
    limit: Option<f64>,
) -> Recomputed {
    let gap = Gap::closes(&[symbol], weekdays_before(from, 1), to);
    let Some((closes, file)) = quoted(case, symbol) else { return Recomputed::lacking(gap) };
    let dates = closes.dates();
    let inside = (1..dates.len()).filter(|&i| (from..=to).contains(&dates[i]));
    let largest = inside.min_by(|&a, &b| percent_change(closes, a).total_cmp(&percent_change(closes, b)));
    let Some(index) = largest else { return Recomputed::lacking(gap).using(file) };
    let fall = -percent_change(closes, index);
    let at_limit = limit.is_some_and(|limit| at_limit(closes, index, limit));
    let holds = fall >= at_least;
    if !holds && !at_limit && !covers(dates, from, to) {
        return Recomputed::lacking(gap).using(file);
    }
    let (key, template) = match (holds, at_limit) {
        (true, false) => (
            "audit-plunge-confirmed",
            "The largest one-day fall of {symbol} in {window} was {fall} %, on {on} (claimed: at least \
             {claimed} %).",
        ),
        (true, true) => (
            "audit-plunge-limit",
            "{symbol} fell {fall} % on {on}, its daily limit of {limit} %, so the figure is a bound: the \
             market would have gone at least that far (claimed: at least {claimed} %).",
        ),
        (false, true) => (
            "audit-plunge-censored",
            "{symbol} fell {fall} % on {on}, its daily limit of {limit} %; the limit hides whether \
             the fall would have reached {claimed} %.",
        ),
        (false, false) => (
            "audit-plunge-contradicted",
            "The largest one-day fall of {symbol} in {window} was {fall} %, on {on}, not {claimed} % \
             or more.",
        ),
    };
    let mut text = Phrase::new(key, template)
        .with("symbol", symbol)
        .with("window", wording::days(from, to))
        .with("fall", wording::number(fall, 2))
        .with("on", dates[index].to_string())
        .with("claimed", wording::written(at_least));
    if let Some(limit) = limit {
        text = text.with("limit", wording::written(limit));
    }
    let comparison = Comparison {
        what: "largest one-day fall, per cent".to_owned(),
        claimed_low: Some(at_least),
        claimed_high: None,
        found: fall,
        on: Some(dates[index]),
    };
    let outcome = if at_limit && !holds { AuditOutcome::NotCheckable } else { decided(holds) };
    Recomputed::new(outcome, text).comparing(vec![comparison]).using(file)
}

/// Whether the close stands at the lowest price the limit allows, which is rounded to the tick.
fn at_limit(closes: &Series, index: usize, limit: f64) -> bool {
    let lowest = closes.values()[index - 1] * (1.0 - limit / 100.0);
    closes.values()[index] <= lowest + TICK
}

fn percent_change(closes: &Series, index: usize) -> f64 {
    between(closes, index - 1, index)
}

/// The change between two closes, in per cent.
pub(super) fn between(closes: &Series, start: usize, end: usize) -> f64 {
    100.0 * (closes.values()[end] / closes.values()[start] - 1.0)
}

/// Whether a figure lies within the bounds, ends included.
pub(super) fn within(found: f64, low: Option<f64>, high: Option<f64>) -> bool {
    low.is_none_or(|low| found >= low) && high.is_none_or(|high| found <= high)
}

pub(super) fn quoted<'a>(case: &'a Case, symbol: &str) -> Option<(&'a Series, &'a str)> {
    let prices = case.prices(symbol)?;
    Some((prices.quoted()?, prices.file.as_str()))
}

/// The day `n` weekdays before `day`: the first close that a window from `day` on needs, holidays aside.
pub(super) fn weekdays_before(day: Date, n: usize) -> Date {
    let earlier = day.series(-(1.day())).skip(1).filter(|&d| !weekend(d));
    earlier.take(n).last().unwrap_or(day)
}

pub(super) fn weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Whether closes reach to a day; weekends at the end need none.
pub(super) fn reaches(dates: &[Date], to: Date) -> bool {
    let open = |last: &Date| last.series(1.day()).skip(1).take_while(|&day| day <= to).all(weekend);
    dates.last().is_some_and(open)
}

/// Whether closes reach over the whole window; weekends at its end need none.
pub(super) fn covers(dates: &[Date], from: Date, to: Date) -> bool {
    dates.first().is_some_and(|&first| first <= from) && reaches(dates, to)
}
