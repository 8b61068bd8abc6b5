//! Size of every event-study test by simulation, and the time of 10,000 events: the tables of `docs/event-study.md`.
//!
//! `cargo run --release -p utakata --example event_study_size [REPLICATIONS [SEED]]`

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)] // a program for people

use std::time::Instant;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use utakata::Series;
use utakata::event_study::{EventReturns, EventTest, NormalModel, Window, combined_tests};
use utakata::random::{Normal, Stream};

const FIRMS: usize = 20;
const WINDOW: Window = Window { estimation: 120, gap: 0, event: 3 };
const LEVEL: f64 = 0.05;

/// What the returns are like; under every one the events move nothing.
struct Scenario {
    name: &'static str,
    /// Correlation of the errors of two firms on one day.
    correlation: f64,
    /// Largest over smallest standard deviation of the firms.
    spread: f64,
    /// Variance on event days over that on others.
    event_variance: f64,
    /// Chance that a firm does not trade on a day; its next return makes up for it.
    idle: f64,
    /// Day of the event of a firm, after the estimation window.
    day: fn(usize) -> usize,
}

const PLAIN: Scenario =
    Scenario { name: "iid", correlation: 0.0, spread: 1.0, event_variance: 1.0, idle: 0.0, day: |_| 0 };

const SCENARIOS: [Scenario; 8] = [
    PLAIN,
    Scenario { name: "correlated 0.2", correlation: 0.2, ..PLAIN },
    Scenario { name: "sd 1 to 10", spread: 10.0, ..PLAIN },
    Scenario { name: "event variance 3", event_variance: 3.0, ..PLAIN },
    Scenario { name: "half of days idle", idle: 0.5, ..PLAIN },
    Scenario { name: "own dates, correlated", correlation: 0.2, day: |firm| 4 * firm, ..PLAIN },
    Scenario {
        name: "own dates, event variance 3",
        correlation: 0.2,
        event_variance: 3.0,
        day: |firm| 4 * firm,
        ..PLAIN
    },
    Scenario { name: "four dates, correlated", correlation: 0.2, day: |firm| 5 * (firm / 5), ..PLAIN },
];

fn calendar(days: usize) -> Vec<Date> {
    let start = date(2015, 1, 1);
    (0..days).map(|d| start.checked_add(i64::try_from(d).unwrap().days()).unwrap()).collect()
}

fn events(scenario: &Scenario, normal: &Normal, stream: &mut Stream) -> Vec<EventReturns> {
    let last = (0..FIRMS).map(scenario.day).max().unwrap();
    let days = calendar(WINDOW.estimation + last + WINDOW.event);
    let market: Vec<f64> = days.iter().map(|_| 0.01 * normal.sample(stream)).collect();
    let common: Vec<f64> = days.iter().map(|_| normal.sample(stream)).collect();
    let series = Series::new("market", days.clone(), market.clone()).unwrap();
    let firm = |firm: usize| {
        let event = WINDOW.estimation + (scenario.day)(firm);
        let sd = 0.01 * scenario.spread.powf(firm as f64 / (FIRMS - 1) as f64);
        let mut owed = 0.0;
        let mut values = Vec::with_capacity(days.len());
        for t in 0..days.len() {
            let error = scenario.correlation.sqrt() * common[t]
                + (1.0 - scenario.correlation).sqrt() * normal.sample(stream);
            let on_event = t >= event && t < event + WINDOW.event;
            let scale = if on_event { scenario.event_variance.sqrt() } else { 1.0 };
            owed += 0.0002 + market[t] + sd * scale * error;
            let idle = scenario.idle > 0.0 && stream.uniform() < scenario.idle;
            values.push(if idle { 0.0 } else { std::mem::take(&mut owed) });
        }
        let own = Series::new(format!("firm {firm}"), days.clone(), values).unwrap();
        EventReturns::new(&own, Some(&series), days[event], WINDOW).unwrap()
    };
    (0..FIRMS).map(firm).collect()
}

/// Seed of the table in the docs, unless another is given.
const SEED: u64 = 20_230_627;

/// Rejections of every test, and of the default.
fn size(scenario: &Scenario, place: usize, (replications, seed): (usize, u64)) -> Vec<f64> {
    let normal = Normal::new();
    let mut rejected = vec![0_usize; EventTest::ALL.len() + 1];
    for replication in 0..replications {
        let mut stream = Stream::new(seed, (place * 1_000_000 + replication) as u64);
        let tests = combined_tests(&events(scenario, &normal, &mut stream), NormalModel::Market).unwrap();
        for (count, test) in rejected.iter_mut().zip(EventTest::ALL.into_iter().chain([tests.default_test()]))
        {
            *count += usize::from(tests.p_value(test).is_some_and(|p| p <= LEVEL));
        }
    }
    rejected.iter().map(|&count| 100.0 * count as f64 / replications as f64).collect()
}

fn speed() {
    // 500 firms with 20 events each on 100 dates.
    let (normal, mut stream) = (Normal::new(), Stream::new(1, 0));
    let days = calendar(1300);
    let mut series = |name: String| {
        let values = days.iter().map(|_| 0.02 * normal.sample(&mut stream)).collect();
        Series::new(name, days.clone(), values).unwrap()
    };
    let market = series("market".to_owned());
    let firms: Vec<Series> = (0..500).map(|i| series(format!("firm {i}"))).collect();
    let window = Window { estimation: 250, gap: 0, event: 3 };
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        let events: Vec<EventReturns> = (0..10_000)
            .map(|k| {
                let day = 260 + 10 * ((k / 500 * 5 + k % 5) % 100);
                EventReturns::new(&firms[k % 500], Some(&market), days[day], window).unwrap()
            })
            .collect();
        let tests = combined_tests(&events, NormalModel::Market).unwrap();
        best = best.min(start.elapsed().as_secs_f64());
        assert_eq!(tests.firms.len(), 10_000);
    }
    println!("10,000 events, 250 estimation days, all tests: {best:.2} s on one core, best of 5");
}

fn main() {
    let replications = std::env::args().nth(1).map_or(2000, |text| text.parse().unwrap());
    let seed = std::env::args().nth(2).map_or(SEED, |text| text.parse().unwrap());
    println!(
        "{replications} replications, seed {seed}, {FIRMS} firms, 120 estimation days, event windows of 3 days\n"
    );
    let columns: Vec<Vec<f64>> = SCENARIOS
        .iter()
        .enumerate()
        .map(|(place, scenario)| size(scenario, place, (replications, seed)))
        .collect();
    println!("| test | {} |", SCENARIOS.map(|s| s.name).join(" | "));
    println!("|---|{}", "---|".repeat(SCENARIOS.len()));
    let names = EventTest::ALL.iter().map(|test| test.name()).chain(["**default**"]);
    for (row, name) in names.enumerate() {
        let cells: Vec<String> = columns.iter().map(|column| format!("{:.1}", column[row])).collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
    println!();
    speed();
}
