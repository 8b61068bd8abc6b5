//! Usage streams: months per day, re-estimated series, flows, ceilings, and a reference class of past windows.

use utakata::{Execution, Statement};
use utakata_case::{
    findings::StreamFinding,
    verdict::{InquiryOptions, inquire},
};

use crate::example::{Example, example};

const FROM: &str = "from = \"2023-10-01\" }";
const CLASS: &str = "series,neg,lin,own\na,1,0.9,0.5\na,0,0.2,0.5\nb,1,0.7,0.5\nc,0,0.1,0.5\n";

fn usage(example: &Example) -> StreamFinding {
    let case = example.open().unwrap();
    let options = InquiryOptions { replications: 99, seed: 1 };
    let findings = inquire(&case, &options, &Execution::serial()).unwrap();
    findings.streams.into_iter().find(|s| s.statements.iter().any(|s| s.method == "ceiling-profile")).unwrap()
}

fn with(fields: &str) -> Example {
    example().with("case.toml", FROM, &format!("from = \"2023-10-01\", {fields} }}"))
}

fn notes(statement: &Statement) -> String {
    statement.notes.iter().map(|note| note.english.as_str()).collect::<Vec<_>>().join("\n")
}

fn statement<'a>(finding: &'a StreamFinding, method: &str) -> &'a Statement {
    finding.statements.iter().find(|s| s.method == method).unwrap()
}

#[test]
fn ceilings_are_said_and_drawn_and_a_break_is_not_tested() {
    let finding = usage(&example());
    let text = notes(statement(&finding, "ceiling-profile"));
    assert!(text.contains("logistic curve: ceiling") && text.contains("read as a stock"), "{text}");
    let picture = finding.figures.iter().find(|f| f.id.ends_with("-ceiling")).unwrap();
    // Six levels allow every curve: the data, four curves, and the highest ceiling where there is one.
    assert!(picture.lines.len() >= 5);
    assert!(picture.lines.iter().all(|line| line.values.len() == picture.dates.len()));
    let text = notes(statement(&finding, "sup-f-break"));
    assert!(text.starts_with("not testable: 5 periods"), "{text}");
    let flow = usage(&with("flow = true"));
    assert!(notes(statement(&flow, "ceiling-profile")).contains("read as a flow"));
}

#[test]
fn months_are_compared_per_day_and_revisions_are_named() {
    let finding = usage(&with("per_day = true, revised = true"));
    let text = notes(&finding.statements[0]);
    assert!(text.contains("mean per day") && text.contains("re-estimated"), "{text}");
    // 30.1 % from September (30 days) to October (31).
    let first = 100.0 * (1.301 * 30.0 / 31.0 - 1.0);
    assert!((finding.numbers["first_growth_per_cent"] - first).abs() < 1e-9);
    assert!(!notes(&usage(&example()).statements[0]).contains("mean per day"));
}

#[test]
fn a_reference_class_scores_the_forecasts_of_a_case() {
    let class = with("reference_class = \"series/windows.csv\"").with_file("series/windows.csv", CLASS);
    let finding = usage(&class);
    let text = notes(statement(&finding, "next-negative-family"));
    assert!(text.contains("of 4 past windows like this, 2 were followed by a negative period"), "{text}");
    assert!(text.contains("weighted by what they gained"), "{text}");
    assert!(finding.files.contains(&"series/windows.csv".to_owned()));
    let message = with("reference_class = \"series/windows.csv\"").refused();
    assert!(message.contains("no file `series/windows.csv`"), "{message}");
    let message = class.with_file("series/windows.csv", &CLASS.replace("0.9", "9")).refused();
    assert!(message.contains("line 2, column `lin`: `9` is not a probability"), "{message}");
}
