//! What becomes of a doubted number in the growth series of a draft.
#![allow(clippy::unwrap_used)] // a failing test may panic

use jiff::civil::date;
use utakata_text::draft::{Article, Files, draft};

fn files(text: &str) -> Files {
    let published = date(2023, 6, 27);
    let article = Article { text, title: "t", published, address: None, symbols: &[] };
    draft(&article, &utakata_text::read(text, Some(published)), None).unwrap()
}

const SOUND: &str = "増加率は1月の130%から2月と3月には約60%に落ち、4月は10%だった。";

#[test]
fn a_doubted_month_is_left_out_of_the_series_and_said_so() {
    let files = files(&format!("{SOUND}5月の増加は小さい。10%よりも3%。"));
    assert_eq!(files["series/growth.csv"], "date,growth\n2023-01,130\n2023-02,60\n2023-03,60\n2023-04,10\n");
    assert!(files["case.toml"].contains("without 2023-05 (doubted)"), "{}", files["case.toml"]);
    let ledger = &files["ledger.toml"];
    assert!(ledger.contains("add the line 2023-05,3 to series/growth.csv"), "{ledger}");
    assert!(ledger.contains("garbles_number = true"), "{ledger}");
}

#[test]
fn nothing_is_said_to_be_left_out_where_nothing_is() {
    let sound = files(SOUND);
    assert!(!sound["case.toml"].contains("without"), "{}", sound["case.toml"]);
    // A sound number of the same month stands.
    let twice = files(&format!("{SOUND}5月の増加は小さい。10%よりも3%。5月は2%だった。"));
    assert!(twice["series/growth.csv"].ends_with("2023-05,2\n"), "{}", twice["series/growth.csv"]);
    assert!(!twice["case.toml"].contains("without"), "{}", twice["case.toml"]);
}
