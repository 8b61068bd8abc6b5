//! Streams of the kinds that the founding case has no data for, and the births with their totals.

use std::fmt::Write as _;

use crate::example::{Example, example};
use jiff::civil::date;
use utakata::Execution;
use utakata_case::Findings;
use utakata_case::findings::{StreamFinding, StreamStanding};
use utakata_case::verdict::{InquiryOptions, inquire};

/// The example with one more stream, which reads `series/more.csv`.
fn with(kind: &str, null: &str, csv: &str) -> Example {
    let lens = "[[lens]]\nid = \"owner\"";
    let stream = format!(
        "[[stream]]\nid = \"more\"\nname = {{ en = \"More\" }}\nkind = \"{kind}\"\nregistered = \"2024-01-02\"\n\
         null = {{ {null} }}\n{lens}"
    );
    let example = example().with("case.toml", lens, &stream);
    if csv.is_empty() { example } else { example.with_file("series/more.csv", csv) }
}

fn findings(example: &Example) -> Findings {
    let options = InquiryOptions { replications: 99, seed: 1 };
    inquire(&example.open().unwrap(), &options, &Execution::serial()).unwrap()
}

fn more(example: &Example) -> StreamFinding {
    findings(example).streams.into_iter().find(|s| s.id == "more").unwrap()
}

const LIST: &str =
    "name = \"prices-as-before\", since = \"2024-01-01\", prices = { series = \"series/more.csv\" }";

#[test]
fn list_prices_that_fall_faster_turn_and_later_ones_are_not_seen() {
    let mut csv = "date,gpu,token\n".to_owned();
    let months =
        ["2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-06", "2023-07", "2023-08", "2023-09"];
    for (i, month) in months.iter().enumerate() {
        writeln!(csv, "{month}-05,{},{}", 100 + i, 50 + i).unwrap();
    }
    // Four cuts by a half and more; the fifth row lies after the as-of day.
    for (i, day) in ["2024-01-05", "2024-01-20", "2024-02-05", "2024-03-05", "2024-04-05"].iter().enumerate()
    {
        writeln!(csv, "{day},{},{}", 50.0 / 2.0_f64.powi(i as i32), 20.0 / 2.0_f64.powi(i as i32)).unwrap();
    }
    let found = more(&with("input-prices", LIST, &csv));
    let statement = &found.statements[0];
    // 8 steps before and 4 since: one choice of C(12, 4) = 495 is as low.
    assert!((statement.p_value.unwrap() - 1.0 / 495.0).abs() < 1e-12, "{statement:?}");
    assert_eq!(found.span, Some((date(2023, 1, 5), date(2024, 3, 5))));
    assert_eq!((found.numbers["recent_steps"], found.numbers["earlier_steps"]), (4.0, 8.0));
    let e = statement.e_value.unwrap();
    let turned = if e >= 20.0 { StreamStanding::Turned } else { StreamStanding::NotShown };
    assert_eq!(found.standing, turned);
    assert!((found.figures[0].lines[0].values[0].unwrap() - 100.0).abs() < 1e-12);
}

#[test]
fn few_list_prices_are_described_and_none_are_said_to_be_missing() {
    let few = "date,gpu\n2024-01-05,10\n2024-02-05,9\n2024-03-05,9\n";
    let found = more(&with("input-prices", LIST, few));
    assert_eq!((found.standing, found.statements[0].p_value), (StreamStanding::Descriptive, None));
    assert!(found.summary.english.contains("too few to test"), "{}", found.summary.english);
    let all = findings(&with("input-prices", "name = \"prices-as-before\", since = \"2024-01-01\"", ""));
    let none = all.streams.iter().find(|s| s.id == "more").unwrap();
    assert_eq!(none.standing, StreamStanding::Insufficient);
    assert!(all.missing.iter().any(|m| m.what.key == "missing-inputs" && m.needed_by == ["more"]));
    let bad = with("input-prices", LIST, "date,gpu\n2024-01-05,10\n2024-02-05,0\n");
    let case = bad.open().unwrap();
    let options = InquiryOptions { replications: 99, seed: 1 };
    let error = inquire(&case, &options, &Execution::serial()).unwrap_err().to_string();
    assert!(error.contains("stream `more`: the price of gpu on 2024-02-05 is 0"), "{error}");
}

#[test]
fn shares_are_described_date_by_date() {
    let null = "name = \"shares-described\", series = \"series/more.csv\"";
    let csv = "date,a,b,c,d\n2024-01-05,1,1,1,1\n2024-02-05,60,25,10,5\n";
    let found = more(&with("concentration", null, csv));
    assert_eq!(found.standing, StreamStanding::Descriptive);
    assert!((found.statements[0].statistic.unwrap() - 0.435).abs() < 1e-12, "the method page's 60/25/10/5");
    let drawn = &found.figures[0].lines[0].values;
    assert!((drawn[0].unwrap() - 4.0).abs() < 1e-12 && (drawn[1].unwrap() - 1.0 / 0.435).abs() < 1e-12);
}

#[test]
fn survivors_stand_beside_their_base_rates() {
    let rate = |left: u32| {
        format!(
            "name = \"survivors-foretold\", entry = \"F001\", entrants = 100, survivors = 2, years = 5, \
             base_rates = [{{ name = {{ en = \"Cups\" }}, entrants = 100, survivors = {left} }}]"
        )
    };
    // P(at most 2 of 100) at 5 % and 10 %: the method page's .118 and .002.
    for (left, p) in [(5, 0.118), (10, 0.002)] {
        let found = more(&with("survival", &rate(left), ""));
        assert!((found.statements[0].p_value.unwrap() - p).abs() < 5e-4, "{:?}", found.statements[0]);
        assert_eq!((found.standing, found.statements[0].e_value), (StreamStanding::Descriptive, None));
        assert!((found.numbers["hazard"] - 0.543).abs() < 5e-4);
        assert_eq!(found.figures[0].dates.len(), 6);
        assert!((found.figures[0].lines[0].values[5].unwrap() - 2.0).abs() < 1e-9);
    }
    let refused = with("survival", &rate(0), "").refused();
    assert!(
        refused.contains("base_rates[0].survivors") && refused.contains("at least 1 and fewer"),
        "{refused}"
    );
}

#[test]
fn a_price_takes_growth_for_granted() {
    let null = |low: &str| {
        format!(
            "name = \"growth-implied\", price = {{ low = 28e9, high = 28e9 }}, revenue = {{ low = {low}, high = 480e6 }}, \
             discount = 15.0, multiple = 8.0, years = 10, entries = [\"F001\"]"
        )
    };
    let found = more(&with("valuation", &null("200e6"), ""));
    // The method page: 40 % a year at 480 million, 53 % at 200 million.
    assert!((found.numbers["implied_growth_low"] - 0.40).abs() < 0.005, "{:?}", found.numbers);
    assert!((found.numbers["implied_growth_high"] - 0.53).abs() < 0.005, "{:?}", found.numbers);
    assert_eq!(found.figures[0].lines.len(), 2);
    let refused = with("valuation", &null("0.0"), "").refused();
    assert!(refused.contains("null.revenue.low") && refused.contains("a positive amount"), "{refused}");
}

#[test]
fn births_are_judged_as_a_share_of_all_births_too() {
    let null = |totals: &str| {
        format!(
            "name = \"births-not-fallen\", series = \"series/more.csv\", by = \"theme\", theme = \"robot\", column = \"new\", \
             recent = 2, earlier = 2, dispersion = 1.0, totals = {{ {totals} }}"
        )
    };
    let births = "theme,date,new\nrobot,2023-11,30\nrobot,2023-12,20\nrobot,2024-01,18\nrobot,2024-02,11\n";
    let all = "date,all\n2023-11,27\n2023-12,34\n2024-01,36\n2024-02,37\n";
    let with = |totals: &str| with("births", &null(totals), births).with_file("series/all.csv", all);
    let sampled = more(&with("series = \"series/all.csv\", column = \"all\", sampled = true"));
    assert_eq!(sampled.statements.len(), 2);
    assert_eq!(sampled.statements[1].method, "share-fall-exact");
    assert!((sampled.statements[1].p_value.unwrap() - 0.008_808_071_862_193_453).abs() < 1e-12);
    assert_eq!((sampled.numbers["recent_total"], sampled.numbers["earlier_total"]), (73.0, 61.0));
    assert!((sampled.numbers["decline_from_peak"] + 19.0 / 30.0).abs() < 1e-12);
    // Known totals are exposures: 29 of 73 against 50 of 61 is the exact ratio of two rates.
    let known = more(&with("series = \"series/all.csv\", column = \"all\""));
    let expected = utakata::rates::rate_not_fallen_statement(
        utakata::rates::Count::exact(29.0, 73.0),
        utakata::rates::Count::exact(50.0, 61.0),
        1.0,
        0.95,
    )
    .unwrap();
    assert_eq!(known.statements[1].p_value, expected.p_value);
    // The registered test is the plain one, whatever stands beside it.
    assert_eq!(known.statements[0], sampled.statements[0]);
    let missing = with("series = \"series/none.csv\", column = \"all\"").refused();
    assert!(missing.contains("no file `series/none.csv`"), "{missing}");
}
