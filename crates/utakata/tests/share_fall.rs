//! Has a theme's share of all cases fallen? Against other programs, a slow twin, and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a failing test may panic; measured rates are shown

use proptest::prelude::*;
use utakata::random::{Normal, Stream};
use utakata::rates::{Count, RateError, rate_not_fallen_statement, share_not_fallen_statement};

/// `ln C(n, k)` by adding logarithms.
fn ln_choose(n: u64, k: u64) -> f64 {
    (0..k).map(|i| ((n - i) as f64).ln() - ((i + 1) as f64).ln()).sum()
}

/// `P(X₁ ≤ x₁)` given the margins, term by term.
fn fisher([x1, x2]: [u64; 2], [s1, s2]: [u64; 2]) -> f64 {
    let (theme, recent, all) = (x1 + x2, x1 + s1, x1 + x2 + s1 + s2);
    let least = (recent + theme).saturating_sub(all);
    let term =
        |k: u64| (ln_choose(theme, k) + ln_choose(all - theme, recent - k) - ln_choose(all, recent)).exp();
    (least..=x1).map(term).sum()
}

#[test]
fn the_founding_case_as_python_computes_it() {
    // Python, in exact fractions: sum(comb(79,k)*comb(134,102-k) for k in range(30))/comb(213,102)
    let exact = share_not_fallen_statement([29, 50], [73, 61], 1.0, 0.95).unwrap();
    assert!((exact.p_value.unwrap() - 0.008_808_071_862_193_453).abs() < 1e-12, "{exact:?}");
    assert!((exact.statistic.unwrap() - 29.0 * 61.0 / (50.0 * 73.0)).abs() < 1e-15);
    // Python: erfc(-log(29*61/(50*73)) / sqrt(2*(1/29+1/50)+1/73+1/61) / sqrt(2)) / 2
    let dispersed = share_not_fallen_statement([29, 50], [73, 61], 2.0, 0.95).unwrap();
    assert!((dispersed.p_value.unwrap() - 0.026_047_022_295_227_883).abs() < 1e-9, "{dispersed:?}");
    assert!(dispersed.smallest_p.is_none() && exact.smallest_p.unwrap() < 1e-12);
}

#[test]
fn without_events_nothing_is_said_and_zeros_have_no_dispersed_p() {
    assert!(matches!(share_not_fallen_statement([0, 0], [3, 4], 1.0, 0.95), Err(RateError::NoEvents)));
    assert!(matches!(
        share_not_fallen_statement([3, 4], [3, 4], 0.5, 0.95),
        Err(RateError::Dispersion { .. })
    ));
    let zero = share_not_fallen_statement([0, 5], [10, 10], 2.0, 0.95).unwrap();
    assert_eq!((zero.p_value, zero.interval, zero.statistic), (None, None, None));
    let exact = share_not_fallen_statement([0, 5], [10, 10], 1.0, 0.95).unwrap();
    assert!((exact.p_value.unwrap() - fisher([0, 5], [10, 10])).abs() < 1e-14);
    assert_eq!(exact.p_value, exact.smallest_p);
}

proptest! {
    #[test]
    fn the_exact_p_is_the_hypergeometric_tail(x1 in 0_u64..40, x2 in 1_u64..40, s1 in 1_u64..90, s2 in 0_u64..90) {
        let p = share_not_fallen_statement([x1, x2], [s1, s2], 1.0, 0.95).unwrap().p_value.unwrap();
        prop_assert!((p - fisher([x1, x2], [s1, s2]).min(1.0)).abs() < 1e-10, "{p}");
    }
}

fn poisson(mean: f64, stream: &mut Stream) -> u64 {
    // Knuth's product of uniforms, in pieces of mean 20 that do not underflow.
    let (mut left, mut count) = (mean, 0);
    while left > 0.0 {
        let (limit, mut product) = ((-left.min(20.0)).exp(), stream.uniform());
        while product > limit {
            product *= stream.uniform();
            count += 1;
        }
        left -= 20.0;
    }
    count
}

/// A count with variance `phi` times its mean: Poisson around a gamma that is nearly normal on the cube root (Wilson and
/// Hilferty 1931).
fn dispersed(mean: f64, phi: f64, normal: &Normal, stream: &mut Stream) -> u64 {
    if phi == 1.0 {
        return poisson(mean, stream);
    }
    let shape = mean / (phi - 1.0);
    let z = normal.sample(stream);
    let cube = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt());
    poisson((phi - 1.0) * shape * cube.powi(3).max(0.0), stream)
}

/// Share of 4,000 samples with p ≤ 5 %: the theme's share stays, all births change by `growth`, counts vary `phi` times as
/// much as chance and are judged with dispersion `assumed`. First by shares, then plainly by counts.
fn rejections(growth: f64, phi: f64, assumed: f64, seed: u64) -> [f64; 2] {
    let normal = Normal::new();
    let mut rejected = [0_u32; 2];
    for path in 0..4000 {
        let mut stream = Stream::new(seed, path);
        let x =
            [dispersed(40.0 * growth, phi, &normal, &mut stream), dispersed(40.0, phi, &normal, &mut stream)];
        let s = [poisson(66.0 * growth, &mut stream), poisson(66.0, &mut stream)];
        let small = |p: Option<f64>| u32::from(p.is_some_and(|p| p <= 0.05));
        let share = share_not_fallen_statement(x, s, assumed, 0.95).map(|t| t.p_value);
        let count = |x: u64| Count::exact(x as f64, 2.0);
        let plain = rate_not_fallen_statement(count(x[0]), count(x[1]), assumed, 0.95).map(|t| t.p_value);
        rejected[0] += small(share.unwrap_or(None));
        rejected[1] += small(plain.unwrap_or(None));
    }
    rejected.map(|count| f64::from(count) / 4000.0)
}

#[test]
fn the_share_keeps_its_size_when_all_births_change() {
    let mut shown = Vec::new();
    for (i, (growth, phi, assumed)) in
        [(1.0, 1.0, 1.0), (0.7, 1.0, 1.0), (1.0, 2.0, 2.0), (0.7, 2.0, 2.0), (1.0, 2.0, 1.0), (1.0, 5.0, 2.0)]
            .into_iter()
            .enumerate()
    {
        let [share, plain] = rejections(growth, phi, assumed, i as u64);
        println!("all births x {growth}, phi {phi}, assumed {assumed}: share {share}, plain {plain}");
        shown.push((share, plain));
    }
    let noise = 3.0 * (0.05_f64 * 0.95 / 4000.0).sqrt();
    for (share, _) in &shown[..4] {
        assert!(*share < 0.05 + noise, "{shown:?}");
    }
    // A fall of all births by 30 % is no fall of the theme, and only the share knows.
    assert!(shown[1].1 > 0.15 && shown[3].1 > 0.1, "{shown:?}");
    // Too small a dispersion is seen in the size.
    assert!(shown[4].0 > 0.05 + noise && shown[5].0 > 0.05 + noise, "{shown:?}");
}
