//! The weighted test against peers' numbers and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive};
use utakata::Execution;
use utakata::dgp::{
    Garch, PeriodicBubble, Process, RandomWalk, StochasticVolatility, StudentWalk, VarianceBreak,
};
use utakata::explosive::{ExplosiveError, default_minimum_window};
use utakata::null::NullError;
use utakata::random::{Multiplier, Normal, Stream};
use utakata::robust::Supremum;
use utakata::sample::SampleError;
use utakata::weighted::{WeightedTest, WildBootstrap, sup_bz, sup_bz_statistic, weighted_test};

/// `(forward, over all starts)` by the definition, with the kernel average taken from increment `first` on.
fn by_definition(values: &[f64], window: usize, bandwidth: f64, first: usize) -> (Vec<f64>, Vec<f64>) {
    let d: Vec<f64> = values.windows(2).map(|w| w[1] - w[0]).collect();
    let n = d.len();
    let variance = |t: usize| {
        let weight = |s: usize| (-0.5 * ((s as f64 - t as f64) / (bandwidth * n as f64)).powi(2)).exp();
        let total: f64 = (first..n).map(weight).sum();
        (first..n).map(|s| weight(s) * d[s] * d[s]).sum::<f64>() / total
    };
    let v: Vec<f64> = (0..n).map(variance).collect();
    let mut paths = (Vec::new(), Vec::new());
    for end in window..=n {
        let (mut cross, mut square, mut best) = (0.0, 0.0, f64::NEG_INFINITY);
        for t in (0..end).rev() {
            let x = values[t] - values[0];
            cross += x * d[t] / v[t];
            square += x * x / v[t];
            if t + window <= end {
                best = f64::max(best, cross / square.sqrt());
            }
        }
        paths.0.push(cross / square.sqrt());
        paths.1.push(best);
    }
    paths
}

#[test]
fn peers_differ_by_one_increment_and_a_coarser_grid() {
    let Some(folder) = explosive() else { return };
    for series in
        ["one_bubble250", "rw200", "rw_drift400", "sim_div", "sim_psy1", "sim_psy2", "snp_dy", "snp_pd"]
    {
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        let file = folder.join(format!("robust/{series}_radf_sbz.csv"));
        let peer = (column(&file, "badf"), column(&file, "bsadf"));
        let window = values.len() - peer.0.len();
        let increments = (values.len() - 1) as f64;
        // Ten bandwidths from 1/(2N) to 1/6 in equal ratios, and the first increment out of the average: then equal.
        let worst = (0..10)
            .map(|i| {
                let bandwidth = 0.5 / increments * (increments / 3.0).powf(f64::from(i) / 9.0);
                let (forward, double) = by_definition(&values, window, bandwidth, 1);
                let pairs = forward.iter().zip(&peer.0).chain(double.iter().zip(&peer.1));
                pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
            })
            .fold(f64::INFINITY, f64::min);
        assert!(worst < 1e-10, "{series}: {worst}");
        let ours = sup_bz(&values, window).unwrap();
        let (forward, double) = by_definition(&values, window, ours.bandwidth, 0);
        for (ours, slow) in [(&ours.forward, forward), (&ours.windows, double)] {
            for (a, b) in ours.iter().zip(slow) {
                assert!((a.unwrap() - b).abs() < 1e-9, "{series}");
            }
        }
    }
}

#[test]
fn numbers_of_a_peer_that_stand_here() {
    // R exuber 1.1.0-dev, radf_sbz on its sim_data: psy1 0.28024, div 2.26066 (bandwidth 1/6 in both).
    let Some(folder) = explosive() else { return };
    for (series, peer) in [("sim_psy1", 0.2802445785168685), ("sim_div", 2.2606590550106516)] {
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        let ours = sup_bz(&values, 19).unwrap();
        assert!((ours.bandwidth - 1.0 / 6.0).abs() < 1e-12);
        // One increment of ninety-nine is what they differ by.
        assert!((ours.sup_bz - peer).abs() < 0.03, "{series}: {} {peer}", ours.sup_bz);
    }
}

fn rejections(process: &dyn Process, paths: u64, supremum: Supremum, multiplier: Multiplier) -> [f64; 3] {
    let normal = Normal::new();
    let bootstrap = WildBootstrap { multiplier, replications: 99, ..WildBootstrap::default() };
    let mut rejected = [0_u32; 3];
    for path in 0..paths {
        let values = process.path(200, &normal, &mut Stream::new(77, path));
        let window = default_minimum_window(200);
        let test = weighted_test(&values, window, supremum, &bootstrap, &Execution::serial()).unwrap();
        for (count, p) in rejected.iter_mut().zip([test.df_p_value, test.bz_p_value, test.union.p_value]) {
            *count += u32::from(p <= 0.05);
        }
    }
    rejected.map(|count| f64::from(count) / paths as f64)
}

#[test]
fn random_signs_keep_the_size_whatever_the_volatility() {
    let fall = VarianceBreak { ratio: 1.0 / 9.0, at: 0.5 };
    let processes: [(&str, &dyn Process); 6] = [
        ("iid", &RandomWalk::default()),
        ("variance up", &VarianceBreak::default()),
        ("variance down", &fall),
        ("garch", &Garch::default()),
        ("stochastic volatility", &StochasticVolatility::default()),
        ("t(3)", &StudentWalk::default()),
    ];
    // Exact at 5 % with 99 draws; three binomial standard errors of 400 paths are 0.033.
    for (name, process) in processes {
        let shares = rejections(process, 400, Supremum::Forward, Multiplier::Rademacher);
        assert!(shares.iter().all(|s| (s - 0.05).abs() < 0.0335), "{name}: {shares:?}");
    }
}

#[test]
fn normal_multipliers_and_the_double_supremum_keep_it_too() {
    for (supremum, multiplier, paths) in
        [(Supremum::Forward, Multiplier::Gaussian, 250), (Supremum::Double, Multiplier::Rademacher, 80)]
    {
        for process in [&RandomWalk::default() as &dyn Process, &VarianceBreak::default()] {
            let shares = rejections(process, paths, supremum, multiplier);
            let three = 3.0 * (0.05 * 0.95 / paths as f64).sqrt();
            // Normal multipliers are exact in large samples only: one point more.
            assert!(shares.iter().all(|s| *s < 0.06 + three), "{supremum:?} {multiplier:?}: {shares:?}");
        }
    }
}

/// A bubble in calm after turmoil: what the weights are for.
struct CalmBubble;

impl Process for CalmBubble {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let mut level = 0.0;
        (0..observations)
            .map(|t| {
                let deviation = if 2 * t < observations { 4.0 } else { 1.0 };
                let growth = if 4 * t >= 3 * observations { 0.03 } else { 0.0 };
                level += growth * level + normal.sample(stream) * deviation;
                level
            })
            .collect()
    }
}

#[test]
fn bubbles_are_found_and_the_union_follows_the_better_test() {
    // Growing to the end of the sample: a crash within it would inflate the bootstrap's tails.
    let growing = PeriodicBubble { strength: 0.4, regimes: vec![(0.7, 1.0)], ..PeriodicBubble::psy1() };
    let [df, bz, union] = rejections(&growing, 200, Supremum::Forward, Multiplier::Rademacher);
    eprintln!("constant volatility: {df} {bz} {union}");
    assert!(df > 0.5 && bz > 0.3 && union > 0.9 * df.max(bz) - 0.1, "{df} {bz} {union}");
    let [df, bz, union] = rejections(&CalmBubble, 200, Supremum::Forward, Multiplier::Rademacher);
    eprintln!("calm bubble: {df} {bz} {union}");
    assert!(bz > df + 0.1 && union > 0.9 * bz - 0.1, "{df} {bz} {union}");
}

fn test_of(values: &[f64], execution: &Execution<'_>) -> WeightedTest {
    let bootstrap =
        WildBootstrap { multiplier: Multiplier::Gaussian, replications: 99, ..WildBootstrap::default() };
    weighted_test(values, 20, Supremum::Double, &bootstrap, execution).unwrap()
}

#[test]
fn origin_scale_and_threads_do_not_matter() {
    let values = VarianceBreak::default().path(120, &Normal::new(), &mut Stream::new(78, 0));
    let ours = test_of(&values, &Execution::serial());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(test_of(&values, &Execution::on(&pool)), ours);
    for (shift, factor) in [(1e6, 1.0), (3.0, 1e-160), (0.0, 1e150)] {
        let moved: Vec<f64> = values.iter().map(|y| factor * (shift + y)).collect();
        let other = test_of(&moved, &Execution::serial());
        assert!((other.bz - ours.bz).abs() < 1e-8 && (other.df - ours.df).abs() < 1e-8, "{shift} {factor}");
        assert_eq!(other.union.p_value, ours.union.p_value);
    }
    let single = sup_bz(&values, 20).unwrap();
    assert_eq!(sup_bz_statistic(&values, 20, Supremum::Double), single.double_sup_bz);
    assert_eq!(sup_bz_statistic(&values, 20, Supremum::Forward), single.sup_bz);
    assert_eq!((single.double_sup_bz, single.layout.dates()), (ours.bz, single.forward.len()));
}

#[test]
fn statements_carry_their_numbers_and_bad_input_is_named() {
    let values = RandomWalk::default().path(80, &Normal::new(), &mut Stream::new(79, 0));
    let test = test_of(&values, &Execution::serial());
    let (own, union) = (test.statement(), test.union_statement());
    assert_eq!(
        (own.statistic, own.p_value, own.smallest_p),
        (Some(test.bz), Some(test.bz_p_value), Some(0.01))
    );
    assert_eq!((union.statistic, union.p_value), (Some(test.union.statistic), Some(test.union.p_value)));
    assert!(matches!(sup_bz(&[4.0; 60], 20), Err(SampleError::Still(_))));
    assert!(matches!(sup_bz(&values[..20], 20), Err(SampleError::TooShort { needed: 21, .. })));
    let small = Err(SampleError::Null(NullError::Explosive(ExplosiveError::WindowTooSmall {
        window: 2,
        lag: 0,
        least: 3,
    })));
    assert_eq!(sup_bz(&values, 2), small);
    let mut holed = values.clone();
    holed[7] = f64::NAN;
    assert!(matches!(sup_bz(&holed, 20), Err(SampleError::NotFinite { index: 7, .. })));
    assert!(sup_bz_statistic(&holed, 20, Supremum::Forward).is_nan());
    let few = WildBootstrap { replications: 5, ..WildBootstrap::default() };
    let refused = weighted_test(&values, 20, Supremum::Forward, &few, &Execution::serial());
    assert!(matches!(refused, Err(SampleError::Null(NullError::Replications { .. }))));
}
