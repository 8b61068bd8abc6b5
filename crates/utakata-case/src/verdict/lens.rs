//! Layer D: what each decision maker's loss ratio makes of the event probability.

use utakata::{Interval, Phrase};

use crate::findings::{Action, BasketProbability, Climatology, LensAnswer};
use crate::folder::Lens;

/// What a lens makes of layer C: one answer per basket whose probability is printed. Where there is none, one that says
/// why it is not applicable.
pub(super) fn answers(
    lens: &Lens,
    probabilities: &[BasketProbability],
    climatology: &Climatology,
) -> Vec<LensAnswer> {
    let printed: Vec<LensAnswer> = probabilities
        .iter()
        .filter_map(|p| {
            let answer = answer(lens, p.interval.as_ref()?, true);
            Some(LensAnswer { basket: Some(p.basket.clone()), ..answer })
        })
        .collect();
    if !printed.is_empty() {
        return printed;
    }
    let for_scale = answer(lens, &climatology.interval, false);
    if probabilities.is_empty() {
        return vec![for_scale];
    }
    let text = Phrase::fill(
        "lens-not-applicable-settled",
        "Not applicable: in every basket that qualifies the event has happened, its two years are over, or booms to compare \
         with are too few (threshold {threshold} %).",
        [("threshold", percent(for_scale.act_above, 0))],
    );
    vec![LensAnswer { text, ..for_scale }]
}

/// Act when the whole interval of the event's probability lies above `false_alarm / (false_alarm + miss)`, hold
/// when it lies below, undecided between or touching; not applicable when no basket is in the reference class.
///
/// A missing end is the end of the probabilities, 0 or 1; without either end nothing is known, and the answer is
/// undecided whatever the threshold.
fn answer(lens: &Lens, probability: &Interval, applies: bool) -> LensAnswer {
    let act_above = lens.false_alarm_cost / (lens.false_alarm_cost + lens.miss_cost);
    let end = |value: Option<f64>| value.filter(|v| v.is_finite()).map(|v| v.clamp(0.0, 1.0));
    let known = end(probability.low).is_some() || end(probability.high).is_some();
    let (low, high) = (end(probability.low).unwrap_or(0.0), end(probability.high).unwrap_or(1.0));
    let would_be = match known {
        true if low > act_above => Action::Act,
        true if high < act_above => Action::Hold,
        _ => Action::Undecided,
    };
    LensAnswer {
        id: lens.id.clone(),
        name: lens.name.phrase(),
        basket: None,
        act_above,
        action: if applies { would_be } else { Action::NotApplicable },
        text: if known { told(act_above, low, high, would_be, applies) } else { unknown(act_above, applies) },
    }
}

fn unknown(act_above: f64, applies: bool) -> Phrase {
    let args = [("threshold", percent(act_above, 0))];
    if applies {
        Phrase::fill(
            "lens-no-interval",
            "Undecided: no interval for the probability is known. One wholly above {threshold} % would be \"act\", \
             one wholly below \"hold\".",
            args,
        )
    } else {
        Phrase::fill(
            "lens-not-applicable-no-interval",
            "Not applicable: no basket qualifies, and no interval for the probability is known (threshold \
             {threshold} %).",
            args,
        )
    }
}

/// The action in words, with the smallest change of the interval that would flip it.
fn told(act_above: f64, low: f64, high: f64, would_be: Action, applies: bool) -> Phrase {
    let (up, down) = ((act_above - low).abs(), (high - act_above).abs());
    let decimals = decimals(act_above, low, high);
    let args = || {
        [
            ("threshold", percent(act_above, decimals)),
            ("low", percent(low, decimals)),
            ("high", percent(high, decimals)),
            ("up", percent(up, decimals)),
            ("down", percent(down, decimals)),
        ]
    };
    match (applies, would_be) {
        (true, Action::Act) => Phrase::fill(
            "lens-act",
            "Act: the whole interval {low} to {high} % lies above the threshold of {threshold} %. The lower end \
             would have to fall by {up} points, to {threshold} %, to change this.",
            args(),
        ),
        (true, Action::Hold) => Phrase::fill(
            "lens-hold",
            "Hold: the whole interval {low} to {high} % lies below the threshold of {threshold} %. The upper end \
             would have to rise by {down} points, to {threshold} %, to change this.",
            args(),
        ),
        (true, _) => Phrase::fill(
            "lens-undecided",
            "Undecided: the threshold of {threshold} % lies inside the interval {low} to {high} %. It would be \
             \"act\" if the lower end were more than {up} points higher, \"hold\" if the upper end were more than \
             {down} points lower.",
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
             undecided (threshold {threshold} %; \"act\" needs the lower end more than {up} points higher, \"hold\" the \
             upper end more than {down} points lower).",
            args(),
        ),
    }
}

/// As few decimals as show that numbers differ that do, and that a change is not nothing; ends that touch the threshold
/// to within a millionth of a point look equal.
fn decimals(act_above: f64, low: f64, high: f64) -> usize {
    let tells = |decimals: usize| {
        [low, high].iter().all(|&end| {
            let shown = percent(end, decimals) != percent(act_above, decimals);
            let change = percent((end - act_above).abs(), decimals) != percent(0.0, decimals);
            (end - act_above).abs() < 1e-8 || shown && change
        })
    };
    (0..6).find(|&d| tells(d)).unwrap_or(6)
}

fn percent(fraction: f64, decimals: usize) -> String {
    format!("{:.decimals$}", 100.0 * fraction)
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
        assert!(pre_ipo.text.english.contains("more than 1 points higher"), "{}", pre_ipo.text.english);
        assert_eq!(answer(&lens(1.0, 3.0), &library, false).action, Action::NotApplicable);
        assert_eq!(
            answer(&lens(1.0, 9.0), &Interval { low: Some(0.3), ..library }, true).action,
            Action::Act
        );
    }

    fn interval(low: Option<f64>, high: Option<f64>) -> Interval {
        Interval { low, high, level: 0.95 }
    }

    /// Reads the change a text asks for, applies it, and looks whether the action flips: just past it yes, just
    /// short of it no.
    fn flips(lens: &Lens, low: f64, high: f64, by: f64, upper: bool, to: Action) {
        let asked = |by: f64| {
            let moved = if upper { (low, high + by) } else { (low + by, high) };
            answer(lens, &interval(Some(moved.0), Some(moved.1)), true).action
        };
        let from = answer(lens, &interval(Some(low), Some(high)), true).action;
        assert_eq!((asked(by * 0.999), asked(by * 1.001)), (from, to), "{low} {high} {by}");
    }

    #[test]
    fn the_change_named_is_the_smallest_that_flips() {
        let even = lens(1.0, 1.0);
        let text = |low, high| answer(&even, &interval(Some(low), Some(high)), true).text.english;
        assert!(text(0.7, 0.9).contains("fall by 20 points, to 50 %"), "{}", text(0.7, 0.9));
        flips(&even, 0.7, 0.9, -0.2, false, Action::Undecided);
        assert!(text(0.1, 0.4).contains("rise by 10 points, to 50 %"));
        flips(&even, 0.1, 0.4, 0.1, true, Action::Undecided);
        assert!(text(0.24, 0.62).contains("more than 26 points higher"));
        assert!(text(0.24, 0.62).contains("more than 12 points lower"));
        flips(&even, 0.24, 0.62, -0.12, true, Action::Hold);
        flips(&even, 0.24, 0.62, 0.26, false, Action::Act);
    }

    #[test]
    fn the_whole_interval_decides_also_at_its_ends() {
        let even = lens(1.0, 1.0);
        let action = |low, high| answer(&even, &interval(low, high), true).action;
        for (low, high, expected) in [
            (0.0, 1.0, Action::Undecided),
            (0.0, 0.0, Action::Hold),
            (1.0, 1.0, Action::Act),
            (0.5, 1.0, Action::Undecided),
            (0.0, 0.5, Action::Undecided),
            (0.5, 0.5, Action::Undecided),
            (0.51, 1.0, Action::Act),
            (0.0, 0.49, Action::Hold),
        ] {
            assert_eq!(action(Some(low), Some(high)), expected, "{low} {high}");
        }
        let touching = answer(&even, &interval(Some(0.5), Some(1.0)), true).text.english;
        assert!(touching.contains("more than 0 points higher"), "{touching}");
        // A missing end is the end of the probabilities.
        assert_eq!(action(Some(0.6), None), Action::Act);
        assert_eq!(action(None, Some(0.4)), Action::Hold);
        assert_eq!(action(None, Some(0.6)), Action::Undecided);
    }

    #[test]
    fn a_small_difference_is_not_rounded_away() {
        let text = answer(&lens(3.0, 1.0), &interval(Some(0.7504), Some(0.9)), true).text.english;
        assert!(text.contains("75.04 to 90.00 %") && text.contains("threshold of 75.00 %"), "{text}");
        assert!(text.contains("by 0.04 points"), "{text}");
    }

    #[test]
    fn without_an_interval_nothing_is_decided() {
        for (low, high) in [(None, None), (Some(f64::NAN), None), (Some(f64::NAN), Some(f64::INFINITY))] {
            let found = answer(&lens(1.0, 9.0), &interval(low, high), true);
            assert_eq!((found.action, found.text.key.as_ref()), (Action::Undecided, "lens-no-interval"));
            let found = answer(&lens(1.0, 9.0), &interval(low, high), false);
            assert_eq!(found.action, Action::NotApplicable);
            assert_eq!(found.text.key, "lens-not-applicable-no-interval");
        }
    }

    #[test]
    fn where_no_basket_qualifies_the_text_says_what_one_would_change() {
        let text = |false_alarm, low, high| {
            let found = answer(&lens(false_alarm, 1.0), &interval(Some(low), Some(high)), false);
            assert_eq!(found.action, Action::NotApplicable);
            found.text.english
        };
        assert!(text(1.0, 0.6, 0.9).contains("If one did") && text(1.0, 0.6, 0.9).contains("say: act"));
        assert!(text(1.0, 0.1, 0.2).contains("say: hold"));
        let undecided = text(1.0, 0.24, 0.62);
        assert!(
            undecided.contains("26 points higher") && undecided.contains("12 points lower"),
            "{undecided}"
        );
    }
}
