//! The sup-F test for a break: a slow twin, Andrews' table, size, and the refusal of short series; months per day.
#![allow(clippy::unwrap_used)] // a failing test may panic

use jiff::civil::{Date, date};
use utakata::adoption::{
    AdoptionError, BreakTest, break_test, growth_of_levels, growth_per_day, index_of_growth,
};
use utakata::random::{Normal, Stream};

fn noise(n: usize, stream: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(20_230_627, stream));
    (0..n).map(|_| 0.1 * normal.sample(&mut stream)).collect()
}

fn growth(log_growth: &[f64]) -> Vec<f64> {
    log_growth.iter().map(|x| x.exp_m1()).collect()
}

/// Statistic, split and p-value of a series long enough.
fn tested(log_growth: &[f64]) -> (f64, usize, f64) {
    match break_test(&growth(log_growth)).unwrap() {
        BreakTest::Tested { sup_f, before, p_value, .. } => (sup_f, before, p_value),
        short @ BreakTest::NotTestable { .. } => panic!("{short:?}"),
    }
}

#[test]
fn the_statistic_equals_a_slow_twin() {
    for n in [15, 16, 20, 41] {
        let x = noise(n, n as u64);
        let rss = |values: &[f64]| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.iter().map(|v| (v - mean).powi(2)).sum::<f64>()
        };
        let trimmed = (0.15 * n as f64).ceil() as usize;
        let f = |k: usize| {
            let apart = rss(&x[..k]) + rss(&x[k..]);
            (rss(&x) - apart) / (apart / (n as f64 - 2.0))
        };
        let best = (trimmed..=n - trimmed).max_by(|&a, &b| f(a).total_cmp(&f(b))).unwrap();
        let (sup_f, before, _) = tested(&x);
        assert_eq!(before, best);
        assert!((sup_f / f(best) - 1.0).abs() < 1e-9, "{n}: {sup_f}");
    }
}

#[test]
fn long_series_meet_the_table_of_andrews() {
    // Andrews (2003, Econometrica 71, 395–397), one parameter, 15 % trimming: 8.68 at 5 %, 12.16 at 1 %.
    let errors = noise(300, 9);
    for (critical, level) in [(8.68, 0.05), (12.16, 0.01)] {
        let stepped = |step: f64| -> Vec<f64> {
            errors.iter().enumerate().map(|(i, e)| if i < 150 { *e } else { e - step }).collect()
        };
        let (mut low, mut high) = (0.0, 0.2);
        for _ in 0..30 {
            let middle = f64::midpoint(low, high);
            if sup_f_alone(&stepped(middle)) < critical { low = middle } else { high = middle }
        }
        let (sup_f, _, p) = tested(&stepped(high));
        assert!((sup_f - critical).abs() < 1e-3, "{sup_f}");
        // The table is asymptotic: within a fifth.
        assert!((p / level - 1.0).abs() < 0.2, "P(sup F >= {critical}) = {p}");
    }
}

/// The statistic without its null distribution.
fn sup_f_alone(x: &[f64]) -> f64 {
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    let total: f64 = x.iter().map(|v| (v - mean).powi(2)).sum();
    let trimmed = (0.15 * n).ceil() as usize;
    (trimmed..=x.len() - trimmed)
        .map(|k| {
            let sum: f64 = x[..k].iter().map(|v| v - mean).sum();
            let between = sum * sum * n / (k as f64 * (n - k as f64));
            between / ((total - between) / (n - 2.0))
        })
        .fold(0.0, f64::max)
}

#[test]
fn the_size_is_right_and_a_step_is_found() {
    let replications = 200_u64;
    let rejected = (0..replications).filter(|&r| tested(&noise(18, 100 + r)).2 <= 0.05).count();
    let share = rejected as f64 / replications as f64;
    assert!((share - 0.05).abs() <= 3.0 * (0.05 * 0.95 / replications as f64).sqrt(), "{share}");
    let step: Vec<f64> =
        noise(20, 5).iter().enumerate().map(|(i, e)| e + if i < 8 { 0.4 } else { 0.0 }).collect();
    let (_, before, p) = tested(&step);
    assert!(before.abs_diff(8) <= 1 && p <= 0.001, "{before} {p}");
}

#[test]
fn short_series_are_not_testable_and_say_so() {
    // Five periods: one of the ten choices of two (evidence.md, part a5).
    let five = break_test(&[1.316, 0.625, 0.558, 0.126, 0.028]).unwrap();
    assert_eq!(five, BreakTest::NotTestable { observations: 5, needed: 15, smallest_p: 0.1 });
    let statement = five.statement();
    assert_eq!((statement.p_value, statement.smallest_p), (None, Some(0.1)));
    assert!(statement.notes[0].english.starts_with("not testable: 5 periods, 15 are needed"));
    assert_eq!(break_test(&[0.1; 20]), Err(AdoptionError::NoModel));
    assert!(matches!(break_test(&[0.1, 0.2]), Err(AdoptionError::TooShort { needed: 3, .. })));
}

#[test]
fn months_are_compared_per_day() {
    let months = [date(2023, 2, 1), date(2023, 3, 1)];
    // The same traffic every day: February's total is 28/31 of January's.
    let totals = [28.0 / 31.0 - 1.0, 31.0 / 28.0 - 1.0];
    for growth in growth_per_day(&totals, &months).unwrap() {
        assert!(growth.abs() < 1e-15, "{growth}");
    }
    let gap: [Date; 2] = [date(2023, 2, 1), date(2023, 4, 1)];
    assert!(matches!(growth_per_day(&totals, &gap), Err(AdoptionError::MonthGap { .. })));
    assert!(matches!(growth_per_day(&totals, &months[..1]), Err(AdoptionError::Months { .. })));
}

#[test]
fn levels_and_growth_are_two_forms_of_one_series() {
    let growth = [1.316, 0.625, -0.1];
    let levels = index_of_growth(&growth).unwrap();
    assert_eq!(levels.len(), 4);
    for (back, g) in growth_of_levels(&levels).unwrap().iter().zip(growth) {
        assert!((back - g).abs() < 1e-12);
    }
    assert_eq!(growth_of_levels(&[1.0, 0.0]), Err(AdoptionError::NotPositive { index: 1, value: 0.0 }));
}
