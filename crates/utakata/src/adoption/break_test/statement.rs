//! The test for a break in words.

use super::{BreakTest, DRAWS};
use crate::statement::GuaranteeKind;
use crate::{Guarantee, Phrase, Statement};

impl BreakTest {
    /// "Did the level of growth change once?" as a statement; without p-value where it cannot be tested.
    pub fn statement(&self) -> Statement {
        let (statistic, p_value, smallest_p, observations, kind, guarantee, note) = match *self {
            Self::NotTestable { observations, needed, smallest_p } => (
                None,
                None,
                smallest_p,
                observations,
                GuaranteeKind::Descriptive,
                Phrase::new("adoption-break-guarantee-none", "none: nothing was tested"),
                Phrase::fill(
                    "adoption-break-untestable",
                    "not testable: {n} periods, {needed} are needed; a split named in advance could give no p-value \
                     below {p}",
                    [
                        ("n", observations.to_string()),
                        ("needed", needed.to_string()),
                        ("p", format!("{smallest_p:.4}")),
                    ],
                ),
            ),
            Self::Tested { sup_f, before, splits, p_value, smallest_p, observations } => (
                Some(sup_f),
                Some(p_value),
                smallest_p,
                observations,
                GuaranteeKind::Simulated,
                Phrase::fill(
                    "adoption-break-guarantee",
                    "if growth varied independently and normally around one mean, the chance of p ≤ α is at most α, \
                     by {draws} draws; growth that persists makes it larger",
                    [("draws", DRAWS.to_string())],
                ),
                Phrase::fill(
                    "adoption-break-largest",
                    "the largest F is at the split after period {before}; splits after {first} to {last} were \
                     searched",
                    [
                        ("before", before.to_string()),
                        ("first", splits.0.to_string()),
                        ("last", splits.1.to_string()),
                    ],
                ),
            ),
        };
        Statement {
            method: "sup-f-break".to_owned(),
            null: Phrase::new("adoption-break-null", "the mean of log growth never changed"),
            alternative: Phrase::new(
                "adoption-break-alternative",
                "it changed once, up or down, at an unknown date",
            ),
            statistic_name: "sup F".to_owned(),
            statistic,
            p_value,
            smallest_p: Some(smallest_p),
            e_value: None,
            interval: None,
            guarantee: Guarantee { kind, text: guarantee },
            observations,
            notes: vec![note],
        }
    }
}
