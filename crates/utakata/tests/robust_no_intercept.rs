//! The kernel without constant: its slow obvious twin, its invariances, and what it refuses.
#![allow(clippy::unwrap_used)] // a failing test may panic

use proptest::prelude::*;
use utakata::explosive::{DegenerateReason, ExplosiveError, Layout, Recursive};
use utakata::random::{Normal, Stream};
use utakata::robust::no_intercept;

fn random_walk(n: usize, seed: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(seed, 0));
    let mut y = 0.0;
    (0..n)
        .map(|_| {
            // On a grid of 2⁻²⁰, so that adding an offset up to 2³² is exact.
            y += (normal.sample(&mut stream) * 1_048_576.0).round() / 1_048_576.0;
            y
        })
        .collect()
}

/// The t-ratio over rows `from..=to` from the definition, residuals and all.
fn twin_t(y: &[f64], from: usize, to: usize) -> f64 {
    let x: Vec<f64> = (from..=to).map(|row| y[row] - y[0]).collect();
    let d: Vec<f64> = (from..=to).map(|row| y[row + 1] - y[row]).collect();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let slope = dot(&x, &d) / dot(&x, &x);
    let residual: Vec<f64> = d.iter().zip(&x).map(|(d, x)| d - slope * x).collect();
    let s2 = dot(&residual, &residual) / (x.len() - 1) as f64;
    slope / (s2 / dot(&x, &x)).sqrt()
}

fn agree(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs().max(1.0)
}

fn sequences_agree(a: &Recursive, b: &Recursive, tolerance: f64) -> bool {
    let pairs = a.badf.iter().zip(&b.badf).chain(a.bsadf.iter().zip(&b.bsadf));
    pairs.into_iter().all(|(x, y)| agree(x.unwrap(), y.unwrap(), tolerance))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_sweep_agrees_with_the_twin(seed in 0_u64..1000, window in 3_usize..90, n in 40_usize..180, drift in -2.0..2.0) {
        prop_assume!(n > window);
        let y: Vec<f64> =
            random_walk(n, seed).iter().enumerate().map(|(t, v)| v + drift * t as f64 + 1e3).collect();
        let ours = no_intercept(&y, &Layout::new(n, 0, window).unwrap()).unwrap();
        for (i, (badf, bsadf)) in ours.badf.iter().zip(&ours.bsadf).enumerate() {
            let end = i + window - 1;
            let statistics: Vec<f64> = (0..=i).map(|start| twin_t(&y, start, end)).collect();
            let largest = statistics.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            // Windows of a few rows are ill-conditioned by nature.
            let tolerance = if window < 6 { 1e-5 } else { 1e-9 };
            prop_assert!(agree(badf.unwrap(), statistics[0], tolerance), "badf {i}: {badf:?} {}", statistics[0]);
            prop_assert!(agree(bsadf.unwrap(), largest, tolerance), "bsadf {i}: {bsadf:?} {largest}");
            prop_assert!(agree(statistics[ours.window_start[i].unwrap()], largest, tolerance));
        }
        let sup = |s: &[Option<f64>]| s.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
        prop_assert_eq!(ours.gsadf, sup(&ours.bsadf));
        prop_assert_eq!(ours.sadf.unwrap(), sup(&ours.badf));
        prop_assert_eq!(ours.adf, *ours.badf.last().unwrap());
    }

    #[test]
    fn origin_and_scale_do_not_matter(seed in 0_u64..1000, offset in -27_i32..27, scale in -150_i32..150) {
        let y = random_walk(150, seed);
        let layout = Layout::new(150, 0, 23).unwrap();
        let plain = no_intercept(&y, &layout).unwrap();
        // Up to 2²⁷ ≈ 1.3e8 standard deviations, exactly representable.
        let shift = f64::from(offset.signum()) * 2.0_f64.powi(offset.abs());
        let moved: Vec<f64> = y.iter().map(|v| v + shift).collect();
        prop_assert!(sequences_agree(&no_intercept(&moved, &layout).unwrap(), &plain, 1e-12));
        let scaled: Vec<f64> = y.iter().map(|v| v * 10.0_f64.powi(scale)).collect();
        prop_assert!(sequences_agree(&no_intercept(&scaled, &layout).unwrap(), &plain, 1e-9));
    }

    #[test]
    fn a_statistic_uses_no_later_data(seed in 0_u64..1000, cut in 60_usize..139) {
        let y = random_walk(140, seed);
        let whole = no_intercept(&y, &Layout::new(140, 0, 20).unwrap()).unwrap();
        let early = no_intercept(&y[..cut], &Layout::new(cut, 0, 20).unwrap()).unwrap();
        let n = early.badf.len();
        prop_assert!(agree(early.badf[n - 1].unwrap(), whole.badf[n - 1].unwrap(), 1e-12));
        prop_assert!(agree(early.bsadf[n - 1].unwrap(), whole.bsadf[n - 1].unwrap(), 1e-12));
        prop_assert_eq!(&early.window_start[..], &whole.window_start[..n]);
    }
}

#[test]
fn a_quiet_stretch_after_a_crash_keeps_its_digits() {
    // A bubble of a million, then noise of one: prefix sums from the start of the sample would lose everything.
    let mut y: Vec<f64> = (0..60).map(|t| 1.26_f64.powi(t)).collect();
    y.extend(random_walk(60, 9));
    let ours = no_intercept(&y, &Layout::new(120, 0, 20).unwrap()).unwrap();
    for end in 99..119 {
        let largest = (60..=end - 19).map(|start| twin_t(&y, start, end)).fold(f64::NEG_INFINITY, f64::max);
        let i = end - 19;
        assert!(ours.bsadf[i].unwrap() >= largest - 1e-9, "{end}");
        if ours.window_start[i].unwrap() >= 60 {
            assert!(agree(ours.bsadf[i].unwrap(), largest, 1e-9), "{end} {:?} {largest}", ours.bsadf[i]);
        }
    }
}

#[test]
fn windows_without_a_statistic_are_flagged_with_their_reason() {
    let walk = random_walk(100, 3);
    let layout = Layout::new(100, 0, 15).unwrap();
    assert_eq!(no_intercept(&walk, &layout).unwrap().degenerate, None);

    let mut pegged = walk.clone();
    pegged[..30].fill(walk[0]);
    let found = no_intercept(&pegged, &layout).unwrap();
    let degenerate = found.degenerate.clone().unwrap();
    assert_eq!((degenerate.first, degenerate.reason), (15, DegenerateReason::ConstantLevel));
    assert_eq!(found.badf[..15], [None; 15]);

    // y_t = 1.05·y_{t−1} + c with y_1 = 0 has x growing exactly in proportion only when the origin is its fixed point.
    let mut exponential = walk;
    for (t, v) in exponential[40..].iter_mut().enumerate() {
        *v = 1.05_f64.powi(t as i32);
    }
    exponential[0] = 0.0;
    let degenerate = no_intercept(&exponential, &layout).unwrap().degenerate.unwrap();
    assert_eq!((degenerate.first, degenerate.reason), (55, DegenerateReason::PerfectFit));

    let still = no_intercept(&[4.0; 100], &layout);
    assert_eq!(still, Err(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel)));
    let lagged = Layout::new(100, 2, 15).unwrap();
    assert!(matches!(
        no_intercept(&exponential, &lagged),
        Err(ExplosiveError::LagTooLarge { lag: 2, most: 0 })
    ));
    assert!(matches!(no_intercept(&exponential[1..], &layout), Err(ExplosiveError::LengthMismatch { .. })));
    exponential[17] = f64::NAN;
    assert!(matches!(no_intercept(&exponential, &layout), Err(ExplosiveError::NotFinite { index: 17, .. })));
}
