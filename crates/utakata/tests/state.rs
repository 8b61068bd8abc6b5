//! The state machine: its calls on known series, that they never change, and how often it is wrong.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)] // a failing test may panic; tables are shown

mod reference_files;

use proptest::prelude::*;
use utakata::Execution;
use utakata::dating::DateRange;
use utakata::dgp::{Process, RandomWalk};
use utakata::random::{Normal, Stream};
use utakata::state::{Call, FollowOptions, Followed, State, follow};

fn run(values: &[f64], options: &FollowOptions) -> Followed {
    follow(values, options, 1, &Execution::serial()).unwrap()
}

fn trained(training: usize) -> FollowOptions {
    FollowOptions { training: Some(training), ..FollowOptions::default() }
}

fn entered(calls: &[Call]) -> Vec<(State, usize)> {
    calls.iter().map(|c| (c.state, c.index)).collect()
}

/// A random walk from 100; `growth` per observation from 120 to 159, then `fall` until 179.
fn bubble(observations: usize, growth: f64, fall: f64, seed: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(seed, 0));
    let mut y = 100.0;
    (0..observations)
        .map(|t| {
            let factor = match t {
                120..=159 => growth,
                160..=179 => fall,
                _ => 1.0,
            };
            y = y * factor + normal.sample(&mut stream);
            y
        })
        .collect()
}

#[test]
fn the_reference_bubble_is_called_and_dated() {
    let Some(folder) = reference_files::explosive() else { return };
    let values = reference_files::column(&folder.join("series/one_bubble250.csv"), "value");
    // The bubble grows by 4 % in observations 121 to 160 and is back at its start in 161, which is index 160.
    let found = run(&values, &FollowOptions::default());
    assert_eq!((found.training, found.horizon, found.monitors), (84, 84, 2));
    let calls = entered(&found.calls);
    assert!(calls[0].0 == State::Inflating && (122..=128).contains(&calls[0].1), "{calls:?}");
    assert_eq!(calls[1], (State::Bursting, 160));
    // Being back at its start does not end the fall; 20 observations or more without a new low do.
    assert!(calls.len() == 3 && calls[2].0 == State::Deflated && calls[2].1 >= 180, "{calls:?}");
    for call in &found.calls[..2] {
        assert!(call.statistic.unwrap() > call.boundary.unwrap());
    }
    assert_eq!((found.state, found.peak), (Some(State::Deflated), Some(159)));
    let since = found.since.unwrap();
    assert!((160..=162).contains(&since.point), "{since:?}");
    // While it grew.
    let found = run(&values[..150], &trained(84));
    assert_eq!((found.state, found.peak), (Some(State::Inflating), Some(149)));
    let since = found.since.unwrap();
    assert_eq!(since.point, 120);
    assert_eq!(since.set, Some(vec![DateRange { first: 120, last: 120 }]));
}

#[test]
fn a_slow_fall_is_bursting_until_it_is_over() {
    let values = bubble(260, 1.04, 0.97, 7);
    let at = |n: usize| run(&values[..n], &trained(90));
    let falling = at(172);
    assert_eq!(falling.state, Some(State::Bursting), "{:?}", falling.calls);
    let peak = falling.peak.unwrap();
    assert!((158..=160).contains(&peak), "{peak}");
    let since = falling.since.unwrap();
    assert!(since.point.abs_diff(peak) <= 2, "{since:?}");
    let over = at(260);
    assert_eq!(over.state, Some(State::Deflated), "{:?}", over.calls);
    let [.., last] = over.calls.as_slice() else { panic!("no calls") };
    // The fall is made to end at 180. Half of the growth's 40 observations and of those before it in the window that
    // showed it, at most 45, pass then; the last twentieth of the gain may have been lost a little earlier.
    assert!((195..=225).contains(&last.index), "{last:?}");
    assert!(last.statistic.is_none());
}

#[test]
fn growth_that_stops_is_called_over() {
    let values = bubble(240, 1.04, 1.0, 3);
    let found = run(&values, &trained(90));
    let calls = entered(&found.calls);
    assert_eq!((calls[0].0, calls[1].0), (State::Inflating, State::Bursting), "{calls:?}");
    assert!((120..=140).contains(&calls[0].1) && (160..=170).contains(&calls[1].1), "{calls:?}");
    assert_ne!(found.state, Some(State::Bursting), "nothing fell, so nothing is still falling: {calls:?}");
}

#[test]
fn a_new_high_takes_the_fall_back_but_not_the_call() {
    let mut values = bubble(165, 1.04, 0.97, 5);
    let peak = values.iter().copied().fold(f64::MIN, f64::max);
    assert_eq!(run(&values, &trained(90)).state, Some(State::Bursting));
    let before = run(&values, &trained(90)).calls;
    values.push(1.01 * peak);
    let found = run(&values, &trained(90));
    // The growth still shows above the old peak, so it is called again at once.
    assert_eq!((found.state, found.peak), (Some(State::Inflating), Some(165)));
    assert_eq!(found.calls[..before.len()], before);
    assert_eq!(entered(&found.calls).last(), Some(&(State::Inflating, 165)));
}

#[test]
fn too_little_is_no_calm() {
    let short = run(&bubble(65, 1.0, 1.0, 1), &FollowOptions::default());
    assert_eq!((short.state, short.reason.as_ref().unwrap().key.as_str()), (None, "state-reason-short"));
    assert!(short.statement().notes[0].english.contains("too short to tell"));
    let mut still = vec![1.0; 70];
    still.extend(bubble(80, 1.0, 1.0, 1));
    assert_eq!(run(&still, &trained(70)).reason.unwrap().key, "state-reason-still");
    assert!(follow(&[1.0, f64::NAN], &FollowOptions::default(), 1, &Execution::serial()).is_err());
}

#[test]
fn the_statement_says_how_wrong_it_can_be() {
    let values = bubble(260, 1.0, 1.0, 2);
    let options = FollowOptions { horizon: Some(70), ..trained(90) };
    let found = run(&values, &options);
    assert_eq!(found.monitors, 3, "170 observations watched, 70 at a time");
    let statement = found.statement();
    assert_eq!(
        statement.guarantee.text.english,
        "if the price goes on as a random walk, the chance that growth is ever called in 70 observations is 5 %, by simulation"
    );
    assert!(statement.notes.iter().any(|n| n.english.ends_with("together at most 15 %")));
}

#[test]
fn random_walks_stay_calm() {
    let (normal, paths) = (Normal::new(), 200);
    let options = FollowOptions { replications: 1000, horizon: Some(126), ..FollowOptions::default() };
    let called = (0..paths)
        .filter(|&path| {
            let walk = RandomWalk::default().path(190, &normal, &mut Stream::new(11, path));
            let found = run(&walk, &options);
            assert_eq!(found.monitors, 1);
            !found.calls.is_empty()
        })
        .count();
    let share = called as f64 / paths as f64;
    println!("walks ever called: {called} of {paths}");
    let error = (0.05 * 0.95 / paths as f64).sqrt();
    assert!(share <= 0.05 + 3.0 * error, "{share}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn no_call_changes_its_past(seed in 0_u64..1000, fall in 0.93_f64..1.0, cut in 100_usize..300) {
        // Longer than two horizons, so that monitors are trained again.
        let values = bubble(300, 1.05, fall, seed);
        let options =
            FollowOptions { horizon: Some(80), replications: 199, training: Some(80), ..FollowOptions::default() };
        let (whole, part) = (run(&values, &options), run(&values[..cut], &options));
        let before: Vec<Call> = whole.calls.iter().copied().filter(|c| c.index < cut).collect();
        prop_assert_eq!(part.calls, before);
    }
}

/// Every `step`-th price of one symbol from the registry data, with its dates.
fn registry(
    file: &str,
    symbol: &str,
    column: &str,
    until: &str,
    step: usize,
) -> Option<(Vec<String>, Vec<f64>)> {
    let path = reference_files::explosive()?.join("../../data/registry").join(file);
    if !path.is_file() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    let (header, rows) = reference_files::table(&path);
    let at = header.iter().position(|h| h == column).unwrap();
    let rows = rows.iter().filter(|r| r[0] == symbol && r[1].as_str() < until);
    Some(rows.skip(step - 1).step_by(step).map(|r| (r[1].clone(), r[at].parse::<f64>().unwrap())).unzip())
}

/// Prints the calls with their dates and prices.
fn show(name: &str, dates: &[String], values: &[f64], found: &Followed) -> Vec<(State, String)> {
    println!("{name}: training to {}, {} monitors", dates[found.training - 1], found.monitors);
    for call in &found.calls {
        println!("  {}  {:?} at {:.0}", dates[call.index], call.state, values[call.index]);
    }
    if let Some(since) = &found.since {
        let set = since.set.as_ref().map(|set| {
            set.iter().map(|r| format!("{} to {}", dates[r.first], dates[r.last])).collect::<Vec<_>>()
        });
        println!("  since {} {set:?}", dates[since.point]);
    }
    found.calls.iter().map(|c| (c.state, dates[c.index].clone())).collect()
}

#[test]
fn nasdaq_inflates_until_april_2000_and_bursts_for_years() {
    let Some((dates, values)) =
        registry("world_indices_daily_1990_2026_garchai.csv", "nasdaq", "close", "2004", 5)
    else {
        return;
    };
    let found = run(&values, &FollowOptions::default());
    let calls = show("NASDAQ, weekly", &dates, &values, &found);
    let expected = [(State::Inflating, "2000-01-19"), (State::Bursting, "2000-04-13")];
    assert_eq!(calls[..2], expected.map(|(state, date)| (state, date.to_owned())));
    // The lowest close is that of 9 October 2002.
    let [_, _, (State::Deflated, over)] = calls.as_slice() else { panic!("{calls:?}") };
    assert!(over.as_str() > "2002-10-09", "{over}");
    assert_eq!(dates[found.peak.unwrap()], "2000-03-09", "the highest of the weekly closes");
}

#[test]
fn bitcoin_inflates_in_2017_and_2021_and_bursts_after_each() {
    let Some((dates, values)) =
        registry("crypto_daily_2013_2025_robusteventstudy.csv", "BTC", "price", "2023", 7)
    else {
        return;
    };
    let found = run(&values, &FollowOptions::default());
    let calls = show("Bitcoin, weekly", &dates, &values, &found);
    let expected = [
        (State::Inflating, "2017-05-22"),
        (State::Bursting, "2018-02-05"),
        (State::Deflated, "2019-12-02"),
        (State::Calm, "2020-12-07"),
        (State::Inflating, "2021-01-11"),
        (State::Bursting, "2021-07-12"),
    ];
    let dated = |(state, date): (State, &str)| (state, date.to_owned());
    assert_eq!(calls[..2], expected[..2].iter().copied().map(dated).collect::<Vec<_>>());
    assert!(calls[2].0 == State::Deflated && calls[2].1.starts_with("2019"), "{calls:?}");
    assert_eq!(calls[3..6], expected[3..].iter().copied().map(dated).collect::<Vec<_>>());
    assert_eq!(found.state, Some(State::Bursting));
}
