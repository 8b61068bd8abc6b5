//! Layer C of made baskets: which booms they are compared with, and what is printed, decided and sealed.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use utakata::Execution;
use utakata_case::Findings;
use utakata_case::findings::{Action, BasketProbability, EventStanding};
use utakata_case::seal::{Probability, seal};
use utakata_case::verdict::{InquiryOptions, inquire};

use crate::example::{Example, example};

const LAST: Date = date(2024, 3, 28);
const OPTIONS: InquiryOptions = InquiryOptions { replications: 49, seed: 1 };

/// The example with these closes for both makers, the last on [`LAST`].
pub(crate) fn priced(closes: &[f64]) -> Example {
    let mut text = "symbol,date,close\n".to_owned();
    for symbol in ["TEA", "POT"] {
        for (back, close) in (0..closes.len() as i64).rev().zip(closes) {
            writeln!(text, "{symbol},{},{close:.6}", LAST.checked_sub(back.days()).unwrap()).unwrap();
        }
    }
    example().with_file("series/prices.csv", &text)
}

/// A steady doubling over the first 504 days, ragged by `swing`, then `after`.
pub(crate) fn doubled(swing: f64, after: impl Iterator<Item = f64>) -> Vec<f64> {
    let ragged = |t: i32| 1.0 + if t / 21 % 2 == 0 { swing } else { 0.0 };
    (0..=504).map(|t| 2.01_f64.powf(f64::from(t) / 504.0) * ragged(t)).chain(after).collect()
}

pub(crate) fn slowly_down(days: i32) -> impl Iterator<Item = f64> {
    (1..=days).map(|t| 2.01 - 0.001 * f64::from(t))
}

pub(crate) fn findings(example: &Example) -> Findings {
    inquire(&example.open().unwrap(), &OPTIONS, &Execution::serial()).unwrap()
}

fn only(findings: &Findings) -> &BasketProbability {
    assert_eq!(findings.probabilities.len(), 1, "{:?}", findings.gates);
    &findings.probabilities[0]
}

/// What is sealed for B1.
fn sealed(example: &Example, findings: &Findings) -> Option<Probability> {
    seal(&example.open().unwrap(), findings, &OPTIONS, &[]).events[0].probability
}

#[test]
fn a_basket_that_doubled_has_the_frequency_among_indices_alive_on_its_day() {
    let example = priced(&doubled(0.0, slowly_down(100)));
    let findings = findings(&example);
    let found = only(&findings);
    assert_eq!((found.rule.as_str(), found.reference.as_str()), ("two-year-double", "index"));
    assert_eq!((found.standing, found.day), (EventStanding::Open, Some(100)));
    assert_eq!(found.start, LAST.checked_sub(100.days()).ok());
    assert_eq!((found.fall, found.model.as_deref()), (Some(0.0), None));
    // Those alive on day 100 of the 50, without those that began from 2019 on; fewer than 20 burst.
    assert!(found.booms > 30 && found.booms < 50 && found.crashes < 20, "{found:?}");
    let share = found.crashes as f64 / found.booms as f64;
    assert_eq!((found.probability, found.frequency), (Some(share), Some(share)));
    assert!(found.notes[0].english.contains("No model that applies"), "{}", found.notes[0].english);
    let interval = found.interval.unwrap();
    let expected =
        Probability { point: share, low: interval.low.unwrap(), high: interval.high.unwrap(), level: 0.95 };
    assert_eq!(sealed(&example, &findings), Some(expected));
    assert_eq!(findings.lenses.len(), 1);
    assert_eq!(findings.lenses[0].basket.as_deref(), Some("makers"));
    assert_ne!(findings.lenses[0].action, Action::NotApplicable);
    assert!(findings.climatology.applies && findings.climatology.reference == "index");
}

#[test]
fn a_basket_of_one_member_has_the_model_that_beat_the_frequency_among_stocks() {
    let asked = |swing| {
        let one = priced(&doubled(swing, slowly_down(30))).with(
            "case.toml",
            "members = [\"TEA\", \"POT\"]",
            "members = [\"TEA\"]",
        );
        only(&findings(&one)).clone()
    };
    let (calm, wild) = (asked(0.0), asked(0.25));
    for found in [&calm, &wild] {
        assert_eq!((found.reference.as_str(), found.model.as_deref()), ("stock", Some("volatility")));
        assert!(found.notes[0].english.contains("second-half volatility"), "{}", found.notes[0].english);
    }
    assert_eq!(calm.frequency, wild.frequency);
    assert!(calm.probability < calm.frequency && wild.probability > wild.frequency, "{calm:?} {wild:?}");
    assert!(calm.volatility < wild.volatility);
}

#[test]
fn the_case_may_name_the_booms_to_compare_with() {
    let reference = |name: &str| {
        let line = format!("weighting = \"equal-buy-and-hold\"\nreference = \"{name}\"");
        priced(&doubled(0.0, slowly_down(30))).with("case.toml", "weighting = \"equal-buy-and-hold\"", &line)
    };
    let all = findings(&reference("all"));
    assert_eq!((only(&all).reference.as_str(), only(&all).model.as_deref()), ("all", Some("volatility")));
    assert!(all.climatology.text.english.contains("assets of all kinds"), "{}", all.climatology.text.english);
    let message = reference("tea").refused();
    for part in ["case.toml, line 24,", "tea", "`index`", "`commodity`"] {
        assert!(message.contains(part), "`{message}` does not say `{part}`");
    }
}

#[test]
fn a_boom_that_has_burst_has_no_probability_left() {
    let closes = doubled(0.0, slowly_down(40).chain((0..60).map(|t| 1.3 - 0.005 * f64::from(t))));
    let example = priced(&closes);
    let findings = findings(&example);
    let found = only(&findings);
    assert_eq!((found.standing, found.probability), (EventStanding::Happened, None));
    assert!(found.text.english.contains("the event has happened"), "{}", found.text.english);
    let first = (505..closes.len()).find(|&t| closes[t] <= 0.6 * 2.01).unwrap();
    let on = LAST.checked_sub(((closes.len() - 1 - first) as i64).days()).unwrap();
    assert!(found.text.english.contains(&on.to_string()), "{} {on}", found.text.english);
    assert_eq!(sealed(&example, &findings), None);
    assert_eq!(findings.lenses.len(), 1);
    assert_eq!(findings.lenses[0].action, Action::NotApplicable);
    assert_eq!(findings.lenses[0].text.key, "lens-not-applicable-settled");
}

#[test]
fn a_boom_whose_two_years_are_over_did_not_burst() {
    // It goes on to 3.1 by day 804 and comes down a little; the two years end on day 1008.
    let rise = (1..=300).map(|t| 2.01 + 1.1 * f64::from(t) / 300.0);
    let closes = doubled(0.0, rise.chain((1..=216).map(|t| 3.11 - 0.002 * f64::from(t))));
    let example = priced(&closes);
    let findings = findings(&example);
    let found = only(&findings);
    assert_eq!((found.standing, found.probability), (EventStanding::Expired, None));
    assert_eq!(found.start, LAST.checked_sub(516.days()).ok());
    assert!(found.text.english.contains("did not happen"), "{}", found.text.english);
    assert_eq!((sealed(&example, &findings), findings.lenses[0].action), (None, Action::NotApplicable));
}

/// Noise for 610 days, then growth that speeds up: by 70 % in 90 days, which is no doubling.
pub(crate) fn called() -> Vec<f64> {
    let mut seed = 7_u64;
    let mut level = 0.0_f64;
    (0..700)
        .map(|t| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            level += 0.01 * ((seed >> 11) as f64 / (1_u64 << 53) as f64 - 0.5);
            if t >= 610 {
                level += 0.0008 * 1.035_f64.powi(t - 610);
            }
            level.exp()
        })
        .collect()
}

#[test]
fn a_basket_that_passed_only_by_a_call_is_compared_with_called_run_ups() {
    let example = priced(&called());
    let findings = findings(&example);
    let holds = |name: &str| findings.gates[0].criteria.iter().find(|c| c.name == name).and_then(|c| c.holds);
    assert_eq!((holds("run-up-504"), holds("explosive-episode")), (Some(false), Some(true)));
    let found = only(&findings);
    assert_eq!((found.rule.as_str(), found.reference.as_str()), ("explosive", "all"));
    assert_eq!((found.standing, found.model.as_deref()), (EventStanding::Open, None));
    // 9 of 62 in all, not 20 of 50.
    assert!(found.booms <= 62 && found.crashes <= 9 && found.probability.unwrap() < 0.2, "{found:?}");
    assert!(found.notes.iter().any(|n| n.key == "probability-explosive"));
    assert_eq!((findings.climatology.booms, findings.climatology.crashes), (62, 9));
    assert_eq!(sealed(&example, &findings).map(|p| p.point), found.probability);
    // Both mistakes cost the owner the same: the whole interval lies below one half.
    assert_eq!(findings.lenses[0].action, Action::Hold);
}
