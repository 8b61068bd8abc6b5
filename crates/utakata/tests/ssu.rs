//! SSU and GSSU against peers' and printed numbers, and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive, table};
use utakata::Execution;
use utakata::dgp::{
    Garch, PeriodicBubble, Process, RandomWalk, StochasticVolatility, StudentWalk, VarianceBreak,
};
use utakata::explosive::{Layout, default_minimum_window, recursive};
use utakata::null::{Draws, JointDraws, Null};
use utakata::random::{Multiplier, Normal, Stream};
use utakata::robust::Supremum;
use utakata::sample::SampleError;
use utakata::ssu::{
    Origin, SsuNull, SsuOptions, default_window, published_critical_values, published_union_factors, ssu,
    ssu_statistic, ssu_test,
};

/// SSU in two passes per window, the cross-moment over `L − correction`.
fn by_definition(values: &[f64], window: usize, correction: f64) -> f64 {
    let dot = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(a, b)| a * b).sum::<f64>();
    let mut largest = f64::NEG_INFINITY;
    for count in window..values.len() {
        let centred = |f: &dyn Fn(usize) -> f64| {
            let x: Vec<f64> = (0..count).map(f).collect();
            let mean = x.iter().sum::<f64>() / count as f64;
            x.iter().map(|v| v - mean).collect::<Vec<f64>>()
        };
        let (level, square) = (centred(&|t| values[t]), centred(&|t| values[t] * values[t]));
        let difference = centred(&|t| values[t + 1] - values[t]);
        let squared = centred(&|t| (values[t + 1] - values[t]).powi(2));
        let slope = |y: &[f64], x: &[f64]| dot(x, y) / dot(x, x);
        let residual = |y: &[f64], x: &[f64]| {
            let b = slope(y, x);
            y.iter().zip(x).map(|(y, x)| y - b * x).collect::<Vec<f64>>()
        };
        let (epsilon, eta) = (residual(&difference, &level), residual(&squared, &square));
        let length = count as f64;
        let deviation = |x: &[f64]| (dot(x, x) / (length - 2.0)).sqrt();
        let psi = dot(&epsilon, &eta) / (length - correction) / (deviation(&epsilon) * deviation(&eta));
        let root = dot(&square, &square).sqrt();
        let t = slope(&squared, &square) * root / deviation(&eta);
        let bias = psi / deviation(&epsilon) * dot(&square, &difference) / root;
        largest = largest.max((t - bias) / (1.0 - psi * psi).sqrt());
    }
    largest
}

#[test]
fn peers_differ_by_one_in_a_divisor() {
    let Some(folder) = explosive() else { return };
    let (_, rows) = table(&folder.join("other/scalars.csv"));
    for series in
        ["one_bubble250", "rw200", "rw_drift400", "sim_div", "sim_psy1", "sim_psy2", "snp_dy", "snp_pd"]
    {
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        let window = default_minimum_window(values.len());
        let row = rows.iter().find(|r| r[0] == series && r[1].starts_with("ssu_sup")).unwrap();
        let peer: f64 = row[2].parse().unwrap();
        assert!((by_definition(&values, window, 1.0) / peer - 1.0).abs() < 1e-8, "{series} {peer}");
        let ours = ssu_statistic(&values, window, Supremum::Forward, Origin::Zero);
        assert!((by_definition(&values, window, 2.0) / ours - 1.0).abs() < 1e-8, "{series} {ours}");
    }
    // R exuber 1.1.0-dev on its sim_data: 4.2513 by the wrong divisor, where the paper's gives 4.3561.
    let values = column(&folder.join("series/sim_psy1.csv"), "value");
    let ours = ssu_statistic(&values, 19, Supremum::Forward, Origin::Zero);
    assert!((ours - 4.356092045862334).abs() < 1e-8, "{ours}");
}

#[test]
fn the_printed_critical_values_and_factors_are_those_of_long_samples() {
    // SSU at 1000 observations, 4000 walks: standard errors of the quantiles 0.03, 0.04, 0.07.
    let window = default_window(1000, Supremum::Forward);
    let layout = Layout::new(1000, 0, window).unwrap();
    let walk = Null::RandomWalk { drift: 0.0 };
    let draws = Draws::under(&walk, &layout, (4000, 6), &Execution::serial(), |y| {
        ssu_statistic(y, window, Supremum::Forward, Origin::First)
    })
    .unwrap();
    let printed = published_critical_values(Supremum::Forward);
    for (level, value, tolerance) in
        [(0.90, printed.p90, 0.12), (0.95, printed.p95, 0.15), (0.99, printed.p99, 0.3)]
    {
        let own = draws.quantile(level).unwrap();
        assert!((own - value.unwrap()).abs() < tolerance, "{level}: {own} {value:?}");
    }
    // GSSU and its union with GSADF at 200 observations, 1200 walks: the printed asymptotic 5.37 is a little small.
    let (window, df_window) = (default_window(200, Supremum::Double), default_minimum_window(200));
    let layout = Layout::new(200, 0, df_window).unwrap();
    let draws = JointDraws::under(&walk, &layout, (1200, 6), &Execution::serial(), |y| {
        let gsadf = recursive(y, &layout).map_or(f64::NAN, |r| r.gsadf);
        (gsadf, ssu_statistic(y, window, Supremum::Double, Origin::First))
    })
    .unwrap();
    let (own, printed) =
        (draws.second().quantile(0.95).unwrap(), published_critical_values(Supremum::Double));
    assert!((0.0..0.7).contains(&(own - printed.p95.unwrap())), "{own}");
    let factor = draws.union(0.95, (0.0, 0.0)).unwrap().factor;
    let printed = published_union_factors(Supremum::Double).p95.unwrap();
    assert!((factor - printed).abs() < 0.06, "{factor} {printed}");
}

fn options(null: SsuNull) -> SsuOptions {
    SsuOptions { null, replications: 99, ..SsuOptions::default() }
}

const SIGNS: SsuNull = SsuNull::WildBootstrap { multiplier: Multiplier::Rademacher };

/// Shares of rejections at 5 % by SSU and by the union.
fn rejections(process: &dyn Process, paths: u64, options: &SsuOptions) -> (f64, f64) {
    let normal = Normal::new();
    let (mut ssu, mut union) = (0_u32, 0_u32);
    for path in 0..paths {
        let values = process.path(200, &normal, &mut Stream::new(41, path));
        let test = ssu_test(&values, options, &Execution::serial()).unwrap();
        ssu += u32::from(test.p_value.is_some_and(|p| p <= 0.05));
        union += u32::from(test.union.p_value <= 0.05);
    }
    (f64::from(ssu) / paths as f64, f64::from(union) / paths as f64)
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
    for (name, process) in processes {
        // Three binomial standard errors of 500 paths are 0.029.
        let (ssu, union) = rejections(process, 500, &options(SIGNS));
        assert!((ssu - 0.05).abs() < 0.0295 && (union - 0.05).abs() < 0.0295, "{name}: {ssu} {union}");
    }
    // Levels as given, far from zero and near it: the bootstrap series begin where the data do.
    for start in [100.0, 5.0] {
        let walk = RandomWalk { start, ..RandomWalk::default() };
        let zero = SsuOptions { origin: Origin::Zero, ..options(SIGNS) };
        let (ssu, _) = rejections(&walk, 300, &zero);
        let (simulated, _) = rejections(&walk, 300, &SsuOptions { null: SsuNull::MonteCarlo, ..zero });
        assert!(ssu < 0.05 + 0.038 && simulated < 0.05 + 0.038, "{start}: {ssu} {simulated}");
    }
}

#[test]
fn changing_volatility_is_taken_for_a_bubble_by_the_simulated_null() {
    let window = default_window(200, Supremum::Forward);
    let layout = Layout::new(200, 0, window).unwrap();
    let statistic = |y: &[f64]| ssu_statistic(y, window, Supremum::Forward, Origin::First);
    let walk = Null::RandomWalk { drift: 0.0 };
    let draws = Draws::under(&walk, &layout, (4999, 5), &Execution::serial(), statistic).unwrap();
    let normal = Normal::new();
    let share = |process: &dyn Process, critical: f64| {
        let values = |path| process.path(200, &normal, &mut Stream::new(42, path));
        (0..2000).filter(|&path| statistic(&values(path)) > critical).count() as f64 / 2000.0
    };
    let critical = draws.quantile(0.95).unwrap();
    // Holds where it should; three standard errors of 2000 paths are 0.015, as much again for the quantile.
    assert!((share(&RandomWalk::default(), critical) - 0.05).abs() < 0.022);
    // What the documentation warns of.
    assert!(share(&VarianceBreak::default(), critical) > 0.7);
    assert!(share(&Garch::default(), critical) > 0.15);
    // The printed asymptotic value at 200 observations.
    let printed = share(&RandomWalk::default(), published_critical_values(Supremum::Forward).p95.unwrap());
    assert!((0.05..0.10).contains(&printed), "{printed}");
}

/// The paper's alternative: `y_t = (1 + c/T + a·u_t/√T)·y_{t−1} + ε_t` over the second half.
struct Wavering {
    drift: f64,
    spread: f64,
}

impl Process for Wavering {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        let n = observations as f64;
        let mut level = 0.0;
        (0..observations)
            .map(|t| {
                let root = self.drift / n + self.spread * normal.sample(stream) / n.sqrt();
                level += normal.sample(stream) + if 2 * t >= observations { root * level } else { 0.0 };
                level
            })
            .collect()
    }
}

#[test]
fn wavering_growth_is_found_where_sadf_sees_little() {
    let wavering = Wavering { drift: 3.0, spread: 4.0 };
    let normal = Normal::new();
    let simulated = options(SsuNull::MonteCarlo);
    let (mut ssu, mut df, mut union) = (0_u32, 0_u32, 0_u32);
    for path in 0..200 {
        let values = wavering.path(200, &normal, &mut Stream::new(43, path));
        let test = ssu_test(&values, &simulated, &Execution::serial()).unwrap();
        ssu += u32::from(test.p_value.is_some_and(|p| p <= 0.05));
        df += u32::from(test.df_p_value <= 0.05);
        union += u32::from(test.union.p_value <= 0.05);
    }
    eprintln!("simulated null: SSU {ssu} SADF {df} union {union} of 200");
    assert!(ssu > 140 && df < ssu && union > 130, "{ssu} {df} {union}");
    let (wild, _) = rejections(&wavering, 200, &options(SIGNS));
    eprintln!("random signs: SSU {wild}");
    // The price of robustness.
    assert!(wild > 0.2, "{wild}");
    // A steady bubble is SADF's: the union follows.
    let steady = PeriodicBubble { strength: 0.4, regimes: vec![(0.7, 1.0)], ..PeriodicBubble::psy1() };
    let (own, union) = rejections(&steady, 200, &options(SIGNS));
    assert!(own < 0.3 && union > 0.4, "{own} {union}");
}

#[test]
fn the_origin_counts_as_documented() {
    let values = RandomWalk::default().path(120, &Normal::new(), &mut Stream::new(44, 0));
    let statistic = |shift: f64, scale: f64, origin| {
        let moved: Vec<f64> = values.iter().map(|y| scale * (shift + y)).collect();
        ssu_statistic(&moved, 25, Supremum::Double, origin)
    };
    let ours = statistic(0.0, 1.0, Origin::First);
    for (shift, scale) in [(1e6, 1.0), (-40.0, 1e-150), (3.0, 1e150)] {
        assert!((statistic(shift, scale, Origin::First) - ours).abs() < 1e-6 * ours.abs(), "{shift} {scale}");
    }
    assert!((statistic(0.0, 1e-3, Origin::Zero) - statistic(0.0, 1.0, Origin::Zero)).abs() < 1e-9);
    assert!((statistic(20.0, 1.0, Origin::Zero) - statistic(0.0, 1.0, Origin::Zero)).abs() > 1e-3);
    let path = ssu(&values, 25, Supremum::Double, Origin::First).unwrap();
    assert_eq!((path.path.len(), path.statistic), (95, Some(ours)));
    // Entries use no later data.
    let early = ssu(&values[..80], 25, Supremum::Double, Origin::First).unwrap();
    for (a, b) in early.path.iter().zip(&path.path) {
        assert!((a.unwrap() - b.unwrap()).abs() < 1e-9);
    }
}

#[test]
fn statements_carry_their_numbers_and_threads_do_not_matter() {
    let values =
        RandomWalk { start: 30.0, ..RandomWalk::default() }.path(90, &Normal::new(), &mut Stream::new(45, 0));
    let asked =
        SsuOptions { supremum: Supremum::Double, origin: Origin::Zero, ..options(SsuNull::MonteCarlo) };
    let test = ssu_test(&values, &asked, &Execution::serial()).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(ssu_test(&values, &asked, &Execution::on(&pool)).unwrap(), test);
    let (own, union) = (test.statement(), test.union_statement());
    assert_eq!((own.method.as_str(), own.statistic, own.p_value), ("gssu", test.ssu.statistic, test.p_value));
    assert_eq!((union.p_value, union.smallest_p), (Some(test.union.p_value), Some(0.01)));
    assert!(matches!(ssu(&[2.0; 50], 20, Supremum::Double, Origin::Zero), Err(SampleError::Still(_))));
    let long = SsuOptions { window: Some(90), ..asked };
    assert!(matches!(ssu_test(&values, &long, &Execution::serial()), Err(SampleError::TooShort { .. })));
    let level = SsuOptions { level: 1.0, ..asked };
    assert!(matches!(ssu_test(&values, &level, &Execution::serial()), Err(SampleError::Parameter { .. })));
}
