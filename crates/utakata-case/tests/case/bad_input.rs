//! Every kind of bad case is refused with file, line, field and advice.

use crate::example::example;

/// Line of `text` that holds `needle`, counted from 1.
fn line_of(text: &str, needle: &str) -> usize {
    1 + text.lines().position(|l| l.contains(needle)).unwrap()
}

#[track_caller]
fn refused(file: &str, old: &str, new: &str, parts: &[&str]) {
    let example = example().with(file, old, new);
    let message = example.refused();
    for part in parts {
        assert!(message.contains(part), "`{message}` does not say `{part}`");
    }
    let text = example.text(file);
    let line = line_of(text, new.lines().next().filter(|l| !l.is_empty()).unwrap_or(new));
    let place = format!("{file}, line {line},");
    assert!(message.contains(&place), "`{message}` does not say `{place}`");
}

#[test]
fn references_to_nothing() {
    refused(
        "ledger.toml",
        "source = \"gazette\"\nspeaker",
        "source = \"gazete\"\nspeaker",
        &["`entry[2].source`", "unknown source `gazete`; defined are: gazette, shop"],
    );
    refused("ledger.toml", "speaker = \"brewer\"", "speaker = \"brower\"", &["unknown person", "brewer"]);
    refused("ledger.toml", "stream = \"visits\"", "stream = \"visit\"", &["unknown stream", "prices"]);
    refused("ledger.toml", "stream = \"visits\"", "stream = \"prices\"", &["no growth rates"]);
    refused(
        "case.toml",
        "streams = [\"visits\", \"prices\"]",
        "streams = [\"visits\", \"price\"]",
        &["unknown stream"],
    );
    refused(
        "case.toml",
        "null = { name = \"ordinary-week\", basket = \"makers\"",
        "null = { name = \"ordinary-week\", basket = \"m\"",
        &["`stream[1].null.basket`", "unknown basket `m`; defined are: makers"],
    );
    refused("case.toml", "sources = [\"shop\"]", "sources = [\"shops\"]", &["unknown source `shops`"]);
    refused("case.toml", "series/visits.csv", "series/visit.csv", &["no file `series/visit.csv`"]);
    refused(
        "case.toml",
        "name = \"ordinary-week\"",
        "name = \"ordinary-month\"",
        &["ordinary-month", "ordinary-week"],
    );
    refused("case.toml", "kind = \"price\"", "kind = \"prize\"", &["prize", "price"]);
    refused("case.toml", "kind = \"price\"", "kind = \"breadth\"", &["`price`, not `breadth`"]);
}

#[test]
fn an_entry_without_a_source_is_found_at_its_head() {
    let example = example().with("ledger.toml", "source = \"gazette\"\nspeaker", "speaker");
    let message = example.refused();
    let line = line_of(example.text("ledger.toml"), "id = \"F001\"") - 1;
    assert!(message.contains(&format!("ledger.toml, line {line},")), "{message}");
    assert!(message.contains("missing field `source`"), "{message}");
}

#[test]
fn identifiers_twice() {
    refused("ledger.toml", "id = \"U001\"", "id = \"P001\" # again", &["`P001` is used twice"]);
    refused(
        "case.toml",
        "members = [\"TEA\", \"POT\"]",
        "members = [\"TEA\", \"TEA\"]",
        &["`TEA` is used twice"],
    );
    refused("case.toml", "id = \"prices\"", "id = \"visits\" # again", &["`visits` is used twice"]);
}

#[test]
fn intervals_and_periods_the_wrong_way_round() {
    refused(
        "ledger.toml",
        "high = 5.0, unit",
        "low = 7.0, high = 5.0, unit",
        &["low 7 is above high 5", "values[0].low"],
    );
    refused(
        "ledger.toml",
        "month = \"2024-02-01\", high = 5.0",
        "month = \"2024-02-01\", low = 9.0, high = 5.0",
        &["inverted"],
    );
    refused(
        "ledger.toml",
        "month = \"2024-02-01\", high = 5.0",
        "month = \"2024-02-01\"",
        &["neither `low` nor `high`"],
    );
    refused("ledger.toml", "high = 5.0, unit", "low = 5.0, unit", &["bound `at-most` needs `high`"]);
    refused("ledger.toml", "high = 5.0, unit", "high = nan, unit", &["NaN is out of range"]);
    refused(
        "ledger.toml",
        "from = \"2024-03-25\"",
        "from = \"2024-03-29\"",
        &["ends on 2024-03-28, before it begins"],
    );
    refused("ledger.toml", "month = \"2024-02-01\"", "month = \"2024-02-03\"", &["first day of a month"]);
}

#[test]
fn dates_that_cannot_be() {
    refused(
        "case.toml",
        "as_of = \"2024-03-29\"",
        "as_of = \"29.3.2024\"",
        &["as_of", "`29.3.2024` is not a date"],
    );
    refused(
        "case.toml",
        "frozen = \"2024-01-02\"",
        "frozen = \"2024-03-30\"",
        &["after the as-of date 2024-03-29", "frozen"],
    );
    refused(
        "ledger.toml",
        "date = \"2024-03-28\"\nstance = \"bursting\"\nresolution",
        "date = \"2024-04-28\"\nstance = \"bursting\"\nresolution",
        &["`entry[2].date`", "resolution"],
    );
    let window = "from = \"2024-03-25\", to = \"2024-03-28\"";
    refused(
        "ledger.toml",
        window,
        "from = \"2024-03-25\", to = \"2024-04-02\"",
        &["`entry[0].check.to`", "known then"],
    );
    let early = example().with("case.toml", "as_of = \"2024-03-29\"", "as_of = \"2023-10-30\"");
    assert!(early.refused().contains("after the as-of date 2023-10-30"), "{}", early.refused());
}

#[test]
fn a_date_inside_a_claim_is_found_too() {
    refused(
        "ledger.toml",
        "month = \"2024-02-01\"",
        "month = \"2024-02\"",
        &["`entry[1].check.month`", "`2024-02`"],
    );
}

#[test]
fn the_as_of_date_before_the_data() {
    let early = "symbol,date,close\nTEA,2024-04-02,1\nPOT,2024-04-02,1\n";
    let message = example().with_file("series/prices.csv", early).refused();
    assert!(message.contains("series/prices.csv") && message.contains("as-of date 2024-03-29"), "{message}");
    let visits = "date,visits,growth\n2024-03,1,1\n2024-04,1,2\n";
    let message = example().with_file("series/visits.csv", visits).refused();
    assert!(message.contains("series/visits.csv") && message.contains("as-of date 2024-03-29"), "{message}");
}

#[test]
fn numbers_out_of_range() {
    refused("case.toml", "required = 2", "required = 3", &["requires 3 of 2 streams"]);
    refused("case.toml", "required = 2", "required = 0", &["0 is out of range", "at least 1"]);
    refused("case.toml", "level = 0.05", "level = 1.5", &["1.5 is out of range"]);
    refused("case.toml", "history = 504", "history = 4", &["at least as long as the horizon"]);
    refused("case.toml", "miss_cost = 1.0", "miss_cost = -1.0", &["positive cost"]);
    refused("case.toml", "fall = 40.0", "fall = 140.0", &["per cent"]);
    refused("case.toml", "horizon = 5", "horizon = -5", &["-5"]);
    let deals = "kind = \"deals\"\nregistered = \"2024-01-02\"\nnull = { name = \"rate-not-fallen\", dispersion = 2.0, \
                 recent = { low = -3.0, exposure = 1.0 }, earlier = { low = 3.0, exposure = 1.0 }, entries = [] }\n\
                 [[stream]]\nid = \"prices\"\nname = { en = \"Share\" }\n";
    let start = "kind = \"price\"\n";
    let example = example().with("case.toml", start, &format!("{deals}{start}"));
    assert!(
        example.refused().contains("-3 is out of range; expected a count, 0 or more"),
        "{}",
        example.refused()
    );
}

#[test]
fn shapes_that_are_not_the_format() {
    refused("case.toml", "sector = ", "sectors = ", &["unknown field `sectors`"]);
    refused("case.toml", "required = 2", "required = two", &["line"]);
    refused("case.toml", "schema = 1", "schema = 2", &["schema 2 is not known"]);
    refused(
        "ledger.toml",
        "stance = \"bursting\"\nresolution",
        "stance = \"maybe\"\nresolution",
        &["maybe", "ambivalent"],
    );
    refused("ledger.toml", "direction = \"down\"", "direction = \"sideways\"", &["sideways", "down"]);
    refused("ledger.toml", "due = \"2025-12-31\"", "due = \"2025-12-31\", outcome = \"true\"", &["known_on"]);
    let message = example().without("ledger.toml").refused();
    assert!(message.contains("no ledger.toml"), "{message}");
    let message =
        example().with_file("series/prices.csv", "symbol,date,volume\nTEA,2024-03-28,1\n").refused();
    assert!(message.contains("series/prices.csv: not a table of prices"), "{message}");
}

#[test]
fn all_flaws_are_told_at_once() {
    let message = example()
        .with("case.toml", "level = 0.05", "level = 5.0")
        .with("ledger.toml", "speaker = \"brewer\"", "speaker = \"nobody\"")
        .refused();
    assert_eq!(message.lines().count(), 2, "{message}");
}

#[test]
fn dates_may_stand_without_quotes() {
    let case = example().with("case.toml", "as_of = \"2024-03-29\"", "as_of = 2024-03-29").open().unwrap();
    assert_eq!(case.as_of(), jiff::civil::date(2024, 3, 29));
}

#[test]
fn a_missing_folder_is_named() {
    let message = utakata_case::Case::open("no/such/case".as_ref(), &[]).unwrap_err().to_string();
    assert!(message.contains("no/such/case: no such case folder"), "{message}");
}

#[test]
fn layers_that_share_a_member_or_order_what_is_not_there() {
    const LAYERS: &str = "[[layer]]\nid = \"robots\"\nname = { en = \"Robots\" }\nmembers = [\"TEA\", \"ROBO\"]\n\
        [[layer]]\nid = \"pots\"\nname = { en = \"Pots\" }\nmembers = [\"POT\", \"TEA\"]\n";
    let lens = "[[lens]]\nid = \"owner\"";
    let with = |layers: &str| {
        let example = example().with("case.toml", lens, &format!("{layers}{lens}"));
        let line = |needle: &str| line_of(example.text("case.toml"), needle);
        (example.refused(), line("members = [\"POT\""))
    };
    let (message, line) = with(LAYERS);
    assert!(message.contains(&format!("case.toml, line {line},")), "{message}");
    assert!(message.contains("`layer[1].members[1]`: `TEA` is already in layer `robots`"), "{message}");
    let (message, _) = with(&LAYERS.replace("\"ROBO\"", "\"TEA\"").replace("\"POT\", \"TEA\"", "\"POT\""));
    assert!(message.contains("`layer[0].members[1]`: `TEA` is used twice"), "{message}");
    let ordered = |null: &str| {
        let good = LAYERS.replace("\"POT\", \"TEA\"", "\"POT\"");
        let stream = "[[stream]]\nid = \"chain\"\nname = { en = \"Chain\" }\nkind = \"layers\"\nregistered = \"2024-01-02\"\n";
        with(&format!("{good}{stream}null = {{ name = \"predicted-order\", {null} }}\n")).0
    };
    let dated = "frozen = \"2024-01-02\", from = \"2024-01-02\"";
    let said = ordered(&format!("order = [\"pots\", \"cups\"], fall = 10.0, {dated}"));
    assert!(said.contains("unknown layer `cups`; defined are: robots, pots"), "{said}");
    let said = ordered(&format!("order = [\"pots\", \"pots\"], fall = 0.0, {dated}"));
    assert!(said.contains("`pots` is used twice") && said.contains("a fall in per cent"), "{said}");
    let said = ordered(
        "order = [\"pots\", \"robots\"], fall = 10.0, frozen = \"2024-02-01\", from = \"2024-01-02\"",
    );
    assert!(said.contains("frozen on 2024-02-01, after the window begins on 2024-01-02"), "{said}");
}
