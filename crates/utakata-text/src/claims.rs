//! What claims from outside add to a reading.

use crate::Reading;
use crate::item::{Item, Opinion};
use crate::verify::{Verified, holds};

impl Reading {
    /// Adds what the claims that count (verified against `text`, which this is the reading of) say beyond the grammar: to the items in their quotes a subject, and a speaker, hedge
    /// and stance where the grammar found none; to the opinions those without a number that overlap none of its own. Which fields are not the
    /// grammar's is told in [`Item::from_model`] and [`Opinion::from_model`]. Claims with doubts change nothing.
    pub fn add_claims(&mut self, text: &str, claims: &[Verified]) {
        for verified in claims.iter().filter(|verified| verified.counts()) {
            let (Some(start), Some(end)) = (verified.byte_start, verified.byte_end) else { continue };
            let claim = &verified.claim;
            if let (Some(kind), Some(value)) = (claim.kind, &claim.value) {
                let inside = |item: &Item| start <= item.byte_start && item.byte_end <= end;
                let meant = |item: &&mut Item| inside(item) && item.kind == kind && holds(item, value);
                for item in self.items.iter_mut().filter(meant) {
                    if item.stance.is_none() && claim.stance.is_some() {
                        item.stance = claim.stance;
                        item.from_model.push("stance".to_owned());
                    }
                    let fields = [
                        (&mut item.subject, &claim.subject, "subject"),
                        (&mut item.speaker, &claim.speaker, "speaker"),
                        (&mut item.hedge, &claim.hedge, "hedge"),
                    ];
                    for (own, claimed, name) in fields {
                        if own.is_none() && claimed.is_some() {
                            own.clone_from(claimed);
                            item.from_model.push(name.to_owned());
                        }
                    }
                }
                continue;
            }
            let overlaps = |own: &Opinion| own.byte_start < end && own.byte_end > start;
            if let (Some(stance), Some(speaker)) = (claim.stance, &claim.speaker)
                && !self.opinions.iter().any(overlaps)
            {
                self.opinions.push(Opinion {
                    quote: text.get(start..end).unwrap_or_default().to_owned(),
                    byte_start: start,
                    byte_end: end,
                    speaker: speaker.clone(),
                    relayed_by: None,
                    hedge: claim.hedge.clone(),
                    stance,
                    from_model: true,
                });
            }
        }
        self.opinions.sort_by_key(|opinion| opinion.byte_start);
    }
}

#[cfg(test)]
mod tests {
    use crate::{Claim, Kind, Stance, Value, read, verify};

    const TEXT: &str = "Revenue fell 12% in May. Li Wei doubts the boom.\n\nOthers saw 520 deals.";

    fn claims(text: &str) -> Vec<crate::Verified> {
        let claims: Vec<Claim> = serde_json::from_str(text).unwrap();
        claims.iter().map(|claim| verify(TEXT, claim, None)).collect()
    }

    #[test]
    fn only_claims_that_count_add_to_a_reading() {
        let plain = read(TEXT, None);
        let mut reading = plain.clone();
        reading.add_claims(
            TEXT,
            &claims(
                r#"[{"quote": "Revenue fell 21%", "kind": "percent", "value": -0.21, "subject": "profit"},
                {"quote": "Revenue fell 12%", "kind": "percent", "value": -0.12, "speaker": "Nobody"}]"#,
            ),
        );
        assert_eq!(reading, plain);
        reading.add_claims(TEXT, &claims(
            r#"[{"quote": "Revenue fell 12%", "kind": "percent", "value": -0.12, "speaker": "Li Wei", "subject": "revenue"},
                {"quote": "Li Wei doubts the boom", "speaker": "Li Wei", "stance": "bearish"}]"#,
        ));
        let fall = reading.items.iter().find(|item| item.kind == Kind::Percent).unwrap();
        assert_eq!(fall.value, Some(Value::Number(-0.12)));
        assert_eq!((fall.subject.as_deref(), fall.speaker.as_deref()), (Some("revenue"), Some("Li Wei")));
        assert_eq!(fall.from_model, ["subject", "speaker"]);
        let opinion = reading.opinions.last().unwrap();
        assert_eq!((opinion.stance, opinion.from_model), (Stance::Bearish, true));
        assert_eq!(&TEXT[opinion.byte_start..opinion.byte_end], opinion.quote);
    }
}
