//! Grading from log and outcomes to the card.

use jiff::{Timestamp, civil::date};

use super::*;
use crate::seal::{Chain, SealedVerdict, tests::verdict};

const TODAY: jiff::civil::Date = date(2026, 1, 1);

/// A log of verdicts, sealed one a day from 15 November 2023 on.
fn log(verdicts: &[SealedVerdict]) -> Chain {
    let mut text = String::new();
    for (day, verdict) in verdicts.iter().enumerate() {
        let chain = Chain::parse("log", text.as_bytes()).unwrap();
        let at = Timestamp::from_second(1_700_006_400 + 86_400 * day as i64).unwrap();
        text += &chain.next(verdict.clone(), at).unwrap().1;
    }
    Chain::parse("log", text.as_bytes()).unwrap()
}

fn outcomes(rows: &str) -> Outcomes {
    Outcomes::parse("o.csv", format!("case,id,date,outcome,source\n{rows}").as_bytes()).unwrap()
}

fn with_probability(case: &str, point: f64) -> SealedVerdict {
    let mut verdict = verdict(case);
    verdict.events[0].probability.as_mut().unwrap().point = point;
    verdict
}

#[test]
fn the_first_seal_of_an_event_counts_once() {
    let log = log(&[with_probability("a", 0.4), with_probability("a", 0.9), with_probability("b", 0.2)]);
    let rows = outcomes("a,B1,2024-05-01,true,closes\nb,B1,2024-05-01,false,closes\n");
    let card = score(Some(&log), None, Some(&rows), TODAY).unwrap();
    let [own] = &card.summaries[..] else { panic!("{:?}", card.summaries) };
    assert_eq!((own.who.as_str(), own.forecasts, own.happened), (UTAKATA, 2, 1));
    // (0.6² + 0.2²)/2 = 0.2; (−ln 0.4 − ln 0.8)/2.
    assert!((own.brier.low - 0.2).abs() < 1e-15);
    assert_eq!(Some(own.brier.low), own.brier.high);
    assert!((own.log.unwrap().low + 0.5 * (0.4_f64.ln() + 0.8_f64.ln())).abs() < 1e-15);
    assert_eq!(card.grades.iter().map(|g| g.counted).collect::<Vec<_>>(), [true, false, true]);
    let calibration = own.calibration.as_ref().unwrap();
    assert!(calibration.bins.iter().all(|bin| !bin.can_tell), "one or two events tell nothing");
    // B3 has no probability: listed once per case, with the lines of the log.
    assert_eq!(card.listed.len(), 2);
    assert_eq!(
        (card.listed[0].lines.as_slice(), &card.listed[0].reason),
        (&[1, 2][..], &Reason::NoProbability)
    );
}

#[test]
fn hindsight_open_void_and_reworded_events_are_listed_not_scored() {
    let chain = log(&[verdict("a"), verdict("a")]);
    let reason = |rows: &str| {
        let card = score(Some(&chain), None, Some(&outcomes(rows)), TODAY).unwrap();
        assert!(card.summaries.is_empty() || card.grades.iter().any(|g| g.counted));
        let of_b1 = card.listed.iter().filter(|l| l.id == "B1");
        (card.grades.len(), of_b1.map(|l| (l.lines.clone(), l.reason.clone())).collect::<Vec<_>>())
    };
    // Sealed on 15 and 16 November: an outcome of the 15th is hindsight for both, one of the 16th for the second.
    let known = date(2023, 11, 15);
    assert_eq!(reason("a,B1,2023-11-15,true,x\n"), (0, vec![(vec![1, 2], Reason::Hindsight(known))]));
    let known = date(2023, 11, 16);
    assert_eq!(reason("a,B1,2023-11-16,true,x\n"), (1, vec![(vec![2], Reason::Hindsight(known))]));
    assert_eq!(reason("a,B1,2023-12-16,void,x\n"), (0, vec![(vec![1, 2], Reason::Void)]));
    assert_eq!(reason("a,B3,2023-12-16,true,x\n"), (0, vec![(vec![1, 2], Reason::Open(None))]));
    let mut reworded = verdict("a");
    reworded.events[0].text = "something easier".to_owned();
    reworded.events[1].happened = Some(true);
    let chain = log(&[verdict("a"), reworded]);
    let card = score(Some(&chain), None, Some(&outcomes("a,B1,2024-01-01,false,x\n")), TODAY).unwrap();
    assert_eq!(card.grades.len(), 1);
    assert!(card.listed.iter().any(|l| l.reason == Reason::Reworded && l.lines == [2]));
    assert!(card.listed.iter().any(|l| l.reason == Reason::AlreadyHappened && l.lines == [2]));
}

#[test]
fn outcomes_that_fit_nothing_are_refused_with_their_line() {
    let chain = log(&[verdict("a"), verdict("b")]);
    let refusal =
        |rows: &str| score(Some(&chain), None, Some(&outcomes(rows)), TODAY).unwrap_err().to_string();
    assert!(refusal("a,B9,2024-01-01,true,x\n").starts_with("o.csv, line 2: `a/B9` is neither"));
    assert!(refusal(",B1,2024-01-01,true,x\n").contains("line 2: `B1` belongs to a and b"));
    let twice = "a,B1,2024-01-01,true,x\nb,B1,2024-01-01,true,x\na,B1,2024-01-02,true,x\n";
    assert!(refusal(twice).starts_with("o.csv, line 4: the outcome of `B1` stands on line 2"));
    assert!(refusal("a,B1,2026-01-02,true,x\n").contains("after today, 2026-01-01"));
}

#[test]
fn nothing_to_grade_is_an_empty_card() {
    let card = score(None, None, None, TODAY).unwrap();
    assert!(card.summaries.is_empty() && card.grades.is_empty() && card.listed.is_empty());
}
