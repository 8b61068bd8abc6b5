//! The example of `docs/case-format.md` is a case that opens; the page cannot drift from the program.

use crate::example;

use jiff::civil::date;

#[test]
fn the_example_of_the_page_opens() {
    let case = example::example().open().unwrap();
    assert_eq!(case.as_of(), date(2024, 3, 29));
    assert_eq!(case.growth("visits").unwrap().values(), [30.1, 21.0, 13.2, 6.6, 2.3]);
    let tea = case.prices("TEA").unwrap();
    assert_eq!(tea.quoted().unwrap().on(date(2024, 3, 28)), Some(9.1));
    assert_eq!(tea.file, "series/prices.csv");
    assert_eq!(case.ledger.entries.len(), 3);
}

#[test]
fn entries_know_their_line() {
    let example = example::example();
    let case = example.open().unwrap();
    let lines: Vec<&str> = example.text("ledger.toml").lines().collect();
    for (i, entry) in case.ledger.entries.iter().enumerate() {
        let line = case.entry_line(i).unwrap();
        assert_eq!(lines[line - 1], "[[entry]]", "entry {}", entry.id);
        assert_eq!(lines[line], format!("id = \"{}\"", entry.id));
    }
}

#[test]
fn the_example_of_the_page_gets_a_verdict_that_says_what_is_too_short() {
    let case = example::example().open().unwrap();
    let findings = utakata_case::verdict::inquire(
        &case,
        &utakata_case::verdict::InquiryOptions { replications: 99, seed: 1 },
        &utakata::Execution::serial(),
    )
    .unwrap();
    assert_eq!(findings.streams.len(), case.file.streams.len());
    assert!(findings.gates.iter().all(|g| g.qualifies.is_none() && g.text.key == "gate-undecided"));
}
