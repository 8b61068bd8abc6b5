//! Size of the tests of baskets and coverage of the intervals of concentration: tables of `docs/basket.md` and
//! `docs/concentration.md`.
//!
//! `cargo run --release -p utakata --example basket_size [SAMPLES [SEED]]`

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)] // a program for people

use jiff::ToSpan;
use jiff::civil::{Date, date};
use utakata::basket::{Panel, Weighting, basket_streak_statement, breadth_statement, period_rank};
use utakata::concentration::{Shares, concentration, hhi_interval};
use utakata::random::{Normal, Stream};
use utakata::{Execution, Series};

const MEMBERS: usize = 15;
const DAYS: usize = 406;

/// What daily returns are like; under every one the last week is like the others.
#[derive(Clone, Copy)]
struct World {
    name: &'static str,
    /// Correlation of two members' returns.
    correlation: f64,
    /// GARCH(1, 1) of the common factor and of every member, as α and β.
    garch: Option<(f64, f64)>,
    /// First-order autocorrelation of returns.
    memory: f64,
}

const WORLDS: [World; 4] = [
    World { name: "independent", correlation: 0.0, garch: None, memory: 0.0 },
    World { name: "one factor, .4", correlation: 0.4, garch: None, memory: 0.0 },
    World { name: "one factor, .4, GARCH(.1, .88)", correlation: 0.4, garch: Some((0.1, 0.88)), memory: 0.0 },
    World { name: "one factor, .4, autocorrelation .1", correlation: 0.4, garch: None, memory: 0.1 },
];

/// One path of unit variance.
fn path(world: &World, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
    let (alpha, beta) = world.garch.unwrap_or((0.0, 0.0));
    let (mut variance, mut last, mut before) = (1.0, 0.0_f64, 0.0);
    (0..DAYS + 200)
        .map(|_| {
            variance = 1.0 - alpha - beta + alpha * last * last + beta * variance;
            last = f64::sqrt(variance) * normal.sample(stream);
            before = world.memory * before + last;
            before
        })
        .skip(200)
        .collect()
}

fn panel(world: &World, dates: &[Date], normal: &Normal, stream: &mut Stream) -> Panel {
    let factor = path(world, normal, stream);
    let (common, own) = (world.correlation.sqrt(), (1.0 - world.correlation).sqrt());
    let members: Vec<Series> = (0..MEMBERS)
        .map(|member| {
            let mut price = 100.0;
            let closes = factor.iter().zip(path(world, normal, stream)).map(|(f, e)| {
                price *= (0.025 * (common * f + own * e)).exp();
                price
            });
            Series::new(format!("m{member}"), dates.to_vec(), closes.collect()).unwrap()
        })
        .collect();
    Panel::new(&members).unwrap()
}

fn baskets(samples: u64, seed: u64) {
    let start = date(2020, 1, 1);
    let dates: Vec<Date> = (0..DAYS as i64).map(|d| start.checked_add(d.days()).unwrap()).collect();
    let normal = Normal::new();
    println!("| returns | week | every start | breadth | streak |\n|---|---|---|---|---|");
    for (place, world) in WORLDS.iter().enumerate() {
        let mut rejected = [0_u32; 4];
        for sample in 0..samples {
            let mut stream = Stream::new(seed, place as u64 * 1_000_000 + sample);
            let panel = panel(world, &dates, &normal, &mut stream);
            let week = period_rank(&panel, 5, 400, Weighting::EqualBuyAndHold).unwrap();
            let breadth = breadth_statement(&panel, 5, 400, 0.05).unwrap().p_value.unwrap();
            let streak = basket_streak_statement(&panel, 6, 400).unwrap().p_value.unwrap();
            let p = [week.disjoint.p_value, week.overlapping.p_value, breadth, streak];
            rejected.iter_mut().zip(p).for_each(|(r, p)| *r += u32::from(p <= 0.05));
        }
        let shares = rejected.map(|r| format!("{:.1}", 100.0 * f64::from(r) / samples as f64));
        println!("| {} | {} |", world.name, shares.join(" | "));
    }
}

fn shares(samples: u64, seed: u64) {
    let laws: [(&str, Vec<f64>); 3] = [
        ("60, 25, 10, 5", vec![60.0, 25.0, 10.0, 5.0]),
        ("20 equal", vec![1.0; 20]),
        ("Zipf, 50", (1..=50).map(|k| 1.0 / f64::from(k)).collect()),
    ];
    println!("\n| shares | 100 users | 400 users | 2,000 users |\n|---|---|---|---|");
    for (place, (name, weights)) in laws.iter().enumerate() {
        let truth = Shares::amounts(weights).unwrap();
        let hhi = concentration(&truth).hhi;
        let row = [100_usize, 400, 2000].map(|users| {
            let mut covered = 0;
            for sample in 0..samples {
                let mut stream =
                    Stream::new(seed, (10 + place as u64) * 10_000_000 + users as u64 * 4000 + sample);
                let mut counts = vec![0.0; weights.len()];
                for _ in 0..users {
                    let mut u = stream.uniform();
                    let drawn = truth.values().iter().position(|s| {
                        u -= s;
                        u < 0.0
                    });
                    counts[drawn.unwrap_or(weights.len() - 1)] += 1.0;
                }
                let counted = Shares::amounts(&counts).unwrap();
                let interval =
                    hhi_interval(&counted, users, 0.95, 400, sample, &Execution::serial()).unwrap();
                covered += u32::from(interval.low.unwrap() <= hhi && hhi <= interval.high.unwrap());
            }
            format!("{:.1}", 100.0 * f64::from(covered) / samples as f64)
        });
        println!("| {name} | {} |", row.join(" | "));
    }
}

fn main() {
    let samples = std::env::args().nth(1).map_or(2000, |text| text.parse().unwrap());
    let seed = std::env::args().nth(2).map_or(20_261_127, |text| text.parse().unwrap());
    println!("{samples} samples, seed {seed}; per cent of p ≤ 0.05, and of 95 % intervals that cover\n");
    baskets(samples, seed);
    shares(samples, seed);
}
