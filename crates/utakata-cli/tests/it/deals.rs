//! `utakata evidence deals --sub-counts` and `utakata evidence nowcast`.

use crate::command::{json, refusal, text};

#[test]
fn sub_counts_bring_their_own_dispersion() {
    let arguments =
        ["evidence", "deals", "--sub-counts", "12,3,9,20,1,15", "--versus-sub-counts", "30,22,8,41,19,25"];
    let answer = json(&arguments);
    assert_eq!(
        (answer["kind"].as_str(), answer["method"].as_str()),
        (Some("deals"), Some("rate-ratio-permutation"))
    );
    // C(12, 6) ways; 12 + … + 15 = 60 against 145.
    assert_eq!(answer["detail"]["permutation"]["ways"], 924.0);
    assert_eq!(answer["statistic"].as_f64(), Some(60.0 / 145.0));
    let exposures = ["--exposures", "1,1,1,1,1,2", "--versus-exposures", "1,1,1,1,1,1"];
    let unequal = json(&[arguments.as_slice(), &exposures].concat());
    assert_eq!(unequal["method"], "rate-ratio-negative-binomial");
    assert!(unequal["detail"]["permutation"].is_null());
    insta::assert_snapshot!("sub-counts", text(&arguments));
}

#[test]
fn counts_are_complete_or_refused() {
    assert!(refusal(&["evidence", "deals", "--sub-counts", "1,2"]).contains("--versus-sub-counts"));
    assert!(refusal(&["evidence", "deals", "--count", "3"]).contains("--exposure"));
    let short = ["evidence", "deals", "--sub-counts", "1", "--versus-sub-counts", "2,3"];
    assert!(refusal(&short).contains("at least two"));
    let negative = ["evidence", "deals", "--sub-counts=-1,3", "--versus-sub-counts", "2,3"];
    assert!(refusal(&negative).contains("-1"));
}

#[test]
fn late_reports_are_expected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.csv");
    std::fs::write(&path, "period,0,1,2\n2022-Q3,10,10,0\n2022-Q4,20,20,\n2023-Q1,7,,\n").unwrap();
    let file = path.to_str().unwrap();
    let answer = json(&["evidence", "nowcast", file]);
    // Every period doubles, then is complete.
    assert_eq!((answer["statistic"].as_f64(), answer["kind"].as_str()), (Some(14.0), Some("nowcast")));
    assert_eq!(answer["detail"]["names"][2], "2023-Q1");
    assert!(text(&["evidence", "nowcast", file]).contains("50 %"));
    std::fs::write(&path, "period,0,1,2\n2022-Q3,10,,0\n2022-Q4,20,20\n2023-Q1,7\n").unwrap();
    let message = refusal(&["evidence", "nowcast", file]);
    assert!(message.contains("line 2") && message.contains("write 0"), "{message}");
    std::fs::write(&path, "period,0,1,2\n2022-Q3,10,x,0\n").unwrap();
    assert!(refusal(&["evidence", "nowcast", file]).contains("`x` is not a count"));
}
