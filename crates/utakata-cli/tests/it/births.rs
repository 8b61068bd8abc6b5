//! `utakata evidence births`, on the series of the founding case.

use crate::command::{figure, file, json, refusal, text};

const COUNTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/ai-2023/series/package_births.csv");
const ALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/ai-2023/series/package_births_all.csv");

fn founding<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["evidence", "births", COUNTS, "--theme", "chatgpt"], more].concat()
}

#[test]
fn the_founding_wave_is_judged_as_counts_and_as_a_share() {
    let sampled = ["--column", "new_packages", "--total", ALL, "--sampled", "--control", "nft_web3"];
    let answer = json(&founding(&sampled));
    assert_eq!((answer["kind"].as_str(), answer["series"][0].as_str()), (Some("births"), Some("chatgpt")));
    let at = |pointer| figure(&answer, pointer);
    assert_eq!((at("/detail/recent/count"), at("/detail/earlier/count")), (29.0, 50.0));
    assert_eq!((at("/detail/share/recent_total"), at("/detail/share/earlier_total")), (73.0, 61.0));
    // Python: erfc(-log(29*61/(50*73)) / sqrt(2*(1/29+1/50)+1/73+1/61) / sqrt(2)) / 2
    assert!((at("/detail/share/statement/p_value") - 0.026_047_022_295_227_883).abs() < 1e-9);
    // The file: 41 in March, 11 in May.
    assert_eq!((at("/detail/peak/count"), at("/detail/peak/months_since")), (41.0, 2.0));
    assert_eq!(answer["detail"]["peak"]["month"], "2023-03-01");
    assert!((at("/detail/peak/decline") - (11.0 / 41.0 - 1.0)).abs() < 1e-15);
    let laid = answer["detail"]["control"]["laid"].as_array().unwrap();
    let peak = laid.iter().find(|row| row["after_peak"] == 0).unwrap();
    assert_eq!((figure(peak, "/theme"), figure(peak, "/control")), (100.0, 100.0));
    assert!(laid.iter().any(|row| row["after_peak"] == 3 && row["theme"].is_null()));

    let exact = json(&founding(&[sampled.as_slice(), &["--dispersion", "1"]].concat()));
    // Python, in exact fractions: sum(comb(79,k)*comb(134,102-k) for k in range(30))/comb(213,102)
    assert!((figure(&exact, "/detail/share/statement/p_value") - 0.008_808_071_862_193_453).abs() < 1e-12);
    // Python, in exact fractions: sum(comb(79,k) for k in range(30))/2**79
    assert!((figure(&exact, "/p_value") - 0.011_909_896_429_000_633).abs() < 1e-12, "{}", exact["p_value"]);
    assert!(
        text(&founding(&sampled)).contains("41 in 2023-03-01; the last month, 2 later, stands 73.2 % below")
    );
}

#[test]
fn it_says_what_the_stream_says() {
    let report = json(&["report"]);
    let streams = report["streams"].as_array().unwrap();
    let stream = streams.iter().find(|stream| stream["id"] == "births").unwrap();
    let answer = json(&founding(&["--total", ALL, "--sampled"]));
    for number in ["p_value", "statistic", "interval/low", "interval/high"] {
        let plain =
            [figure(&answer, &format!("/{number}")), figure(stream, &format!("/statements/0/{number}"))];
        assert_eq!(plain[0], plain[1], "{number}");
        let share = figure(&answer, &format!("/detail/share/statement/{number}"));
        assert_eq!(share, figure(stream, &format!("/statements/1/{number}")), "{number} of the share");
    }
    assert_eq!(figure(&answer, "/e_value"), figure(stream, "/statements/0/e_value"));
}

#[test]
fn known_totals_may_be_a_theme_and_a_month_counts_once_it_is_over() {
    let csv = "theme,date,new\nrobot,2023-11,30\nrobot,2023-12,20\nrobot,2024-01,18\nrobot,2024-02,11\n\
               robot,2024-03,1\nany,2023-11,27\nany,2023-12,34\nany,2024-01,36\nany,2024-02,37\nany,2024-03,40\n";
    let (_folder, path) = file("births.csv", csv);
    let base = ["evidence", "births", &path, "--theme", "robot", "--total", "any", "--as-of", "2024-03-30"];
    let answer = json(&[base.as_slice(), &["--dispersion", "1"]].concat());
    assert_eq!(answer["detail"]["recent"]["to"], "2024-02-01");
    // Python, in exact fractions: sum(comb(79,k)*73**k*61**(79-k) for k in range(30))/134**79
    let p = figure(&answer, "/detail/share/statement/p_value");
    assert!((p - 0.001_116_657_713_451_791_9).abs() < 1e-12, "{p}");
    let unclear = refusal(&[base.as_slice(), &["--total-column", "new"]].concat());
    assert!(unclear.contains("--total any is a theme of"), "{unclear}");
}

#[test]
fn what_cannot_be_judged_is_refused_with_its_place() {
    let refused = |more: &[&str]| refusal(&founding(more));
    let unknown = refusal(&["evidence", "births", COUNTS, "--theme", "chatgtp"]);
    assert!(unknown.contains("package_births.csv: no theme `chatgtp` for --theme; there are: "), "{unknown}");
    assert!(unknown.contains("nft_web3"), "{unknown}");
    assert!(refused(&["--control", "nft"]).contains("no theme `nft` for --control"));
    assert!(refused(&["--total", "none.csv"]).contains("neither a file nor a theme of"));
    assert!(refused(&["--by", "word"]).contains("line 1: no column `word`"));
    assert!(refused(&["--sampled"]).contains("--total"));
    assert!(refused(&["--recent", "0"]).contains("each window needs at least one"));
    assert!(refused(&["--dispersion", "0.5"]).contains("the dispersion is 0.5"));

    let one = |csv: &str, more: &[&str]| {
        let (_folder, path) = file("births.csv", csv);
        refusal(&[&["evidence", "births", path.as_str(), "--theme", "a"], more].concat())
    };
    let months = "theme,date,new\na,2023-01,3\na,2023-02,4\na,2023-03,5\n";
    let few = one(months, &[]);
    assert!(few.contains("births.csv: `a` has 3 whole months and 2 + 2 are compared"), "{few}");
    let negative = one("theme,date,new\na,2023-01,3\na,2023-02,-4\n", &[]);
    assert!(negative.contains("births.csv, line 3, column `new`: `-4` is not a count"), "{negative}");
    assert!(
        one("theme,date,new\na,2023-01,3.5\n", &[]).contains("line 2, column `new`: `3.5` is not a count")
    );
    let gap = one("theme,date,new\na,2023-01,3\na,2023-03,4\n", &["--recent", "1", "--earlier", "1"]);
    assert!(gap.contains("2023-03-01 follows 2023-01-01"), "{gap}");
    let (_folder, all) = file("all.csv", "date,all\n2023-02,9\n");
    let short = one(months, &["--recent", "1", "--earlier", "1", "--total", &all]);
    assert!(short.contains("`all` has no count of all births for 2023-03-01"), "{short}");
}
