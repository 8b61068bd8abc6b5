//! The start of a bubble by Lagrange regularisation against an exhaustive search, and the variants.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

#[allow(dead_code)] // other tests read other folders with it
mod reference_files;

use utakata::Execution;
use utakata::lppls::inference::{LagrangeVariant, lagrange, lagrange_windows};
use utakata::lppls::{LpplsError, SearchBox};

#[test]
fn starts_are_the_stored_ones() {
    let Some(folder) = reference_files::explosive().map(|f| f.join("../lppls")).filter(|f| f.is_dir()) else {
        return;
    };
    for (series, date, start, lambdas, observations) in [
        ("nasdaq_dotcom", "2000-03-10", "1998-10-19", [5.883294136470015e-6, 5.8870330041966976e-6], 352),
        ("sp500_1987", "1987-07-15", "1985-05-13", [1.0039013150193086e-6, 1.0067268919076376e-6], 568),
    ] {
        let path = folder.join(format!("series_{series}.csv"));
        let (_, rows) = reference_files::table(&path);
        let end = rows.iter().position(|row| row[0] == date).unwrap();
        let logs = &reference_files::column(&path, "log_price")[..=end];
        let stored = folder.join(format!("lagrange_{series}_{date}.csv"));
        let column = |name: &str| reference_files::column(&stored, name);
        let (n, sse) = (column("n"), column("sse"));
        let longest = n[n.len() - 1] as usize;
        let times: Vec<f64> = (0..longest).map(|t| t as f64).collect();
        let logs = &logs[logs.len() - longest..];
        let windows =
            lagrange_windows(&times, logs, &SearchBox::NARROW, (31, 3), &Execution::serial()).unwrap();
        assert_eq!(windows.len(), n.len());
        let missed = (0..n.len()).filter(|&i| windows[i].1 > sse[i] * (1.0 + 1e-9)).count();
        eprintln!("{series}: {missed} of {} missed", n.len());
        assert!(missed <= 2, "{series}: {missed} of {}", n.len());
        for (variant, lambda, square, regularised) in [
            (LagrangeVariant::Paper, lambdas[0], "chi2_np_p8", "chi2_lambda_p8"),
            (LagrangeVariant::Package, lambdas[1], "chi2_np_lppls_n_minus7", "chi2_lambda_lppls"),
        ] {
            // From the stored sums everything else must follow to rounding.
            let exact: Vec<(usize, f64)> = n.iter().zip(&sse).map(|(n, sse)| (*n as usize, *sse)).collect();
            let found = lagrange(&exact, variant).unwrap();
            assert!((found.lambda / lambda - 1.0).abs() < 1e-10, "{series}: {}", found.lambda);
            assert_eq!(found.observations, observations);
            assert_eq!(rows[end + 1 - found.observations][0], start);
            for (window, (square, regularised)) in
                found.windows.iter().zip(column(square).iter().zip(column(regularised)))
            {
                assert!((window.mean_square / square - 1.0).abs() < 1e-12);
                assert!((window.regularised - regularised).abs() < 1e-12);
            }
            let ours = lagrange(&windows, variant).unwrap();
            assert_eq!(ours.observations, observations);
            assert!((ours.lambda / lambda - 1.0).abs() < 1e-5, "{series}: {}", ours.lambda);
        }
    }
}

#[test]
fn a_slope_by_hand_and_what_is_refused() {
    // Mean squares 1, 2, 6 at sizes 10, 20, 30: the slope is 1/4, and what is left −1.5, −3, −1.5.
    let windows = [(11, 2.0), (21, 24.0), (31, 132.0)];
    let found = lagrange(&windows, LagrangeVariant::Paper).unwrap();
    assert!((found.lambda - 0.25).abs() < 1e-15);
    assert_eq!(found.observations, 21);
    assert!(lagrange(&windows[..1], LagrangeVariant::Paper).is_err());
    let short = lagrange(&[(5, 1.0), (20, 1.0)], LagrangeVariant::Paper).unwrap_err();
    assert_eq!(short, LpplsError::TooShort { observations: 5, needed: 10 });
    let times: Vec<f64> = (0..20).map(f64::from).collect();
    let refused = lagrange_windows(&times, &times, &SearchBox::NARROW, (31, 3), &Execution::serial());
    assert_eq!(refused.unwrap_err(), LpplsError::TooShort { observations: 20, needed: 31 });
}

#[test]
fn both_clocks_give_nearly_the_same_windows() {
    // Times that count by halves are another clock to the program and the same windows to the model.
    let logs: Vec<f64> = (0..60).map(|t| 0.01 * f64::from(t) + 0.02 * (f64::from(t) * 0.9).sin()).collect();
    let times: Vec<f64> = (0..60).map(f64::from).collect();
    let halves: Vec<f64> = times.iter().map(|t| 0.5 * t).collect();
    let serial = Execution::serial();
    let whole = lagrange_windows(&times, &logs, &SearchBox::NARROW, (31, 7), &serial).unwrap();
    let half = SearchBox { least: 0.5, ..SearchBox::NARROW };
    let other = lagrange_windows(&halves, &logs, &half, (31, 7), &serial).unwrap();
    for (a, b) in whole.iter().zip(&other) {
        assert_eq!(a.0, b.0);
        assert!((a.1 / b.1 - 1.0).abs() < 1e-9, "{a:?} {b:?}");
    }
}
