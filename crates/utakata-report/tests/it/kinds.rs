//! The kinds of evidence that the founding case has no data for: said in every language, each with its picture.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use utakata::Execution;
use utakata_case::Case;
use utakata_case::verdict::{InquiryOptions, inquire};
use utakata_report::terminal::{self, TerminalOptions};
use utakata_report::{Language, html, missing_translations};

const CASE: &str = r#"
schema = 1
id = "kinds"
as_of = "2024-03-29"
sector = "Robots"
title = { en = "t", ja = "t", zh = "t" }
question = { en = "q", ja = "q", zh = "q" }
broad_turn = { required = 1, level = 0.05, streams = ["list"] }
[[stream]]
id = "list"
name = { en = "n", ja = "n", zh = "n" }
kind = "input-prices"
registered = "2024-01-02"
null = { name = "prices-as-before", since = "2024-01-01", prices = { series = "series/list.csv" } }
[[stream]]
id = "few"
name = { en = "n", ja = "n", zh = "n" }
kind = "input-prices"
registered = "2024-01-02"
null = { name = "prices-as-before", since = "2024-03-01", prices = { series = "series/list.csv" } }
[[stream]]
id = "shares"
name = { en = "n", ja = "n", zh = "n" }
kind = "concentration"
registered = "2024-01-02"
null = { name = "shares-described", series = "series/shares.csv" }
[[stream]]
id = "price"
name = { en = "n", ja = "n", zh = "n" }
kind = "valuation"
registered = "2024-01-02"
[stream.null]
name = "growth-implied"
price = { low = 28.0, high = 28.0 }
revenue = { low = 0.2, high = 0.5 }
discount = 15.0
multiple = 8.0
years = 10
entries = []
"#;

const LIST: &str = "date,gpu\n2023-01-05,10\n2023-02-05,11\n2023-03-05,12\n2023-04-05,13\n2023-05-05,14\n2024-01-05,9\n\
                    2024-01-25,8\n2024-02-05,7\n";
const SHARES: &str = "date,a,b\n2024-01-05,1,1\n2024-02-05,3,1\n";

#[test]
fn kinds_without_data_in_the_founding_case_are_said_in_every_language() {
    let files: [(&str, &[u8]); 4] = [
        ("case.toml", CASE.as_bytes()),
        ("ledger.toml", b"schema = 1\nentry = []\n[sources]\n"),
        ("series/list.csv", LIST.as_bytes()),
        ("series/shares.csv", SHARES.as_bytes()),
    ];
    let case = Case::embedded(&files, &[]).unwrap();
    let options = InquiryOptions { replications: 49, seed: 1 };
    let findings = inquire(&case, &options, &Execution::serial()).unwrap();
    assert!(findings.streams.iter().all(|s| s.figures.len() == 1), "{:?}", findings.streams);
    for language in [Language::Japanese, Language::Chinese] {
        assert_eq!(missing_translations(&findings, language), Vec::<String>::new(), "{language:?}");
        let page = html::render(&findings, language).unwrap();
        assert_eq!(page.matches("<svg class=\"plot\"").count() % 4, 0, "one picture per stream and language");
    }
    let text = terminal::render(&findings, &TerminalOptions::default());
    for said in ["Input prices", "Concentration", "Valuation", "not testable: 0 recent"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}
