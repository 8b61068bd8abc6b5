//! The ledger and its sources, as the report lists them.

use std::collections::BTreeSet;

use crate::{
    findings::{CitedSource, LedgerLine},
    folder::Case,
};

/// Every ledger entry, with the line of `ledger.toml` on which it begins.
pub fn ledger_lines(case: &Case) -> Vec<LedgerLine> {
    let lines = case.ledger.entries.iter().enumerate();
    lines
        .map(|(index, entry)| LedgerLine {
            id: entry.id.clone(),
            kind: entry.kind,
            subject: entry.subject.clone(),
            statement: entry.statement.clone(),
            speaker: entry
                .speaker
                .as_ref()
                .and_then(|id| case.ledger.people.get(id))
                .map(|person| person.name.clone()),
            relayed_by: entry.relayed_by.clone(),
            source: entry.source.clone(),
            date: entry.date,
            stance: entry.stance,
            values: entry.values.clone(),
            damage: entry.damage.as_ref().map(|d| format!("{}; most likely meant: {}", d.what, d.meant)),
            primary: entry.primary.as_ref().map(|p| format!("{} ({})", p.statement, p.source)),
            line: case.entry_line(index).unwrap_or_default(),
        })
        .collect()
}

/// The sources that a stream, an entry or its primary source cites, sorted by identifier.
pub fn cited_sources(case: &Case) -> Vec<CitedSource> {
    let entries = case.ledger.entries.iter();
    let cited: BTreeSet<&str> = entries
        .flat_map(|e| std::iter::once(e.source.as_str()).chain(e.primary.as_ref().map(|p| p.source.as_str())))
        .chain(case.file.streams.iter().flat_map(|s| s.sources.iter().map(String::as_str)))
        .collect();
    let known = case.ledger.sources.iter().filter(|(id, _)| cited.contains(id.as_str()));
    known.map(|(id, source)| CitedSource { id: id.clone(), source: source.clone() }).collect()
}
