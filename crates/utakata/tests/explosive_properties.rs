//! Properties of the recursive statistics, and their agreement with a slow obvious twin.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use proptest::prelude::*;
use utakata::explosive::{DegenerateReason, ExplosiveError, Layout, Recursive, recursive};
use utakata::random::{Normal, Stream};

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

/// t-ratio of the lagged level over regression rows `from..=to`, by modified Gram-Schmidt (twice) on centred columns.
fn twin_t(y: &[f64], lag: usize, from: usize, to: usize) -> f64 {
    let n = to - from + 1;
    let centred = |f: &dyn Fn(usize) -> f64| {
        let column: Vec<f64> = (from..=to).map(|row| f(row + lag + 1)).collect();
        let mean = column.iter().sum::<f64>() / n as f64;
        column.iter().map(|v| v - mean).collect::<Vec<f64>>()
    };
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let remove = |v: &mut Vec<f64>, q: &[f64]| {
        let c = dot(v, q) / dot(q, q);
        v.iter_mut().zip(q).for_each(|(a, b)| *a -= c * b);
    };
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for j in 1..=lag {
        let mut z = centred(&|t| y[t - j] - y[t - j - 1]);
        for _ in 0..2 {
            for q in &basis {
                remove(&mut z, q);
            }
        }
        basis.push(z);
    }
    let origin = y[from + lag];
    let mut x = centred(&|t| y[t - 1] - origin);
    let mut d = centred(&|t| y[t] - y[t - 1]);
    for _ in 0..2 {
        for q in &basis {
            remove(&mut x, q);
            remove(&mut d, q);
        }
    }
    let slope = dot(&x, &d) / dot(&x, &x);
    let residual: Vec<f64> = d.iter().zip(&x).map(|(d, x)| d - slope * x).collect();
    let s2 = dot(&residual, &residual) / (n as f64 - 2.0 - lag as f64);
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
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_sweep_agrees_with_the_twin(seed in 0_u64..1000, lag in 0_usize..10, extra in 0_usize..70, n in 40_usize..110, drift in -2.0..2.0) {
        let y: Vec<f64> =
            random_walk(n, seed).iter().enumerate().map(|(t, v)| v + drift * t as f64 + 1e3).collect();
        let window = lag + 3 + extra;
        prop_assume!(n > window + lag);
        let layout = Layout::new(n, lag, window).unwrap();
        let ours = recursive(&y, &layout).unwrap();
        for (i, (badf, bsadf)) in ours.badf.iter().zip(&ours.bsadf).enumerate() {
            let end = i + window - 1;
            let statistics: Vec<f64> = (0..=end + 1 - window).map(|start| twin_t(&y, lag, start, end)).collect();
            let largest = statistics.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            // Windows with one or two degrees of freedom are ill-conditioned by nature.
            let tolerance = if extra < 3 { 1e-5 } else { 1e-9 };
            prop_assert!(agree(badf.unwrap(), statistics[0], tolerance), "badf {i}: {badf:?} {}", statistics[0]);
            prop_assert!(agree(bsadf.unwrap(), largest, tolerance), "bsadf {i}: {bsadf:?} {largest}");
            let start = ours.window_start[i].unwrap() - lag;
            prop_assert!(agree(statistics[start], largest, tolerance));
        }
        let sup = |s: &[Option<f64>]| s.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
        prop_assert_eq!(ours.gsadf, sup(&ours.bsadf));
        prop_assert_eq!(ours.sadf.unwrap(), sup(&ours.badf));
        prop_assert_eq!(ours.adf, *ours.badf.last().unwrap());
    }

    #[test]
    fn origin_and_scale_do_not_matter(seed in 0_u64..1000, lag in 0_usize..5, offset in -27_i32..27, scale in -8_i32..8) {
        let y = random_walk(150, seed);
        let layout = Layout::new(150, lag, 23).unwrap();
        let plain = recursive(&y, &layout).unwrap();
        // Up to 2²⁷ ≈ 1.3e8 standard deviations, exactly representable.
        let shift = f64::from(offset.signum()) * 2.0_f64.powi(offset.abs());
        let moved: Vec<f64> = y.iter().map(|v| v + shift).collect();
        prop_assert!(sequences_agree(&recursive(&moved, &layout).unwrap(), &plain, 1e-9));
        let scaled: Vec<f64> = y.iter().map(|v| v * 10.0_f64.powi(scale)).collect();
        prop_assert!(sequences_agree(&recursive(&scaled, &layout).unwrap(), &plain, 1e-9));
    }

    #[test]
    fn a_statistic_uses_no_later_data(seed in 0_u64..1000, lag in 0_usize..3, cut in 60_usize..139) {
        let y = random_walk(140, seed);
        let whole = recursive(&y, &Layout::new(140, lag, 20).unwrap()).unwrap();
        let early = recursive(&y[..cut], &Layout::new(cut, lag, 20).unwrap()).unwrap();
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
    let layout = Layout::new(120, 0, 20).unwrap();
    let ours = recursive(&y, &layout).unwrap();
    for end in 99..119 {
        let largest =
            (60..=end - 19).map(|start| twin_t(&y, 0, start, end)).fold(f64::NEG_INFINITY, f64::max);
        let i = end - 19;
        assert!(ours.bsadf[i].unwrap() >= largest - 1e-9, "{end}");
        if ours.window_start[i].unwrap() >= 60 {
            assert!(agree(ours.bsadf[i].unwrap(), largest, 1e-9), "{end} {:?} {largest}", ours.bsadf[i]);
        }
    }
}

#[test]
fn degenerate_windows_are_flagged_with_their_reason() {
    let reason = |y: &[f64], lag| recursive(y, &Layout::new(y.len(), lag, 15).unwrap()).unwrap().degenerate;
    let walk = random_walk(100, 3);

    let mut pegged = walk.clone();
    pegged[..30].fill(7.25);
    for lag in [0, 1] {
        let found = reason(&pegged, lag).unwrap();
        assert_eq!((found.first, found.reason), (15 + lag, DegenerateReason::ConstantLevel), "lag {lag}");
    }
    // One jump into a peg: the jump is fitted exactly.
    let mut late = walk.clone();
    late[30..60].fill(7.25);
    let found = reason(&late, 0).unwrap();
    assert_eq!((found.first, found.reason), (44, DegenerateReason::PerfectFit));
    let mut linear = walk.clone();
    for (t, v) in linear[..30].iter_mut().enumerate() {
        *v = 3.0 + 0.5 * t as f64;
    }
    assert_eq!(reason(&linear, 0).unwrap().reason, DegenerateReason::ConstantDifference);
    let mut exponential = walk.clone();
    for (t, v) in exponential[..30].iter_mut().enumerate() {
        *v = 1.05_f64.powi(t as i32);
    }
    assert_eq!(reason(&exponential, 0).unwrap().reason, DegenerateReason::PerfectFit);
    assert_eq!(reason(&walk, 0), None);

    let layout = Layout::new(100, 1, 19).unwrap();
    assert_eq!(
        recursive(&[4.0; 100], &layout),
        Err(ExplosiveError::Degenerate(DegenerateReason::ConstantLevel))
    );
    let mut broken = walk.clone();
    broken[17] = f64::INFINITY;
    assert!(matches!(recursive(&broken, &layout), Err(ExplosiveError::NotFinite { index: 17, .. })));
    assert!(matches!(recursive(&walk[..99], &layout), Err(ExplosiveError::LengthMismatch { .. })));
}
