//! Sub-counts: the negative-binomial comparison against direct maximisation with log-gammas, and the chain ladder against the
//! standard errors that Mack (1993) printed.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a failing test may panic; sizes are for docs/deals.md

use proptest::prelude::*;
use utakata::{
    random::Stream,
    rates::{
        Inversion, NegativeBinomialRatio, RateError, SubCounts, chain_ladder, exchange_sub_counts,
        negative_binomial_ratio, rate_ratio, sub_counts_statement,
    },
};

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((actual - expected).abs() <= tolerance * expected.abs(), "{what}: {actual} is not {expected}");
}

fn months(counts: &[f64]) -> SubCounts {
    SubCounts::new("first", counts, &vec![1.0; counts.len()]).unwrap()
}

fn compare(first: &[f64], second: &[f64]) -> NegativeBinomialRatio {
    negative_binomial_ratio(&months(first), &months(second), 0.95).unwrap()
}

#[test]
fn the_dispersion_and_the_likelihood_ratio_match_direct_maximisation() {
    let ratio = compare(&[12.0, 3.0, 9.0, 20.0, 1.0, 15.0], &[30.0, 22.0, 8.0, 41.0, 19.0, 25.0]);
    close(ratio.estimate, 60.0 / 145.0, 1e-12, "at equal exposures the ratio of means");
    close(ratio.overdispersion, 0.2916213107001002, 1e-6, "overdispersion");
    close(ratio.log_likelihood, 407.1151292949415, 1e-10, "log-likelihood");
    // The likelihood ratio of the direct maximisation is 4.994518656690504; of twelve sub-counts it makes 2.272… of
    // Student's law with 10 degrees of freedom (scipy 1.15).
    close(ratio.p_two_sided, 0.04641159081139532, 1e-7, "p-value");
    // The interval ends where the test of its ends rejects: exposures of the first side scaled by the end.
    for end in [ratio.interval.low.unwrap(), ratio.interval.high.unwrap()] {
        let first = SubCounts::new("first", &[12.0, 3.0, 9.0, 20.0, 1.0, 15.0], &[end; 6]).unwrap();
        let second = months(&[30.0, 22.0, 8.0, 41.0, 19.0, 25.0]);
        let at_end = negative_binomial_ratio(&first, &second, 0.95).unwrap();
        close(at_end.p_two_sided, 0.05, 1e-6, "p at the end");
    }
}

#[test]
fn counts_that_vary_no_more_than_chance_are_poisson() {
    let ratio = compare(&[5.0, 5.0, 5.0], &[10.0, 10.0, 10.0]);
    assert_eq!((ratio.overdispersion, ratio.dispersion), (0.0, 1.0));
    // The deviance 2 (15 ln(15/22.5) + 30 ln(30/22.5)) of six sub-counts, by Student's law with 4 (scipy 1.15).
    close(ratio.p_two_sided, 0.08168689805970585, 1e-9, "deviance test");
}

/// `count` sub-counts of mean 20 and variance 5 times that.
fn dispersed(count: usize, stream: &mut Stream) -> Vec<f64> {
    let (mut mass, mut sum, mut below) = (0.2_f64.powf(5.0), 0.0, Vec::new());
    for k in 0..300 {
        sum += mass;
        below.push(sum);
        mass *= 0.8 * (5.0 + f64::from(k)) / f64::from(k + 1);
    }
    let draw = |_| {
        let u = stream.uniform();
        below.partition_point(|&b| b < u) as f64
    };
    (0..count).map(draw).collect()
}

/// Shares of `replications` with p ≤ 0.05 at equal rates: negative binomial, permutation, and exact Poisson on the
/// totals.
fn sizes(count: usize, replications: u32) -> [f64; 3] {
    let mut rejected = [0_u32; 3];
    for replication in 0..replications {
        let mut stream = Stream::new(5, u64::from(replication));
        let (first, second) = (dispersed(count, &mut stream), dispersed(count, &mut stream));
        let totals = [&first, &second].map(|counts| counts.iter().sum::<f64>() as u64);
        let exchange = exchange_sub_counts(&months(&first), &months(&second)).unwrap();
        let exact = rate_ratio(totals, [1.0, 1.0], 1.0, 0.95, Inversion::Central).unwrap();
        let p = [compare(&first, &second).p_two_sided, exchange.p_two_sided, exact.p_two_sided];
        rejected.iter_mut().zip(p).for_each(|(r, p)| *r += u32::from(p <= 0.05));
    }
    rejected.map(|r| f64::from(r) / f64::from(replications))
}

/// Checks the sizes of `count` sub-counts a side within three standard errors of 5 %.
fn check_sizes(count: usize, replications: u32) {
    let [negative_binomial, permutation, poisson] = sizes(count, replications);
    println!("{count} a side, φ = 5: {negative_binomial} {permutation} {poisson}");
    let most = 0.05 + 3.0 * (0.05 * 0.95 / f64::from(replications)).sqrt();
    assert!((0.01..most).contains(&negative_binomial), "{count}: {negative_binomial}");
    assert!((0.002..most).contains(&permutation), "{count}: {permutation}");
    assert!(poisson > 0.25, "{count}: {poisson}");
}

#[test]
fn sub_counts_keep_the_size_that_poisson_loses() {
    check_sizes(4, 300);
    check_sizes(12, 80);
}

#[test]
#[ignore = "two minutes: the sizes in docs/deals.md"]
fn sizes_of_sub_counts() {
    check_sizes(4, 1000);
    check_sizes(12, 1000);
}

proptest! {
    #[test]
    fn dealing_out_is_what_listing_every_way_gives(
        counts in prop::collection::vec(0..12_u32, 4..10),
        taken in 2..4_usize,
    ) {
        let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
        prop_assume!(counts[..taken].iter().any(|c| *c > 0.0) && counts[taken..].iter().any(|c| *c > 0.0));
        prop_assume!(counts.len() - taken >= 2);
        let fast = exchange_sub_counts(&months(&counts[..taken]), &months(&counts[taken..])).unwrap();
        let (n, total) = (counts.len(), counts.iter().sum::<f64>());
        let sums: Vec<f64> = (0..1_u32 << n)
            .filter(|set| set.count_ones() as usize == taken)
            .map(|set| (0..n).filter(|i| set >> i & 1 == 1).map(|i| counts[i]).sum())
            .collect();
        let own: f64 = counts[..taken].iter().sum();
        let away = |sum: f64| (sum * n as f64 - taken as f64 * total).abs();
        let share = |counted: &dyn Fn(f64) -> bool| {
            sums.iter().filter(|s| counted(**s)).count() as f64 / sums.len() as f64
        };
        prop_assert!((fast.p_lower - share(&|s| s <= own)).abs() < 1e-12);
        prop_assert!((fast.p_upper - share(&|s| s >= own)).abs() < 1e-12);
        prop_assert!((fast.p_two_sided - share(&|s| away(s) >= away(own))).abs() < 1e-12);
        prop_assert_eq!(fast.ways, sums.len() as f64);
    }
}

#[test]
fn unequal_exposures_are_not_dealt_out() {
    let first = SubCounts::new("first", &[3.0, 4.0], &[1.0, 2.0]).unwrap();
    assert_eq!(exchange_sub_counts(&first, &months(&[5.0, 6.0])), None);
    let statement = sub_counts_statement(&first, &months(&[5.0, 6.0]), 0.95).unwrap();
    assert_eq!((statement.method.as_str(), statement.smallest_p), ("rate-ratio-negative-binomial", None));
}

#[test]
fn the_chain_ladder_matches_macks_example() {
    // Taylor & Ashe (1983), the triangle of Mack (1993, ASTIN Bulletin 23, section 6).
    let triangle: [&[f64]; 10] = [
        &[357848.0, 766940.0, 610542.0, 482940.0, 527326.0, 574398.0, 146342.0, 139950.0, 227229.0, 67948.0],
        &[352118.0, 884021.0, 933894.0, 1183289.0, 445745.0, 320996.0, 527804.0, 266172.0, 425046.0],
        &[290507.0, 1001799.0, 926219.0, 1016654.0, 750816.0, 146923.0, 495992.0, 280405.0],
        &[310608.0, 1108250.0, 776189.0, 1562400.0, 272482.0, 352053.0, 206286.0],
        &[443160.0, 693190.0, 991983.0, 769488.0, 504851.0, 470639.0],
        &[396132.0, 937085.0, 847498.0, 805037.0, 705960.0],
        &[440832.0, 847631.0, 1131398.0, 1063269.0],
        &[359480.0, 1061648.0, 1443370.0],
        &[376686.0, 986608.0],
        &[344014.0],
    ];
    let triangle: Vec<Vec<f64>> = triangle.iter().map(|row| row.to_vec()).collect();
    let completed = chain_ladder(&triangle, 0.95).unwrap();
    let printed = [
        (0.0, 0.0),
        (94634.0, 75535.0),
        (469511.0, 121699.0),
        (709638.0, 133549.0),
        (984889.0, 261406.0),
        (1419459.0, 411010.0),
        (2177641.0, 558317.0),
        (3920301.0, 875328.0),
        (4278972.0, 971258.0),
        (4625811.0, 1363155.0),
    ];
    for (period, (outstanding, error)) in completed.periods.iter().zip(printed) {
        assert!((period.ultimate - period.reported - outstanding).abs() < 0.6, "{period:?}");
        assert!((period.standard_error - error).abs() < 0.6, "{period:?}");
        close(period.reported / period.ultimate, period.completeness, 1e-12, "completeness");
        assert!(period.interval.low.unwrap() >= period.reported);
        assert!(
            period.interval.low.unwrap() <= period.ultimate
                && period.ultimate <= period.interval.high.unwrap()
        );
    }
    assert_eq!(completed.completeness.last(), Some(&1.0));
}

#[test]
fn a_period_that_grows_as_all_others_is_known_exactly() {
    // Every period doubles, then is complete.
    let triangle = [vec![10.0, 10.0, 0.0], vec![20.0, 20.0], vec![7.0]];
    let completed = chain_ladder(&triangle, 0.95).unwrap();
    assert_eq!(completed.completeness, [0.5, 1.0, 1.0]);
    assert_eq!((completed.periods[2].ultimate, completed.periods[2].standard_error), (14.0, 0.0));
}

#[test]
fn bad_sub_counts_and_triangles_are_named() {
    let ask = |counts: &[f64], exposures: &[f64]| SubCounts::new("second", counts, exposures).unwrap_err();
    assert!(matches!(ask(&[1.0], &[1.0]), RateError::SubCounts { which: "second", counts: 1, .. }));
    assert!(matches!(ask(&[1.0, 2.0], &[1.0]), RateError::SubCounts { exposures: 1, .. }));
    assert!(matches!(ask(&[1.0, -2.0], &[1.0, 1.0]), RateError::Count { .. }));
    assert!(matches!(ask(&[1.0, 2.0], &[1.0, 0.0]), RateError::Exposure { .. }));
    assert!(matches!(ask(&[0.0, 0.0], &[1.0, 1.0]), RateError::ZeroCount { .. }));
    let short = chain_ladder(&[vec![1.0, 2.0], vec![1.0]], 0.95);
    assert!(matches!(short, Err(RateError::Triangle { needed: 3, .. })));
    let ragged = chain_ladder(&[vec![1.0, 2.0, 3.0], vec![1.0], vec![1.0]], 0.95);
    assert!(matches!(ragged, Err(RateError::Triangle { row: 1, given: 1, needed: 2 })));
    let empty = chain_ladder(&[vec![0.0, 2.0, 3.0], vec![0.0, 1.0], vec![1.0]], 0.95);
    assert!(matches!(empty, Err(RateError::NoGrowth { lag: 0 })));
}
