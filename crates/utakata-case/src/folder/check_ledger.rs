//! What `ledger.toml` must mean, beyond its shape.

use jiff::civil::Date;

use super::{
    CaseFile, Flaw, Null,
    check::{duplicates, interval, later, range, reference},
    located::Located,
};
use crate::ledger::{Bound, Check, Entry, Ledger, Likelihood, Outcome, Resolution, Value};

/// Notes every flaw of `ledger.toml`; references into `case.toml` are checked too.
pub(super) fn check_ledger(case: &CaseFile, ledger: &Ledger, toml: &mut Located<'_>) {
    toml.demand(ledger.schema == 1, "schema", || Flaw::Schema { found: ledger.schema });
    for (id, source) in &ledger.sources {
        toml.demand(!source.title.trim().is_empty(), &format!("sources/{id}/title"), || Flaw::Empty);
    }
    for (id, person) in &ledger.people {
        toml.demand(!person.name.trim().is_empty(), &format!("people/{id}/name"), || Flaw::Empty);
    }
    duplicates(ledger.entries.iter().map(|e| e.id.as_str()), "entry", toml);
    for (i, entry) in ledger.entries.iter().enumerate() {
        check_entry(case, ledger, entry, &format!("entry/{i}"), toml);
    }
}

fn check_entry(case: &CaseFile, ledger: &Ledger, entry: &Entry, path: &str, toml: &mut Located<'_>) {
    toml.demand(!entry.subject.trim().is_empty(), &format!("{path}/subject"), || Flaw::Empty);
    toml.demand(!entry.statement.trim().is_empty(), &format!("{path}/statement"), || Flaw::Empty);
    reference("source", &entry.source, ledger.sources.keys(), &format!("{path}/source"), toml);
    if let Some(speaker) = &entry.speaker {
        reference("person", speaker, ledger.people.keys(), &format!("{path}/speaker"), toml);
    }
    let hint = "only what was known may enter; what became known later belongs in `resolution`";
    later(entry.date, case.as_of, &format!("{path}/date"), hint, toml);
    period(entry.from, entry.to, path, toml);
    values(&entry.values, &format!("{path}/values"), toml);
    if let Some(primary) = &entry.primary {
        reference("source", &primary.source, ledger.sources.keys(), &format!("{path}/primary/source"), toml);
        values(&primary.values, &format!("{path}/primary/values"), toml);
    }
    if let Some(check) = &entry.check {
        check_claim(case, check, &format!("{path}/check"), toml);
    }
    if let Some(likelihood) = &entry.likelihood {
        check_likelihood(likelihood, &format!("{path}/likelihood"), toml);
    }
    if let Some(resolution) = &entry.resolution {
        check_resolution(resolution, &format!("{path}/resolution"), toml);
    }
}

fn values(values: &[Value], path: &str, toml: &mut Located<'_>) {
    for (i, value) in values.iter().enumerate() {
        let path = format!("{path}/{i}");
        toml.demand(!value.what.trim().is_empty(), &format!("{path}/what"), || Flaw::Empty);
        interval(value.low, value.high, &path, toml);
        let (bound, good, expected) = match value.bound {
            Bound::Exact => ("exact", value.low == value.high, "`low` and `high`, both the same"),
            Bound::AtLeast => ("at-least", value.low.is_some(), "`low`"),
            Bound::AtMost => ("at-most", value.high.is_some(), "`high`"),
            Bound::About => ("about", value.low.is_some() && value.high.is_some(), "`low` and `high`"),
            Bound::Between => ("between", value.low.is_some() && value.high.is_some(), "`low` and `high`"),
        };
        toml.demand(good, &path, || Flaw::Bound { bound, expected });
    }
}

fn check_claim(case: &CaseFile, check: &Check, path: &str, toml: &mut Located<'_>) {
    let field = |name: &str| format!("{path}/{name}");
    let (name, last) = match check {
        Check::Growth { month, .. } => ("month", Some(*month)),
        Check::Streak { to, .. }
        | Check::Return { to, .. }
        | Check::Plunge { to, .. }
        | Check::BasketReturn { to, .. }
        | Check::Breadth { to, .. }
        | Check::Level { to, .. }
        | Check::Extreme { to, .. } => ("to", Some(*to)),
        Check::Move { windows, .. } => ("windows", windows.iter().map(|window| window.to).max()),
        Check::PrimarySource => ("", None),
    };
    if let Some(last) = last {
        later(last, case.as_of, &field(name), "a claim is checked by what was known then", toml);
    }
    match check {
        Check::Growth { stream, month, low, high } => {
            growth_stream(case, stream, &field("stream"), toml);
            toml.demand(month.day() == 1, &field("month"), || Flaw::NotMonthStart { date: *month });
            interval(*low, *high, path, toml);
        }
        Check::Streak { symbol, length, from, to, .. } => {
            named(symbol, &field("symbol"), toml);
            range(*length as f64, *length >= 1, "at least 1", &field("length"), toml);
            period(Some(*from), Some(*to), path, toml);
        }
        Check::Return { symbol, from, to, low, high, .. } => {
            named(symbol, &field("symbol"), toml);
            period(*from, Some(*to), path, toml);
            interval(*low, *high, path, toml);
        }
        Check::Plunge { symbol, from, to, at_least, limit } => {
            named(symbol, &field("symbol"), toml);
            period(Some(*from), Some(*to), path, toml);
            range(*at_least, *at_least > 0.0, "a positive fall in per cent", &field("at_least"), toml);
            let limit = limit.unwrap_or(1.0);
            range(limit, limit > 0.0, "a positive limit in per cent", &field("limit"), toml);
        }
        Check::BasketReturn { basket, from, to, quoted, .. } => {
            reference("basket", basket, case.baskets.iter().map(|b| &b.id), &field("basket"), toml);
            period(Some(*from), Some(*to), path, toml);
            range(*quoted, true, "a finite number", &field("quoted"), toml);
        }
        Check::Breadth { basket, from, to, below, .. } => {
            reference("basket", basket, case.baskets.iter().map(|b| &b.id), &field("basket"), toml);
            period(Some(*from), Some(*to), path, toml);
            range(*below, true, "a finite number", &field("below"), toml);
        }
        Check::Move { symbol, windows, low, high, .. } => {
            named(symbol, &field("symbol"), toml);
            interval(*low, *high, path, toml);
            toml.demand(!windows.is_empty(), &field("windows"), || Flaw::Empty);
            for (i, window) in windows.iter().enumerate() {
                let path = format!("{path}/windows/{i}");
                toml.demand(window.from.is_some() != window.closes.is_some(), &path, || Flaw::Beginning);
                period(window.from, Some(window.to), &path, toml);
                let closes = window.closes.unwrap_or(1);
                range(closes as f64, closes >= 1, "at least 1", &format!("{path}/closes"), toml);
            }
        }
        Check::Level { symbol, from, to, low, high, .. } => {
            named(symbol, &field("symbol"), toml);
            period(Some(*from), Some(*to), path, toml);
            interval(*low, *high, path, toml);
        }
        Check::Extreme { symbol, from, to, since, .. } => {
            named(symbol, &field("symbol"), toml);
            period(Some(*from), Some(*to), path, toml);
            if let Some(since) = since {
                let (since, from) = (*since, *from);
                let good = since <= from;
                toml.demand(good, &field("since"), || Flaw::Backwards { from: since, to: from });
            }
        }
        Check::PrimarySource => {}
    }
}

fn growth_stream(case: &CaseFile, id: &str, path: &str, toml: &mut Located<'_>) {
    reference("stream", id, case.streams.iter().map(|s| &s.id), path, toml);
    if let Some(stream) = case.streams.iter().find(|s| s.id == id) {
        let grows = matches!(stream.null, Null::ExchangeableGrowth { .. });
        toml.demand(grows, path, || Flaw::NoGrowth { id: id.to_owned() });
    }
}

fn check_likelihood(likelihood: &Likelihood, path: &str, toml: &mut Located<'_>) {
    let Likelihood { hedge, low, high, condition } = likelihood;
    let numbers = low.is_some() && high.is_some();
    let neither = low.is_none() && high.is_none();
    let good = if hedge.is_some() { neither } else { numbers || neither && condition.is_some() };
    toml.demand(good, path, || Flaw::Likelihood);
    for (name, end) in [("low", low), ("high", high)] {
        if let &Some(end) = end {
            let good = (0.0..=1.0).contains(&end);
            range(end, good, "a probability between 0 and 1", &format!("{path}/{name}"), toml);
        }
    }
    if let (&Some(low), &Some(high)) = (low, high) {
        toml.demand(low <= high, &format!("{path}/low"), || Flaw::Inverted { low, high });
    }
    if let Some(condition) = condition {
        toml.demand(!condition.trim().is_empty(), &format!("{path}/condition"), || Flaw::Empty);
    }
}

fn check_resolution(resolution: &Resolution, path: &str, toml: &mut Located<'_>) {
    let decided = matches!(resolution.outcome, Outcome::True | Outcome::False);
    let dated = !decided || resolution.known_on.is_some();
    toml.demand(dated, &format!("{path}/outcome"), || Flaw::UndatedOutcome);
    toml.demand(!resolution.rule.trim().is_empty(), &format!("{path}/rule"), || Flaw::Empty);
}

fn named(symbol: &str, path: &str, toml: &mut Located<'_>) {
    toml.demand(!symbol.trim().is_empty(), path, || Flaw::Empty);
}

fn period(from: Option<Date>, to: Option<Date>, path: &str, toml: &mut Located<'_>) {
    if let (Some(from), Some(to)) = (from, to) {
        toml.demand(from <= to, &format!("{path}/from"), || Flaw::Backwards { from, to });
    }
}
