//! `utakata lppls --inference` and `--lagrange`.

use std::fmt::Write as _;

use crate::command::{figure, file, json, text};

/// A bubble of 70 weekdays that would burst 9 weekdays after its end, with a little noise.
fn bubble() -> String {
    let mut table = "date,price\n".to_owned();
    let mut date: jiff::civil::Date = "2021-01-04".parse().unwrap();
    let mut noise = 7_u32;
    for t in 0..70_i32 {
        let x = f64::from(78 - t);
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let residual = 0.004 * (f64::from(noise >> 16) / 65_536.0 - 0.5);
        let log = 5.0 - 0.05 * x.powf(0.5) * (1.0 + 0.1 * (8.0 * x.ln()).cos()) + residual;
        let _ = writeln!(table, "{date},{:?}", log.exp());
        date = date.checked_add(jiff::Span::new().days(if t % 5 == 4 { 3 } else { 1 })).unwrap();
    }
    table
}

#[test]
fn the_set_holds_the_critical_time_on_either_clock() {
    let (_folder, path) = file("bubble.csv", bubble());
    for (clock, truth) in [("index", 9.0), ("calendar", 13.0)] {
        let answer = json(&["lppls", &path, "--clock", clock, "--inference", "--threads", "2", "--quiet"]);
        let inference = &answer["inference"];
        assert_eq!(figure(inference, "/critical_times/level"), 0.9);
        let pieces = inference["critical_times"]["pieces"].as_array().unwrap();
        let held =
            |piece: &serde_json::Value| (figure(piece, "/low")..=figure(piece, "/high")).contains(&truth);
        // The calendar has no noise-free truth in this model: weekends bend the wave.
        assert!(clock == "calendar" || pieces.iter().any(held), "{clock}: {pieces:?}");
        let dates = inference["critical_dates"].as_array().unwrap();
        assert_eq!(dates.len(), pieces.len());
        assert!(dates.iter().all(|piece| piece["from"].as_str() >= answer["t2"].as_str()));
        let points = inference["profile"]["points"].as_array().unwrap().len();
        assert_eq!(points, inference["critical_times"]["candidates"].as_array().unwrap().len());
        // The stored table is of the index clock.
        assert_eq!(inference["residuals"]["from_table"].as_bool(), Some(clock == "index"));
        assert_eq!(inference["statements"].as_array().unwrap().len(), 5);
        let scenarios = &inference["scenarios"];
        let in_scenarios: f64 =
            scenarios["scenarios"].as_array().unwrap().iter().map(|s| figure(s, "/windows")).sum();
        assert_eq!(in_scenarios + figure(scenarios, "/at_bound"), figure(scenarios, "/windows"));
        let models = inference["comparison"]["models"].as_array().unwrap();
        assert_eq!((models.len(), models[0]["model"].as_str()), (4, Some("lppls")));
        let tests = inference["comparison"]["tests"].as_array().unwrap();
        assert_eq!(tests.len(), 2);
        assert!(
            clock == "calendar" || tests.iter().all(|test| figure(test, "/p_value") <= 0.05),
            "{tests:?}"
        );
    }
}

#[test]
fn the_start_of_the_bubble_is_one_of_its_windows() {
    let (_folder, path) = file("bubble.csv", bubble());
    let answer = json(&["lppls", &path, "--lagrange"]);
    let observations = figure(&answer, "/lagrange/observations") as usize;
    assert!((31..=70).step_by(3).any(|n| n == observations), "{observations}");
    assert_eq!(answer["lagrange"]["variant"].as_str(), Some("paper"));
    assert!(figure(&answer, "/lagrange/lambda").is_finite());
    // Neither flag leaves anything behind.
    let plain = json(&["lppls", &path]);
    assert!(plain.get("inference").is_none() && plain.get("lagrange").is_none());
}

#[test]
fn the_page_says_what_may_be_concluded() {
    let (_folder, path) = file("bubble.csv", bubble());
    let page = text(&["lppls", &path, "--inference", "--lagrange", "--quiet"]);
    for said in ["90 % set of tc", "lppls-residual-df", "random walk", "bubble began", "p against"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
