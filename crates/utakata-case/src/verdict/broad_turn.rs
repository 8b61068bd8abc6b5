//! Layer B: have at least `u` of the registered kinds of evidence turned?

use utakata::{Phrase, evalue};

use super::InquiryError;
use crate::findings::{BroadTurn, StreamEvidence};
use crate::folder::BroadTurnRule;

/// Partial conjunction of the registered streams' e-values, valid under any dependence between them; a stream
/// without data enters with e-value 1.
///
/// # Errors
/// [`InquiryError::Evalue`] when the rule asks for more streams than it registers.
pub(super) fn broad_turn(
    rule: &BroadTurnRule,
    streams: Vec<StreamEvidence>,
) -> Result<BroadTurn, InquiryError> {
    let e_values: Vec<f64> = streams.iter().map(|s| s.e_value).collect();
    let by_required = (1..=e_values.len())
        .map(|required| evalue::partial_conjunction(&e_values, required).map(|pc| pc.e_value))
        .collect::<Result<Vec<f64>, _>>()?;
    let e_value = evalue::partial_conjunction(&e_values, rule.required)?.e_value;
    let threshold = rule.level.recip();
    let listed = evalue::e_bh(&e_values, rule.level)?.rejected;
    let shown = e_value >= threshold;
    let args = [
        ("u", rule.required.to_string()),
        ("k", e_values.len().to_string()),
        ("e", format!("{e_value:.2}")),
        ("threshold", format!("{threshold:.0}")),
        ("missing", streams.iter().filter(|s| !s.present).count().to_string()),
    ];
    let text = if shown {
        Phrase::fill(
            "broad-turn-shown",
            "At least {u} of the {k} registered kinds of evidence have turned: e-value {e}, needed {threshold}.",
            args,
        )
    } else if streams.iter().all(|s| s.present) {
        Phrase::fill(
            "broad-turn-not-shown-complete",
            "A broad turn is not shown: the e-value for \"at least {u} of {k} kinds have turned\" is {e}, needed \
             {threshold}.",
            args,
        )
    } else {
        Phrase::fill(
            "broad-turn-not-shown",
            "A broad turn is not shown: the e-value for \"at least {u} of {k} kinds have turned\" is {e}, needed \
             {threshold}. Kinds without data ({missing}) count as saying nothing.",
            args,
        )
    };
    Ok(BroadTurn {
        required: rule.required,
        level: rule.level,
        listed: listed.iter().map(|&i| streams[i].stream.clone()).collect(),
        streams,
        e_value,
        threshold,
        shown,
        by_required,
        text,
    })
}

/// What the e-values that decide layer B would have to average, and what they average now.
///
/// The partial conjunction is the mean of the `K − u + 1` smallest; this is the smallest change that flips it.
pub(super) fn would_flip(broad: &BroadTurn, name: impl Fn(&str) -> Phrase) -> Phrase {
    let mut sorted: Vec<&StreamEvidence> = broad.streams.iter().collect();
    sorted.sort_by(|a, b| a.e_value.total_cmp(&b.e_value));
    sorted.truncate(broad.streams.len() + 1 - broad.required);
    let names: Vec<Phrase> = sorted.iter().map(|s| name(&s.stream)).collect();
    let sentence = if broad.shown {
        Phrase::new(
            "flip-broad-turn-lost",
            "The broad turn would no longer be shown if the e-values of these, which average {e}, averaged less \
             than {threshold}: {streams}.",
        )
    } else {
        Phrase::new(
            "flip-broad-turn-won",
            "A broad turn would be shown if the e-values of these, which average {e}, averaged {threshold} or more: \
             {streams}.",
        )
    };
    sentence
        .with_texts("streams", &names.iter().collect::<Vec<_>>())
        .with("threshold", format!("{:.0}", broad.threshold))
        .with("e", format!("{:.2}", broad.e_value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(e_values: &[f64]) -> Vec<StreamEvidence> {
        e_values
            .iter()
            .enumerate()
            .map(|(i, &e_value)| StreamEvidence { stream: format!("s{i}"), e_value, present: true })
            .collect()
    }

    #[test]
    fn partial_conjunctions_of_the_worked_example() {
        // Independent reference (numpy): PC(1..5) of the five streams of the worked verdict.
        let rule = BroadTurnRule { required: 3, level: 0.05, streams: vec![] };
        let e_values = [22.5, 2.9870806424690226, 8.007517224473107, 1.291713077679623, 1.0];
        let broad = broad_turn(&rule, evidence(&e_values)).unwrap();
        let expected = [7.157262188924351, 3.3215777361554384, 1.7595979067162153, 1.1458565388398116, 1.0];
        for (got, want) in broad.by_required.iter().zip(expected) {
            assert!((got - want).abs() < 1e-12 * want, "{got} {want}");
        }
        assert!(!broad.shown);
        assert!(broad.listed.is_empty());
        let named = would_flip(&broad, |id| Phrase::new("own-words", id.to_uppercase()));
        assert!(named.english.ends_with("S4; S3; S1."), "{}", named.english);
    }

    #[test]
    fn three_strong_streams_carry_a_broad_turn_past_two_silent_ones() {
        let rule = BroadTurnRule { required: 3, level: 0.05, streams: vec![] };
        assert!(broad_turn(&rule, evidence(&[60.0, 60.0, 60.0, 1.0, 1.0])).unwrap().shown);
        assert!(!broad_turn(&rule, evidence(&[60.0, 60.0, 50.0, 1.0, 1.0])).unwrap().shown);
    }
}
