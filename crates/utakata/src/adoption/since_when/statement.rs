//! The dating in words.

use super::{Dating, DatingOutcome, SAMPLED};
use crate::statement::GuaranteeKind;
use crate::{Guarantee, Phrase, Statement};

impl Dating {
    /// "Since when?" as a statement: the p-value is that of no change at all, the confidence set is in the notes.
    pub fn statement(&self) -> Statement {
        let (kind, guarantee) = if self.sampled_orderings.is_some() {
            (
                GuaranteeKind::Simulated,
                Phrase::fill(
                    "adoption-since-guarantee-sampled",
                    "the set misses the date of a single fall in at most {miss} % of cases, by {count} sampled orderings",
                    [("miss", self.miss()), ("count", SAMPLED.to_string())],
                ),
            )
        } else {
            (
                GuaranteeKind::Exact,
                Phrase::fill(
                    "adoption-since-guarantee",
                    "the set misses the date of a single fall in at most {miss} % of cases, exactly, by permutation",
                    [("miss", self.miss())],
                ),
            )
        };
        Statement {
            method: "since-when-permutation".to_owned(),
            null: Phrase::new("adoption-since-null", "the level of growth never changed"),
            alternative: Phrase::new(
                "adoption-since-alternative",
                "the level of growth fell once, at some split",
            ),
            statistic_name: "largest standardised fall".to_owned(),
            statistic: None,
            p_value: Some(self.p_change),
            smallest_p: Some(self.smallest_p_change()),
            e_value: None,
            interval: None,
            guarantee: Guarantee { kind, text: guarantee },
            observations: self.observations,
            notes: vec![self.outcome_note(), self.splits_note()],
        }
    }

    fn miss(&self) -> String {
        // Two decimals hide the rounding of 1 − 0.95; trailing zeros are dropped.
        let text = format!("{:.2}", 100.0 * (1.0 - self.confidence));
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// At best one split's choice of periods beats all others.
    fn smallest_p_change(&self) -> f64 {
        self.splits.iter().map(|s| s.smallest_p).fold(1.0, f64::min)
    }

    fn outcome_note(&self) -> Phrase {
        let (first, last) = (self.possible.first(), self.possible.last());
        let period = |k: Option<&usize>| k.map_or_else(|| "–".to_owned(), usize::to_string);
        match self.outcome {
            DatingOutcome::Dated => Phrase::fill(
                "adoption-since-dated",
                "the fall came after period {first} at the earliest and after period {last} at the latest",
                [("first", period(first)), ("last", period(last))],
            ),
            DatingOutcome::EverySplitPossible => Phrase::new(
                "adoption-since-every-split",
                "a fall in level is shown, but it cannot be dated: no split can be excluded",
            ),
            DatingOutcome::NoChangeShown => Phrase::fill(
                "adoption-since-no-change",
                "no step in level is shown by {n} points, so there is no date to give; a slowdown without a step \
                 remains possible",
                [("n", self.observations.to_string())],
            ),
            DatingOutcome::NoSingleChange => Phrase::new(
                "adoption-since-no-single-change",
                "growth fell, but no single step fits: the decline was gradual or came in several steps",
            ),
        }
    }

    fn splits_note(&self) -> Phrase {
        let list: Vec<String> =
            self.splits.iter().map(|s| format!("{} ({:.4})", s.before, s.p_falling)).collect();
        Phrase::fill(
            "adoption-since-splits",
            "split after period (one-sided permutation p of no change there, if named in advance): {list}",
            [("list", list.join(", "))],
        )
    }
}
