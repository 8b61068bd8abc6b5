//! Roots and their intervals against a peer and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)] // a failing test may panic; rates and skips are shown

mod reference_files;

use reference_files::{column, explosive, table};
use utakata::random::{Multiplier, Normal, Stream};
use utakata::root::{DoublingTime, Root, RootErrors, RootModel, corrected_root, doubling_time, root};
use utakata::sample::SampleError;
use utakata::{Execution, Interval};

/// Series of the peer with `ρ̂`, standard error, normal ends and lower Cauchy end.
const PEER: [(&str, [f64; 5]); 3] = [
    (
        "one_bubble250",
        [
            0.984_989_088_973_891_5,
            0.010_859_762_512_337_166,
            0.963_704_345_569_052_4,
            1.006_273_832_378_730_6,
            17.344_017_832_215_47,
        ],
    ),
    (
        "rw_drift400",
        [
            1.003_316_757_740_702,
            0.000_587_817_672_937_488_8,
            1.002_164_656_272_268_4,
            1.004_468_859_209_135_8,
            0.980_790_405_374_039_9,
        ],
    ),
    (
        "sim_div",
        [
            1.005_923_266_260_795_8,
            0.005_391_104_219_964_689,
            0.995_356_896_152_763,
            1.016_489_636_368_628_5,
            0.921_789_378_919_027_5,
        ],
    ),
];

#[test]
fn estimates_and_intervals_are_those_of_the_peer_where_they_make_sense() {
    let Some(folder) = explosive() else { return };
    for (series, numbers) in PEER {
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        compare(series, &root(&values, RootModel::NoConstant).unwrap(), numbers);
    }
    let (_, rows) = table(&folder.join("other/scalars.csv"));
    for row in rows.iter().filter(|r| r[1] == "rootstamp_rho") {
        let series = row[0].clone();
        let number = |stat: &str| -> f64 {
            rows.iter().find(|r| r[0] == series && r[1] == stat).unwrap()[2].parse().unwrap()
        };
        let numbers = [
            "rootstamp_rho",
            "rootstamp_se",
            "rootstamp_normal_lo",
            "rootstamp_normal_hi",
            "rootstamp_cauchy_lo",
        ]
        .map(number);
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        compare(&series, &root(&values, RootModel::NoConstant).unwrap(), numbers);
    }
}

fn compare(series: &str, ours: &Root, [rho, error, low, high, cauchy]: [f64; 5]) {
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9 * error.max(1e-6), "{series}: {a} {b}");
    close(ours.root, rho);
    close(ours.standard_error, error);
    let normal = ours.normal(0.95).unwrap();
    close(normal.low.unwrap(), low);
    close(normal.high.unwrap(), high);
    match ours.cauchy(0.95).unwrap() {
        Some(interval) => assert!((interval.low.unwrap() - cauchy).abs() < 1e-9 * cauchy.abs(), "{series}"),
        // Below one the peer's lower end lies above its estimate.
        None => assert!(rho <= 1.0 && cauchy > rho, "{series}"),
    }
}

/// An AR(1) from `start` with unit normal errors, or errors twice as large in the second half.
fn path(rho: f64, start: f64, observations: usize, broken: bool, stream: &mut Stream) -> Vec<f64> {
    let (normal, mut level) = (Normal::new(), start);
    (0..observations)
        .map(|t| {
            let now = level;
            let size = if broken && 2 * t > observations { 2.0 } else { 1.0 };
            level = rho * level + size * normal.sample(stream);
            now
        })
        .collect()
}

fn holds(interval: &Interval, rho: f64) -> bool {
    interval.low.is_none_or(|low| low <= rho) && interval.high.is_none_or(|high| rho <= high)
}

/// Rates over 400 paths: coverage of the normal, the Cauchy and the grid interval, and the shares of estimates above
/// the truth, by least squares and median-unbiased.
fn rates(model: RootModel, rho: f64, start: f64, broken: bool, level: f64) -> [f64; 5] {
    let paths = 400_u64;
    let mut counts = [0_u32; 5];
    for p in 0..paths {
        let values = path(rho, start, 30, broken, &mut Stream::new(2019, p));
        let errors = if broken { RootErrors::Wild(Multiplier::Rademacher) } else { RootErrors::Normal };
        let estimate = root(&values, model).unwrap();
        let corrected = corrected_root(&values, model, level, errors, 199, p, &Execution::serial()).unwrap();
        let hits = [
            holds(&estimate.normal(level).unwrap(), rho),
            estimate.cauchy(level).unwrap().is_some_and(|i| holds(&i, rho)),
            holds(&corrected.interval, rho),
            estimate.root > rho,
            corrected.median_unbiased.is_some_and(|r| r > rho),
        ];
        for (count, hit) in counts.iter_mut().zip(hits) {
            *count += u32::from(hit);
        }
    }
    counts.map(|c| f64::from(c) / paths as f64)
}

#[test]
fn coverage_is_as_the_module_says() {
    for (model, rho, start, broken, level) in [
        (RootModel::NoConstant, 1.0, 5.0, false, 0.95),
        (RootModel::NoConstant, 1.03, 50.0, false, 0.95),
        (RootModel::Constant, 1.0, 50.0, false, 0.95),
        (RootModel::Constant, 1.03, 10.0, false, 0.95),
        (RootModel::Constant, 1.03, 10.0, false, 0.90),
        (RootModel::Constant, 1.03, 50.0, false, 0.95),
        (RootModel::Constant, 1.03, 50.0, true, 0.95),
    ] {
        let [normal, cauchy, grid, raw, unbiased] = rates(model, rho, start, broken, level);
        println!(
            "{model:?} rho {rho} start {start} broken {broken} level {level}: normal {normal} cauchy {cauchy} grid {grid}, \
             above the truth {raw} {unbiased}"
        );
        // Three binomial standard errors at 400 paths: 3.3 points at 95 %, 4.5 at 90 %, 7.5 at one half.
        assert!((grid - level).abs() < 3.2 * (level * (1.0 - level) / 400.0_f64).sqrt(), "{grid}");
        assert!((unbiased - 0.5).abs() < 0.09, "{unbiased}");
        if model == RootModel::Constant && start < 20.0 || rho == 1.0 {
            assert!(normal < grid && raw < unbiased, "{normal} {raw}");
        }
    }
}

#[test]
fn a_known_episode_is_stated_with_its_doubling_time() {
    let values = path(1.05, 100.0, 40, false, &mut Stream::new(3, 0));
    let ours = corrected_root(
        &values,
        RootModel::NoConstant,
        0.95,
        RootErrors::Normal,
        199,
        1,
        &Execution::serial(),
    )
    .unwrap();
    let DoublingTime::Between { shortest, longest } = doubling_time(&ours.interval) else {
        panic!("{ours:?}")
    };
    let truth = 2.0_f64.ln() / 1.05_f64.ln();
    assert!(shortest < truth && truth < longest && longest - shortest < 2.0, "{shortest} {longest}");
    let statement = ours.statement();
    assert_eq!((statement.p_value, statement.smallest_p), (Some(0.005), Some(0.005)));
    assert!(statement.notes[0].english.starts_with("the level doubles in 1"), "{:?}", statement.notes);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let again = corrected_root(
        &values,
        RootModel::NoConstant,
        0.95,
        RootErrors::Normal,
        199,
        1,
        &Execution::on(&pool),
    );
    assert_eq!(again.unwrap(), ours);

    // With a constant neither origin nor scale matters.
    let moved: Vec<f64> = values.iter().map(|y| 1e-150 * (y + 4096.0)).collect();
    let wild = RootErrors::Wild(Multiplier::Rademacher);
    let of =
        |v: &[f64]| corrected_root(v, RootModel::Constant, 0.9, wild, 99, 1, &Execution::serial()).unwrap();
    let (a, b) = (of(&values), of(&moved));
    assert!((a.interval.low.unwrap() - b.interval.low.unwrap()).abs() < 1e-8, "{a:?} {b:?}");
    assert!((a.median_unbiased.unwrap() - b.median_unbiased.unwrap()).abs() < 1e-8);
}

#[test]
fn a_walk_may_never_double_and_bad_input_is_named() {
    let walk = path(1.0, 50.0, 40, false, &mut Stream::new(3, 1));
    let of = |values: &[f64], level, replications| {
        corrected_root(
            values,
            RootModel::NoConstant,
            level,
            RootErrors::Normal,
            replications,
            1,
            &Execution::serial(),
        )
    };
    let ours = of(&walk, 0.95, 199).unwrap();
    assert!(matches!(doubling_time(&ours.interval), DoublingTime::AtLeast { .. }), "{ours:?}");
    assert!(ours.statement().notes[0].english.contains("may never"));
    assert!(matches!(of(&walk, 0.95, 39), Err(SampleError::Null(_))));
    assert!(matches!(of(&walk, 1.0, 199), Err(SampleError::Parameter { .. })));
    assert!(matches!(of(&walk[..9], 0.95, 199), Err(SampleError::TooShort { needed: 10, .. })));
    assert!(matches!(root(&[7.0; 20], RootModel::Constant), Err(SampleError::Still(_))));
    let exact: Vec<f64> = (0..30).map(|t| 1.05_f64.powi(t)).collect();
    assert!(matches!(root(&exact, RootModel::NoConstant), Err(SampleError::Still(_))));
}
