//! The reference class against `reference/evidence/boom_episodes_expected.json` (literals), recomputed from the shared
//! episodes; skipped, and saying so, where the folder is absent. Exactness of the alarm by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::path::Path;

use utakata::random::Stream;
use utakata::reference_class::{
    AlarmDesign, AnalogDesign, BacktestDesign, Booms as Library, ConformalAlarm, EraBootstrap, Outcomes,
    PathScore, backtest, climatology, first_passage_table, leave_era_out, leave_era_out_analogs,
    leave_era_out_logistic, nested_selection, skill,
};

const BOOTSTRAP: EraBootstrap = EraBootstrap { replications: 2000, seed: 1, level: 0.95 };
const ALARMS: AlarmDesign<'_> = AlarmDesign { gap: 2, alphas: &[0.05, 0.1, 0.2], bootstrap: BOOTSTRAP };
const LEVELS: [f64; 6] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35];

struct Booms {
    eras: Vec<i32>,
    burst: Vec<bool>,
    paths: Vec<Vec<f64>>,
    fall: Vec<f64>,
    first_passages: Vec<Vec<Option<u32>>>,
}

impl Booms {
    fn outcomes(&self) -> Outcomes<'_> {
        Outcomes::new(&self.eras, &self.burst).unwrap()
    }
}

/// The 144 public episodes of the first study, if the shared data is there.
fn booms() -> Option<Booms> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/evidence/boom_episodes.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    };
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next()?.split(',').collect();
    let column = |name: &str| header.iter().position(|h| *h == name).unwrap();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let number = |row: &Vec<&str>, name: &str| row[column(name)].parse::<f64>().unwrap();
    let day = |row: &Vec<&str>, percent: u32| u32::try_from(number(row, &format!("fp{percent}")) as i64).ok();
    Some(Booms {
        eras: rows.iter().map(|row| row[column("start")][..4].parse().unwrap()).collect(),
        burst: rows.iter().map(|row| number(row, "crash40") == 1.0).collect(),
        paths: rows.iter().map(|row| (0..25).map(|i| number(row, &format!("pre{i:02}"))).collect()).collect(),
        fall: rows.iter().map(|row| -number(row, "maxdd")).collect(),
        first_passages: [10, 15, 20, 25, 30, 35]
            .iter()
            .map(|&percent| rows.iter().map(|row| day(row, percent)).collect())
            .collect(),
    })
}

fn counts(scores: &[f64], booms: &Booms) -> Vec<(usize, usize)> {
    let rates = leave_era_out(scores, &booms.outcomes(), &ALARMS).unwrap();
    rates
        .iter()
        .map(|r| {
            assert_eq!((r.non_bursting, r.bursting), (88, 56));
            ((r.false_alarm_rate * 88.0).round() as usize, (r.power * 56.0).round() as usize)
        })
        .collect()
}

#[test]
fn thresholds_and_leave_era_out_rates_match_the_first_study() {
    let Some(booms) = booms() else { return };
    let healthy: Vec<f64> =
        (0..booms.fall.len()).filter(|&i| !booms.burst[i]).map(|i| booms.fall[i]).collect();
    for (alpha, threshold) in [(0.05, 0.388815), (0.1, 0.382888), (0.2, 0.358132)] {
        assert_eq!(ConformalAlarm::new(&healthy, alpha).unwrap().threshold(), Some(threshold));
    }
    // Shares of 88 and 56 in the reference: .0454…, .1136…, .2045…, power 1.
    assert_eq!(counts(&booms.fall, &booms), [(4, 56), (10, 56), (18, 56)]);
    // .0681…, .125, .2386…; power .1607…, .4285…, .6428….
    let acceleration = PathScore::Acceleration.of_all(&booms.paths).unwrap();
    assert_eq!(counts(&acceleration, &booms), [(6, 9), (11, 24), (21, 36)]);
    let mut sorted = acceleration.clone();
    sorted.sort_by(f64::total_cmp);
    let median = f64::midpoint(sorted[71], sorted[72]);
    // Six decimals in the file.
    assert!((median + 0.047054).abs() < 1e-9, "{median}");
}

#[test]
fn the_first_passage_table_matches_the_first_study() {
    let Some(booms) = booms() else { return };
    let rows = first_passage_table(&LEVELS, &booms.first_passages, &booms.outcomes(), &BOOTSTRAP).unwrap();
    let reached: Vec<usize> = rows.iter().map(|r| r.reached).collect();
    assert_eq!(reached, [144, 142, 134, 124, 101, 76]);
    assert!(rows.iter().all(|r| r.burst == 56));
    // The fall of 20 % that says little: 78 of 88 booms that went on had it too.
    assert!((rows[2].false_alarm_share - 78.0 / 88.0).abs() < 1e-12);
    // Era by era the base rate is far less certain than Wilson's [.31, .47].
    let interval = rows[0].probability.interval;
    assert!(interval.high.unwrap() - interval.low.unwrap() > 0.25);
}

/// Computed first in plain Python (own dynamic time warping, Newton and bootstrap) on the same file.
#[test]
fn skill_on_the_public_episodes_matches_an_independent_computation() {
    let Some(booms) = booms() else { return };
    let outcomes = booms.outcomes();
    let base = climatology(&outcomes, 4).unwrap();
    let acceleration = PathScore::Acceleration.of_all(&booms.paths).unwrap();
    let volatility = PathScore::SecondHalfVolatility.of_all(&booms.paths).unwrap();
    let analogs = leave_era_out_analogs(&booms.paths, &outcomes, &AnalogDesign::default()).unwrap();
    let of = |name: &str, forecasts: &[f64]| {
        skill(name, forecasts, &base, &booms.burst, &booms.eras, &BOOTSTRAP).unwrap()
    };
    let logistic = |columns: &[&[f64]]| leave_era_out_logistic(columns, &outcomes, 4).unwrap();
    let nearest: Vec<f64> = analogs.iter().map(|a| a.probability).collect();
    let cases = [
        ("acceleration", logistic(&[&acceleration]), 0.2210648390, [-0.0164, 0.0608], false),
        ("volatility", logistic(&[&volatility]), 0.1784896054, [0.0101, 0.1177], true),
        ("both", logistic(&[&acceleration, &volatility]), 0.1759229252, [-0.0003, 0.1330], false),
        ("analogs", nearest, 0.1840760031, [0.0064, 0.1145], true),
    ];
    for (name, forecasts, expected, ends, enters) in cases {
        let skill = of(name, &forecasts);
        assert!((skill.climatology - 0.2517822252).abs() < 1e-9);
        // The independent fit stops at a ridge of 1e-6.
        assert!((skill.brier - expected).abs() < 1e-7, "{name}: {}", skill.brier);
        // Two bootstraps of 2000 with different random numbers.
        let interval = skill.gain.interval;
        for (end, expected) in [interval.low, interval.high].into_iter().zip(ends) {
            assert!((end.unwrap() - expected).abs() < 0.012, "{name}: {interval:?}");
        }
        assert!(skill.enters == enters || interval.low.unwrap().abs() < 0.005, "{name}");
    }
    // Neighbours that went on are listed as well as those that burst.
    assert!(analogs.iter().any(|a| a.neighbours.iter().any(|n| !n.burst)));
}

#[test]
fn choosing_the_score_with_eras_left_out_matches_an_independent_computation() {
    let Some(booms) = booms() else { return };
    let scores: Vec<Vec<f64>> =
        PathScore::ALL.iter().map(|score| score.of_all(&booms.paths).unwrap()).collect();
    let selection = nested_selection(&scores, &booms.outcomes(), &ALARMS).unwrap();
    // Never acceleration, whose power the first study reports.
    assert!(selection.chosen.iter().all(|&c| PathScore::ALL[c] != PathScore::Acceleration));
    let power: Vec<usize> = selection.rates.iter().map(|r| (r.power * 56.0).round() as usize).collect();
    assert!(power[0] >= 12 && power[2] >= 24, "{power:?}");
}

#[test]
fn the_whole_backtest_prints_the_model_registered_first_that_enters() {
    let Some(booms) = booms() else { return };
    let n = booms.burst.len();
    let library = Library {
        assets: vec!["asset".to_owned(); n],
        starts: booms.eras.iter().map(|&era| jiff::civil::date(i16::try_from(era).unwrap(), 7, 1)).collect(),
        burst: booms.burst.clone(),
        paths: booms.paths.clone(),
        drawdowns: LEVELS.to_vec(),
        first_passages: booms.first_passages.clone(),
        burst_days: booms.burst.iter().map(|&b| b.then_some(100)).collect(),
        ..Library::default()
    };
    let design = BacktestDesign { alarms: ALARMS, ..BacktestDesign::new(1) };
    let result = backtest(&library, &design).unwrap();
    assert_eq!((result.brier.name.as_str(), result.brier.enters), ("analogs", true));
    assert!((result.brier.gain - 0.067706222).abs() < 1e-8);
    // Acceleration came first but is not shown to gain anything; with four models together none is.
    assert!(!result.models[0].skill.enters);
    assert!(result.models.iter().all(|m| m.simultaneous.low.unwrap() < 0.0));
    assert_eq!(result.scores.len(), PathScore::ALL.len());
    assert_eq!(result.scores[0].lead, [Some(100.0); 3]);
    assert_eq!(result.selection.chosen.values().sum::<usize>(), n);
    assert_eq!(result, backtest(&library, &design).unwrap());
    let short = Library { assets: Vec::new(), ..library };
    assert!(backtest(&short, &design).is_err());
}

/// Exactness: ever alarming on one more boom of the same kind, watched every day.
#[test]
fn an_exchangeable_boom_is_ever_flagged_no_more_often_than_alpha() {
    let mut stream = Stream::new(11, 0);
    let mut walk = || {
        let mut level = 0.0;
        (0..60)
            .map(|_| {
                level += stream.uniform() - 0.5;
                level
            })
            .collect::<Vec<f64>>()
    };
    let maximum = |path: &[f64]| path.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (runs, alpha) = (2000, 0.1);
    let mut alarms = 0;
    for _ in 0..runs {
        let references: Vec<f64> = (0..39).map(|_| maximum(&walk())).collect();
        let alarm = ConformalAlarm::new(&references, alpha).unwrap();
        let mut watch = alarm.watch();
        alarms += usize::from(walk().into_iter().any(|score| watch.update(score).unwrap().alarm));
    }
    // 4/40 exactly; three binomial standard errors are 0.020.
    let share = f64::from(u32::try_from(alarms).unwrap()) / f64::from(runs);
    assert!((share - alpha).abs() < 0.02, "{share}");
}
