//! `utakata evidence`, against the published reference numbers.

use std::fmt::Write as _;

use serde_json::Value;

use crate::command::{file, json, refusal, text};

/// Asserts a number of the answer to nine digits.
fn number(answer: &Value, pointer: &str, expected: f64) {
    let actual = answer.pointer(pointer).and_then(Value::as_f64);
    let actual = actual.unwrap_or_else(|| panic!("no number at {pointer} in {answer:#}"));
    assert!((actual - expected).abs() <= 1e-9 * expected.abs(), "{pointer}: {actual} is not {expected}");
}

const USAGE: [&str; 4] = ["evidence", "usage", "--growth", "131.6,62.5,55.8,12.6,2.8"];

#[test]
fn usage_answers_with_its_statement_and_detail() {
    let answer = json(&USAGE);
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["kind"], "usage");
    assert_eq!(answer["method"], "mann-kendall-exact");
    number(&answer, "/statistic", -10.0);
    number(&answer, "/p_value", 1.0 / 120.0);
    number(&answer, "/smallest_p", 1.0 / 120.0);
    number(&answer, "/e_value", 22.5);
    for (period, capital) in [1.0, 1.5, 3.0, 7.5, 22.5].into_iter().enumerate() {
        number(&answer, &format!("/detail/e_process/path/{period}"), capital);
    }
    number(&answer, "/detail/mann_kendall/p_two_sided", 1.0 / 60.0);
    assert_eq!(answer["detail"]["since_when"]["outcome"], "no-change-shown");
}

#[test]
fn a_fall_is_a_negative_growth() {
    let answer = json(&["evidence", "usage", "--growth", "-9.7,-3,1.5"]);
    number(&answer, "/detail/growth/0", -0.097);
}

#[test]
fn the_page_for_people_fits_and_names_the_guarantee() {
    let page = text(&USAGE);
    insta::assert_snapshot!(page);
    assert!(page.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_row_for_a_spreadsheet() {
    let mut arguments = USAGE.to_vec();
    arguments.extend(["--format", "csv"]);
    let rows = text(&arguments);
    let lines: Vec<&str> = rows.lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
    assert!(lines[1].starts_with("usage,mann-kendall-exact,S,-10.0,0.00833333333333333"), "{rows}");
}

#[test]
fn bad_growth_is_refused() {
    assert!(
        refusal(&["evidence", "usage", "--growth", "5,2"])
            .contains("--growth: the slowdown test needs at least 3")
    );
    assert!(refusal(&["evidence", "usage", "--growth", "5,x,1"]).contains("'x'"));
    assert!(refusal(&["evidence", "usage", "--growth", "5,-100,1"]).contains("−100 %"));
    assert!(refusal(&["evidence", "usage", "--growth", "5,inf,1"]).contains("finite"));
}

#[test]
fn levels_give_the_answer_of_their_growth() {
    let levels = ["evidence", "usage", "--levels", "100,231.6,376.35,586.3533,660.2338158,678.72036264"];
    let (answer, growth) = (json(&levels), json(&USAGE));
    number(&answer, "/p_value", 1.0 / 120.0);
    number(&answer, "/detail/ceilings/0/reached", 678.72036264);
    for curve in 0..4 {
        for end in ["ratio", "interval/high"] {
            let pointer = format!("/detail/ceilings/{curve}/{end}");
            let (a, b) = (answer.pointer(&pointer).unwrap(), growth.pointer(&pointer).unwrap());
            // The same curve in another unit: equal as far as a flat minimum is.
            assert!((a.as_f64().unwrap() / b.as_f64().unwrap() - 1.0).abs() < 1e-6, "{pointer}: {a} {b}");
        }
    }
    // evidence.md, part a: logistic 1.06, set up to 1.26; Gompertz 1.23, up to 1.99.
    let high =
        |curve: usize| growth.pointer(&format!("/detail/ceilings/{curve}/interval/high")).unwrap().as_f64();
    assert!((high(0).unwrap() - 1.260698).abs() < 1e-6 && (high(1).unwrap() - 1.992483).abs() < 1e-6);
}

#[test]
fn a_curve_scale_and_counting_are_chosen_and_stated() {
    let sold = "25,40,60,88,102,121,135,119,98,70";
    let arguments =
        ["evidence", "usage", "--levels", sold, "--curve", "bass", "--scale", "level", "--counting", "flow"];
    let answer = json(&arguments);
    let fit = answer.pointer("/detail/ceilings/0").unwrap();
    assert_eq!((&fit["curve"], &fit["options"]["scale"]), (&Value::from("bass"), &Value::from("level")));
    assert_eq!(fit["options"]["counting"], "flow");
    number(&answer, "/detail/ceilings/0/reached", 858.0);
    assert_eq!(fit["parameters"][0]["name"], "p");
    assert!(text(&arguments).contains("flow"));
    let short = ["evidence", "usage", "--levels", "1,2,3,3.5", "--curve", "richards"];
    assert!(
        refusal(&short).contains("--levels: a Richards curve has 4 parameters: its ceiling needs at least 6")
    );
    assert!(text(&short[..4]).contains("a logistic curve has 3 parameters"));
    assert!(refusal(&["evidence", "usage", "--levels", "1,2,3,4,5", "--age", "0"]).contains("age 0"));
    assert!(refusal(&["evidence", "usage", "--levels", "1,0,3,4"]).contains("level 0 in period 1"));
}

#[test]
fn months_are_compared_per_day_where_their_names_are_known() {
    // The same traffic every day from January to April 2023.
    let (_folder, table) =
        file("visits.csv", "month,visits\n2023-01,31\n2023-02,28\n2023-03,31\n2023-04,30\n");
    let table = table.as_str();
    let answer = json(&["evidence", "usage", table, "--per-day", "--revised"]);
    for period in 0..3 {
        let growth = answer.pointer(&format!("/detail/growth/{period}")).unwrap().as_f64().unwrap();
        assert!(growth.abs() < 1e-12, "{growth}");
    }
    let notes = answer["notes"].to_string();
    assert!(notes.contains("mean per day") && notes.contains("re-estimated"), "{notes}");
    let as_it_is = json(&["evidence", "usage", table]);
    number(&as_it_is, "/detail/growth/0", 28.0 / 31.0 - 1.0);
    let growth = ["evidence", "usage", "--growth", "5,2,1", "--per-day"];
    assert!(refusal(&growth).contains("--first-month"));
    let from = json(&[growth.as_slice(), &["--first-month", "2023-02"]].concat());
    number(&from, "/detail/growth/0", 1.05 * 31.0 / 28.0 - 1.0);
    assert!(refusal(&["evidence", "usage", "--growth", "5,2,1", "--value", "x"]).contains("give its path"));
}

#[test]
fn a_reference_class_scores_the_forecasts() {
    let class = "series,i,neg,lin,rw0,own\na,0,1,0.9,0.6,0.5\na,1,0,0.2,0.4,0.5\nb,0,1,0.7,0.3,0.5\nc,4,0,0.1,0.5,0.5\n";
    let (_folder, class) = file("class.csv", class);
    let arguments = [USAGE.as_slice(), &["--reference-class", class.as_str()]].concat();
    let answer = json(&arguments);
    number(&answer, "/detail/reference_class/windows", 4.0);
    number(&answer, "/detail/reference_class/models/0/brier", (0.01 + 0.04 + 0.09 + 0.01) / 4.0);
    number(&answer, "/detail/reference_class/models/0/weight", 1.0);
    // The linear trend is the only one to beat the class's share, so the weighted forecast is its own.
    number(&answer, "/detail/weighted_probability", 0.9069150855792947);
    assert!(text(&arguments).contains("2 of 4 windows turned negative"));
    let (_other, broken) = file("broken.csv", "series,neg,lin\na,1,90\n");
    let message = refusal(&[USAGE.as_slice(), &["--reference-class", broken.as_str()]].concat());
    assert!(message.contains("line 2, column `lin`: `90` is not a probability"), "{message}");
}

#[test]
fn the_shared_reference_class_scores_as_published() {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference/evidence/usage_reference_class.csv");
    if !std::path::Path::new(path).is_file() {
        eprintln!("skipped: {path} is absent");
        return;
    }
    let answer = json(&[USAGE.as_slice(), &["--reference-class", path]].concat());
    let class = answer.pointer("/detail/reference_class").unwrap();
    assert_eq!(
        (&class["windows"], &class["negatives"], &class["series"]),
        (&31.into(), &6.into(), &16.into())
    );
    let brier = |name: &str| {
        let models = class["models"].as_array().unwrap();
        let found = models.iter().find(|m| m["model"] == name).unwrap();
        (found["brier"].as_f64().unwrap() * 1000.0).round()
    };
    let names =
        ["random-walk", "mix", "monotone-curve", "exponential-decay", "random-walk-drift", "linear-trend"];
    assert_eq!(names.map(brier), [185.0, 189.0, 194.0, 207.0, 294.0, 390.0]);
    assert_eq!((class["climatology_brier"].as_f64().unwrap() * 1000.0).round(), 156.0);
    assert!(answer.pointer("/detail/weighted_probability").unwrap().is_null());
}

#[test]
fn deals_compare_rates_exactly() {
    let arguments = [
        "evidence",
        "deals",
        "--count",
        "520",
        "--exposure",
        "5.2",
        "--versus",
        "30",
        "--versus-exposure",
        "5",
    ];
    let answer = json(&arguments);
    assert_eq!(answer["kind"], "deals");
    number(&answer, "/statistic", 16.666666666666668);
    number(&answer, "/interval/low", 11.533411399564041);
    number(&answer, "/interval/high", 24.955581180990908);
    number(&answer, "/p_value", 2.1181342088247495e-112);
    number(&answer, "/detail/exact/ratio/estimate", 16.666666666666668);
    number(&answer, "/detail/exact/dispersion/0/dispersion", 1.0);
    // The e-value is of a fall, of which there is no sign.
    assert!(answer.pointer("/detail/fall/e_value").unwrap().as_f64().unwrap() < 1.0);
    let dispersed = json(&[arguments.as_slice(), &["--dispersion", "5"]].concat());
    assert!(dispersed["interval"]["high"].as_f64() > answer["interval"]["high"].as_f64());
}

#[test]
fn a_count_may_be_a_bound() {
    let answer = json(&[
        "evidence",
        "deals",
        "--count",
        "520+",
        "--exposure",
        "5.2",
        "--versus",
        "25..35",
        "--versus-exposure",
        "5",
    ]);
    assert!(answer["interval"]["high"].is_null());
    // The corner nearest to equal rates: 520 against 35.
    number(&answer, "/statistic", 100.0 / 7.0);
    let message = refusal(&[
        "evidence",
        "deals",
        "--count",
        "5..2",
        "--exposure",
        "1",
        "--versus",
        "1",
        "--versus-exposure",
        "1",
    ]);
    assert!(message.contains("swap its bounds"), "{message}");
}

#[test]
fn surveys_have_an_interval_and_no_test() {
    let answer = json(&["evidence", "survey", "--share", "0.86", "--n", "12800"]);
    assert!(answer["p_value"].is_null());
    assert!((answer["detail"]["wilson"]["low"].as_f64().unwrap() - 0.85388).abs() < 5e-6);
    assert!((answer["detail"]["wilson"]["high"].as_f64().unwrap() - 0.86590).abs() < 5e-6);
    number(&answer, "/detail/design/factor", 1.0);
    let answer =
        json(&["evidence", "survey", "--share", "0.86", "--n", "12800", "--icc", "0.02", "--clusters", "18"]);
    number(&answer, "/detail/design/factor", 1.0 + (12800.0 / 18.0 - 1.0) * 0.02);
    assert!(refusal(&["evidence", "survey", "--share", "86", "--n", "12800"]).contains("86 % is 0.86"));
    assert!(
        refusal(&["evidence", "survey", "--share", "0.8", "--n", "9", "--icc", "0.1"]).contains("--clusters")
    );
}

#[test]
fn streaks_are_common() {
    let answer = json(&["evidence", "streak", "--length", "6", "--days", "250"]);
    assert!((answer["p_value"].as_f64().unwrap() - 0.868169).abs() < 5e-7);
    number(&answer, "/detail/at_the_end", 0.5_f64.powi(6));
    assert!(refusal(&["evidence", "streak", "--length", "0", "--days", "250"]).contains("length"));
    assert!(
        refusal(&["evidence", "streak", "--length", "6", "--days", "250", "--p", "2"])
            .contains("between 0 and 1")
    );
}

#[test]
fn every_kind_fits_the_page() {
    for arguments in [
        [
            "evidence",
            "deals",
            "--count",
            "520",
            "--exposure",
            "5.2",
            "--versus",
            "30",
            "--versus-exposure",
            "5",
        ]
        .as_slice(),
        &["evidence", "survey", "--share", "0.86", "--n", "12800", "--icc", "0.02", "--clusters", "18"],
        &["evidence", "streak", "--length", "6", "--days", "250"],
    ] {
        let page = text(arguments);
        insta::assert_snapshot!(arguments[1], page);
        assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
    }
}

#[test]
fn concentration_measures_shares_in_either_unit() {
    // 60/25/10/5: HHI .4350, effective number 1/.4350, largest two .85 (closed forms).
    for shares in ["60,25,10,5", "0.6,0.25,0.1,0.05"] {
        let answer = json(&["evidence", "concentration", "--shares", shares, "--users", "100"]);
        assert_eq!(answer["kind"], "concentration");
        number(&answer, "/statistic", 0.435);
        number(&answer, "/detail/hhi", 0.435);
        number(&answer, "/detail/effective_number", 1.0 / 0.435);
        number(&answer, "/detail/cr2", 0.85);
        number(&answer, "/detail/hhi_unbiased", 42.5 / 99.0);
    }
    let refused = refusal(&["evidence", "concentration", "--shares", "60,25,10"]);
    assert!(refused.contains("95"), "{refused}");
}

#[test]
fn concentration_counts_any_number_of_the_largest() {
    let answer = json(&[
        "evidence",
        "concentration",
        "--shares",
        "60,25,10,5",
        "--users",
        "100",
        "--top",
        "1,3",
        "--replications",
        "500",
    ]);
    number(&answer, "/detail/top/1/share", 0.95);
    let interval = answer.pointer("/detail/intervals/top/1/interval").unwrap();
    assert!(interval["low"].as_f64().unwrap() < 0.95 && interval["high"].as_f64().unwrap() > 0.95);
}

#[test]
fn two_of_a_hundred_are_no_surprise_at_five_per_cent() {
    let ask = ["evidence", "survival", "--entrants", "100", "--survivors", "2", "--years", "10"];
    let answer = json(&[ask.as_slice(), &["--base-rate", "0.05"]].concat());
    // Exact rational sum, and 1 − 0.02^(1/10).
    number(&answer, "/p_value", 0.11826298118512094);
    number(&answer, "/detail/hazard", 0.32375666219375865);
    number(&answer, "/detail/against/expected", 5.0);
    assert_eq!(json(&ask)["p_value"], Value::Null);
    let refused = refusal(&["evidence", "survival", "--entrants", "2", "--survivors", "3", "--years", "1"]);
    assert!(refused.contains("at most as many survivors"), "{refused}");
}

#[test]
fn lives_from_a_file_give_a_curve() {
    let (_folder, path) = file("lives.csv", "duration,exited\n1,1\n2,0\n3,yes\n4,no\n");
    let answer = json(&["evidence", "survival", &path, "--years", "3.5"]);
    // 3/4, then 1/2 of that.
    number(&answer, "/statistic", 0.375);
    number(&answer, "/detail/curve/steps/0/survival", 0.75);
    assert_eq!(answer["detail"]["at_years"]["at_risk"], 2);
    let late = refusal(&["evidence", "survival", &path, "--years", "9"]);
    assert!(late.contains("at most 4"), "{late}");
    let (_folder, path) = file("lives.csv", "duration,exited\n1,gone\n");
    let wrong = refusal(&["evidence", "survival", &path, "--years", "1"]);
    assert!(wrong.contains("line 2") && wrong.contains("1 (exited)"), "{wrong}");
}

/// Closes of three members on 60 days: `down` falls on the last eight, `late` begins on the third day.
fn closes() -> String {
    let mut csv = "Date,down,up,late\n".to_owned();
    for day in 0..60_u32 {
        let date = jiff::civil::date(2023, 1, 2).checked_add(jiff::Span::new().days(day)).unwrap();
        let swing = f64::from(day % 4);
        let down = if day < 53 { 100.0 + swing } else { 100.0 - 4.0 * f64::from(day - 52) };
        let late = if day < 2 { String::new() } else { "5".to_owned() };
        writeln!(csv, "{date},{down},{},{late}", 50.0 - swing).unwrap();
    }
    csv
}

#[test]
fn a_basket_is_judged_by_its_own_past() {
    let (_folder, path) = file("closes.csv", closes());
    let answer = json(&["evidence", "basket", &path, "--capitalization", "down=72,up=47"]);
    assert_eq!(answer["kind"], "basket");
    assert_eq!(answer["detail"]["left_out"][0]["member"], "late");
    assert_eq!(answer["detail"]["streaks"]["down"], 8);
    assert_eq!(answer["detail"]["breadth"]["fallen"], 1);
    // 92 to 72, and 48 or 50 to 47.
    number(&answer, "/detail/breadth/returns/0", 72.0 / 92.0 - 1.0);
    // One share of each: 92 + 48 became 72 + 47.
    number(&answer, "/detail/capitalization/buy_and_hold", (72.0 + 47.0) / (92.0 + 48.0) - 1.0);
    assert!(answer["p_value"].as_f64().unwrap() < 0.2, "{answer:#}");
    assert_eq!(answer["detail"]["above_200"], Value::Null);
    let refused = refusal(&["evidence", "basket", &path, "--missing", "refuse"]);
    assert!(refused.contains("late has no value on 2023-01-02"), "{refused}");
    let refused = refusal(&["evidence", "basket", &path, "--capitalization", "down=72"]);
    assert!(refused.contains("no amount for up"), "{refused}");
    let page = text(&["evidence", "basket", &path]);
    assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
}

/// Returns of four firms and a market on 80 days; firm `d` is halted on two of them and falls to a limit of 10 %.
fn event_returns() -> String {
    let mut table = "date,a,b,c,d,market\n".to_owned();
    let start: jiff::civil::Date = "2021-01-01".parse().unwrap();
    for t in 0..80_i64 {
        let date = start.checked_add(jiff::Span::new().days(t)).unwrap();
        let wave = |k: i64| 0.01 * ((t * k % 17) as f64 - 8.0) / 8.0;
        let last = match t {
            70 | 71 => "-0.1".to_owned(),
            73 | 74 => String::new(),
            _ => format!("{}", wave(11)),
        };
        let _ = writeln!(table, "{date},{},{},{},{last},{}", wave(3), wave(5), wave(7), wave(13));
    }
    table
}

/// What `ask` makes of the command line of a study of `events`.
fn event_study<T>(events: &str, extra: &[&str], ask: impl Fn(&[&str]) -> T) -> T {
    let (_folder, path) = file("returns.csv", event_returns());
    let (_other, list) = file("events.csv", events);
    let fixed = ["evidence", "events", &path, "--events", &list, "--market", "market", "--estimation", "50"];
    ask(&[&fixed, extra].concat())
}

#[test]
fn events_are_tested_together_and_patell_never_alone() {
    let events = "firm,date\na,2021-03-10\nb,2021-03-10\nc,2021-03-11\na,2021-03-11\n";
    let answer = event_study(events, &["--days", "2"], json);
    assert_eq!(answer["kind"], "events");
    assert_eq!(answer["method"], "event-placebo-ratio");
    let tests = answer["detail"]["tests"].as_array().unwrap();
    assert_eq!((tests.len(), tests[0]["test"].as_str()), (15, Some("placebo-of-ratios")));
    assert_eq!(answer["p_value"], tests[0]["p_value"]);
    assert_eq!(answer["detail"]["confounding"][0]["overlap"], "event-windows");
    // Asked for alone, Patell comes after the test to trust.
    let patell = event_study(events, &["--days", "2", "--tests", "patell"], json);
    let shown = patell["detail"]["tests"].as_array().unwrap().iter().map(|row| row["test"].as_str());
    assert_eq!(shown.collect::<Vec<_>>(), [Some("placebo-of-ratios"), Some("patell")]);
    let page = event_study(events, &["--days", "2"], text);
    assert!(
        page.contains("GRANK-T") && page.contains("BMP, adjusted") && page.contains("confounded"),
        "{page}"
    );
}

#[test]
fn an_event_is_followed_until_the_limit_opens() {
    let answer = event_study("firm,date\nd,2021-03-12\n", &["--limit", "0.1", "--tail", "lower"], json);
    assert_eq!(answer["method"], "event-sample-quantile");
    assert_eq!(answer["detail"]["stopped"][0]["days"], 3);
    assert_eq!(answer["detail"]["stopped"][0]["bound"], false);
    assert_eq!(answer["detail"]["single"]["abnormal"]["ar"].as_array().map(Vec::len), Some(3));
}

#[test]
fn events_without_a_trade_are_refused_unless_moved() {
    let refused = event_study("firm,date\nd,2021-03-15\n", &[], refusal);
    assert!(refused.contains("--next-day"), "{refused}");
    let moved = event_study("firm,date\nd,2021-03-15\n", &["--next-day"], json);
    assert_eq!(moved["detail"]["single"]["windows"], 50);
    let unknown = event_study("firm,date\nz,2021-03-15\n", &[], refusal);
    assert!(unknown.contains("no column `z`"), "{unknown}");
    let short = event_study("firm,date\na,2021-01-15\n", &[], refusal);
    assert!(short.contains("needs 50 returns before"), "{short}");
}

#[test]
fn a_price_implies_a_growth() {
    let answer = json(&["evidence", "value", "--price", "28e9", "--revenue", "200e6,480e6"]);
    assert_eq!(answer["method"], "reverse-discounted-cash-flow");
    number(&answer, "/detail/price_to_revenue/high", 140.0);
    number(&answer, "/detail/implied_growth/low", 0.402_750_787_060_480_73);
    number(&answer, "/detail/implied_growth/high", 0.531_093_261_856_845_4);
    let refused = refusal(&["evidence", "value", "--price", "28e9", "--revenue", "3,2,1"]);
    assert!(refused.contains("the revenue has 3 numbers"), "{refused}");
}

#[test]
fn fundamentals_are_asked_by_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.csv");
    let mut rows = "date,y,x\n".to_owned();
    for t in 0..60_u32 {
        let wave = f64::from((t * 7919) % 101) / 101.0;
        let (year, month, x) = (2000 + t / 12, 1 + t % 12, t * t % 97);
        writeln!(rows, "{year}-{month:02}-01,{wave},{x}").unwrap();
    }
    std::fs::write(&path, rows).unwrap();
    let path = path.to_str().unwrap();
    let answer = json(&["evidence", "ivx", path, "--response", "y", "--predictors", "x", "--explosive"]);
    assert_eq!(answer["method"], "ivx-wald");
    assert_eq!(answer["series"][0], "y");
    assert_eq!(answer["observations"], 59);
    assert_eq!(answer["detail"]["predictors"][0], "x");
    assert!(answer["detail"]["non_fundamental"]["p_value"].is_number());
    let refused = refusal(&["evidence", "ivx", path, "--response", "y", "--predictors", "z"]);
    assert!(refused.contains("no column `z`; it has y, x"), "{refused}");
}

/// Closes of four members over 200 days: PLTR falls by a fifth on day 20, AI on day 40, NVDA on day 120, AMD never.
fn layer_closes() -> String {
    let mut text = "date,NVDA,AMD,AI,PLTR\n".to_owned();
    let mut day = jiff::civil::date(2023, 1, 2);
    for t in 0..200_u32 {
        let wave = 1.0 + 0.01 * f64::from(t % 7) + 0.002 * f64::from(t * t % 11);
        let close = |fall: u32| 100.0 * wave * if t < fall { 1.0 } else { 0.8 };
        writeln!(text, "{day},{:.4},{:.4},{:.4},{:.4}", close(120), 100.0 * wave, close(40), close(20))
            .unwrap();
        day = day.tomorrow().unwrap();
    }
    text
}

#[test]
fn layers_are_judged_by_the_order_of_their_first_falls() {
    let (_folder, prices) = file("closes.csv", layer_closes());
    let asked = [
        "evidence",
        "layers",
        &prices,
        "--layer",
        "compute=NVDA",
        "--layer",
        "application=AI,PLTR",
        "--layer",
        "hardware=SMCI,MU",
        "--order",
        "application,hardware,compute",
        "--replications",
        "99",
    ];
    let answer = json(&asked);
    assert_eq!(answer["method"], "lead-lag-permutation");
    number(&answer, "/statistic", 1.0);
    number(&answer, "/p_value", 0.5);
    number(&answer, "/smallest_p", 0.5);
    assert_eq!(
        answer["detail"]["layers"][0]["fell"], "2023-01-22",
        "PLTR takes the mean down by a tenth: {answer:#}"
    );
    assert_eq!(answer["detail"]["layers"][2]["fell"], "2023-05-02");
    assert_eq!(answer["detail"]["layers"][1]["missing"], serde_json::json!(["SMCI", "MU"]));
    assert_eq!(answer["detail"]["pairs"][0]["layers"], serde_json::json!(["application", "compute"]));
    let page = text(&asked);
    assert!(
        page.contains("no prices") && page.contains("without prices, so left out of the order: hardware"),
        "{page}"
    );
    assert!(page.contains("never prove"), "{page}");
}

#[test]
fn layers_that_share_a_member_or_have_no_prices_are_refused() {
    let (_folder, prices) = file("closes.csv", layer_closes());
    let ask = |more: &[&str]| refusal(&[&["evidence", "layers", &prices], more].concat());
    let shared = ask(&["--layer", "a=NVDA,AMD", "--layer", "b=AI,NVDA"]);
    assert!(shared.contains("--layer b: NVDA is already in a"), "{shared}");
    assert!(ask(&["--layer", "a=NVDA", "--layer", "b=X"]).contains("closes of 1 of 2 layers"));
    let order = ask(&["--layer", "a=NVDA", "--layer", "b=AI", "--order", "a,c"]);
    assert!(order.contains("--order must name each layer once; the layers are a, b"), "{order}");
    assert!(ask(&["--layer", "a=NVDA", "--layer", "b=AI", "--fall", "10"]).contains("the fall is 10"));
    assert!(ask(&["--layer", "a"]).contains("LAYER=MEMBER"));
}
