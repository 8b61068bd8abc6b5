//! Months that numbers are about.
#![allow(clippy::unwrap_used)] // a failing test may panic

use jiff::civil::date;

#[test]
fn a_month_is_of_the_numbers_of_its_sentence() {
    let text = "増加率は1月の130%から2月と3月には約60%に落ち、5月は3%だった。71%は満足している。6月の増加は小さい。10%よりも3%。";
    let items = utakata_text::read(text, Some(date(2023, 6, 27))).items;
    let periods: Vec<(&str, Vec<&str>)> =
        items.iter().map(|i| (i.quote.as_str(), i.periods.iter().map(String::as_str).collect())).collect();
    assert_eq!(
        periods,
        [
            ("130%", vec!["2023-01"]),
            ("約60%", vec!["2023-02", "2023-03"]),
            ("3%", vec!["2023-05"]),
            ("71%", vec![]),
            ("10%", vec!["2023-06"]),
            ("3%", vec!["2023-06"]),
        ]
    );
}
