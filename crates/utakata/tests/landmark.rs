//! Forecasts after entry: against a slow, obvious twin, and on made libraries whose truth is known.
#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::random::Stream;
use utakata::reference_class::{
    BoomState, Booms, EraBootstrap, LANDMARKS, LandmarkModel, LiveBoom, PathScore, ReferenceClassError,
    after_entry, landmark_forecast,
};

const BOOTSTRAP: EraBootstrap = EraBootstrap { replications: 199, seed: 3, level: 0.95 };
const GAP: u32 = 4;
const DRAWDOWNS: [f64; 6] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35];

/// How likely a boom is to burst, from its volatility (0.05 to 0.15).
type Chance = fn(f64) -> f64;

/// `booms` booms in start years two apart, three in each. Falls come in order at random days, most of them early, as far as
/// some random depth; the crash of those that burst comes after the last. With `falls` unset all fell at once on the day after entry, so that falls tell nothing.
fn library(seed: u64, booms: usize, chance: Chance, falls: bool) -> Booms {
    let mut stream = Stream::new(seed, 0);
    let mut library =
        Booms { drawdowns: DRAWDOWNS.to_vec(), first_passages: vec![Vec::new(); 6], ..Booms::default() };
    for boom in 0..booms {
        let volatility = 0.05 + 0.1 * stream.uniform();
        let burst = stream.uniform() < chance(volatility);
        let mut days: Vec<u32> = (0..7).map(|_| 1 + (499.0 * stream.uniform().powi(3)) as u32).collect();
        days.sort_unstable();
        let reached = stream.below(7);
        for (k, passages) in library.first_passages.iter_mut().enumerate() {
            passages.push(if falls { (k < reached).then_some(days[k]) } else { Some(1) });
        }
        library.assets.push(format!("A{boom}"));
        library.starts.push(jiff::civil::date(1900 + 2 * (boom / 3) as i16, 6, 1));
        library.burst.push(burst);
        library.burst_days.push(burst.then_some(days[6]));
        let zigzag = |i: usize| 0.03 * i as f64 + if i.is_multiple_of(2) { 0.5 } else { -0.5 } * volatility;
        library.paths.push((0..25).map(zigzag).collect());
    }
    library
}

/// Maximum likelihood for an intercept and one slope, by Newton's method written out.
fn newton(x: &[f64], y: &[bool]) -> (f64, f64) {
    let (mut a, mut b) = (0.0, 0.0);
    for _ in 0..60 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (&x, &y) in x.iter().zip(y) {
            let p = 1.0 / (1.0 + (-(a + b * x)).exp());
            let (residual, weight) = (f64::from(u8::from(y)) - p, p * (1.0 - p));
            ga += residual;
            gb += residual * x;
            haa += weight;
            hab += weight * x;
            hbb += weight * x * x;
        }
        let det = haa * hbb - hab * hab;
        a += (hbb * ga - hab * gb) / det;
        b += (haa * gb - hab * ga) / det;
    }
    (a, b)
}

/// What one model looks at.
type Look = fn(f64, f64) -> f64;

/// Brier scores of the frequency and of a model of one predictor on one day, and how many were alive and burst later.
fn twin(library: &Booms, day: u32, look: Look) -> (f64, f64, usize, usize) {
    let eras = library.eras();
    let volatility = PathScore::SecondHalfVolatility.of_all(&library.paths).unwrap();
    let fall = |i: usize| {
        let mut deepest = 0.0;
        for (k, drawdown) in DRAWDOWNS.iter().enumerate() {
            if library.first_passages[k][i].is_some_and(|on| on <= day) {
                deepest = *drawdown;
            }
        }
        deepest
    };
    let mut alive = Vec::new();
    for i in 0..eras.len() {
        if library.burst_days[i].is_none() || library.burst_days[i].unwrap() > day {
            alive.push(i);
        }
    }
    let (mut by_frequency, mut by_model) = (0.0, 0.0);
    for &boom in &alive {
        let others: Vec<usize> =
            alive.iter().copied().filter(|&i| (eras[i] - eras[boom]).abs() > GAP as i32).collect();
        let y: Vec<bool> = others.iter().map(|&i| library.burst[i]).collect();
        let x: Vec<f64> = others.iter().map(|&i| look(volatility[i], fall(i))).collect();
        let frequency = y.iter().filter(|&&y| y).count() as f64 / y.len() as f64;
        let (a, b) = newton(&x, &y);
        let p = 1.0 / (1.0 + (-(a + b * look(volatility[boom], fall(boom)))).exp());
        let happened = f64::from(u8::from(library.burst[boom]));
        by_frequency += (frequency - happened).powi(2);
        by_model += (p - happened).powi(2);
    }
    let n = alive.len() as f64;
    let later = alive.iter().filter(|&&i| library.burst[i]).count();
    (by_frequency / n, by_model / n, alive.len(), later)
}

#[test]
fn skill_on_every_day_is_that_of_a_slow_twin() {
    let library = library(5, 180, |v| 0.4 + 4.0 * (v - 0.05), true);
    let result = after_entry(&library, GAP, &BOOTSTRAP).unwrap();
    let looks: [(LandmarkModel, Look); 3] = [
        (LandmarkModel::Fallen20, |_, fall| f64::from(u8::from(fall > 0.19))),
        (LandmarkModel::Volatility, |volatility, _| volatility),
        (LandmarkModel::DeepestFall, |_, fall| fall),
    ];
    let mut pooled = [0.0; 3];
    let mut forecasts = 0;
    for landmark in &result.landmarks {
        for (k, (model, look)) in looks.iter().enumerate() {
            let (frequency, brier, alive, later) = twin(&library, landmark.day, *look);
            assert_eq!((landmark.survivors, landmark.bursting), (alive, later));
            let found = landmark.models.iter().find(|m| m.skill.model == model.name());
            // Nobody has fallen on the day of entry, so that the frequency is the forecast.
            assert_eq!(found.is_none(), landmark.day == 0 && *model != LandmarkModel::Volatility);
            let expected = if let Some(found) = found {
                assert!((found.skill.climatology - frequency).abs() < 1e-12, "{}", landmark.day);
                let off = (found.skill.brier - brier).abs();
                assert!(off < 1e-7, "{} {}: {off}", landmark.day, model.name());
                brier
            } else {
                frequency
            };
            pooled[k] += expected * alive as f64;
        }
        forecasts += landmark.survivors;
    }
    for (k, (model, _)) in looks.iter().enumerate() {
        let all = result.pooled.iter().find(|m| m.skill.model == model.name()).unwrap();
        assert_eq!(all.skill.booms, forecasts);
        assert!((all.skill.brier - pooled[k] / forecasts as f64).abs() < 1e-7);
        assert!(all.simultaneous.low < all.skill.gain.interval.low);
    }
}

#[test]
fn a_volatility_that_is_noise_does_not_enter() {
    let libraries = 80;
    let entered = (0..libraries)
        .filter(|&seed| {
            let result = after_entry(&library(seed, 60, |_| 0.45, true), GAP, &BOOTSTRAP).unwrap();
            result.pooled[2].skill.enters
        })
        .count();
    // Nominal 2.5 %: 2 of 80, and at most 2 + 3 · √(80 · 0.025 · 0.975) = 6.2.
    assert!(entered <= 6, "{entered}");
}

#[test]
fn a_volatility_that_decides_is_printed_and_falls_that_tell_nothing_gain_nothing() {
    let sharp: Chance = |v| if v > 0.1 { 0.95 } else { 0.05 };
    let library = library(1, 90, sharp, false);
    let result = after_entry(&library, GAP, &BOOTSTRAP).unwrap();
    assert_eq!(result.printed, Some(LandmarkModel::Volatility));
    // Nothing to look at: exactly the frequency, not the frequency up to rounding, which could "enter".
    for blind in [0, 1, 3] {
        assert_eq!(result.pooled[blind].skill.gain.estimate, 0.0);
        assert!(!result.pooled[blind].skill.enters);
    }
    let live =
        |volatility| LiveBoom { era: 2030, day: 100, state: Some(BoomState { volatility, fall: 0.35 }) };
    let forecast = |v| landmark_forecast(&library, &live(v), result.printed, GAP, &BOOTSTRAP).unwrap();
    let (calm, wild) = (forecast(0.06), forecast(0.14));
    assert!(calm.probability.interval.high < wild.probability.interval.low);
    assert!(calm.probability.estimate < 0.2 && wild.probability.estimate > 0.8);
    assert_eq!(calm.frequency, wild.frequency);
    assert_eq!(calm.frequency.estimate, calm.bursting as f64 / calm.survivors as f64);
}

#[test]
fn a_live_boom_is_forecast_as_a_boom_of_the_library_was_judged() {
    let library = library(9, 60, |v| 0.2 + 4.0 * (v - 0.05), true);
    let few = EraBootstrap { replications: 9, ..BOOTSTRAP };
    let result = after_entry(&library, GAP, &few).unwrap();
    let volatility = PathScore::SecondHalfVolatility.of_all(&library.paths).unwrap();
    let day = LANDMARKS[3];
    for (k, model) in LandmarkModel::ALL.into_iter().enumerate() {
        let (mut sum, mut booms) = (0.0, 0);
        for i in (0..60).filter(|&i| library.burst_days[i].is_none_or(|burst| burst > day)) {
            let passages = library.first_passages.iter().map(|days| days[i]);
            let state = BoomState::on(day, volatility[i], &DRAWDOWNS, passages);
            let live = LiveBoom { era: library.eras()[i], day, state: Some(state) };
            let forecast = landmark_forecast(&library, &live, Some(model), GAP, &few).unwrap();
            assert_eq!(forecast.model, Some(model));
            let happened = f64::from(u8::from(library.burst[i]));
            sum += (forecast.probability.estimate - happened).powi(2);
            booms += 1;
        }
        let skill = &result.landmarks[3].models[k].skill;
        assert_eq!(skill.booms, booms);
        assert!((skill.brier - sum / f64::from(u32::try_from(booms).unwrap())).abs() < 1e-9);
    }
}

#[test]
fn without_a_model_or_anything_to_look_at_the_frequency_is_the_forecast() {
    let library = library(2, 60, |_| 0.5, true);
    let at = |day, state| LiveBoom { era: 2030, day, state };
    let known = Some(BoomState { volatility: 0.1, fall: 0.0 });
    let ask = |live, model| landmark_forecast(&library, &live, model, GAP, &BOOTSTRAP).unwrap();
    for (live, model) in [
        (at(0, known), Some(LandmarkModel::DeepestFall)),
        (at(100, None), Some(LandmarkModel::Volatility)),
        (at(100, known), None),
    ] {
        let forecast = ask(live, model);
        assert_eq!(forecast.model, None);
        assert_eq!(forecast.probability, forecast.frequency);
    }
    // Nobody bursts after the last day: resampling would be certain of it.
    let late = ask(at(503, known), None);
    assert_eq!((late.bursting, late.probability.estimate), (0, 0.0));
    assert!(late.probability.interval.high.unwrap() > 0.05);
    let alone = LiveBoom { era: 1920, day: 0, state: known };
    let error = landmark_forecast(&library, &alone, None, 100, &BOOTSTRAP).unwrap_err();
    assert!(matches!(error, ReferenceClassError::Isolated { era: 1920, .. }), "{error}");
}

#[test]
fn days_with_booms_of_one_kind_are_not_judged() {
    // The only boom that bursts: without its era there is none.
    let mut library = library(4, 30, |_| 0.0, true);
    library.burst[7] = true;
    library.burst_days[7] = Some(200);
    let result = after_entry(&library, GAP, &BOOTSTRAP).unwrap();
    assert!(result.landmarks.iter().all(|l| l.models.is_empty()) && result.pooled.is_empty());
    assert_eq!(result.printed, None);
    let bursting: Vec<usize> = result.landmarks.iter().map(|l| l.bursting).collect();
    assert_eq!(bursting, [1, 1, 1, 1, 0, 0, 0, 0]);
    library.first_passages[2].pop();
    assert!(matches!(after_entry(&library, GAP, &BOOTSTRAP), Err(ReferenceClassError::Lengths { .. })));
}
