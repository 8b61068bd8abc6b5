//! Ratios of rates against `reference/evidence/small_sample_expected.json` (copied as literals), the values of R
//! exactci quoted in the method notes, and enumeration.
#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::rates::{
    Count, Inversion, RateError, Side, break_even_completeness, break_even_dispersion, completeness_rows,
    dispersion_rows, e_test, rate_not_fallen_statement, rate_ratio, ratio_statement,
};
use utakata::statement::GuaranteeKind;

const SECTOR: ([u64; 2], [f64; 2]) = ([520, 30], [5.2, 5.0]);

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((actual - expected).abs() <= tolerance * expected.abs(), "{what}: {actual} is not {expected}");
}

#[test]
fn the_central_interval_and_both_p_values_match_the_reference() {
    let cases = [
        (SECTOR, 16.666666666666668, 11.533411399564041, 24.955581180990908, 2.1181342088247495e-112, 0.0),
        (
            ([520, 30], [1.0, 1.0]),
            17.333333333333332,
            11.994747855546603,
            25.953804428230544,
            1.5763538687434912e-116,
            0.0,
        ),
        (
            ([30, 60], [1.0, 1.0]),
            0.5,
            0.31135919751166985,
            0.7874678331943099,
            0.0020602656809630745,
            0.0014768296597428262,
        ),
        (
            ([3, 8], [1.0, 1.0]),
            0.375,
            0.06407626145180512,
            1.5624111071511342,
            0.2265625,
            0.14070886922309583,
        ),
    ];
    for ((counts, exposures), ratio, low, high, p_central, p_e_test) in cases {
        let result = rate_ratio(counts, exposures, 1.0, 0.95, Inversion::Central).unwrap();
        close(result.estimate.unwrap(), ratio, 1e-12, "ratio");
        close(result.interval.low.unwrap(), low, 1e-10, "low");
        close(result.interval.high.unwrap(), high, 1e-10, "high");
        close(result.p_two_sided, p_central, 1e-9, "central p");
        let p = e_test(counts, exposures).unwrap();
        if p_e_test == 0.0 {
            assert!(p > 0.0 && p < 1e-80, "{p}");
        } else {
            // scipy leaves out tails of 1e-10 each.
            close(p, p_e_test, 1e-6, "E-test p");
        }
    }
}

#[test]
fn the_narrower_exact_intervals_match_enumeration_and_nearly_exactci() {
    let (counts, exposures) = SECTOR;
    // Limits bracketed by listing all 551 outcomes; exactci stops within 1.5e-5 of the share, 6e-4 of the ratio.
    let minimum_likelihood = ([11.5235, 11.5236], [24.4195, 24.4197], [11.5260, 24.4089]);
    let blaker = ([11.5956, 11.5957], [24.7295, 24.7300], [11.5912, 24.7480]);
    for (inversion, (low, high, exactci)) in
        [(Inversion::MinimumLikelihood, minimum_likelihood), (Inversion::Blaker, blaker)]
    {
        let interval = rate_ratio(counts, exposures, 1.0, 0.95, inversion).unwrap().interval;
        for (end, [from, to], quoted) in
            [(interval.low.unwrap(), low, exactci[0]), (interval.high.unwrap(), high, exactci[1])]
        {
            assert!((from..=to).contains(&end), "{inversion:?}: {end}");
            close(end, quoted, 1e-3, "exactci");
        }
    }
}

/// Two-sided p-values by listing every outcome.
fn enumerated(x: usize, n: usize, p: f64, inversion: Inversion) -> f64 {
    let mut mass = vec![(1.0 - p).powi(n as i32)];
    for k in 1..=n {
        mass.push(mass[k - 1] * (n - k + 1) as f64 / k as f64 * p / (1.0 - p));
    }
    let tail = |k: usize| mass[..=k].iter().sum::<f64>().min(mass[k..].iter().sum());
    let extreme = |k: usize| match inversion {
        Inversion::MinimumLikelihood => mass[k] <= mass[x] * (1.0 + 1e-9),
        _ => tail(k) <= tail(x) * (1.0 + 1e-9),
    };
    (0..=n).filter(|&k| extreme(k)).map(|k| mass[k]).sum::<f64>().min(1.0)
}

#[test]
fn p_values_equal_enumeration_and_intervals_invert_them() {
    for (x, y) in [(0, 5), (3, 8), (7, 7), (12, 2), (9, 0), (1, 30)] {
        for inversion in [Inversion::MinimumLikelihood, Inversion::Blaker] {
            let p_at =
                |ratio: f64| rate_ratio([x, y], [2.0, 3.0], ratio, 0.95, inversion).unwrap().p_two_sided;
            for ratio in [0.1, 0.4, 1.0, 1.5, 2.5, 20.0] {
                let share = 2.0 * ratio / (2.0 * ratio + 3.0);
                close(p_at(ratio), enumerated(x as usize, (x + y) as usize, share, inversion), 1e-9, "p");
            }
            let interval = rate_ratio([x, y], [2.0, 3.0], 1.0, 0.95, inversion).unwrap().interval;
            // Outermost ratios with p above 5 %: nothing beyond, something just inside.
            let beyond =
                |from: f64, step: f64| (1..500).map(|i| p_at(from * step.powi(i))).fold(0.0, f64::max);
            if let Some(low) = interval.low.filter(|&low| low > 0.0) {
                assert!(beyond(low, 0.985) <= 0.05 + 1e-9, "{x} v {y} {inversion:?}");
                assert!(p_at(low * (1.0 + 1e-7)) > 0.05, "{x} v {y} {inversion:?}");
            }
            if let Some(high) = interval.high {
                assert!(beyond(high, 1.015) <= 0.05 + 1e-9, "{x} v {y} {inversion:?}");
                assert!(p_at(high * (1.0 - 1e-7)) > 0.05, "{x} v {y} {inversion:?}");
            }
        }
    }
}

#[test]
fn the_e_test_equals_its_double_sum() {
    let poisson = |mean: f64| {
        let mut mass = vec![(-mean).exp()];
        (1..120).for_each(|k| mass.push(mass[k - 1] * mean / k as f64));
        mass
    };
    for ([x, y], [t1, t2]) in
        [([3, 8], [1.0, 1.0]), ([0, 4], [2.0, 1.0]), ([9, 2], [1.3, 0.7]), ([5, 0], [1.0, 3.0])]
    {
        let statistic = |x: f64, y: f64| {
            let spread = (x / (t1 * t1) + y / (t2 * t2)).sqrt();
            if spread > 0.0 { (x / t1 - y / t2).abs() / spread } else { 0.0 }
        };
        let pooled = (x + y) as f64 / (t1 + t2);
        let (first, second) = (poisson(pooled * t1), poisson(pooled * t2));
        let mut expected = 0.0;
        for (i, a) in first.iter().enumerate() {
            for (j, b) in second.iter().enumerate() {
                if statistic(i as f64, j as f64) >= statistic(x as f64, y as f64) * (1.0 - 1e-12) {
                    expected += a * b;
                }
            }
        }
        close(e_test([x, y], [t1, t2]).unwrap(), expected, 1e-12, "E-test");
    }
}

#[test]
fn the_dials_match_the_method_notes() {
    let (counts, exposures) = SECTOR;
    let rows = dispersion_rows(counts, exposures, &[2.0, 5.0, 10.0], 0.95).unwrap();
    for (row, (low, high)) in rows.iter().zip([(9.90, 28.0), (7.32, 38.0), (5.20, 53.4)]) {
        close(row.interval.low.unwrap(), low, 1e-3, "low");
        close(row.interval.high.unwrap(), high, 2e-3, "high");
    }
    // At the break-even dispersion the interval touches one.
    let dispersion = break_even_dispersion(counts, exposures, 0.95).unwrap().unwrap();
    let touching = dispersion_rows(counts, exposures, &[dispersion], 0.95).unwrap();
    close(touching[0].interval.low.unwrap(), 1.0, 1e-12, "break-even");
    close(touching[0].p_two_sided, 0.05, 1e-9, "break-even p");
    assert_eq!(break_even_dispersion([3, 8], [1.0, 1.0], 0.95).unwrap(), None);
    let normal = dispersion_rows([30, 60], [1.0, 1.0], &[5.0], 0.95).unwrap()[0];
    // p = .17 at φ = 5 (method notes).
    assert!((normal.p_two_sided - 0.17).abs() < 0.005, "{}", normal.p_two_sided);
    // A list complete to 30 % explains a ratio of 5.
    let rows = completeness_rows(counts, exposures, &[1.0, 0.3], 0.95).unwrap();
    assert_eq!(rows[0].incomplete, Side::Second);
    close(rows[1].estimate.unwrap(), 5.0, 1e-12, "ratio at 30 %");
    let broken = break_even_completeness(counts, exposures, 0.95).unwrap();
    close(broken.equal_rates, 0.06, 1e-12, "equal rates");
    close(broken.interval_touches.unwrap(), 1.0 / 11.533411399564041, 1e-9, "interval touches one");
    let touching = completeness_rows(counts, exposures, &[broken.interval_touches.unwrap()], 0.95).unwrap();
    close(touching[0].interval.low.unwrap(), 1.0, 1e-9, "break-even completeness");
    let recent = break_even_completeness([30, 60], [1.0, 1.0], 0.95).unwrap();
    assert_eq!(recent.incomplete, Side::First);
    close(recent.interval_touches.unwrap(), 0.7874678331943099, 1e-9, "lag that explains a halving");
}

#[test]
fn fourteen_against_twenty_eight_is_the_smallest_significant_halving() {
    let p = |x: u64| rate_ratio([x, 2 * x], [1.0, 1.0], 1.0, 0.95, Inversion::Central).unwrap().p_two_sided;
    assert_eq!((1..100).find(|&x| p(x) < 0.05), Some(14));
    assert!((p(14) - 0.0436).abs() < 5e-5);
}

#[test]
fn a_million_events_keep_their_digits() {
    let result = rate_ratio([1_001_000, 1_000_000], [1.0, 1.0], 1.0, 0.95, Inversion::Central).unwrap();
    // Against the normal approximation with continuity correction, good to 1e-5 here.
    let z = 999.0_f64 / 2_001_000.0_f64.sqrt();
    let z_two_sided = 2.0 * (1.0 - normal_cdf(z));
    close(result.p_two_sided, z_two_sided, 1e-5, "p");
    assert!(result.interval.low.unwrap() < 1.0 && result.interval.high.unwrap() > 1.001);
}

fn normal_cdf(z: f64) -> f64 {
    let steps = 20_000;
    let h = z / f64::from(steps);
    let density = |t: f64| (-0.5 * t * t).exp() / (2.0 * std::f64::consts::PI).sqrt();
    0.5 + (0..steps).map(|i| density((f64::from(i) + 0.5) * h) * h).sum::<f64>()
}

#[test]
fn statements_say_what_they_promise() {
    let statement = ratio_statement(Count::exact(520.0, 5.2), Count::exact(30.0, 5.0), 1.0, 0.95).unwrap();
    assert_eq!(statement.method, "rate-ratio-exact");
    assert_eq!(statement.guarantee.kind, GuaranteeKind::Exact);
    close(statement.statistic.unwrap(), 16.666666666666668, 1e-12, "ratio");
    close(statement.interval.unwrap().low.unwrap(), 11.533411399564041, 1e-9, "low");
    close(statement.p_value.unwrap(), 2.1181342088247495e-112, 1e-9, "p");
    let statement = ratio_statement(Count::exact(520.0, 5.2), Count::exact(30.0, 5.0), 5.0, 0.95).unwrap();
    assert_eq!(statement.guarantee.kind, GuaranteeKind::Asymptotic);
    close(statement.interval.unwrap().low.unwrap(), 7.32, 1e-3, "low at 5");

    // e = 27.4, 2.99, .95 at φ = 1, 2, 5 (method notes).
    for (dispersion, e) in [(1.0, 27.4), (2.0, 2.99), (5.0, 0.95)] {
        let fall =
            rate_not_fallen_statement(Count::exact(30.0, 1.0), Count::exact(60.0, 1.0), dispersion, 0.95);
        close(fall.unwrap().e_value.unwrap(), e, 5e-3, "e-value");
    }
    let fall =
        rate_not_fallen_statement(Count::exact(30.0, 1.0), Count::exact(60.0, 1.0), 1.0, 0.95).unwrap();
    close(fall.p_value.unwrap(), 0.0020602656809630745 / 2.0, 1e-9, "one-sided p");
    close(fall.smallest_p.unwrap(), 0.5_f64.powi(90), 1e-12, "smallest p");
}

#[test]
fn bounds_are_judged_at_the_corner_nearest_to_equal_rates() {
    // "520 or more" against "about 30".
    let loose =
        ratio_statement(Count::at_least(520.0, 5.2), Count::between(25.0, 35.0, 5.0), 1.0, 0.95).unwrap();
    let corner = rate_ratio([520, 35], [5.2, 5.0], 1.0, 0.95, Inversion::Central).unwrap();
    assert_eq!(loose.statistic, corner.estimate);
    assert_eq!(loose.interval.unwrap().low, corner.interval.low);
    assert_eq!(loose.interval.unwrap().high, None);
    assert_eq!(loose.p_value, Some(corner.p_two_sided));
    // Bounds that allow equal rates prove nothing, and no corner stands for them.
    let silent = ratio_statement(Count::between(8.0, 12.0, 1.0), Count::exact(10.0, 1.0), 1.0, 0.95).unwrap();
    assert_eq!((silent.p_value, silent.statistic), (Some(1.0), None));
    // A fall is judged where it is least visible.
    let fall =
        rate_not_fallen_statement(Count::between(25.0, 35.0, 1.0), Count::at_least(60.0, 1.0), 1.0, 0.95);
    let corner = rate_ratio([35, 60], [1.0, 1.0], 1.0, 0.95, Inversion::Central).unwrap();
    assert_eq!(fall.unwrap().p_value, Some(corner.p_lower));
    let open = rate_not_fallen_statement(Count::at_least(5.0, 1.0), Count::exact(9.0, 1.0), 1.0, 0.95);
    assert_eq!(open, Err(RateError::Unbounded));
}

#[test]
fn zero_counts_and_bad_input_are_named() {
    let nothing = rate_ratio([0, 0], [1.0, 1.0], 1.0, 0.95, Inversion::Central);
    assert_eq!(nothing, Err(RateError::NoEvents));
    let open = rate_ratio([4, 0], [1.0, 1.0], 1.0, 0.95, Inversion::Central).unwrap();
    assert_eq!((open.estimate, open.interval.high), (None, None));
    // P(X = 4) = 1/16 each side.
    close(open.p_two_sided, 0.125, 1e-12, "p");
    let zero = dispersion_rows([4, 0], [1.0, 1.0], &[2.0], 0.95);
    assert_eq!(zero, Err(RateError::ZeroCount { which: "second" }));
    let count = |low, high| Count { low, high, exposure: 1.0 };
    let ask = |first| ratio_statement(first, Count::exact(3.0, 1.0), 1.0, 0.95);
    assert!(matches!(ask(count(2.5, None)), Err(RateError::Count { which: "first", .. })));
    assert!(matches!(ask(count(f64::NAN, None)), Err(RateError::Count { .. })));
    assert!(matches!(ask(count(5.0, Some(4.0))), Err(RateError::Inverted { .. })));
    assert!(matches!(ask(Count::exact(5.0, 0.0)), Err(RateError::Exposure { .. })));
    let dispersed = ratio_statement(Count::exact(3.0, 1.0), Count::exact(3.0, 1.0), 0.5, 0.95);
    assert_eq!(dispersed, Err(RateError::Dispersion { value: 0.5 }));
}
