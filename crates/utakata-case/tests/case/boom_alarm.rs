//! The reference-class alarm on the boom of a basket.

use utakata::Statement;
use utakata_case::Findings;
use utakata_case::findings::StreamStanding;
use utakata_case::library::Library;

use crate::probability::{called, doubled, findings, priced, slowly_down};

fn alarm(findings: &Findings) -> Option<&Statement> {
    let mut found = findings.streams.iter().flat_map(|s| &s.statements).filter(|s| s.method == "boom-alarm");
    let first = found.next();
    assert!(found.next().is_none());
    first
}

/// A doubling, ragged by `swing`, and 30 days of it going down slowly.
fn boom(swing: f64) -> Findings {
    findings(&priced(&doubled(swing, slowly_down(30).map(|close| close * (1.0 + swing)))))
}

#[test]
fn a_restless_boom_alarms_and_a_quiet_one_does_not() {
    let (quiet, restless) = (boom(0.0), boom(0.8));
    let (calm, loud) = (alarm(&quiet).unwrap(), alarm(&restless).unwrap());
    assert_eq!((calm.e_value, calm.p_value), (Some(0.0), Some(1.0)));
    assert_eq!((loud.e_value, loud.p_value), (Some(20.0), loud.smallest_p));
    assert!(calm.statistic < loud.statistic);
    for findings in [&quiet, &restless] {
        let stream = findings.streams.iter().find(|s| s.id == "prices").unwrap();
        assert_eq!(stream.statements.last().map(|s| s.method.as_str()), Some("boom-alarm"));
        assert_ne!(stream.statements[0].method, "boom-alarm");
        // The registered null decides: an alarm of 20 turns no stream.
        assert_eq!(stream.standing, StreamStanding::NotShown);
        let counted = findings.broad_turn.streams.iter().find(|s| s.stream == "prices");
        assert!(counted.is_none_or(|s| Some(s.e_value) == stream.statements[0].e_value));
    }
}

#[test]
fn it_is_compared_with_the_booms_of_other_eras_that_went_on() {
    let findings = boom(0.3);
    let alarm = alarm(&findings).unwrap();
    let start = findings.probabilities[0].start.unwrap();
    let library = Library::shipped().unwrap();
    let references: Vec<f64> = library
        .judged(utakata::boom::Rule::TwoYearDouble, None)
        .filter(|e| !e.crash && e.era.abs_diff(start.year()) > 2)
        .filter_map(|e| e.window_volatility)
        .collect();
    let n = references.len();
    assert!(n > 19 && alarm.observations == n);
    assert_eq!(alarm.smallest_p, Some(1.0 / (n as f64 + 1.0)));
    let score = alarm.statistic.unwrap();
    let at_least = references.iter().filter(|&&reference| reference >= score).count();
    assert_eq!(alarm.p_value, Some((1 + at_least) as f64 / (n as f64 + 1.0)));
    let said = |key: &str| alarm.notes.iter().any(|n| n.key == key && !n.english.contains('{'));
    assert!(said("boom-alarm-references") && said("boom-alarm-bet"), "{:?}", alarm.notes);
}

#[test]
fn the_measured_rates_stand_beside_the_nominal_ones() {
    let findings = boom(0.0);
    let guarantee = &alarm(&findings).unwrap().guarantee.text.english;
    // docs/backtest.md, "Alarm watched for two years".
    for part in ["5 / 10 / 20 %", "192 booms", "5.9 / 8.9 / 19.8 % of the 101", "47.3 / 60.4 / 72.5 %"] {
        assert!(guarantee.contains(part), "`{guarantee}` does not say `{part}`");
    }
}

#[test]
fn the_score_is_the_largest_since_the_start_and_stays() {
    // Restless for a year after the start, then still until the two years are nearly over.
    let wild = (1..=252).map(|t| 2.01 * if t / 21 % 2 == 0 { 1.0 } else { 1.5 });
    let at = |still: i32| findings(&priced(&doubled(0.0, wild.clone().chain((0..still).map(|_| 2.01)))));
    let (then, later) = (at(1), at(240));
    let score = |findings: &Findings| alarm(findings).unwrap().statistic.unwrap();
    assert!(score(&then) > 0.1 && score(&later) >= score(&then));
}

#[test]
fn a_basket_that_did_not_double_has_no_alarm() {
    assert!(alarm(&findings(&priced(&called()))).is_none());
    let flat: Vec<f64> = (0..700).map(|t| 10.0 + f64::from(t % 7) / 10.0).collect();
    assert!(alarm(&findings(&priced(&flat))).is_none());
}
