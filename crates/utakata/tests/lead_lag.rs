//! Lead-lag of first passages against enumeration, by hand and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a failing test may panic; measured rates are shown

use proptest::prelude::*;
use utakata::lead_lag::{FirstPassage, LeadLagError, first_passage, lead_lag};
use utakata::random::{Normal, Stream};

/// `S` by its definition.
fn kendall(times: &[i64]) -> i64 {
    let mut s = 0;
    for (i, a) in times.iter().enumerate() {
        s += times[i + 1..].iter().map(|b| (b - a).signum()).sum::<i64>();
    }
    s
}

/// All orders of `items`, the obvious way.
fn orders(items: &[i64]) -> Vec<Vec<i64>> {
    if items.is_empty() {
        return vec![vec![]];
    }
    let mut all = Vec::new();
    for i in 0..items.len() {
        let mut rest = items.to_vec();
        let first = rest.remove(i);
        all.extend(orders(&rest).into_iter().map(|mut tail| {
            tail.insert(0, first);
            tail
        }));
    }
    all
}

#[test]
fn four_series_in_the_order_foretold_give_one_in_twenty_four() {
    let found = lead_lag(&[Some(3), Some(10), Some(11), Some(40)]).unwrap();
    assert_eq!((found.s, found.concordant, found.discordant, found.tied), (6, 6, 0, 0));
    assert_eq!((found.orders_as_good, found.orders), (Some(1), Some(24)));
    assert!((found.p_value - 1.0 / 24.0).abs() < 1e-15 && (found.smallest_p - 1.0 / 24.0).abs() < 1e-15);
    assert_eq!(found.tau_b, Some(1.0));
    // One neighbouring pair the wrong way: S ≥ 4 in 1 + 3 of 24 orders.
    let near = lead_lag(&[Some(3), Some(11), Some(10), Some(40)]).unwrap();
    assert_eq!((near.s, near.orders_as_good), (4, Some(4)));
    assert!((near.tau_b.unwrap() - 2.0 / 3.0).abs() < 1e-15);
    // The opposite order: all 24 agree at least as well.
    assert_eq!(lead_lag(&[Some(4), Some(3), Some(2), Some(1)]).unwrap().p_value, 1.0);
}

#[test]
fn series_that_have_not_passed_come_last_and_tied() {
    let found = lead_lag(&[Some(1), Some(2), None, None]).unwrap();
    assert_eq!((found.s, found.tied, found.not_passed), (5, 1, 2));
    // Of 12 distinct orders of {1, 2, ∞, ∞} one agrees best: 2 of 24.
    assert_eq!((found.orders_as_good, found.orders), (Some(2), Some(24)));
    let none = lead_lag(&[None, None, None]).unwrap();
    assert_eq!((none.s, none.p_value, none.smallest_p, none.tau_b), (0, 1.0, 1.0, None));
    assert_eq!(lead_lag(&[Some(1)]), Err(LeadLagError::Series { given: 1 }));
    // Times far beyond the whole numbers of an `f64` keep their order.
    assert_eq!(lead_lag(&[Some(i64::MAX - 1), Some(i64::MAX)]).unwrap().s, 1);
}

#[test]
fn the_statement_names_the_smallest_p_and_claims_no_proof() {
    let statement = lead_lag(&[Some(3), Some(10), Some(11), None]).unwrap().statement();
    assert!((statement.smallest_p.unwrap() - statement.p_value.unwrap()).abs() < 1e-15);
    let notes: Vec<&str> = statement.notes.iter().map(|n| n.english.as_str()).collect();
    assert!(notes[0].contains("1 of 24 orders"), "{notes:?}");
    assert!(notes.iter().any(|n| n.contains("never prove")), "{notes:?}");
    assert!(notes.iter().any(|n| n.starts_with("1 have not fallen")), "{notes:?}");
}

#[test]
fn a_fall_counts_from_the_running_peak() {
    let at = |levels: &[f64], fall| first_passage(levels, fall).unwrap();
    assert_eq!(at(&[100.0, 120.0, 110.0, 107.9], 0.1), Some(FirstPassage { at: 3, peak: 1 }));
    assert_eq!(at(&[100.0, 95.0, 120.0, 109.0], 0.1), None);
    // Exactly on the line counts; the peak is the last day at it.
    assert_eq!(at(&[100.0, 100.0, 75.0], 0.25), Some(FirstPassage { at: 2, peak: 1 }));
    assert_eq!(at(&[], 0.1), None);
    assert_eq!(first_passage(&[1.0], 0.0), Err(LeadLagError::Fall { value: 0.0 }));
    assert!(matches!(first_passage(&[1.0, 0.0], 0.1), Err(LeadLagError::Level { index: 1, .. })));
    assert!(matches!(first_passage(&[1.0, f64::NAN], 0.1), Err(LeadLagError::Level { index: 1, .. })));
}

#[test]
fn the_chance_of_a_small_p_is_at_most_its_level() {
    for times in [vec![1, 2, 3, 4], vec![1, 1, 2, 3, 3], vec![1, 2, 3, 4, 5, 6], vec![5, 5, 5]] {
        let p: Vec<f64> = orders(&times)
            .iter()
            .map(|order| lead_lag(&order.iter().map(|&t| Some(t)).collect::<Vec<_>>()).unwrap().p_value)
            .collect();
        for alpha in &p {
            let share = p.iter().filter(|&&q| q <= *alpha).count() as f64 / p.len() as f64;
            assert!(share <= alpha + 1e-12, "{times:?}: P(p ≤ {alpha}) = {share}");
        }
    }
}

proptest! {
    #[test]
    fn the_p_value_is_the_share_of_orders(times in prop::collection::vec(0_i64..5, 2..7)) {
        let found = lead_lag(&times.iter().map(|&t| Some(t)).collect::<Vec<_>>()).unwrap();
        let observed = kendall(&times);
        prop_assert_eq!(found.s, observed);
        let all: Vec<i64> = orders(&times).iter().map(|o| kendall(o)).collect();
        let as_good = all.iter().filter(|&&s| s >= observed).count();
        let best = all.iter().filter(|&&s| Some(&s) == all.iter().max()).count();
        prop_assert_eq!(found.orders_as_good, Some(as_good as u64));
        prop_assert!((found.p_value - as_good as f64 / all.len() as f64).abs() < 1e-12);
        prop_assert!((found.smallest_p - best as f64 / all.len() as f64).abs() < 1e-12);
    }
}

/// Share of 2,000 sets of independent random walks of 250 days, with these daily swings, whose first falls of 10 % come
/// with p ≤ 1/24.
fn rejections(swings: [f64; 4], seed: u64) -> f64 {
    let normal = Normal::new();
    let mut rejected = 0_u32;
    for path in 0..2000 {
        let mut stream = Stream::new(seed, path);
        let passages = swings.map(|swing| {
            let mut level = 1.0_f64;
            let levels: Vec<f64> = (0..250)
                .map(|_| {
                    level *= (swing * normal.sample(&mut stream)).exp();
                    level
                })
                .collect();
            first_passage(&levels, 0.1).unwrap().map(|passage| passage.at as i64)
        });
        rejected += u32::from(lead_lag(&passages).unwrap().p_value <= 1.0 / 24.0 + 1e-12);
    }
    f64::from(rejected) / 2000.0
}

#[test]
fn equal_swings_keep_the_size_and_swings_in_order_do_not() {
    let equal = rejections([0.02; 4], 1);
    let foretold = rejections([0.025, 0.02, 0.015, 0.01], 2);
    println!("equal {equal}, in order {foretold}");
    let exact = 1.0 / 24.0;
    assert!(equal < exact + 3.0 * (exact * (1.0 - exact) / 2000.0_f64).sqrt(), "{equal}");
    assert!((foretold - 0.19).abs() < 0.03, "the figure of the module's page: {foretold}");
}
