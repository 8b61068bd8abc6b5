//! The claim audit on small cases whose answers are computed by hand.

use jiff::civil::date;
use utakata_case::{
    audit::audit,
    findings::{AuditOutcome, ClaimAudit},
};

use crate::example::{Example, example};

const PRICES: &str = "\
symbol,date,close,adj_close
TEA,2024-03-21,10.00,9.00
TEA,2024-03-22,10.10,9.10
TEA,2024-03-25,10.05,9.05
TEA,2024-03-26,9.90,8.90
TEA,2024-03-27,9.70,8.70
TEA,2024-03-28,7.76,6.76
POT,2024-03-21,50.00,50.00
POT,2024-03-22,50.50,50.50
POT,2024-03-25,50.10,50.10
POT,2024-03-26,50.30,50.30
POT,2024-03-27,49.90,49.90
POT,2024-03-28,50.00,50.00
";

fn with_check(check: &str) -> Example {
    let old = "check = { by = \"streak\", symbol = \"TEA\", direction = \"down\", length = 4, \
               from = \"2024-03-25\", to = \"2024-03-28\" }";
    example().with_file("series/prices.csv", PRICES).with("ledger.toml", old, check)
}

fn audited(check: &str) -> ClaimAudit {
    first(&with_check(&format!("check = {{ {check} }}")))
}

fn first(example: &Example) -> ClaimAudit {
    audit(&example.open().unwrap()).claims.remove(0)
}

#[test]
fn the_example_of_the_page_is_audited() {
    let audit = audit(&example().open().unwrap());
    let outcomes: Vec<_> = audit.claims.iter().map(|c| (c.entry.as_str(), c.outcome)).collect();
    assert_eq!(outcomes, [("P001", AuditOutcome::Confirmed), ("U001", AuditOutcome::Confirmed)]);
    assert_eq!(audit.claims[1].files, ["series/visits.csv"]);
    assert!(audit.missing.is_empty());
}

#[test]
fn a_streak_counts_changes_of_close_and_says_what_broke_it() {
    let window = "from = \"2024-03-27\", to = \"2024-03-28\"";
    let claim =
        audited(&format!("by = \"streak\", symbol = \"TEA\", direction = \"down\", length = 4, {window}"));
    assert_eq!((claim.outcome, claim.numbers[0].found), (AuditOutcome::Confirmed, 4.0));
    assert_eq!(claim.numbers[0].on, Some(date(2024, 3, 28)));
    let claim =
        audited(&format!("by = \"streak\", symbol = \"TEA\", direction = \"down\", length = 5, {window}"));
    assert_eq!((claim.outcome, claim.numbers[0].found), (AuditOutcome::Contradicted, 4.0));
    assert_eq!(claim.numbers[1].on, Some(date(2024, 3, 22)));
    assert!((claim.numbers[1].found - 1.0).abs() < 1e-9, "{claim:?}");
    let claim =
        audited(&format!("by = \"streak\", symbol = \"POT\", direction = \"up\", length = 2, {window}"));
    assert_eq!((claim.outcome, claim.numbers[0].found), (AuditOutcome::Contradicted, 1.0));
}

#[test]
fn a_streak_that_the_data_cut_off_is_not_contradicted() {
    // Every change up to 22 March is a rise, and the series begins there: the run may be longer.
    let claim = audited(
        "by = \"streak\", symbol = \"TEA\", direction = \"up\", length = 3, from = \"2024-03-22\", to = \"2024-03-22\"",
    );
    assert_eq!(claim.outcome, AuditOutcome::NotCheckable);
    let late = "by = \"streak\", symbol = \"TEA\", direction = \"down\", length = 9, from = \"2024-03-27\", \
                to = \"2024-03-29\"";
    assert_eq!(audited(late).outcome, AuditOutcome::NotCheckable);
}

#[test]
fn missing_closes_are_named_with_the_claims_that_wait() {
    let check = "by = \"streak\", symbol = \"CUP\", direction = \"down\", length = 4, from = \"2024-03-25\", \
                 to = \"2024-03-28\"";
    let audit = audit(&with_check(&format!("check = {{ {check} }}")).open().unwrap());
    assert_eq!(audit.claims[0].outcome, AuditOutcome::NotCheckable);
    // Four falling closes that end on Monday 25 March start from the close of Tuesday 19 March.
    assert_eq!(audit.missing[0].what.english, "closes of CUP, 2024-03-19 to 2024-03-28");
    assert_eq!(audit.missing[0].needed_by, ["P001"]);
}

#[test]
fn a_return_is_confirmed_understated_or_contradicted_on_quoted_closes() {
    let claim = audited("by = \"return\", symbol = \"TEA\", to = \"2024-03-28\", high = -3.0");
    assert_eq!(
        (claim.outcome, claim.text.key.as_str()),
        (AuditOutcome::Confirmed, "audit-return-understated")
    );
    assert!((claim.numbers[0].found - -20.0).abs() < 1e-9, "{claim:?}");
    let claim = audited("by = \"return\", symbol = \"TEA\", to = \"2024-03-27\", high = -2.0");
    assert_eq!((claim.outcome, claim.text.key.as_str()), (AuditOutcome::Confirmed, "audit-return-confirmed"));
    let both = "by = \"return\", symbol = \"TEA\", to = \"2024-03-28\", low = -3.5, high = -2.5";
    let claim = audited(both);
    assert_eq!((claim.outcome, claim.text.key.as_str()), (AuditOutcome::Contradicted, "audit-return-larger"));
    let claim = audited("by = \"return\", symbol = \"POT\", to = \"2024-03-28\", high = -3.0");
    assert_eq!(claim.outcome, AuditOutcome::Contradicted);
    let claim =
        audited("by = \"return\", symbol = \"TEA\", from = \"2024-03-23\", to = \"2024-03-28\", high = -3.0");
    assert!(claim.text.english.contains("2024-03-23"), "a Saturday has no close: {claim:?}");
}

#[test]
fn a_plunge_is_dated_and_a_limit_is_a_bound() {
    let window = "by = \"plunge\", symbol = \"TEA\", from = \"2024-03-22\", to = \"2024-03-28\"";
    let claim = audited(&format!("{window}, at_least = 10.0"));
    assert_eq!((claim.outcome, claim.numbers[0].on), (AuditOutcome::Confirmed, Some(date(2024, 3, 28))));
    let claim = audited(&format!("{window}, at_least = 10.0, limit = 20.0"));
    assert_eq!(claim.text.key, "audit-plunge-limit");
    let claim = audited(&format!("{window}, at_least = 30.0, limit = 20.0"));
    assert_eq!(claim.outcome, AuditOutcome::NotCheckable, "the limit hides it");
    let claim = audited(&format!("{window}, at_least = 30.0, limit = 40.0"));
    assert_eq!(claim.outcome, AuditOutcome::Contradicted);
}

#[test]
fn a_basket_claim_needs_its_members() {
    // TEA 6.76 / 9.00 − 1 = −24.888…, POT 0: mean −12.444… on adjusted closes.
    let basket = "by = \"basket-return\", basket = \"makers\", from = \"2024-03-21\", to = \"2024-03-28\"";
    let claim = audited(&format!("{basket}, quoted = -12.4, members_given = true"));
    assert_eq!(claim.outcome, AuditOutcome::Confirmed);
    assert!((claim.numbers[0].found - -12.444444444444445).abs() < 1e-9);
    let claim = audited(&format!("{basket}, quoted = -4.7, members_given = true"));
    assert_eq!(claim.outcome, AuditOutcome::Contradicted);
    let claim = audited(&format!("{basket}, quoted = -4.7, members_given = false"));
    assert_eq!((claim.outcome, claim.numbers.len()), (AuditOutcome::NotCheckable, 1));
    let breadth =
        "by = \"breadth\", basket = \"makers\", from = \"2024-03-21\", to = \"2024-03-28\", below = -10.0";
    let claim = audited(&format!("{breadth}, count = 1, members_given = true"));
    assert_eq!((claim.outcome, claim.numbers[0].found), (AuditOutcome::Confirmed, 1.0));
    let claim = audited(&format!("{breadth}, count = 2, members_given = true"));
    assert_eq!(claim.outcome, AuditOutcome::Contradicted);
    let claim = audited(&format!("{breadth}, count = 2, members_given = false"));
    assert_eq!(claim.outcome, AuditOutcome::NotCheckable);
}

#[test]
fn a_basket_without_one_member_waits_for_it() {
    let check = "check = { by = \"basket-return\", basket = \"makers\", from = \"2024-03-21\", to = \"2024-03-28\", \
                 quoted = -12.4, members_given = true }";
    let example = with_check(check).with("case.toml", "\"TEA\", \"POT\"", "\"TEA\", \"POT\", \"CUP\"");
    let audit = audit(&example.open().unwrap());
    assert_eq!(audit.claims[0].outcome, AuditOutcome::NotCheckable);
    assert_eq!(audit.missing[0].what.english, "closes of CUP, 2024-03-21 to 2024-03-28");
}

#[test]
fn a_rebalanced_basket_compounds_daily_means() {
    let check = "check = { by = \"basket-return\", basket = \"makers\", from = \"2024-03-26\", to = \"2024-03-28\", \
                 quoted = -12.4, members_given = true }";
    let example = with_check(check).with("case.toml", "equal-buy-and-hold", "equal-rebalanced");
    let day = |tea: f64, pot: f64| 1.0 + f64::midpoint(tea, pot);
    let growth = day(8.7 / 8.9 - 1.0, 49.9 / 50.3 - 1.0) * day(6.76 / 8.7 - 1.0, 50.0 / 49.9 - 1.0);
    let found = first(&example).numbers[0].found;
    assert!((found - 100.0 * (growth - 1.0)).abs() < 1e-9, "{found}");
}

const PRIMARY: &str =
    "values = [{ what = \"share\", low = 85.5, high = 86.5, unit = \"per cent\", bound = \"about\" }]\n";

fn with_primary(what: &str, low: f64, high: f64, more: &str) -> ClaimAudit {
    let entry = format!(
        "{PRIMARY}check = {{ by = \"primary-source\" }}\n{more}[entry.primary]\nsource = \"shop\"\n\
         statement = \"They need it.\"\nvalues = [{{ what = \"{what}\", low = {low:?}, high = {high:?}, \
         unit = \"per cent\", bound = \"about\" }}]\n"
    );
    first(&with_check(&entry))
}

#[test]
fn a_primary_source_confirms_contradicts_is_silent_or_stands_beside_garble() {
    let claim = with_primary("share", 85.9, 86.1, "");
    assert_eq!((claim.outcome, claim.numbers[0].found), (AuditOutcome::Confirmed, 86.0));
    assert_eq!(with_primary("share", 71.5, 72.5, "").outcome, AuditOutcome::Contradicted);
    assert_eq!(with_primary("share of leaders", 85.9, 86.1, "").outcome, AuditOutcome::NotCheckable);
    let damage = "damage = { what = \"verb lost\", meant = \"they need it\", garbles_number = true }\n";
    let claim = with_primary("share in need", 85.9, 86.1, damage);
    assert_eq!((claim.outcome, claim.text.key.as_str()), (AuditOutcome::Garbled, "audit-garbled-primary"));
    assert_eq!(claim.numbers[0].found, 86.0);
}

#[test]
fn a_month_that_is_not_over_is_not_known() {
    let visits = "date,visits,growth\n2024-01,1,6.6\n2024-02,1,2.3\n2024-03,1,-9.7\n";
    let example = example().with_file("series/visits.csv", visits);
    let march = example.with("ledger.toml", "month = \"2024-02-01\"", "month = \"2024-03-01\"");
    let audit = audit(&march.open().unwrap());
    assert_eq!(audit.claims[1].outcome, AuditOutcome::NotCheckable);
    assert!(audit.claims[1].numbers.is_empty());
}

#[test]
fn growth_outside_the_bounds_contradicts() {
    let claims = audit(
        &example().with("ledger.toml", "month = \"2024-02-01\"", "month = \"2024-01-01\"").open().unwrap(),
    )
    .claims;
    assert_eq!((claims[1].outcome, claims[1].numbers[0].found), (AuditOutcome::Contradicted, 6.6));
}
