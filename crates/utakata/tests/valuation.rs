//! Valuation against `reference/evidence/ivx_expected.json` (R `ivx` on the data of Kostakis, Magdalinos and Stamatogiannis
//! 2015) and `valuation_reverse_dcf.json` (closed form), skipped where the folder is absent; size by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use utakata::random::{Normal, Stream};
use utakata::valuation::{
    Discounting, Ivx, Predictor, Range, ValuationError, implied_growth, ivx, ivx_statement, non_fundamental,
    price_ratio, share_at_or_below,
};

fn shared(name: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/evidence");
    let text = std::fs::read_to_string(root.join(name));
    if text.is_err() {
        eprintln!("skipped: {} is absent", root.display());
    }
    text.ok()
}

fn close(actual: f64, expected: &Value, tolerance: f64, what: &str) {
    let expected = expected.as_f64().unwrap();
    assert!((actual - expected).abs() <= tolerance * expected.abs(), "{what}: {actual} is not {expected}");
}

#[test]
fn ivx_is_that_of_the_reference() {
    let (Some(rows), Some(expected)) = (shared("ivx_kms_DP_TBL.csv"), shared("ivx_expected.json")) else {
        return;
    };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let column = |j: usize| -> Vec<f64> {
        rows.lines().skip(1).map(|line| line.split(',').nth(j).unwrap().trim().parse().unwrap()).collect()
    };
    let (response, dp, tbl) = (column(1), column(2), column(3));
    let dp = Predictor { name: "DP", values: &dp };
    let tbl = Predictor { name: "TBL", values: &tbl };
    let check = |name: &str, predictors: &[Predictor<'_>], horizon: usize| {
        let found = ivx(&response, predictors, horizon).unwrap();
        let expected = &expected[name];
        for (j, predictor) in predictors.iter().enumerate() {
            close(found.coefficients[j], &expected["coef"][predictor.name], 1e-9, name);
            close(found.wald_each[j], &expected["wald_ind"][predictor.name], 1e-9, name);
        }
        close(found.wald_joint, &expected["wald_joint"], 1e-9, name);
        close(found.p_joint, &expected["p_joint"], 1e-7, name);
        let statement = ivx_statement(&found);
        assert_eq!(statement.p_value, Some(found.p_joint));
    };
    check("DP", &[dp], 1);
    check("DP_TBL", &[dp, tbl], 1);
    check("DP_h12", &[dp], 12);
}

#[test]
fn reverse_discounting_is_that_of_the_reference() {
    let Some(expected) = shared("valuation_reverse_dcf.json") else { return };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    for (name, values) in expected.as_object().unwrap() {
        let mut parts =
            name.split('_').map(|part| part.trim_start_matches(|c: char| c.is_ascii_alphabetic()));
        let mut next = || parts.next().unwrap().parse::<f64>().unwrap();
        let (revenue, discount, exit_multiple) = (next(), next(), next());
        let ratio = price_ratio(
            Range::new("price", 28e9, 28e9).unwrap(),
            Range::new("revenue", revenue * 1e6, revenue * 1e6).unwrap(),
        );
        close(ratio.low, &values["P_S"], 1e-12, name);
        let by = Discounting { discount, exit_multiple, years: 10, margin: 0.0 };
        close(implied_growth(ratio.low, &by).unwrap(), &values["g10"], 1e-9, name);
    }
}

/// A predictor with root `root` and a response that it says nothing of, whose errors move against the predictor's.
fn unpredictable(root: f64, length: usize, stream: u64) -> Ivx {
    let (normal, mut random) = (Normal::new(), Stream::new(11, stream));
    let (mut x, mut response) = (vec![0.0], vec![0.0]);
    for _ in 1..length {
        let (u, own) = (normal.sample(&mut random), normal.sample(&mut random));
        x.push(root * x[x.len() - 1] + u);
        response.push(-0.9 * u + (1.0_f64 - 0.81).sqrt() * own);
    }
    ivx(&response, &[Predictor { name: "x", values: &x }], 1).unwrap()
}

#[test]
fn its_size_holds_for_stationary_and_persistent_predictors_that_move_with_the_errors() {
    // 800 samples at a true 5 %: a standard error of 0.77 points, three either side.
    for root in [0.5, 0.95, 0.99, 1.0] {
        let rejected = (0..800).filter(|&i| unpredictable(root, 300, i).p_joint <= 0.05).count();
        let rate = rejected as f64 / 800.0;
        assert!((0.027..=0.074).contains(&rate), "root {root}: {rate}");
    }
}

#[test]
fn it_finds_what_is_there_and_leaves_the_rest_as_residual() {
    let (normal, mut random) = (Normal::new(), Stream::new(12, 0));
    let (mut x, mut response, mut noise) = (vec![0.0], vec![0.3], vec![f64::NAN]);
    for t in 1..400 {
        let (u, own) = (normal.sample(&mut random), 0.1 * normal.sample(&mut random));
        noise.push(own);
        response.push(0.3 + 0.5 * x[t - 1] + own);
        x.push(0.98 * x[t - 1] + u);
    }
    let split = non_fundamental(&response, &[Predictor { name: "x", values: &x }]).unwrap();
    assert!((split.regression.coefficients[0] - 0.5).abs() < 0.02);
    assert!(split.regression.p_joint < 1e-6);
    assert_eq!(split.residual.len(), 399);
    assert!(split.residual.iter().sum::<f64>().abs() < 1e-9);
    for (found, truth) in split.residual.iter().zip(&noise[1..]) {
        assert!((found - truth).abs() < 0.2, "{found} {truth}");
    }
}

#[test]
fn bad_input_is_named() {
    let (long, short) = (vec![1.0; 100], vec![1.0; 20]);
    let one = |values| [Predictor { name: "x", values }];
    let refused = |error: ValuationError| error.to_string();
    assert!(refused(ivx(&short, &one(&short), 1).unwrap_err()).contains("20 observations are too few"));
    assert!(refused(ivx(&long, &one(&short), 1).unwrap_err()).contains("`x` has 20"));
    assert!(refused(ivx(&long, &[], 1).unwrap_err()).contains("no predictor"));
    let (mut gap, rising): (Vec<f64>, Vec<f64>) = (long.clone(), (0..100).map(f64::from).collect());
    assert!(matches!(ivx(&rising, &one(&long), 1), Err(ValuationError::Collinear { .. })));
    gap[7] = f64::NAN;
    assert!(refused(ivx(&gap, &one(&rising), 1).unwrap_err()).contains("observation 7"));
    assert!(Range::new("price", 0.0, 1.0).is_err() && Range::new("price", 2.0, 1.0).is_err());
    assert_eq!(share_at_or_below(2.0, &[1.0, 2.0, 3.0, 4.0]), Some(0.5));
    assert_eq!(share_at_or_below(2.0, &[]), None);
}

proptest! {
    /// The price that a growth rate makes fair implies that growth rate.
    #[test]
    fn implied_growth_undoes_discounting(
        growth in -0.5..2.0_f64, discount in 0.0..0.5_f64, multiple in 0.1..50.0_f64, years in 1..40_u32,
        margin in 0.0..1.0_f64,
    ) {
        let paid = |t: u32| ((1.0 + growth) / (1.0 + discount)).powf(f64::from(t));
        let ratio = margin * (1..=years).map(paid).sum::<f64>() + multiple * paid(years);
        let by = Discounting { discount, exit_multiple: multiple, years, margin };
        let found = implied_growth(ratio, &by).unwrap();
        prop_assert!((found - growth).abs() < 1e-9 * (1.0 + growth), "{found} {growth}");
    }
}
