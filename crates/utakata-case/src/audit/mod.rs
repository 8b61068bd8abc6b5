//! The claim audit: every ledger entry with a [`Check`] is recomputed from what was known on the as-of date.
//!
//! A claim is *confirmed* or *contradicted* by figures; it is *garbled* when its entry says that the meaning of its
//! number was lost; and it is *not checkable* when data are missing or the claim does not say enough. Missing data
//! are named, with the claims that wait for them.

mod basket;
mod extreme;
mod figures;
mod level;
mod movement;
mod window;
mod wording;

use jiff::civil::Date;
use utakata::Phrase;

use crate::{
    findings::{AuditOutcome, ClaimAudit, Comparison, Missing},
    folder::Case,
    ledger::{Check, Damage, Entry},
};

/// The audited claims and the data that would be needed for the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// One per ledger entry with a check, in the order of the ledger.
    pub claims: Vec<ClaimAudit>,
    /// What is missing, with the claims that wait for it.
    pub missing: Vec<Missing>,
}

/// Audits every claim of the ledger. No observation after the as-of date is used.
pub fn audit(case: &Case) -> Audit {
    let mut audit = Audit { claims: Vec::new(), missing: Vec::new() };
    let mut gaps: Vec<(Gap, &Entry)> = Vec::new();
    for entry in &case.ledger.entries {
        let Some(check) = &entry.check else { continue };
        let mut result = recompute(case, entry, check);
        if let Some(damage) = entry.damage.as_ref().filter(|d| d.garbles_number) {
            result = garbled(entry, check, damage, result);
        }
        if let Some(gap) = result.missing {
            gaps.push((gap, entry));
        }
        audit.claims.push(ClaimAudit {
            entry: entry.id.clone(),
            subject: entry.subject.clone(),
            claim: entry.statement.clone(),
            outcome: result.outcome,
            text: result.text,
            numbers: result.numbers,
            files: result.files,
        });
    }
    audit.missing = missing(&gaps);
    audit
}

/// One item per gap, with every claim that waits for it.
fn missing(gaps: &[(Gap, &Entry)]) -> Vec<Missing> {
    let mut items: Vec<Missing> = Vec::new();
    for (i, (gap, _)) in gaps.iter().enumerate() {
        if gaps[..i].iter().any(|(earlier, _)| earlier == gap) {
            continue;
        }
        let waiting = gaps.iter().filter(|(other, _)| other == gap).map(|(_, entry)| entry);
        let subjects: Vec<&str> = waiting.clone().map(|entry| entry.subject.as_str()).collect();
        let settles = Phrase::fill(
            "audit-settles",
            "whether it is true: {subjects}",
            [("subjects", subjects.join("; "))],
        );
        let needed_by = waiting.map(|entry| entry.id.clone()).collect();
        items.push(Missing { what: gap.what(), settles, needed_by });
    }
    items
}

/// What checking one claim gave.
#[derive(Debug, Clone, PartialEq)]
struct Recomputed {
    outcome: AuditOutcome,
    text: Phrase,
    numbers: Vec<Comparison>,
    files: Vec<String>,
    missing: Option<Gap>,
}

impl Recomputed {
    fn new(outcome: AuditOutcome, text: Phrase) -> Self {
        Self { outcome, text, numbers: Vec::new(), files: Vec::new(), missing: None }
    }

    fn comparing(mut self, numbers: Vec<Comparison>) -> Self {
        self.numbers = numbers;
        self
    }

    fn using(mut self, file: &str) -> Self {
        if !self.files.iter().any(|f| f == file) {
            self.files.push(file.to_owned());
        }
        self
    }

    /// Not checkable for want of data that would settle the claim.
    fn lacking(gap: Gap) -> Self {
        Self::new(AuditOutcome::NotCheckable, gap.text()).waiting(gap)
    }

    /// Not checkable because the closes of `symbol` begin on `first`, too late for `needed`.
    fn begins_late(symbol: &str, first: Date, needed: Date, gap: Gap) -> Self {
        let text = Phrase::fill(
            "audit-begins",
            "Not checkable: the closes of {symbol} begin on {first}; one of {needed} or before is needed.",
            [("symbol", symbol.to_owned()), ("first", first.to_string()), ("needed", needed.to_string())],
        );
        Self::new(AuditOutcome::NotCheckable, text).waiting(gap)
    }

    fn waiting(mut self, gap: Gap) -> Self {
        self.missing = Some(gap);
        self
    }
}

/// Data that a claim waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Gap {
    /// Closes of symbols over a stretch of days.
    Closes { symbols: Vec<String>, days: String },
    /// The growth of a stream in a month.
    Growth { stream: String, month: Date },
    /// A primary source.
    Primary { of: String },
}

impl Gap {
    fn closes(symbols: &[&str], from: Date, to: Date) -> Self {
        let symbols = symbols.iter().map(|&s| s.to_owned()).collect();
        Self::Closes { symbols, days: wording::days(from, to) }
    }

    fn what(&self) -> Phrase {
        match self {
            Self::Closes { symbols, days } => Phrase::fill(
                "audit-gap-closes",
                "closes of {symbols}, {days}",
                [("symbols", symbols.join(", ")), ("days", days.clone())],
            ),
            Self::Growth { stream, month } => Phrase::fill(
                "audit-gap-growth",
                "growth of {stream} in {month}",
                [("stream", stream.clone()), ("month", month.strftime("%Y-%m").to_string())],
            ),
            Self::Primary { of } => {
                Phrase::fill("audit-gap-primary", "the primary source of {entry}", [("entry", of.clone())])
            }
        }
    }

    fn text(&self) -> Phrase {
        let (key, template) = match self {
            Self::Closes { symbols, days } if symbols.len() > LISTED => {
                let (listed, further) = symbols.split_at(LISTED);
                return Phrase::fill(
                    "audit-no-closes-many",
                    "There are no closes of {symbols} and {n} more for {days}.",
                    [
                        ("symbols", listed.join(", ")),
                        ("n", further.len().to_string()),
                        ("days", days.clone()),
                    ],
                );
            }
            Self::Closes { .. } => ("audit-no-closes", "There are no closes of {symbols} for {days}."),
            Self::Growth { .. } => {
                ("audit-no-growth", "The growth of {stream} in {month} is not in the data.")
            }
            Self::Primary { .. } => ("audit-no-primary", "The primary source of {entry} is not known."),
        };
        self.what().args.into_iter().fold(Phrase::new(key, template), |p, (name, value)| p.with(&name, value))
    }
}

/// Symbols a sentence lists before it counts the rest; the list of missing data names all.
const LISTED: usize = 5;

fn recompute(case: &Case, entry: &Entry, check: &Check) -> Recomputed {
    match check {
        Check::Growth { stream, month, low, high } => figures::growth(case, stream, *month, (*low, *high)),
        Check::PrimarySource => figures::primary_source(entry),
        Check::Streak { symbol, direction, length, from, to, .. } => {
            movement::streak(case, symbol, *direction, *length, (*from, *to))
        }
        Check::Return { symbol, from, to, low, high, .. } => {
            movement::one_return(case, symbol, (*from, *to), (*low, *high))
        }
        Check::Plunge { symbol, from, to, at_least, limit } => {
            movement::plunge(case, symbol, (*from, *to), *at_least, *limit)
        }
        Check::Move { symbol, windows, low, high, .. } => window::moved(case, symbol, windows, (*low, *high)),
        Check::Level { symbol, from, to, low, high, during_day, .. } => {
            level::level(case, symbol, (*from, *to), (*low, *high), *during_day)
        }
        Check::Extreme { symbol, side, from, to, since, during_day, .. } => {
            extreme::extreme(case, symbol, *side, (*from, *to), *since, *during_day)
        }
        Check::BasketReturn { basket, from, to, quoted, members_given } => {
            basket::basket_return(case, basket, (*from, *to), *quoted, *members_given)
        }
        Check::Breadth { basket, from, to, below, count, members_given } => {
            basket::breadth(case, basket, (*from, *to), (*below, *count), *members_given)
        }
    }
}

/// A garbled number is reported as such; the primary source, or the data, stand beside it.
fn garbled(entry: &Entry, check: &Check, damage: &Damage, computed: Recomputed) -> Recomputed {
    let what = ("what", damage.what.clone());
    let meant = ("meant", damage.meant.clone());
    let numbers = match &entry.primary {
        Some(primary) => primary.values.iter().flat_map(|v| figures::beside(v, None)).collect(),
        None => computed.numbers.clone(),
    };
    let recomputed = !computed.numbers.is_empty() && *check != Check::PrimarySource;
    let text = match &entry.primary {
        Some(primary) => Phrase::fill(
            "audit-garbled-primary",
            "{what}. Most likely meant: {meant}. The primary source: {primary}",
            [what, meant, ("primary", primary.statement.clone())],
        ),
        None if recomputed => Phrase::fill(
            "audit-garbled-data",
            "{what}. Most likely meant: {meant}. As meant: {data}",
            [what, meant, ("data", computed.text.english.clone())],
        ),
        None => Phrase::fill("audit-garbled", "{what}. Most likely meant: {meant}.", [what, meant]),
    };
    Recomputed { outcome: AuditOutcome::Garbled, text, numbers, ..computed }
}

/// The outcome of a comparison that data could decide.
fn decided(holds: bool) -> AuditOutcome {
    if holds { AuditOutcome::Confirmed } else { AuditOutcome::Contradicted }
}
