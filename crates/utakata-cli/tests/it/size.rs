//! `utakata size`: rejection rates by simulation.

use crate::command::{figure, json, refusal, text};

const SMALL: [&str; 8] = ["--observations", "80", "--paths", "60", "--replications", "39", "--test", "sign"];

#[test]
fn rates_come_with_their_interval_and_obey_the_seed() {
    let mut arguments = vec!["size"];
    arguments.extend(SMALL);
    arguments.extend(["--process", "iid", "--process", "rho-1.04-stop"]);
    let answer = json(&arguments);
    assert_eq!(answer["results"].as_array().unwrap().len(), 2);
    let (size, power) = (figure(&answer, "/results/0/rate"), figure(&answer, "/results/1/rate"));
    assert!(size < 0.2 && power > 0.5, "{size} {power}");
    assert!(figure(&answer, "/results/0/interval/low") <= size);
    assert_eq!(answer, json(&arguments));
    let page = text(&arguments);
    assert!(page.contains("rho-1.04-stop") && page.contains("power"), "{page}");
}

#[test]
fn unknown_names_are_refused_with_the_known_ones() {
    assert!(
        refusal(&["size", "--process", "nonsense", "--test", "sign"])
            .contains("the processes are iid, garch")
    );
    assert!(refusal(&["size", "--test", "nonsense"]).contains("the tests are gsadf-monte-carlo-lag0"));
    assert!(refusal(&["size", "--size", "5"]).contains("5 % is 0.05"));
}

#[test]
fn the_markdown_is_a_row_per_test_with_sizes_that_are_off_in_bold() {
    let mut arguments = vec!["size"];
    arguments.extend(SMALL);
    arguments.extend(["--process", "iid", "--process", "drift-0.1", "--process", "rho-1.04-stop"]);
    let answer = json(&arguments);
    arguments.extend(["--format", "markdown"]);
    let table = text(&arguments);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[..2],
        ["| test | paths | ± | iid | drift-0.1 | rho-1.04-stop |", "|---|---|---|---|---|---|"]
    );
    // √(0.05·0.95/60) = 2.8 %.
    assert!(lines[2].starts_with("| sign | 60 | 2.8 |"), "{table}");
    let cells: Vec<&str> = lines[2].split('|').skip(4).map(str::trim).collect();
    for (i, cell) in cells.iter().take(3).enumerate() {
        let rate = figure(&answer, &format!("/results/{i}/rate"));
        let bold = i < 2 && (rate - 0.05).abs() > 0.02;
        let number = format!("{:.1}", 100.0 * rate);
        assert_eq!(*cell, if bold { format!("**{number}**") } else { number });
    }
    assert_eq!(lines.len(), 3);
}

/// What answers say about their size is what the page says.
#[test]
fn the_published_page_has_the_sizes_that_answers_quote() {
    let page = include_str!("../../../../docs/size.md");
    for (test, rates) in utakata::size::MEASURED {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {test} ")))
            .unwrap_or_else(|| panic!("docs/size.md has no row {test}"));
        let cells = row.split('|').skip(2).map(|cell| cell.trim().trim_matches('*').parse().unwrap());
        assert_eq!(cells.take(rates.len()).collect::<Vec<f64>>(), rates, "{test}");
    }
}
