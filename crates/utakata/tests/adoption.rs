//! Slowdown and dating against `reference/evidence/small_sample_expected.json` and `evalues_expected.json` (copied as
//! literals, so that the tests stand alone), and against brute force.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use utakata::adoption::{
    AdoptionError, DatingOutcome, NullDistribution, Ties, mann_kendall, next_negative, rank_process,
    since_when, slowdown_statement,
};

const ARTICLE: [f64; 5] = [1.30, 0.60, 0.60, 0.10, 0.03];
const SIMILARWEB: [f64; 5] = [1.316, 0.625, 0.558, 0.126, 0.028];

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    let error = (actual - expected).abs();
    assert!(error <= tolerance * expected.abs(), "{what}: {actual} is not {expected}");
}

/// Every ordering of `values` by plain recursion.
fn orderings(values: &[f64]) -> Vec<Vec<f64>> {
    if values.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for i in 0..values.len() {
        let mut rest = values.to_vec();
        let first = rest.remove(i);
        for mut tail in orderings(&rest) {
            tail.insert(0, first);
            all.push(tail);
        }
    }
    all
}

fn s_of(values: &[f64]) -> i64 {
    let pairs = (0..values.len()).flat_map(|i| (i + 1..values.len()).map(move |j| (i, j)));
    pairs.map(|(i, j)| i64::from(values[j] > values[i]) - i64::from(values[j] < values[i])).sum()
}

#[test]
fn mann_kendall_matches_the_reference() {
    let test = mann_kendall(&SIMILARWEB).unwrap();
    assert_eq!((test.s, test.null), (-10, NullDistribution::Exact));
    close(test.p_falling, 0.008333333333333333, 1e-12, "similarweb p");
    close(test.p_two_sided, 0.016666666666666666, 1e-12, "similarweb two-sided p");
    close(test.smallest_p, 1.0 / 120.0, 1e-12, "similarweb smallest p");
    close(test.p_rising, 1.0, 1e-12, "similarweb rising p");
    let test = mann_kendall(&ARTICLE).unwrap();
    assert_eq!(test.s, -9);
    close(test.p_falling, 0.016666666666666666, 1e-12, "article p");
    close(test.p_two_sided, 0.03333333333333333, 1e-12, "article two-sided p");
    close(test.smallest_p, 2.0 / 120.0, 1e-12, "article smallest p");
}

#[test]
fn mann_kendall_equals_enumeration_with_ties() {
    let cases: [&[f64]; 5] = [
        &[3.0, 1.0, 2.0, 2.0, 5.0, 4.0],
        &[1.0, 1.0, 2.0, 2.0, 2.0, 0.0, 1.0],
        &[0.0, -0.0, 1.0, 1.0],
        &[2.0, 2.0, 2.0],
        &[7.0, 6.0, 5.0, 1.0, 2.0, 3.0, 4.0],
    ];
    for values in cases {
        let observed = s_of(values);
        let all: Vec<i64> = orderings(values).iter().map(|o| s_of(o)).collect();
        let share =
            |keep: &dyn Fn(i64) -> bool| all.iter().filter(|s| keep(**s)).count() as f64 / all.len() as f64;
        let test = mann_kendall(values).unwrap();
        assert_eq!(test.s, observed);
        close(test.p_falling, share(&|s| s <= observed), 1e-12, "falling");
        close(test.p_rising, share(&|s| s >= observed), 1e-12, "rising");
        close(test.p_two_sided, share(&|s| s.abs() >= observed.abs()), 1e-12, "two-sided");
        let lowest = *all.iter().min().unwrap();
        close(test.smallest_p, share(&|s| s == lowest), 1e-12, "smallest");
    }
}

#[test]
fn the_far_tail_keeps_its_digits_and_the_normal_takes_over() {
    let falling: Vec<f64> = (0..100).map(|i| -f64::from(i)).collect();
    let one_over_factorial: f64 = (1..=100).map(|i| 1.0 / f64::from(i)).product();
    close(mann_kendall(&falling).unwrap().p_falling, one_over_factorial, 1e-12, "1/100!");
    // A scrambled series just below and just above the switch: the approximation joins the exact law.
    let scrambled =
        |n: u32| -> Vec<f64> { (0..n).map(|i| f64::from(i * 37 % 101) - 0.25 * f64::from(i)).collect() };
    let approximate = mann_kendall(&scrambled(121)).unwrap();
    assert_eq!(approximate.null, NullDistribution::Normal);
    let exact = mann_kendall(&scrambled(120)).unwrap();
    let variance = 120.0 * 119.0 * 245.0 / 18.0_f64;
    let z = (exact.s as f64 + 1.0) / variance.sqrt();
    // Φ(z) by Simpson's rule, independent of any library.
    let steps = 20_000;
    let h = (z + 12.0) / f64::from(steps);
    let density = |t: f64| (-0.5 * t * t).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let weight = |i: i32| if i == 0 || i == steps { 1.0 } else { f64::from(2 + 2 * (i % 2)) };
    let normal: f64 =
        (0..=steps).map(|i| weight(i) * density(-12.0 + h * f64::from(i))).sum::<f64>() * h / 3.0;
    assert!(exact.p_falling < 0.05, "{}", exact.p_falling);
    close(normal, exact.p_falling, 0.02, "normal approximation at n = 120");
}

#[test]
fn the_rank_process_follows_the_reference_paths() {
    let path = |growth: &[f64], ties| rank_process(growth, 0.5, ties).unwrap().path;
    assert_eq!(path(&SIMILARWEB, Ties::Conservative), [1.0, 1.5, 3.0, 7.5, 22.5]);
    assert_eq!(path(&ARTICLE, Ties::Conservative), [1.0, 1.5, 0.75, 1.875, 5.625]);
    assert_eq!(path(&ARTICLE, Ties::Split), [1.0, 1.5, 1.875, 4.6875, 14.0625]);
    // The replay after June, −9.7 %.
    let mut replay = SIMILARWEB.to_vec();
    replay.push(-0.097);
    let process = rank_process(&replay, 0.5, Ties::Conservative).unwrap();
    assert_eq!(process.last(), 78.75);
    assert_eq!(process.first_crossing(0.05).unwrap(), Some(4));
}

#[test]
fn the_rank_process_is_a_fair_game() {
    // Averaged over all orderings: exactly 1 without ties; with ties the split process stays 1, the conservative
    // one can only lose.
    for values in [&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0][..], &[1.0, 1.0, 1.0, 2.0, 3.0, 3.0]] {
        let all = orderings(values);
        let mean = |ties| {
            all.iter().map(|o| rank_process(o, 0.5, ties).unwrap().last()).sum::<f64>() / all.len() as f64
        };
        close(mean(Ties::Split), 1.0, 1e-12, "split mean");
        assert!(mean(Ties::Conservative) <= 1.0 + 1e-12);
    }
}

#[test]
fn splits_match_the_reference_and_five_points_cannot_be_dated() {
    // The article's tie (60, 60) costs the split after February; the SimilarWeb figures are evidence.md's.
    for (growth, difference, expected) in [
        (ARTICLE, 0.528537636119257, [0.2, 0.2, 0.1, 0.2]),
        (SIMILARWEB, 0.5164407592717659, [0.2, 0.1, 0.1, 0.2]),
    ] {
        let dating = since_when(&growth, 0.95).unwrap();
        let p: Vec<f64> = dating.splits.iter().map(|s| s.p_falling).collect();
        assert_eq!(p, expected);
        close(dating.splits[2].difference, difference, 1e-9, "difference after March");
        assert_eq!((dating.splits[2].p_two_sided, dating.splits[2].smallest_p), (0.1, 0.1));
        assert_eq!(dating.possible, [1, 2, 3, 4]);
        assert!(dating.cannot_be_dated());
    }
}

#[test]
fn a_clear_step_is_dated_and_two_steps_are_not_one() {
    let step = [0.51, 0.49, 0.52, 0.50, 0.48, 0.02, 0.01, 0.03, 0.00];
    let dating = since_when(&step, 0.95).unwrap();
    assert_eq!((dating.outcome, dating.sampled_orderings), (DatingOutcome::Dated, None));
    // m values that stand out before n − m others come first in 1 of C(n, m) orderings: 1 of 5 at split 4, 1 of 15
    // at 3, 1 of 35 at 2; 1 of 6 at 6, 1 of 21 at 7.
    for (before, p) in [(4, 1.0 / 5.0), (3, 1.0 / 15.0), (2, 1.0 / 35.0), (6, 1.0 / 6.0), (7, 1.0 / 21.0)] {
        close(dating.splits[before - 1].p_here, p, 1e-12, "p_here");
    }
    assert_eq!(dating.possible, [3, 4, 5, 6]);
    // C(9, 5) = 126 choices, and the observed one is the most extreme.
    close(dating.splits[4].p_falling, 1.0 / 126.0, 1e-12, "p at the step");
    // Beside either step the other stands out in at most 1 of 4 orderings.
    let two_steps = [0.91, 0.90, 0.92, 0.50, 0.51, 0.49, 0.10, 0.11, 0.09];
    let dating = since_when(&two_steps, 0.70).unwrap();
    assert_eq!(
        (dating.outcome, &dating.possible[..]),
        (DatingOutcome::NoSingleChange, &[][..]),
        "{dating:?}"
    );
    let flat = [0.1, 0.3, 0.2, 0.15, 0.28, 0.22, 0.12, 0.27];
    assert_eq!(since_when(&flat, 0.95).unwrap().outcome, DatingOutcome::NoChangeShown);
}

#[test]
fn the_dating_set_equals_brute_force() {
    let x: [f64; 6] = [0.9, 0.7, 0.8, 0.3, 0.1, 0.2].map(|g: f64| g.ln_1p());
    let growth = x.map(f64::exp_m1);
    let spread = |side: &[f64]| {
        (1..side.len())
            .map(|k| {
                let (a, b) = side.split_at(k);
                let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
                (mean(a) - mean(b)) * ((a.len() * b.len()) as f64 / side.len() as f64).sqrt()
            })
            .fold(f64::MIN, f64::max)
    };
    let dating = since_when(&growth, 0.9).unwrap();
    for split in &dating.splits {
        let (first, rest) = x.split_at(split.before);
        let observed = spread(first).max(spread(rest)) - 1e-12;
        let (lefts, rights) = (orderings(first), orderings(rest));
        let mut reached = 0;
        for left in &lefts {
            reached += rights.iter().filter(|right| spread(left).max(spread(right)) >= observed).count();
        }
        let expected = reached as f64 / (lefts.len() * rights.len()) as f64;
        close(split.p_here, expected, 1e-12, "p_here");
    }
}

#[test]
fn the_slowdown_statement_carries_both_guarantees() {
    let statement = slowdown_statement(&SIMILARWEB).unwrap();
    assert_eq!(statement.method, "mann-kendall-exact");
    assert_eq!(statement.statistic, Some(-10.0));
    close(statement.p_value.unwrap(), 1.0 / 120.0, 1e-12, "p");
    assert_eq!(statement.e_value, Some(22.5));
    let has = |key: &str| statement.notes.iter().any(|note| note.key == key);
    assert!(has("adoption-slowdown-crossed") && !has("adoption-slowdown-ties"));
    let statement = slowdown_statement(&ARTICLE).unwrap();
    assert_eq!(statement.e_value, Some(5.625));
    assert!(statement.notes.iter().any(|note| note.key == "adoption-slowdown-ties"));
}

#[test]
fn bad_growth_is_named() {
    assert!(matches!(slowdown_statement(&[0.1, 0.2]), Err(AdoptionError::TooShort { needed: 3, .. })));
    assert_eq!(
        slowdown_statement(&[0.1, -1.0, 0.2]),
        Err(AdoptionError::TotalLoss { index: 1, value: -1.0 })
    );
    assert!(matches!(next_negative(&[0.1, 0.2, f64::NAN]), Err(AdoptionError::NotFinite { index: 2, .. })));
    assert!(matches!(since_when(&[0.1; 121], 0.95), Err(AdoptionError::TooLong { most: 120, .. })));
    assert!(matches!(since_when(&[0.1; 5], 95.0), Err(AdoptionError::Level { .. })));
    assert!(matches!(rank_process(&[], 0.5, Ties::Split), Err(AdoptionError::TooShort { .. })));
}

#[test]
fn longer_series_are_dated_by_sampled_orderings() {
    // Seven periods on each side of the step: beyond enumeration.
    let step = [0.50, 0.47, 0.51, 0.49, 0.52, 0.50, 0.48, 0.02, 0.01, 0.03, 0.00, 0.02, 0.01, 0.04];
    let dating = since_when(&step, 0.95).unwrap();
    assert_eq!((dating.outcome, dating.sampled_orderings), (DatingOutcome::Dated, Some(10_000)));
    // Exactly 1 ordering in C(14, 7) = 3432 is as extreme.
    assert!(dating.p_change <= 0.001, "{}", dating.p_change);
    // At the neighbouring split one of 8 values stands out, which 1 ordering in 8 puts first: not excluded. Two
    // of 9 come first in 1 of 36, and are.
    assert_eq!(dating.possible, [6, 7, 8]);
    assert_eq!(dating, since_when(&step, 0.95).unwrap());
    let neighbour = dating.splits[5].p_here;
    assert!((neighbour - 0.125).abs() < 4.0 * (0.125 * 0.875 / 1e4_f64).sqrt(), "{neighbour}");
}

#[test]
fn the_dating_set_covers_the_true_date() {
    // Eight noisy periods with a fall after the fifth: the 90 % set must hold 5 in at least 90 % of cases.
    let replications = 200_u64;
    let mut missed = 0.0;
    for replication in 0..replications {
        let mut rng = ChaCha8Rng::seed_from_u64(99);
        rng.set_stream(replication);
        let growth: Vec<f64> = (0..8)
            .map(|t| {
                let noise = (rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
                if t < 5 { 0.5 + noise } else { noise }
            })
            .collect();
        missed += f64::from(u8::from(!since_when(&growth, 0.9).unwrap().possible.contains(&5)));
    }
    let n = replications as f64;
    assert!(missed / n <= 0.1 + 3.0 * (0.1 * 0.9 / n).sqrt(), "{missed} of {n}");
}

#[test]
fn the_dating_statement_says_that_five_points_are_too_few() {
    let statement = since_when(&SIMILARWEB, 0.95).unwrap().statement();
    assert!(statement.p_value.unwrap() > 0.05);
    assert_eq!(statement.smallest_p, Some(0.1));
    assert_eq!(statement.notes[0].key, "adoption-since-no-change");
    assert!(
        statement.guarantee.text.english.contains("at most 5 % of cases"),
        "{}",
        statement.guarantee.text.english
    );
}
