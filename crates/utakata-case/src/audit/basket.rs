//! Claims about baskets: return and breadth over a stretch of days, on adjusted closes.

use jiff::civil::Date;
use utakata::{Phrase, Series};

use super::{Gap, Recomputed, wording};
use crate::{
    findings::{AuditOutcome, Comparison},
    folder::{Basket, Case, Weighting},
};

/// The members that have a close on both days, and those that do not.
struct Members<'a> {
    present: Vec<(&'a str, &'a Series)>,
    absent: Vec<&'a str>,
    files: Vec<&'a str>,
}

impl<'a> Members<'a> {
    fn of(case: &'a Case, basket: &'a Basket, from: Date, to: Date) -> Self {
        let mut members = Self { present: Vec::new(), absent: Vec::new(), files: Vec::new() };
        for symbol in &basket.members {
            let prices = case.prices(symbol);
            let closes = prices.and_then(|p| p.for_returns());
            match (prices, closes.filter(|c| c.on(from).is_some() && c.on(to).is_some())) {
                (Some(prices), Some(closes)) => {
                    members.present.push((symbol, closes));
                    members.files.push(&prices.file);
                }
                _ => members.absent.push(symbol),
            }
        }
        members
    }

    fn attach(&self, recomputed: Recomputed) -> Recomputed {
        self.files.iter().fold(recomputed, |r, file| r.using(file))
    }
}

/// The equal-weight return of a basket beside the quoted one, which it must equal to the last digit quoted.
pub(super) fn basket_return(
    case: &Case,
    basket: &str,
    (from, to): (Date, Date),
    quoted: f64,
    members_given: bool,
) -> Recomputed {
    let Some(basket) = case.basket(basket) else { return unknown(basket, from, to) };
    let members = Members::of(case, basket, from, to);
    let gap = Gap::closes(&members.absent, from, to);
    let Some(found) = equal_weight(&members.present, basket.weighting, from, to) else {
        return Recomputed::lacking(gap);
    };
    let comparison = Comparison {
        what: format!("equal-weight return of {} members, per cent", members.present.len()),
        claimed_low: Some(quoted),
        claimed_high: Some(quoted),
        found,
        on: Some(to),
    };
    let complete = members.absent.is_empty();
    let holds = wording::agrees(found, quoted);
    let (outcome, key, template) = match (members_given, complete, holds) {
        (true, true, true) => (
            AuditOutcome::Confirmed,
            "audit-basket-confirmed",
            "The {all} members returned {found} % from {from} to {to} (quoted: {quoted} %).",
        ),
        (true, true, false) => (
            AuditOutcome::Contradicted,
            "audit-basket-contradicted",
            "The {all} members returned {found} % from {from} to {to}, not {quoted} %.",
        ),
        (true, false, _) => (
            AuditOutcome::NotCheckable,
            "audit-basket-partial",
            "Closes are there for {n} of {all} members only; those returned {found} % from {from} to \
             {to} (quoted: {quoted} %).",
        ),
        (false, ..) => (
            AuditOutcome::NotCheckable,
            "audit-basket-beside",
            "The source does not name the members; {n} of the {all} in our basket returned \
             {found} % from {from} to {to}, beside the quoted {quoted} %. Not a contradiction.",
        ),
    };
    let text = Phrase::new(key, template)
        .with("all", basket.members.len().to_string())
        .with("n", members.present.len().to_string())
        .with("found", wording::number(found, 2))
        .with("from", from.to_string())
        .with("to", to.to_string())
        .with("quoted", wording::written(quoted));
    let recomputed = Recomputed::new(outcome, text).comparing(vec![comparison]);
    members.attach(if complete { recomputed } else { recomputed.waiting(gap) })
}

/// The number of members below a return beside the number claimed.
pub(super) fn breadth(
    case: &Case,
    basket: &str,
    (from, to): (Date, Date),
    (below, claimed): (f64, usize),
    members_given: bool,
) -> Recomputed {
    let Some(basket) = case.basket(basket) else { return unknown(basket, from, to) };
    let members = Members::of(case, basket, from, to);
    let gap = Gap::closes(&members.absent, from, to);
    if members.present.is_empty() {
        return Recomputed::lacking(gap);
    }
    let returns = members.present.iter().filter_map(|(_, closes)| simple_return(closes, from, to));
    let found = returns.filter(|&r| r < below).count();
    let comparison = Comparison {
        what: format!("members of {} that returned less than {below} per cent", members.present.len()),
        claimed_low: Some(claimed as f64),
        claimed_high: None,
        found: found as f64,
        on: Some(to),
    };
    let complete = members.absent.is_empty();
    let (outcome, key, template) = match (members_given, found >= claimed, complete) {
        // Members without closes can only add to the count.
        (true, true, _) => (
            AuditOutcome::Confirmed,
            "audit-breadth-confirmed",
            "{found} of {all} members returned less than {below} % from {from} to {to} (claimed: at least \
             {claimed}).",
        ),
        (true, false, true) => (
            AuditOutcome::Contradicted,
            "audit-breadth-contradicted",
            "{found} of {all} members returned less than {below} % from {from} to {to}, not {claimed}.",
        ),
        (true, false, false) => (
            AuditOutcome::NotCheckable,
            "audit-breadth-partial",
            "Closes are there for {n} of {all} members only; {found} of those returned less than \
             {below} % from {from} to {to} (claimed: at least {claimed}).",
        ),
        (false, ..) => (
            AuditOutcome::NotCheckable,
            "audit-breadth-beside",
            "The source does not name the members; {found} of {n} members with closes in our \
             basket returned less than {below} % from {from} to {to} (claimed: at least {claimed}). Not a \
             contradiction.",
        ),
    };
    let text = Phrase::new(key, template)
        .with("all", basket.members.len().to_string())
        .with("n", members.present.len().to_string())
        .with("found", found.to_string())
        .with("below", wording::written(below))
        .with("from", from.to_string())
        .with("to", to.to_string())
        .with("claimed", claimed.to_string());
    let recomputed = Recomputed::new(outcome, text).comparing(vec![comparison]);
    members.attach(if complete { recomputed } else { recomputed.waiting(gap) })
}

/// Return of the basket in per cent; `None` without members or, when rebalanced daily, without common days.
fn equal_weight(members: &[(&str, &Series)], weighting: Weighting, from: Date, to: Date) -> Option<f64> {
    match weighting {
        Weighting::EqualBuyAndHold => {
            let returns: Vec<f64> =
                members.iter().filter_map(|(_, closes)| simple_return(closes, from, to)).collect();
            mean(&returns)
        }
        Weighting::EqualRebalanced => {
            let (_, first) = members.first()?;
            let common: Vec<Date> = first
                .since(from)
                .until(to)
                .dates()
                .iter()
                .copied()
                .filter(|&day| members.iter().all(|(_, closes)| closes.on(day).is_some()))
                .collect();
            let daily = common.windows(2).map(|days| {
                let returns: Vec<f64> =
                    members.iter().filter_map(|(_, c)| simple_return(c, days[0], days[1])).collect();
                mean(&returns)
            });
            let growth = daily.map(|r| Some(1.0 + r? / 100.0)).product::<Option<f64>>()?;
            Some(100.0 * (growth - 1.0))
        }
    }
}

fn simple_return(closes: &Series, from: Date, to: Date) -> Option<f64> {
    Some(100.0 * (closes.on(to)? / closes.on(from)? - 1.0))
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// References are checked when the case is opened; a basket that is not there has no closes either.
fn unknown(basket: &str, from: Date, to: Date) -> Recomputed {
    Recomputed::lacking(Gap::closes(&[basket], from, to))
}
