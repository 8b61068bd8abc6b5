//! Likelihoods in the ledger, and the grades of its forecasts.

use jiff::civil::{Date, date};
use utakata_case::score::{Outcomes, Reason, ScoreError, Scorecard, score};

use crate::example::{Example, example};

const RESOLUTION: &str =
    "resolution = { rule = \"TEA or POT is delisted or in insolvency\", due = \"2025-12-31\" }";
const TODAY: Date = date(2026, 6, 1);

fn with(likelihood: &str, outcome: &str) -> Example {
    let resolution = RESOLUTION.replace(" }", &format!("{outcome} }}"));
    example().with("ledger.toml", RESOLUTION, &format!("{likelihood}\n{resolution}"))
}

fn card(example: &Example, outcomes: Option<&str>) -> Result<Scorecard, ScoreError> {
    let outcomes = outcomes.map(|text| Outcomes::parse("o.csv", text.as_bytes()).unwrap());
    score(None, Some(&example.open().unwrap()), outcomes.as_ref(), TODAY)
}

#[test]
fn a_hedge_word_scores_an_interval_from_the_ledger_or_from_outcomes() {
    let recorded =
        with("likelihood = { hedge = \"likely\" }", ", outcome = \"false\", known_on = \"2025-12-31\"");
    let from_ledger = card(&recorded, None).unwrap();
    let open = with("likelihood = { hedge = \"likely\" }", "");
    let rows = "id,date,outcome,source\nF001,2025-12-31,false,gazette\n";
    let from_rows = card(&open, Some(rows)).unwrap();
    for card in [&from_ledger, &from_rows] {
        let summary = &card.summaries[0];
        assert_eq!((summary.who.as_str(), summary.forecasts), ("Ada Brewer", 1));
        // 0.55² to 0.8².
        assert!((summary.brier.low - 0.3025).abs() < 1e-15);
        assert!((summary.brier.high.unwrap() - 0.64).abs() < 1e-15);
        assert_eq!((summary.too_wide, summary.expected), (0, (0.55, 0.8)));
        assert!(card.listed.is_empty());
    }
    assert_eq!(from_rows.grades[0].source.as_deref(), Some("gazette"));
    // Both at once may agree, not disagree.
    assert!(card(&recorded, Some(rows)).is_ok());
    let other = rows.replace("false", "true");
    let message = card(&recorded, Some(&other)).unwrap_err().to_string();
    assert!(message.starts_with("o.csv, line 2: the outcome of `F001` contradicts"), "{message}");
}

#[test]
fn what_cannot_be_scored_is_listed_with_the_reason() {
    let settled = ", outcome = \"true\", known_on = \"2025-01-01\"";
    let reason = |likelihood: &str, outcome: &str| {
        let card = card(&with(likelihood, outcome), None).unwrap();
        assert!(card.grades.is_empty() && card.summaries.is_empty());
        card.listed[0].reason.clone()
    };
    assert_eq!(reason("", settled), Reason::NoProbability);
    assert_eq!(reason("likelihood = { hedge = \"will\" }", ""), Reason::Open(Some(date(2025, 12, 31))));
    let condition = "if rates rise".to_owned();
    assert_eq!(
        reason("likelihood = { hedge = \"will\", condition = \"if rates rise\" }", settled),
        Reason::Conditional(condition)
    );
    assert_eq!(reason("likelihood = { hedge = \"will\" }", ", outcome = \"unresolvable\""), Reason::Void);
    let known_before = ", outcome = \"true\", known_on = \"2024-03-28\"";
    let hindsight = Reason::Hindsight(date(2024, 3, 28));
    assert_eq!(reason("likelihood = { low = 0.3, high = 0.3 }", known_before), hindsight);
    let bare = example().with("ledger.toml", RESOLUTION, "");
    assert_eq!(card(&bare, None).unwrap().listed[0].reason, Reason::Unresolvable);
}

#[test]
fn a_word_wider_than_a_bin_is_left_out_of_calibration() {
    let settled = ", outcome = \"true\", known_on = \"2025-01-01\"";
    let may = card(&with("likelihood = { hedge = \"may\" }", settled), None).unwrap();
    let summary = &may.summaries[0];
    assert_eq!((summary.brier.low, summary.brier.high), (0.0, Some(1.0)), "\"may\" says nothing");
    assert_eq!((summary.log.unwrap().low, summary.log.unwrap().high), (0.0, None));
    assert_eq!((summary.too_wide, summary.calibration.is_none()), (1, true));
    let never = card(&with("likelihood = { low = 0.0, high = 0.0 }", settled), None).unwrap();
    assert!(never.summaries[0].log.is_none(), "an impossible thing that happened has no finite log score");
    assert_eq!(never.summaries[0].brier.low, 1.0);
}

#[test]
fn damaged_likelihoods_are_refused_with_their_line() {
    for (likelihood, expected) in [
        ("{ low = 0.3 }", "give a `hedge` or both"),
        ("{ hedge = \"may\", low = 0.1, high = 0.2 }", "give a `hedge` or both"),
        ("{ }", "give a `hedge` or both"),
        ("{ low = 30, high = 40 }", "a probability between 0 and 1"),
        ("{ low = 0.6, high = 0.4 }", "inverted"),
        ("{ hedge = \"perhaps\" }", "unknown variant `perhaps`"),
    ] {
        let damaged = with(&format!("likelihood = {likelihood}"), "");
        let message = damaged.open().unwrap_err().to_string();
        assert!(message.contains("ledger.toml, line ") && message.contains(expected), "{message}");
    }
}
