//! Calls on real series: makes the table of `docs/calls.md`.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)] // a failing test may panic; the table is shown

#[allow(dead_code)] // other tests read numeric columns with it
mod reference_files;

use utakata::Execution;
use utakata::state::{FollowOptions, State, follow};

const INDICES: &str = "world_indices_daily_1990_2026_garchai.csv";
const COINS: &str = "crypto_daily_2013_2025_robusteventstudy.csv";
const SHANGHAI: &str = "shanghai_composite_daily_1990_2024_ceemdan.csv";

/// Name, file, symbol, column, first date, date it ends before, observations a week.
type Series = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, usize);

const SERIES: [Series; 15] = [
    ("NASDAQ 1990–2003", INDICES, "nasdaq", "close", "1990", "2004", 5),
    ("Bitcoin 2013–2022", COINS, "BTC", "price", "2013", "2023", 7),
    ("Ether 2015–2025", COINS, "ETH", "price", "2015", "2026", 7),
    ("Litecoin 2013–2025", COINS, "LTC", "price", "2013", "2026", 7),
    ("Shanghai 1993–2024", SHANGHAI, "", "close", "1993", "2025", 5),
    ("CSI 300 2005–2019", "csi300_daily_2005_2019_pyquantfin.csv", "", "close", "2005", "2020", 5),
    ("Hang Seng 1990–2026", INDICES, "hangseng", "close", "1990", "2027", 5),
    ("NASDAQ 1990–2026", INDICES, "nasdaq", "close", "1990", "2027", 5),
    ("S&P 500 1990–2026", INDICES, "sp500", "close", "1990", "2027", 5),
    ("Nikkei 1990–2026", INDICES, "nikkei", "close", "1990", "2027", 5),
    ("FTSE 100 1990–2026", INDICES, "ftse", "close", "1990", "2027", 5),
    ("Gold 2000–2026", INDICES, "gold", "close", "2000", "2027", 5),
    ("Euro in dollars 2003–2026", INDICES, "eurusd", "close", "2003", "2027", 5),
    ("Oil (WTI) 1986–2018", "wti_oil_daily_1986_2019_arch.csv", "", "price", "1986", "2020", 5),
    ("Dow Jones 1928–1939", "djia_daily_1928_2010_statsmodels.csv", "", "close", "1928", "1940", 5),
];

fn load((_, file, symbol, column, from, until, _): Series) -> Option<(Vec<String>, Vec<f64>)> {
    let path = reference_files::explosive()?.join("../../data/registry").join(file);
    if !path.is_file() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    let (header, rows) = reference_files::table(&path);
    let at = |name: &str| header.iter().position(|h| h == name);
    let (date, value) = (at("date").unwrap(), at(column).unwrap());
    let wanted = |row: &&Vec<String>| {
        (symbol.is_empty() || row[0] == symbol) && (from..until).contains(&row[date].as_str())
    };
    let rows = rows.iter().filter(wanted).filter(|row| !row[value].is_empty());
    Some(rows.map(|row| (row[date].clone(), row[value].parse::<f64>().unwrap())).unzip())
}

fn word(state: State) -> &'static str {
    match state {
        State::Calm => "calm",
        State::Inflating => "inflating",
        State::Bursting => "bursting",
        State::Deflated => "deflated",
    }
}

/// `cargo test --release -p utakata --test calls -- --ignored --nocapture`
#[test]
#[ignore = "makes a table; minutes"]
fn calls_on_real_series() {
    println!("| series | read as | watched from | calls |\n|---|---|---|---|");
    for series in SERIES {
        let Some((dates, values)) = load(series) else { continue };
        for (step, unit) in [(1, "daily"), (series.6, "weekly")] {
            for logs in [false, true] {
                let thinned = dates.iter().zip(&values).skip(step - 1).step_by(step);
                let (dates, values): (Vec<&String>, Vec<f64>) =
                    thinned.map(|(date, &value)| (date, if logs { value.ln() } else { value })).unzip();
                let found = follow(&values, &FollowOptions::default(), 1, &Execution::serial()).unwrap();
                let calls: Vec<String> =
                    found.calls.iter().map(|c| format!("{} {}", dates[c.index], word(c.state))).collect();
                let calls = if calls.is_empty() { "none".to_owned() } else { calls.join(", ") };
                let reading = if logs { "logarithms" } else { "levels" };
                let watched = dates[found.training];
                println!("| {} | {unit} {reading} | {watched} | {calls} |", series.0);
            }
        }
    }
}

/// A geometric walk: its logarithm is a random walk, so its noise grows with its level without any bubble.
/// `cargo test --release -p utakata --test calls -- --ignored --nocapture`
#[test]
#[ignore = "makes a table; minutes"]
fn calls_on_geometric_walks() {
    use utakata::dgp::{Process, RandomWalk};
    use utakata::monitor::{Calibrated, Design};
    use utakata::random::{Normal, Stream};
    let (normal, paths) = (Normal::new(), 1000_u32);
    println!(
        "| training = horizon | read as | 1 % | 2 % | 3 % | 5 % | 10 % |\n|---|---|---|---|---|---|---|"
    );
    for training in [120, 300, 1000] {
        let design = Design { replications: 2000, ..Design::new(training) };
        let calibrated = Calibrated::new(&design, training, &Execution::serial()).unwrap();
        for logs in [false, true] {
            let rates = [0.01, 0.02, 0.03, 0.05, 0.1].map(|deviation| {
                let walk = RandomWalk { deviation, ..RandomWalk::default() };
                let called = (0..paths).filter(|&path| {
                    let mut stream = Stream::new(7, u64::from(path));
                    let mut values = walk.path(2 * training, &normal, &mut stream);
                    if !logs {
                        for v in &mut values {
                            *v = v.exp();
                        }
                    }
                    let mut monitor = calibrated.train(&values[..training]).unwrap();
                    !monitor.replay(&values[training..]).unwrap().is_empty()
                });
                format!("{:.1}", 100.0 * called.count() as f64 / f64::from(paths))
            });
            let reading = if logs { "logarithms" } else { "levels" };
            println!("| {training} | {reading} | {} |", rates.join(" | "));
        }
    }
}

/// State calls on house prices, which no rule of the library opens a boom for: monthly medians of Texan cities, months
/// without one dropped, and quarterly real indices of the Bank for International Settlements. For `docs/backtest.md`.
/// `cargo test --release -p utakata --test calls -- --ignored --nocapture house`
#[test]
#[ignore = "makes a table"]
fn calls_on_house_prices() {
    let Some(registry) = reference_files::explosive().map(|folder| folder.join("../../data/registry")) else {
        return;
    };
    let texas = registry.join("texas_housing_monthly_2000_2015_ggplot2.csv");
    let world = registry.join("../github/bis_house_prices_real_quarterly.csv");
    for (path, name, value) in [(texas, "city", "median_price"), (world, "country", "price")] {
        if !path.is_file() {
            eprintln!("skipped: {} is absent", path.display());
            continue;
        }
        let (header, rows) = reference_files::table(&path);
        let at = |wanted: &str| header.iter().position(|h| h == wanted).unwrap();
        let (date, name, value) = (at("date"), at(name), at(value));
        let mut series: std::collections::BTreeMap<&str, Vec<(&str, f64)>> =
            std::collections::BTreeMap::new();
        for row in &rows {
            if let Ok(price) = row[value].parse() {
                series.entry(&row[name]).or_default().push((&row[date], price));
            }
        }
        let (mut read, mut silent) = (0, [0; 2]);
        for (name, prices) in series.iter().filter(|(_, prices)| prices.len() >= 100) {
            read += 1;
            for (logs, silent) in [false, true].into_iter().zip(&mut silent) {
                let values: Vec<f64> = prices.iter().map(|&(_, p)| if logs { p.ln() } else { p }).collect();
                let found = follow(&values, &FollowOptions::default(), 1, &Execution::serial()).unwrap();
                let calls: Vec<String> =
                    found.calls.iter().map(|c| format!("{} {}", prices[c.index].0, word(c.state))).collect();
                *silent += usize::from(calls.is_empty());
                if !calls.is_empty() {
                    let reading = if logs { "logarithms" } else { "levels" };
                    println!("| {name} | {reading} | {} | {} |", prices[found.training].0, calls.join(", "));
                }
            }
        }
        println!("{read} series; none called in {} (levels), {} (logarithms)", silent[0], silent[1]);
    }
}
