//! Claims about windows, levels and extremes, on small cases whose answers are computed by hand.

use jiff::civil::date;
use utakata_case::{
    audit::audit,
    findings::{AuditOutcome, ClaimAudit},
};

use crate::example::{Example, example};

const PRICES: &str = "\
symbol,date,close
TEA,2024-01-02,12.00
TEA,2024-03-21,10.00
TEA,2024-03-22,10.10
TEA,2024-03-25,10.05
TEA,2024-03-26,9.90
TEA,2024-03-27,9.70
TEA,2024-03-28,7.76
POT,2024-03-22,50.00
POT,2024-03-25,50.10
POT,2024-03-26,50.30
POT,2024-03-27,50.30
POT,2024-03-28,50.40
";

fn with(check: &str) -> Example {
    let old = "check = { by = \"streak\", symbol = \"TEA\", direction = \"down\", length = 4, \
               from = \"2024-03-25\", to = \"2024-03-28\" }";
    let new = format!("check = {{ {check} }}");
    example().with_file("series/prices.csv", PRICES).with("ledger.toml", old, &new)
}

fn audited(check: &str) -> ClaimAudit {
    audit(&with(check).open().unwrap()).claims.remove(0)
}

fn key(claim: &ClaimAudit) -> (AuditOutcome, &str) {
    (claim.outcome, claim.text.key.as_str())
}

#[test]
fn a_move_goes_from_the_last_close_before_to_the_last_close_by() {
    // The week: from Friday the 22nd (10.10) to Thursday (7.76): −23.17 %. The 24th is a Sunday.
    let week = "by = \"move\", symbol = \"TEA\", windows = [{ from = \"2024-03-24\", to = \"2024-03-28\" }]";
    let claim = audited(&format!("{week}, low = -23.25, high = -23.15"));
    assert_eq!(key(&claim), (AuditOutcome::Confirmed, "audit-return-confirmed"));
    assert!((claim.numbers[0].found - 100.0 * (7.76 / 10.10 - 1.0)).abs() < 1e-9, "{claim:?}");
    assert!(claim.text.english.contains("2024-03-22"), "{claim:?}");
    let claim = audited(&format!("{week}, low = -23.15, high = -23.05"));
    assert_eq!(claim.outcome, AuditOutcome::Contradicted);
    // A fall of more than 20 %.
    assert_eq!(audited(&format!("{week}, high = -20.0")).outcome, AuditOutcome::Confirmed);
}

#[test]
fn one_window_that_agrees_is_enough_and_the_nearest_is_told() {
    let windows = "windows = [{ from = \"2024-03-24\", to = \"2024-03-28\" }, { from = \"2024-03-24\", to = \
                   \"2024-03-27\" }]";
    // To Wednesday: 9.70 / 10.10 − 1 = −3.96 %.
    let claim = audited(&format!("by = \"move\", symbol = \"TEA\", {windows}, low = -4.05, high = -3.95"));
    assert_eq!((claim.outcome, claim.numbers[0].on), (AuditOutcome::Confirmed, Some(date(2024, 3, 27))));
    let claim = audited(&format!("by = \"move\", symbol = \"TEA\", {windows}, low = 4.5, high = 5.5"));
    assert_eq!((claim.outcome, claim.numbers[0].on), (AuditOutcome::Contradicted, Some(date(2024, 3, 27))));
}

#[test]
fn a_window_may_be_counted_in_closes() {
    let five = "by = \"move\", symbol = \"TEA\", windows = [{ closes = 3, to = \"2024-03-28\" }]";
    let claim = audited(&format!("{five}, low = -22.85, high = -22.75"));
    assert_eq!(claim.outcome, AuditOutcome::Confirmed, "10.05 to 7.76: {claim:?}");
    let more = "by = \"move\", symbol = \"POT\", windows = [{ closes = 5, to = \"2024-03-28\" }]";
    let claim = audited(&format!("{more}, low = 0.0"));
    assert_eq!(key(&claim), (AuditOutcome::NotCheckable, "audit-begins"), "five closes are no five steps");
}

#[test]
fn a_window_that_the_series_does_not_reach_is_not_checkable() {
    let check = "by = \"move\", symbol = \"POT\", windows = [{ from = \"2023-12-31\", to = \"2024-03-28\" }], high = 9.0, \
                 low = 8.0";
    let claim = audited(check);
    assert_eq!(key(&claim), (AuditOutcome::NotCheckable, "audit-begins"));
    assert!(claim.text.english.contains("begin on 2024-03-22"), "{claim:?}");
    // Friday has no close yet, and Thursday's contradicts: the claim may be of Friday.
    let late = "by = \"move\", symbol = \"POT\", windows = [{ from = \"2024-03-24\", to = \"2024-03-29\" }, { from = \
                \"2024-03-24\", to = \"2024-03-28\" }], low = 8.0, high = 9.0";
    assert_eq!(key(&audited(late)), (AuditOutcome::NotCheckable, "audit-no-closes"));
    let nothing = "by = \"move\", symbol = \"POT\", windows = [{ from = \"2024-03-23\", to = \"2024-03-24\" }], low = -1.0";
    assert_eq!(audited(nothing).outcome, AuditOutcome::NotCheckable, "no close lies between");
}

#[test]
fn a_level_is_that_of_a_close() {
    let days = "by = \"level\", symbol = \"TEA\", from = \"2024-03-27\", to = \"2024-03-28\"";
    let claim = audited(&format!("{days}, low = 7.755, high = 7.765"));
    assert_eq!(key(&claim), (AuditOutcome::Confirmed, "audit-level-confirmed"));
    let claim = audited(&format!("{days}, low = 8.5, high = 9.0"));
    assert_eq!(key(&claim), (AuditOutcome::Contradicted, "audit-level-contradicted"));
    assert!((claim.numbers[0].found - 9.70).abs() < 1e-9, "the nearest: {claim:?}");
    let claim = audited(&format!("{days}, low = 8.5, high = 9.0, during_day = true"));
    assert_eq!(key(&claim), (AuditOutcome::NotCheckable, "audit-level-day"));
    let late =
        "by = \"level\", symbol = \"TEA\", from = \"2024-03-28\", to = \"2024-03-29\", low = 8.5, high = 9.0";
    assert_eq!(audited(late).outcome, AuditOutcome::NotCheckable, "Friday's close is not there");
    let early =
        "by = \"level\", symbol = \"POT\", from = \"2024-03-20\", to = \"2024-03-21\", low = 8.5, high = 9.0";
    assert_eq!(key(&audited(early)), (AuditOutcome::NotCheckable, "audit-begins"));
}

#[test]
fn an_extreme_holds_as_far_back_as_the_closes_reach() {
    let high =
        "by = \"extreme\", symbol = \"POT\", side = \"high\", from = \"2024-03-27\", to = \"2024-03-28\"";
    let claim = audited(&format!("{high}, since = \"2024-03-22\""));
    assert_eq!(key(&claim), (AuditOutcome::Confirmed, "audit-high-confirmed"));
    let claim = audited(&format!("{high}, since = \"2023-03-28\""));
    assert_eq!(key(&claim), (AuditOutcome::NotCheckable, "audit-high-so-far"));
    let claim = audited(high);
    assert_eq!(key(&claim), (AuditOutcome::NotCheckable, "audit-high-so-far"));
    assert!(claim.text.english.contains("the series begins on 2024-03-22"), "{claim:?}");
    let high =
        "by = \"extreme\", symbol = \"TEA\", side = \"high\", from = \"2024-03-26\", to = \"2024-03-27\"";
    let claim = audited(high);
    assert_eq!(key(&claim), (AuditOutcome::Contradicted, "audit-high-contradicted"));
    assert!(claim.text.english.contains("2024-01-02"), "{claim:?}");
    let claim = audited(&format!("{high}, during_day = true"));
    assert_eq!(key(&claim), (AuditOutcome::NotCheckable, "audit-high-day"));
    // Of the year: 1 January is a holiday, so a series from the 2nd is whole.
    let low =
        "by = \"extreme\", symbol = \"TEA\", side = \"low\", from = \"2024-03-27\", to = \"2024-03-28\"";
    let claim = audited(&format!("{low}, since = \"2024-01-01\""));
    assert_eq!(key(&claim), (AuditOutcome::Confirmed, "audit-low-confirmed"));
    let low =
        "by = \"extreme\", symbol = \"POT\", side = \"low\", from = \"2024-03-27\", to = \"2024-03-28\"";
    assert_eq!(key(&audited(low)), (AuditOutcome::Contradicted, "audit-low-contradicted"));
}

#[test]
fn what_a_window_must_say_is_demanded() {
    let refused = |check: &str| with(check).open().unwrap_err().to_string();
    let both = "by = \"move\", symbol = \"TEA\", windows = [{ from = \"2024-03-24\", closes = 2, to = \"2024-03-28\" }], \
                low = 1.0";
    assert!(refused(both).contains("give one of the two"), "{}", refused(both));
    let none = "by = \"move\", symbol = \"TEA\", windows = [], low = 1.0";
    assert!(refused(none).contains("windows"), "{}", refused(none));
    let later = "by = \"move\", symbol = \"TEA\", windows = [{ closes = 2, to = \"2024-04-28\" }], low = 1.0";
    assert!(refused(later).contains("2024-04-28"), "{}", refused(later));
    let zero = "by = \"move\", symbol = \"TEA\", windows = [{ closes = 0, to = \"2024-03-28\" }], low = 1.0";
    assert!(refused(zero).contains("at least 1"), "{}", refused(zero));
    let since = "by = \"extreme\", symbol = \"TEA\", side = \"low\", since = \"2024-03-28\", from = \"2024-03-27\", to = \
                 \"2024-03-28\"";
    assert!(refused(since).contains("2024-03-28"), "{}", refused(since));
    let open = "by = \"level\", symbol = \"TEA\", from = \"2024-03-27\", to = \"2024-03-28\"";
    assert!(refused(open).contains("low"), "{}", refused(open));
}
