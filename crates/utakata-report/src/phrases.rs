//! Every sentence of some findings, for checking translations.

use std::collections::BTreeSet;

use utakata::{Phrase, Statement};
use utakata_case::Findings;
use utakata_case::findings::{Figure, StreamFinding, Verdict};

use crate::Language;
use crate::lexicon::Lexicon;

/// Keys of the sentences in `findings` that `language` cannot say: no message, or one that asks for an argument the
/// sentence does not carry. Sorted, each key once; empty for English. A sentence in the case author's own words that
/// lacks this language is listed as `own-words: ` and its English text.
pub fn missing_translations(findings: &Findings, language: Language) -> Vec<String> {
    let lexicon = Lexicon::of(language);
    let missing: BTreeSet<String> = all(findings)
        .into_iter()
        .filter(|phrase| lexicon.translate(phrase).is_none())
        .map(|phrase| match phrase.key.as_str() {
            "own-words" => format!("own-words: {}", phrase.english),
            key => key.to_owned(),
        })
        .collect();
    missing.into_iter().collect()
}

/// Every sentence, in the order of the value.
fn all(findings: &Findings) -> Vec<&Phrase> {
    let mut found = vec![&findings.case.title, &findings.case.question];
    found.extend(of_verdict(&findings.verdict));
    for gate in &findings.gates {
        found.extend([&gate.name, &gate.text]);
        found.extend(gate.criteria.iter().map(|c| &c.text));
    }
    found.extend(findings.streams.iter().flat_map(of_stream));
    found.extend([&findings.broad_turn.text, &findings.climatology.event, &findings.climatology.text]);
    found.extend(findings.probabilities.iter().flat_map(|p| std::iter::once(&p.text).chain(&p.notes)));
    found.extend(findings.lenses.iter().flat_map(|lens| [&lens.name, &lens.text]));
    found.extend(findings.events.iter().flat_map(|e| std::iter::once(&e.text).chain(&e.evidence)));
    found.extend(findings.claims.iter().map(|c| &c.text));
    found.push(&findings.stances.text);
    found.extend(findings.missing.iter().flat_map(|m| [&m.what, &m.settles]));
    found
}

fn of_verdict(verdict: &Verdict) -> Vec<&Phrase> {
    let mut found = vec![&verdict.answer];
    found.extend(&verdict.reasons);
    found.extend(verdict.states.iter().map(|s| &s.text));
    found.extend(verdict.since.iter().flat_map(|s| [&s.what, &s.text]));
    found.extend(verdict.certainty.iter().chain(&verdict.against).chain(&verdict.would_change));
    found
}

fn of_stream(stream: &StreamFinding) -> Vec<&Phrase> {
    let mut found = vec![&stream.name, &stream.summary];
    found.extend(stream.statements.iter().flat_map(of_statement));
    found.extend(stream.figures.iter().flat_map(of_figure));
    found.extend(stream.layers.iter().map(|layer| &layer.name));
    found
}

fn of_statement(statement: &Statement) -> Vec<&Phrase> {
    let mut found = vec![&statement.null, &statement.alternative, &statement.guarantee.text];
    found.extend(&statement.notes);
    found
}

fn of_figure(figure: &Figure) -> Vec<&Phrase> {
    let mut found = vec![&figure.title, &figure.axis, &figure.description];
    found.extend(figure.lines.iter().map(|line| &line.name));
    found.extend(figure.shades.iter().map(|shade| &shade.label));
    found
}

/// The kebab-case name under which a fieldless enum is serialised: the last part of its labels' keys.
pub(crate) fn slug(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Label key of a yes, a no and a not known.
pub(crate) const fn tristate(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}
