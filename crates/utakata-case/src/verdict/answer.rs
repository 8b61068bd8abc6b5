//! From the layers to the answer in words: label, reasons, certainty, what speaks against it, what would change it.

use jiff::civil::Date;
use utakata::Phrase;

use super::broad_turn::would_flip;
use crate::findings::{
    AuditOutcome, BroadTurn, ClaimAudit, DateSet, Gate, Label, Missing, PriceState, ResolvableEvent,
    StreamFinding, StreamStanding, Verdict,
};

/// The layers an answer is read from, and the day they speak of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layers<'a> {
    /// Gate 0 per basket.
    pub(super) gates: &'a [Gate],
    /// Layer A.
    pub(super) streams: &'a [StreamFinding],
    /// Layer B.
    pub(super) broad_turn: &'a BroadTurn,
    /// Events fixed in advance.
    pub(super) events: &'a [ResolvableEvent],
    /// Audited claims.
    pub(super) claims: &'a [ClaimAudit],
    /// Only data known on this day was used.
    pub(super) as_of: Date,
    /// What data is missing.
    pub(super) missing: &'a [Missing],
}

/// Reads the verdict off the layers. `states` and `since` are passed through.
pub(super) fn answer(
    layers: Layers<'_>,
    states: Vec<PriceState>,
    since: Vec<DateSet>,
    flips: Vec<Phrase>,
) -> Verdict {
    let label = label(layers);
    let mut would_change = flips;
    would_change.push(would_flip(layers.broad_turn, |id| name(layers, id)));
    would_change.extend(unknown_baskets(layers).map(|gate| {
        Phrase::new(
            "flip-supply-prices",
            "Prices of {basket} would decide whether there is a run-up there at all.",
        )
        .with_texts("basket", &[&gate.name])
    }));
    Verdict {
        label,
        answer: answer_sentence(label, layers),
        reasons: reasons(layers),
        states,
        since,
        certainty: certainty(layers),
        against: against(label, layers),
        would_change,
    }
}

fn label(layers: Layers<'_>) -> Label {
    let qualifies = layers.gates.iter().any(|g| g.qualifies == Some(true));
    if layers.events.iter().any(|e| e.happened == Some(true)) {
        Label::BurstConfirmed
    } else if layers.broad_turn.shown {
        Label::BroadTurn
    } else if !qualifies {
        Label::NoRunUp
    } else if turned(layers).next().is_some() {
        Label::TurnInSomeStreams
    } else {
        Label::NoTurnShown
    }
}

fn turned(layers: Layers<'_>) -> impl Iterator<Item = &StreamFinding> {
    layers.streams.iter().filter(|s| s.standing == StreamStanding::Turned)
}

/// Name of a stream.
fn name(layers: Layers<'_>, id: &str) -> Phrase {
    let stream = layers.streams.iter().find(|s| s.id == id);
    stream.map_or_else(|| Phrase::new("own-words", id), |s| s.name.clone())
}

fn unknown_baskets(layers: Layers<'_>) -> impl Iterator<Item = &Gate> {
    layers.gates.iter().filter(|g| g.qualifies.is_none())
}

fn answer_sentence(label: Label, layers: Layers<'_>) -> Phrase {
    let any_turned = turned(layers).next().is_some();
    let sentence = match label {
        Label::BurstConfirmed => Phrase::new(
            "answer-burst-confirmed",
            "Yes: an event that was fixed in advance as \"burst\" has happened.",
        ),
        Label::BroadTurn => Phrase::new(
            "answer-broad-turn",
            "A broad turn is shown: at least {required} of {registered} kinds of evidence have turned.",
        ),
        Label::NoRunUp if any_turned => Phrase::new(
            "answer-no-run-up-some-turned",
            "Not shown. One part has turned ({turned}), but there is no broad turn, and no basket with prices at \
             hand is shown to have the run-up that a bursting bubble needs.",
        ),
        Label::NoRunUp => Phrase::new(
            "answer-no-run-up",
            "Not shown: no basket with prices at hand is shown to have a qualifying run-up, so \"bursting\" is undefined here, \
             and no stream has turned.",
        ),
        Label::TurnInSomeStreams => Phrase::new(
            "answer-some-turned",
            "Not shown as a whole: there is a run-up and some evidence has turned ({turned}), but not {required} of \
             {registered} kinds.",
        ),
        Label::NoTurnShown => Phrase::new(
            "answer-no-turn",
            "Not shown: there is a run-up, and no stream has turned with the error control that was registered.",
        ),
    };
    sentence
        .with_texts("turned", &turned(layers).map(|s| &s.name).collect::<Vec<_>>())
        .with("required", layers.broad_turn.required.to_string())
        .with("registered", layers.broad_turn.streams.len().to_string())
}

fn reasons(layers: Layers<'_>) -> Vec<Phrase> {
    let mut reasons: Vec<Phrase> = turned(layers).map(|s| s.summary.clone()).collect();
    reasons.push(layers.broad_turn.text.clone());
    reasons.extend(layers.gates.iter().map(|g| g.text.clone()));
    if let Some(claims) = claims_sentence(layers.claims) {
        reasons.push(claims);
    }
    reasons
}

fn claims_sentence(claims: &[ClaimAudit]) -> Option<Phrase> {
    if claims.is_empty() {
        return None;
    }
    let count = |outcome| claims.iter().filter(|c| c.outcome == outcome).count();
    let entries = |outcome| {
        let ids: Vec<&str> =
            claims.iter().filter(|c| c.outcome == outcome).map(|c| c.entry.as_str()).collect();
        if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) }
    };
    Some(Phrase::fill(
        "reason-claims",
        "Of {all} checkable claims, {confirmed} are confirmed, {contradicted} contradicted{which}, {garbled} \
         garbled{damaged}, {open} cannot be checked with the data at hand.",
        [
            ("all", claims.len().to_string()),
            ("confirmed", count(AuditOutcome::Confirmed).to_string()),
            ("contradicted", count(AuditOutcome::Contradicted).to_string()),
            ("which", entries(AuditOutcome::Contradicted)),
            ("garbled", count(AuditOutcome::Garbled).to_string()),
            ("damaged", entries(AuditOutcome::Garbled)),
            ("open", count(AuditOutcome::NotCheckable).to_string()),
        ],
    ))
}

/// The error guarantees behind the answer: of each turned stream, and of layer B.
fn certainty(layers: Layers<'_>) -> Vec<Phrase> {
    let mut said: Vec<Phrase> =
        turned(layers).filter_map(|s| s.statements.first()).map(|s| s.guarantee.text.clone()).collect();
    let tested = layers.broad_turn.streams.len();
    if turned(layers).next().is_some() && layers.broad_turn.listed.is_empty() && tested > 1 {
        said.push(Phrase::fill(
            "certainty-one-of-many",
            "Each stream is judged on its own; looked at as one of {tested}, none is selected at a false \
             discovery rate of {level} %.",
            [("tested", tested.to_string()), ("level", format!("{:.0}", 100.0 * layers.broad_turn.level))],
        ));
    }
    said.push(Phrase::fill(
        "certainty-broad-turn",
        "If fewer than {u} kinds had turned, the chance of ever calling a broad turn would be at most {level} %, \
         however the streams depend on one another.",
        [
            ("u", layers.broad_turn.required.to_string()),
            ("level", format!("{:.0}", 100.0 * layers.broad_turn.level)),
        ],
    ));
    // Only those of layer B have an error rate over all of them that lateness could spoil.
    let counts = |s: &&StreamFinding| layers.broad_turn.streams.iter().any(|e| e.stream == s.id);
    let registered = layers.streams.iter().filter(counts).map(|s| s.registered).max();
    said.extend(registered.filter(|&day| day > layers.as_of).map(|day| {
        Phrase::fill(
            "certainty-registered-late",
            "The nulls were registered on {day}, after the as-of date: whoever chose them could know what \
             happened, so these rates hold only if the choice was not made with an eye on the answer.",
            [("day", day.to_string())],
        )
    }));
    said
}

/// The strongest evidence that points the other way.
fn against(label: Label, layers: Layers<'_>) -> Vec<Phrase> {
    let for_a_turn = matches!(label, Label::BroadTurn | Label::BurstConfirmed);
    let mut streams: Vec<(&StreamFinding, f64)> = layers
        .broad_turn
        .streams
        .iter()
        .filter(|e| e.present && (for_a_turn == (e.e_value < layers.broad_turn.threshold)))
        .filter_map(|e| Some((layers.streams.iter().find(|s| s.id == e.stream)?, e.e_value)))
        .filter(|(_, e)| for_a_turn || *e > 1.0)
        .collect();
    streams.sort_by(|a, b| if for_a_turn { a.1.total_cmp(&b.1) } else { b.1.total_cmp(&a.1) });
    let mut against: Vec<Phrase> = streams
        .into_iter()
        .take(3)
        .map(|(s, e)| {
            Phrase::new("against-stream", "{stream}: e-value {e}, on its own.")
                .with_texts("stream", &[&s.name])
                .with("e", format!("{e:.1}"))
        })
        .collect();
    if !for_a_turn {
        against.extend(layers.missing.first().map(|_| {
            Phrase::fill(
                "against-missing",
                "What is missing could point the other way: {count} data sets named below were not at hand.",
                [("count", layers.missing.len().to_string())],
            )
        }));
        against.extend(
            layers.gates.iter().filter(|g| g.qualifies == Some(true)).map(|g| g.text.clone()).take(1),
        );
    }
    against
}
