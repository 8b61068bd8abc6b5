//! Step changes of list prices against enumeration, by hand and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a failing test may panic; measured rates are shown

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use utakata::Series;
use utakata::price_steps::{PriceStepError, Step, price_steps, price_steps_statement, steps};
use utakata::random::{Normal, Stream};

fn item(name: &str, prices: &[(Date, f64)]) -> Series {
    let (dates, values) = prices.iter().copied().unzip();
    Series::new(name, dates, values).unwrap()
}

fn on(month: i8) -> Date {
    date(2023, month, 1)
}

fn made(changes: &[f64]) -> Vec<Step> {
    let day = |i: usize| date(2020, 1, 1).checked_add((i as i64).days()).unwrap();
    changes.iter().enumerate().map(|(i, &change)| Step { date: day(i), items: 1, change }).collect()
}

fn since(recent: usize, n: usize) -> Date {
    date(2020, 1, 1).checked_add(((n - recent) as i64).days()).unwrap()
}

#[test]
fn changes_of_one_date_are_one_step() {
    let items = [
        item("a", &[(on(1), 10.0), (on(2), 10.0), (on(3), 5.0)]),
        item("b", &[(on(1), 8.0), (on(3), 2.0), (on(4), 3.0)]),
        item("c", &[(on(3), 9.0)]),
    ];
    let found = steps(&items).unwrap();
    assert_eq!(found.iter().map(|s| (s.date, s.items)).collect::<Vec<_>>(), [(on(3), 2), (on(4), 1)]);
    assert!((found[0].change - 0.5 * (0.5_f64.ln() + 0.25_f64.ln())).abs() < 1e-15);
    assert!((found[1].change - 1.5_f64.ln()).abs() < 1e-15);
    assert_eq!(steps(&[]), Err(PriceStepError::Empty));
    let free = steps(&[item("free", &[(on(1), 0.0), (on(2), 1.0)])]);
    assert!(matches!(free, Err(PriceStepError::Price { ref item, .. }) if item == "free"), "{free:?}");
}

#[test]
fn too_few_steps_are_described_and_not_tested() {
    let four = price_steps(made(&[0.1, 0.0, -0.5, -0.9]), since(2, 4), 1);
    assert_eq!((four.recent, four.p_value), (2, None));
    assert!((four.smallest_p - 1.0 / 6.0).abs() < 1e-15);
    let statement = price_steps_statement(&four).unwrap();
    assert_eq!((statement.p_value, statement.e_value), (None, None));
    assert!(statement.notes.iter().any(|n| n.english.starts_with("not testable: 2 recent")), "{statement:?}");
    let none = price_steps(made(&[0.1, 0.2]), date(2030, 1, 1), 1);
    assert_eq!((none.difference, none.p_value, none.smallest_p), (None, None, 1.0));
}

#[test]
fn the_deepest_cuts_last_give_one_over_the_choices() {
    let six = price_steps(made(&[0.1, 0.0, 0.05, -0.5, -0.9, -0.7]), since(3, 6), 1);
    assert!((six.p_value.unwrap() - 0.05).abs() < 1e-15 && six.exact);
    let statement = price_steps_statement(&six).unwrap();
    let e = statement.e_value.unwrap();
    assert!((e - utakata::evalue::mixture(0.05).unwrap()).abs() < 1e-12);
}

#[test]
fn many_steps_are_drawn_and_agree_with_the_normal_law() {
    let normal = Normal::new();
    let mut stream = Stream::new(5, 0);
    let mut changes: Vec<f64> = (0..60).map(|_| normal.sample(&mut stream)).collect();
    let drawn = price_steps(made(&changes), since(20, 60), 9);
    assert!(!drawn.exact);
    // The permutation law of a sum of 20 of 60: mean 20·m, variance 20·40/59·s².
    let mean = changes.iter().sum::<f64>() / 60.0;
    let variance = changes.iter().map(|c| (c - mean).powi(2)).sum::<f64>() / 60.0 * 20.0 * 40.0 / 59.0;
    let z = (changes.split_off(40).iter().sum::<f64>() - 20.0 * mean) / variance.sqrt();
    let expected = 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
    assert!((drawn.p_value.unwrap() - expected).abs() < 0.02, "{drawn:?} {expected}");
}

proptest! {
    #[test]
    fn the_p_value_is_the_share_of_choices(changes in prop::collection::vec(-3_i32..3, 6..11), k in 3_usize..4) {
        let changes: Vec<f64> = changes.iter().map(|&c| 0.1 * f64::from(c)).collect();
        let n = changes.len();
        let found = price_steps(made(&changes), since(k, n), 1);
        let observed: f64 = changes[n - k..].iter().sum();
        let sums: Vec<f64> = (0_u32..1 << n)
            .filter(|set| set.count_ones() as usize == k)
            .map(|set| (0..n).filter(|i| set >> i & 1 == 1).map(|i| changes[i]).sum())
            .collect();
        let share = sums.iter().filter(|&&s| s <= observed + 1e-9).count() as f64 / sums.len() as f64;
        prop_assert!((found.p_value.unwrap() - share).abs() < 1e-12);
        prop_assert!((found.smallest_p - 1.0 / sums.len() as f64).abs() < 1e-12);
    }
}

/// Share of 2,000 samples of 12 steps with p ≤ 5 % for the last four, which are `shift` standard deviations lower.
fn rejections(shift: f64, seed: u64) -> f64 {
    let normal = Normal::new();
    let rejected = (0..2000).filter(|&path| {
        let mut stream = Stream::new(seed, path);
        // Prices stand or are cut, rarely by much: a skewed law.
        let changes: Vec<f64> = (0..12)
            .map(|i| -(0.5 * normal.sample(&mut stream)).exp() - if i >= 8 { shift } else { 0.0 })
            .collect();
        price_steps(made(&changes), since(4, 12), 1).p_value.unwrap() <= 0.05
    });
    rejected.count() as f64 / 2000.0
}

#[test]
fn the_size_is_exact_and_a_shift_is_seen() {
    let (size, power) = (rejections(0.0, 1), rejections(1.0, 2));
    println!("size {size}, power at a shift of 1 {power}");
    assert!((size - 0.05).abs() < 3.0 * (0.05_f64 * 0.95 / 2000.0).sqrt(), "{size}");
    assert!(power > 0.4, "{power}");
}
