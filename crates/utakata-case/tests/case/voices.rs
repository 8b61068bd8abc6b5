//! Camps, forecasts and tracing.

use jiff::civil::date;
use utakata_case::{
    ledger::{Outcome, Stance},
    opinions::{cited_sources, forecast_lines, ledger_lines, stance_map},
};

use crate::example::{Example, example};

/// Adds opinions of new speakers; one person per distinct name.
fn with_voices(voices: &[(&str, &str)]) -> Example {
    let example = example();
    let mut names: Vec<&str> = voices.iter().map(|v| v.0).collect();
    names.sort_unstable();
    names.dedup();
    let people = names.iter().map(|name| format!("[people.{name}]\nname = \"{name}\"\n"));
    let entries = voices.iter().enumerate().map(|(i, (name, stance))| {
        format!(
            "[[entry]]\nid = \"O{i}\"\nkind = \"opinion\"\nsubject = \"s\"\nstatement = \"says {i}\"\n\
             source = \"gazette\"\nspeaker = \"{name}\"\ndate = \"2024-03-28\"\nstance = \"{stance}\"\n"
        )
    });
    let ledger: String =
        std::iter::once(example.text("ledger.toml").to_owned()).chain(people).chain(entries).collect();
    example.with_file("ledger.toml", &ledger)
}

#[test]
fn camps_count_each_person_once() {
    let voices = [("ann", "bursting"), ("ann", "bursting"), ("bob", "not-bursting"), ("cai", "ambivalent")];
    let map = stance_map(&with_voices(&voices).open().unwrap());
    // Ann and the example's brewer, Bob, Cai: shares 1/2, 1/4, 1/4 have 1.5 bits.
    assert_eq!(map.counts, [2, 1, 1, 0]);
    assert!((map.disagreement_bits - 1.5).abs() < 1e-12, "{}", map.disagreement_bits);
    assert_eq!(map.largest_bits, 2.0);
    let ann = map.rows.iter().find(|r| r.person == "ann").unwrap();
    assert_eq!((ann.entries.len(), ann.says.as_str()), (2, "says 0"));
    assert_eq!(map.rows.iter().map(|r| r.stance).collect::<Vec<_>>(), {
        use Stance::{Ambivalent, Bursting, NotBursting};
        [Bursting, Bursting, NotBursting, Ambivalent]
    });
}

#[test]
fn words_both_ways_are_ambivalent_and_neutral_words_take_no_side() {
    let voices = [("ann", "bursting"), ("ann", "not-bursting"), ("bob", "neutral"), ("bob", "bursting")];
    let map = stance_map(&with_voices(&voices).open().unwrap());
    let stance = |id: &str| map.rows.iter().find(|r| r.person == id).unwrap().stance;
    assert_eq!((stance("ann"), stance("bob")), (Stance::Ambivalent, Stance::Bursting));
}

#[test]
fn one_camp_does_not_disagree() {
    let map = stance_map(&example().open().unwrap());
    assert_eq!((map.counts, map.disagreement_bits), ([1, 0, 0, 0], 0.0));
    assert_eq!(map.rows[0].role, "Analyst, Kettle Research");
}

#[test]
fn hindsight_is_kept_apart() {
    let due = "due = \"2025-12-31\"";
    let outcome = |known: &str| {
        let with = format!("{due}, outcome = \"true\", known_on = \"{known}\", evidence = \"POT closed\"");
        forecast_lines(&example().with("ledger.toml", due, &with).open().unwrap()).remove(0)
    };
    let open = forecast_lines(&example().open().unwrap()).remove(0);
    assert_eq!((open.outcome, open.hindsight), (Outcome::Open, None));
    assert_eq!((open.speaker.as_str(), open.due), ("Ada Brewer", Some(date(2025, 12, 31))));
    let later = outcome("2025-06-01");
    assert_eq!(later.outcome, Outcome::Open);
    let hindsight = later.hindsight.unwrap();
    assert_eq!((hindsight.outcome, hindsight.known_on), (Outcome::True, Some(date(2025, 6, 1))));
    let known = outcome("2024-03-29");
    assert_eq!((known.outcome, known.hindsight), (Outcome::True, None));
}

#[test]
fn a_forecast_nobody_can_decide_is_unresolvable() {
    let rule = "resolution = { rule = \"TEA or POT is delisted or in insolvency\", due = \"2025-12-31\" }\n";
    let line = forecast_lines(&example().with("ledger.toml", rule, "").open().unwrap()).remove(0);
    assert_eq!((line.outcome, line.rule), (Outcome::Unresolvable, None));
}

#[test]
fn every_entry_can_be_traced() {
    let example = example();
    let case = example.open().unwrap();
    let lines = ledger_lines(&case);
    assert_eq!(lines.len(), case.ledger.entries.len());
    let text: Vec<&str> = example.text("ledger.toml").lines().collect();
    assert!(lines.iter().all(|l| text[l.line - 1] == "[[entry]]"));
    let unused = "[sources.unused]\ntitle = \"t\"\npublisher = \"p\"\n\n[sources.shop]";
    let case = example.with("ledger.toml", "[sources.shop]", unused).open().unwrap();
    assert_eq!(cited_sources(&case).iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["gazette", "shop"]);
}
