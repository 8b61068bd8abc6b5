//! What holds for every monitor: it is its own batch run, its past stays, saving does not disturb it, origin and scale
//! do not matter.
#![allow(clippy::unwrap_used)] // a failing test may panic

use proptest::prelude::*;
use utakata::Execution;
use utakata::dgp::{Process, RandomWalk};
use utakata::laboratory::{MONITORS, named};
use utakata::monitor::{Alarm, Calibrated, Crash, Design, Inflation, Monitor, MonitorError, Phase, Stage};
use utakata::quantile_test::{Windows, quantile_statistic};
use utakata::random::{Normal, Stream};
use utakata::sample::SampleError;

const TRAINING: usize = 80;
const HORIZON: usize = 80;

/// A walk that grows for 30 observations, then falls.
fn bubble(seed: u64) -> Vec<f64> {
    let mut values = RandomWalk { start: 100.0, ..RandomWalk::default() }.path(
        TRAINING + HORIZON,
        &Normal::new(),
        &mut Stream::new(seed, 0),
    );
    for t in TRAINING + 10..TRAINING + HORIZON {
        let step = values[t] - values[t - 1];
        let factor = if t < TRAINING + 40 { 1.03 } else { 0.95 };
        // Kept as increments of the walk on top of growth.
        let before = values[t - 1];
        let shift = factor * before + step - values[t];
        values[t..].iter_mut().for_each(|v| *v += shift);
    }
    values
}

fn calibrated(name: &str) -> Calibrated {
    let mut design = named(name, TRAINING, HORIZON).unwrap();
    design.replications = 99;
    if let Inflation::PhillipsShi { replications, .. } = &mut design.inflation {
        *replications = 19;
    }
    Calibrated::new(&design, TRAINING, &Execution::serial()).unwrap()
}

fn names() -> impl Iterator<Item = &'static str> {
    MONITORS.iter().map(|m| m.name)
}

/// All calls up to the end of the values or of the horizon.
fn calls(monitor: &mut Monitor, values: &[f64]) -> Vec<Alarm> {
    match monitor.replay(values) {
        Ok(_) | Err(MonitorError::HorizonOver { .. }) => monitor.alarms().to_vec(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn saving_and_loading_changes_nothing_and_the_past_stays() {
    for name in names() {
        let calibrated = calibrated(name);
        for seed in 0..4 {
            let values = bubble(seed);
            let fresh = calibrated.train(&values[..TRAINING]).unwrap();
            let mut whole = fresh.clone();
            let alarms = calls(&mut whole, &values[TRAINING..]);
            for cut in [TRAINING, TRAINING + 1, TRAINING + 37, TRAINING + 55] {
                let mut first = fresh.clone();
                let early = calls(&mut first, &values[TRAINING..cut]);
                // What was called by then is what the whole run called by then.
                let then: Vec<Alarm> = alarms.iter().copied().filter(|a| a.index < cut).collect();
                assert_eq!(early, then, "{name} {seed} {cut}");
                let saved = serde_json::to_string(&first).unwrap();
                let mut loaded: Monitor = serde_json::from_str(&saved).unwrap();
                assert_eq!(loaded, first, "{name}");
                assert_eq!(calls(&mut loaded, &values[first.next_index()..]), alarms, "{name} {seed} {cut}");
                assert_eq!(loaded, whole, "{name} {seed} {cut}");
            }
        }
    }
}

#[test]
fn the_later_values_cannot_change_an_earlier_call() {
    for name in names() {
        let calibrated = calibrated(name);
        let (values, mut other) = (bubble(1), bubble(1));
        other[TRAINING + 45..].iter_mut().for_each(|v| *v *= -7.0);
        let run = |values: &[f64]| {
            let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
            calls(&mut monitor, &values[TRAINING..])
                .into_iter()
                .filter(|a| a.index < TRAINING + 45)
                .collect::<Vec<_>>()
        };
        assert_eq!(run(&values), run(&other), "{name}");
    }
}

#[test]
fn origin_and_scale_do_not_matter() {
    for name in names() {
        let calibrated = calibrated(name);
        for seed in 0..3 {
            let values = bubble(seed);
            let moved: Vec<f64> = values.iter().map(|y| 1e-3 * (1e6 + y)).collect();
            let run = |values: &[f64]| {
                let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
                calls(&mut monitor, &values[TRAINING..])
            };
            let (a, b) = (run(&values), run(&moved));
            let shape = |alarms: &[Alarm]| alarms.iter().map(|a| (a.stage, a.index)).collect::<Vec<_>>();
            assert_eq!(shape(&a), shape(&b), "{name} {seed}");
            for (a, b) in a.iter().zip(&b) {
                assert!((a.statistic - b.statistic).abs() < 1e-5 * a.statistic.abs().max(1.0), "{name}");
            }
        }
    }
}

#[test]
fn threads_do_not_matter() {
    let design = Design { replications: 99, ..Design::new(HORIZON) };
    let pool = rayon_pool();
    let serial = Calibrated::new(&design, TRAINING, &Execution::serial()).unwrap();
    assert_eq!(Calibrated::new(&design, TRAINING, &Execution::on(&pool)).unwrap(), serial);
    let training = &bubble(2)[..TRAINING];
    let resampled = Calibrated::on(&design, training, &Execution::serial()).unwrap();
    assert_ne!(resampled.inflation_constants(), serial.inflation_constants());
    assert_eq!(resampled.crash_constants(), serial.crash_constants());
}

fn rayon_pool() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap()
}

/// `A_{e,k}` from its definition.
fn a(increments: &[f64], k: usize) -> f64 {
    let window = &increments[increments.len() - k..];
    let terms: Vec<f64> = window.iter().enumerate().map(|(i, u)| (i + 1) as f64 * u).collect();
    terms.iter().sum::<f64>() / terms.iter().map(|t| t * t).sum::<f64>().sqrt()
}

/// The standardised increments of a whole series, from the definition.
fn standardised(values: &[f64], training: usize) -> Vec<f64> {
    let d: Vec<f64> = values.windows(2).map(|w| w[1] - w[0]).collect();
    let mut variance = d[..20].iter().map(|d| d * d).sum::<f64>() / 20.0;
    let z: Vec<f64> = d
        .iter()
        .map(|d| {
            let z = (d / variance.sqrt()).clamp(-2.5, 2.5);
            variance = 0.94 * variance + 0.06 * d * d;
            z
        })
        .collect();
    let (x, y) = (&z[20..training - 2], &z[21..training - 1]);
    let n = x.len() as f64;
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let slope = x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum::<f64>()
        / x.iter().map(|x| (x - mx).powi(2)).sum::<f64>();
    let before = std::iter::once(&0.0).chain(&z);
    // A rise in the training is taken out, a fall is not.
    z.iter().zip(before).map(|(z, b)| z - (my - slope * mx).max(0.0) - slope * b).collect()
}

/// The largest Dickey-Fuller t-ratio with constant over windows from `0 … latest`, by two passes per window.
fn sup_df(values: &[f64], latest: usize) -> f64 {
    let last = values.len() - 1;
    (0..=latest)
        .map(|start| {
            let x = &values[start..last];
            let d: Vec<f64> = values[start..].windows(2).map(|w| w[1] - w[0]).collect();
            let n = x.len() as f64;
            let (mx, md) = (x.iter().sum::<f64>() / n, d.iter().sum::<f64>() / n);
            let sxx: f64 = x.iter().map(|x| (x - mx).powi(2)).sum();
            let slope = x.iter().zip(&d).map(|(x, d)| (x - mx) * (d - md)).sum::<f64>() / sxx;
            let ssr: f64 = x.iter().zip(&d).map(|(x, d)| (d - md - slope * (x - mx)).powi(2)).sum();
            slope / (ssr / (n - 2.0) / sxx).sqrt()
        })
        .fold(f64::NEG_INFINITY, f64::max)
}

/// The statistic of the whole of `values`, computed at once.
fn batch(inflation: &Inflation, values: &[f64], horizon: usize) -> f64 {
    let d: Vec<f64> = values.windows(2).map(|w| w[1] - w[0]).collect();
    let trained = &d[..TRAINING - 1];
    let rms = (trained.iter().map(|d| d * d).sum::<f64>() / trained.len() as f64).sqrt();
    let k = values.len() - TRAINING;
    match inflation {
        Inflation::Growth { windows, standardised: false } => a(&d, windows[0]),
        Inflation::Growth { windows, standardised: true } => a(&standardised(values, TRAINING), windows[0]),
        Inflation::Rise { shortest } => {
            // The mean square of half a training's increments before the window, at least a ninth of the training's.
            let last = d.len() - shortest;
            let before = &d[last - (TRAINING - 1 - TRAINING / 2)..last];
            let square = before.iter().map(|d| d * d).sum::<f64>() / before.len() as f64;
            let noise = square.max(rms * rms / 9.0).sqrt();
            (values[values.len() - 1] - values[values.len() - 1 - shortest])
                / (noise * (*shortest as f64).sqrt())
        }
        Inflation::Kurozumi { earliest } => {
            sup_df(values, ((earliest * TRAINING as f64) as usize).saturating_sub(1))
        }
        Inflation::Crossing { minimum_window, .. } => sup_df(values, values.len() - 1 - minimum_window),
        Inflation::Cusum => {
            let all = (d.iter().map(|d| d * d).sum::<f64>() / d.len() as f64).sqrt();
            (values[values.len() - 1] - values[TRAINING - 1]) / all
        }
        Inflation::CusumSpot => (TRAINING - 1..d.len())
            .map(|t| {
                let g = |lag: usize| (-0.5 * (lag as f64 / 20.0).powi(2)).exp();
                let weight: f64 = (0..=20).map(g).sum();
                let square: f64 = (0..=20).map(|lag| g(lag) * d[t - lag].powi(2)).sum();
                d[t] / (square / weight).sqrt()
            })
            .sum(),
        Inflation::Fluc => {
            let x: Vec<f64> = values[..values.len() - 1].iter().map(|y| y - values[0]).collect();
            let sxx: f64 = x.iter().map(|x| x * x).sum();
            let slope = x.iter().zip(&d).map(|(x, d)| x * d).sum::<f64>() / sxx;
            let ssr: f64 = x.iter().zip(&d).map(|(x, d)| (d - slope * x).powi(2)).sum();
            slope / (ssr / (d.len() as f64 - 1.0) / sxx).sqrt()
        }
        Inflation::Weighted { weight } => {
            let w = |j: usize| (weight * j as f64 / horizon as f64).exp();
            let sum: f64 = (1..=k).map(|j| w(j) * d[TRAINING - 2 + j]).sum();
            sum / rms / (1..=horizon).map(|j| w(j).powi(2)).sum::<f64>().sqrt()
        }
        Inflation::Quantile { quantile } => {
            quantile_statistic(values, *quantile, Windows::Whole, values.len() - 1)
        }
        Inflation::OpenWeighted { weight } => {
            let w = |j: usize| (weight * j as f64 / TRAINING as f64).exp();
            let sum: f64 = (1..=k).map(|j| w(j) * d[TRAINING - 2 + j]).sum();
            sum / rms / (1..=k).map(|j| w(j).powi(2)).sum::<f64>().sqrt()
        }
        _ => unreachable!("not compared"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_statistic_is_that_of_a_batch_run(seed in 0_u64..1_000_000, grows in any::<bool>()) {
        let values = if grows {
            bubble(seed)
        } else {
            RandomWalk::default().path(TRAINING + HORIZON, &Normal::new(), &mut Stream::new(seed, 1))
        };
        let kinds = [
            Inflation::Growth { windows: vec![11], standardised: false },
            Inflation::Growth { windows: vec![20], standardised: true },
            Inflation::Rise { shortest: 35 },
            Inflation::Kurozumi { earliest: 0.0 },
            Inflation::Kurozumi { earliest: 0.4 },
            Inflation::Crossing { minimum_window: 20, running: false },
            Inflation::Cusum,
            Inflation::CusumSpot,
            Inflation::Fluc,
            Inflation::Weighted { weight: 2.0 },
            Inflation::OpenWeighted { weight: 2.1 },
            Inflation::Quantile { quantile: 0.4 },
        ];
        for inflation in kinds {
            let design = Design {
                inflation: inflation.clone(), crash: Crash::None, replications: 99, ..Design::new(HORIZON)
            };
            let calibrated = Calibrated::new(&design, TRAINING, &Execution::serial()).unwrap();
            let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
            for t in TRAINING..TRAINING + HORIZON {
                if monitor.observe(values[t]).is_err() {
                    break;
                }
                let (ours, twin) = (monitor.reading().unwrap().statistic, batch(&inflation, &values[..=t], HORIZON));
                prop_assert!(
                    (ours - twin).abs() < 1e-7 * twin.abs().max(1.0), "{inflation:?} {t}: {ours} {twin}"
                );
            }
        }
    }
}

#[test]
fn the_drop_is_that_of_its_definition() {
    let design =
        Design { crash: Crash::Drop { windows: vec![(12, 3)] }, replications: 99, ..Design::new(HORIZON) };
    let calibrated = Calibrated::new(&design, TRAINING, &Execution::serial()).unwrap();
    let mut compared = 0;
    for seed in 0..6 {
        let values = bubble(seed);
        let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
        for alarm in calls(&mut monitor, &values[TRAINING..]) {
            // The other way to an end is the loss of half the gain.
            if alarm.stage == Stage::Crash && alarm.boundary != 0.5 {
                let d: Vec<f64> = values[..=alarm.index].windows(2).map(|w| w[1] - w[0]).collect();
                let (before, after) = d[d.len() - 15..].split_at(12);
                let mean = before.iter().sum::<f64>() / 12.0;
                let spread = (before.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 11.0).sqrt();
                let z = (3.0 * mean - after.iter().sum::<f64>()) / (spread * (3.0 + 9.0 / 12.0_f64).sqrt());
                assert!((alarm.statistic - z).abs() < 1e-9 * z, "{alarm:?} {z}");
                assert_eq!((alarm.window, alarm.boundary), (3, calibrated.crash_constants()[0]));
                compared += 1;
            }
        }
    }
    assert!(compared >= 4);
}

#[test]
fn growth_is_over_when_half_the_gain_is_lost() {
    // Steps so uneven that no drop below their mean is out of the ordinary, then a slow loss.
    let mut values: Vec<f64> = (0..TRAINING).map(|t| 100.0 + ((t * 37) % 11) as f64 / 10.0).collect();
    let before = values[TRAINING - 1];
    for k in 0..12 {
        values.push(before + 4.0 * f64::from(k * k));
    }
    let peak = values[values.len() - 1];
    for k in 1..=40 {
        values.push(peak - 10.0 * f64::from(k));
    }
    let design =
        Design { crash: Crash::Drop { windows: vec![(70, 1)] }, replications: 99, ..Design::new(HORIZON) };
    let calibrated = Calibrated::new(&design, TRAINING, &Execution::serial()).unwrap();
    let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
    let alarms = calls(&mut monitor, &values[TRAINING..]);
    let (inflation, crash) = (alarms[0], alarms[1]);
    assert_eq!((inflation.stage, crash.stage, crash.boundary), (Stage::Inflation, Stage::Crash, 0.5));
    // Ten observations of growth at the most were in the window; the loss is of half of the gain since its start.
    let start =
        values[inflation.index + 1 - inflation.window..].iter().copied().fold(f64::INFINITY, f64::min);
    let lost = (peak - values[crash.index]) / (peak - start.min(before));
    let lost_before = (peak - values[crash.index - 1]) / (peak - start.min(before));
    assert!(lost > 0.49 && lost_before < 0.51, "{lost} {lost_before}");
    assert_eq!(crash.window, crash.index - (TRAINING + 11));
}

#[test]
fn growth_that_took_long_to_see_is_judged_in_longer_steps() {
    // With windows up to 160 increments, a run-up too slow for the shorter ones.
    let (training, horizon) = (320, 320);
    let walk = RandomWalk { deviation: 1.0, start: 100.0, ..RandomWalk::default() };
    let mut values = walk.path(training + horizon, &Normal::new(), &mut Stream::new(4, 0));
    for (t, value) in values.iter_mut().enumerate().skip(training) {
        *value += 0.45 * (t - training) as f64;
    }
    let design = Design { replications: 199, ..Design::new(horizon) };
    let mut monitor =
        Calibrated::new(&design, training, &Execution::serial()).unwrap().train(&values[..training]).unwrap();
    let alarms = calls(&mut monitor, &values[training..]);
    let first = alarms[0];
    assert!(first.window > 80, "{first:?}");
    assert!(monitor.reach().is_none_or(|reach| reach <= 161));
    for crash in alarms.iter().filter(|a| a.stage == Stage::Crash && a.boundary != 0.5) {
        let pace = (first.window - 1) / 40;
        assert!(
            crash.window.is_multiple_of(pace) && (crash.index - first.index).is_multiple_of(pace),
            "{alarms:?}"
        );
    }
}

#[test]
fn the_product_is_that_of_its_definition() {
    let design = named("amax", TRAINING, HORIZON).unwrap();
    let calibrated = Calibrated::new(&design, TRAINING, &Execution::serial()).unwrap();
    let s = |d: &[f64]| {
        let (left, right) = d.split_at(10);
        let square = |x: &[f64]| x.iter().map(|d| d * d).sum::<f64>();
        left.iter().sum::<f64>() * right.iter().sum::<f64>() / (square(left) * square(right)).sqrt()
    };
    let mut compared = 0;
    for seed in 0..6 {
        let values = bubble(seed);
        let d: Vec<f64> = values.windows(2).map(|w| w[1] - w[0]).collect();
        let least = d[..TRAINING - 1].windows(11).map(s).fold(f64::INFINITY, f64::min);
        let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
        let alarms = calls(&mut monitor, &values[TRAINING..]);
        for alarm in alarms.iter().filter(|a| a.stage == Stage::Crash) {
            let now = s(&d[alarm.index - 11..alarm.index]);
            assert!((alarm.statistic + now).abs() < 1e-9 && now < least);
            assert!((alarm.boundary + least).abs() < 1e-12);
            compared += 1;
        }
    }
    assert!(compared >= 4);
}

#[test]
fn bad_input_is_named_and_leaves_the_state_alone() {
    let design = Design { replications: 99, ..Design::new(5) };
    let calibrated = Calibrated::new(&design, TRAINING, &Execution::serial()).unwrap();
    let values = RandomWalk::default().path(TRAINING + 5, &Normal::new(), &mut Stream::new(5, 0));
    assert!(matches!(
        calibrated.train(&values[..TRAINING - 1]),
        Err(MonitorError::TrainingLength { calibrated: 80, given: 79 })
    ));
    assert!(matches!(calibrated.train(&[1.0; TRAINING]), Err(MonitorError::Sample(SampleError::Still(_)))));
    let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
    let before = monitor.clone();
    let error = monitor.observe(f64::NAN);
    assert!(matches!(error, Err(MonitorError::Sample(SampleError::NotFinite { index: 80, .. }))));
    assert_eq!(monitor, before);
    monitor.replay(&values[TRAINING..]).unwrap();
    assert_eq!(monitor.phase(), Phase::Calm);
    assert!(matches!(monitor.observe(0.0), Err(MonitorError::HorizonOver { horizon: 5 })));
    let short = Calibrated::new(&design, 30, &Execution::serial());
    assert!(matches!(short, Err(MonitorError::Sample(SampleError::TooShort { needed: 31, .. }))));
    let rate = Design { false_alarm_rate: 0.0, ..design };
    assert!(matches!(
        Calibrated::new(&rate, TRAINING, &Execution::serial()),
        Err(MonitorError::Sample(SampleError::Parameter { .. }))
    ));
}

#[test]
fn the_statement_says_its_null_and_its_rate() {
    let calibrated = calibrated("utakata");
    let values = bubble(3);
    let mut monitor = calibrated.train(&values[..TRAINING]).unwrap();
    calls(&mut monitor, &values[TRAINING..]);
    let statement = monitor.statement();
    assert_eq!(statement.statistic, Some(monitor.alarms()[0].statistic));
    assert!(statement.guarantee.text.english.contains("80 observations is 5 %"), "{statement:?}");
}
