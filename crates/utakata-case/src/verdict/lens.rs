//! Layer D: what each decision maker's loss ratio makes of the event probability.

use utakata::{Interval, Phrase};

use crate::findings::{Action, LensAnswer};
use crate::folder::Lens;

/// Act when the whole interval of the event's probability lies above `false_alarm / (false_alarm + miss)`, hold
/// when it lies below, undecided between; not applicable when no basket is in the reference class.
pub(super) fn answer(lens: &Lens, probability: &Interval, applies: bool) -> LensAnswer {
    let act_above = lens.false_alarm_cost / (lens.false_alarm_cost + lens.miss_cost);
    let (low, high) = (probability.low.unwrap_or(0.0), probability.high.unwrap_or(1.0));
    let would_be = if low > act_above {
        Action::Act
    } else if high < act_above {
        Action::Hold
    } else {
        Action::Undecided
    };
    let args = || {
        [
            ("threshold", percent(act_above)),
            ("low", percent(low)),
            ("high", percent(high)),
            ("up", percent((act_above - low).max(0.0))),
            ("down", percent((high - act_above).max(0.0))),
        ]
    };
    let text = match (applies, would_be) {
        (true, Action::Act) => Phrase::fill(
            "lens-act",
            "Act: the whole interval {low} to {high} % lies above the threshold of {threshold} %. The lower end \
             would have to fall below {threshold} % to change this.",
            args(),
        ),
        (true, Action::Hold) => Phrase::fill(
            "lens-hold",
            "Hold: the whole interval {low} to {high} % lies below the threshold of {threshold} %. The upper end \
             would have to rise above {threshold} % to change this.",
            args(),
        ),
        (true, _) => Phrase::fill(
            "lens-undecided",
            "Undecided: the threshold of {threshold} % lies inside the interval {low} to {high} %. It would be \
             \"act\" if the lower end were {up} points higher, \"hold\" if the upper end were {down} points lower.",
            args(),
        ),
        (false, Action::Act) => Phrase::fill(
            "lens-not-applicable-act",
            "Not applicable: no basket qualifies. If one did, climatology ({low} to {high} %) would say: act \
             (threshold {threshold} %).",
            args(),
        ),
        (false, Action::Hold) => Phrase::fill(
            "lens-not-applicable-hold",
            "Not applicable: no basket qualifies. If one did, climatology ({low} to {high} %) would say: hold \
             (threshold {threshold} %).",
            args(),
        ),
        (false, _) => Phrase::fill(
            "lens-not-applicable-undecided",
            "Not applicable: no basket qualifies. If one did, climatology ({low} to {high} %) would leave it \
             undecided (threshold {threshold} %; \"act\" needs the lower end {up} points higher).",
            args(),
        ),
    };
    LensAnswer {
        id: lens.id.clone(),
        name: lens.name.phrase(),
        act_above,
        action: if applies { would_be } else { Action::NotApplicable },
        text,
    }
}

fn percent(fraction: f64) -> String {
    format!("{:.0}", 100.0 * fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Text;

    fn lens(false_alarm_cost: f64, miss_cost: f64) -> Lens {
        let name = Text { en: "x".into(), ja: None, zh: None };
        Lens { id: "x".into(), name, false_alarm_cost, miss_cost }
    }

    #[test]
    fn the_same_evidence_gives_three_answers() {
        // The worked example of the method page: interval [.24, .62]; thresholds .75, .50, .25.
        let library = Interval { low: Some(0.24), high: Some(0.62), level: 0.95 };
        assert_eq!(answer(&lens(3.0, 1.0), &library, true).action, Action::Hold);
        assert_eq!(answer(&lens(1.0, 1.0), &library, true).action, Action::Undecided);
        let pre_ipo = answer(&lens(1.0, 3.0), &library, true);
        assert_eq!(pre_ipo.action, Action::Undecided);
        assert!(pre_ipo.text.english.contains("1 points higher"), "{}", pre_ipo.text.english);
        assert_eq!(answer(&lens(1.0, 3.0), &library, false).action, Action::NotApplicable);
        assert_eq!(
            answer(&lens(1.0, 9.0), &Interval { low: Some(0.3), ..library }, true).action,
            Action::Act
        );
    }
}
