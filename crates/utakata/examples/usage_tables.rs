//! Size, coverage and power of the methods for usage: the tables of `docs/usage.md`.
//!
//! `cargo run --release -p utakata --example usage_tables [REPLICATIONS]`

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)] // a program for people

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use utakata::Interval;
use utakata::adoption::{
    BreakTest, CeilingOptions, Counting, Curve, Scale, Ties, break_test, ceiling, mann_kendall, rank_process,
};
use utakata::random::{Normal, Stream};

const SEED: u64 = 20_230_627;

/// How log growth comes about; none of them has a trend.
#[derive(Clone, Copy)]
enum Growth {
    /// Independent normal.
    Independent,
    /// The same, rounded to whole standard deviations: many ties.
    Rounded,
    /// Autoregressive with this coefficient, stationary from the start.
    Autoregressive(f64),
    /// Growth of a level that varies independently around a constant.
    OfIndependentLevels,
    /// A random walk.
    Walk,
    /// Independent, standard deviation rising threefold from first to last.
    Widening,
    /// Independent, standard deviation falling to a third.
    Narrowing,
}

const GROWTHS: [(&str, Growth); 9] = [
    ("independent", Growth::Independent),
    ("independent, rounded (ties)", Growth::Rounded),
    ("AR(1), 0.3", Growth::Autoregressive(0.3)),
    ("AR(1), 0.6", Growth::Autoregressive(0.6)),
    ("AR(1), 0.9", Growth::Autoregressive(0.9)),
    ("random walk", Growth::Walk),
    ("changes of independent levels", Growth::OfIndependentLevels),
    ("spread rises threefold", Growth::Widening),
    ("spread falls to a third", Growth::Narrowing),
];

fn simulate(growth: Growth, n: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
    let mut last = normal.sample(stream);
    let mut next = |place: usize| {
        let e = normal.sample(stream);
        let part = place as f64 / (n as f64 - 1.0);
        match growth {
            Growth::Independent => e,
            Growth::Rounded => e.round(),
            Growth::Autoregressive(phi) => {
                let value = last;
                last = phi * last + (1.0 - phi * phi).sqrt() * e;
                value
            }
            Growth::OfIndependentLevels => e - std::mem::replace(&mut last, e),
            Growth::Walk => {
                last += e;
                last
            }
            Growth::Widening => e * 3.0_f64.powf(part),
            Growth::Narrowing => e * 3.0_f64.powf(-part),
        }
    };
    (0..n).map(&mut next).collect()
}

/// Share of `replications` in which `event` happens, in per cent; each replication has its own random numbers.
fn per_cent(replications: usize, event: impl Fn(&Normal, &mut Stream) -> bool + Sync) -> f64 {
    let half = replications / 2;
    let count = |range: std::ops::Range<usize>| {
        let normal = Normal::new();
        range.filter(|&r| event(&normal, &mut Stream::new(SEED, r as u64))).count()
    };
    let total = std::thread::scope(|scope| {
        let first = scope.spawn(|| count(0..half));
        count(half..replications) + first.join().unwrap()
    });
    100.0 * total as f64 / replications as f64
}

/// Sizes of the exact test, over all orderings of `n` different values.
fn mann_kendall_exact() {
    println!("Mann–Kendall, every ordering counted\n");
    println!("| n | smallest p | size at 5 %, % | size at 1 %, % |\n|---|---|---|---|");
    for n in 3..=9 {
        let mut p_of_s: BTreeMap<i64, f64> = BTreeMap::new();
        let (mut all, mut five, mut one) = (0_u32, 0_u32, 0_u32);
        let mut values: Vec<f64> = (0..n).map(f64::from).collect();
        let mut smallest = 1.0_f64;
        permute(&mut values, 0, &mut |ordering| {
            let mut s = 0_i64;
            for (i, a) in ordering.iter().enumerate() {
                s += ordering[i + 1..].iter().map(|b| if b > a { 1 } else { -1 }).sum::<i64>();
            }
            let p = *p_of_s.entry(s).or_insert_with(|| mann_kendall(ordering).unwrap().p_falling);
            smallest = smallest.min(p);
            all += 1;
            five += u32::from(p <= 0.05);
            one += u32::from(p <= 0.01);
        });
        let share = |count: u32| 100.0 * f64::from(count) / f64::from(all);
        println!("| {n} | {smallest:.2e} | {:.3} | {:.3} |", share(five), share(one));
    }
}

fn permute(values: &mut [f64], from: usize, visit: &mut impl FnMut(&[f64])) {
    if from == values.len() {
        return visit(values);
    }
    for i in from..values.len() {
        values.swap(from, i);
        permute(values, from + 1, visit);
        values.swap(from, i);
    }
}

fn slowdown(replications: usize) {
    println!("\nSlowdown where there is none, {replications} paths, %\n");
    println!("| growth | MK p ≤ 5 %, n = 6 | n = 12 | n = 24 | sup E ≥ 20 in 12 | in 24 | in 60 |");
    println!("|---|---|---|---|---|---|---|");
    for (name, growth) in GROWTHS {
        let falling = |n: usize| {
            per_cent(replications, |normal, stream| {
                mann_kendall(&simulate(growth, n, normal, stream)).unwrap().p_falling <= 0.05
            })
        };
        let ever = |n: usize| {
            per_cent(replications, |normal, stream| {
                let x = simulate(growth, n, normal, stream);
                rank_process(&x, 0.5, Ties::Conservative).unwrap().supremum() >= 20.0
            })
        };
        let cells = [falling(6), falling(12), falling(24), ever(12), ever(24), ever(60)];
        println!("| {name} | {} |", cells.map(|c| format!("{c:.2}")).join(" | "));
    }
}

fn breaks(replications: usize) {
    println!("\nSup-F, p ≤ 5 %, {replications} paths, %\n");
    println!("| growth | n = 15 | n = 24 | n = 60 |\n|---|---|---|---|");
    let rejected = |growth: Growth, n: usize, step: f64| {
        per_cent(replications, |normal, stream| {
            let x = simulate(growth, n, normal, stream);
            let growth: Vec<f64> = x
                .iter()
                .enumerate()
                .map(|(i, v)| (0.1 * (v + if i < n / 2 { step } else { 0.0 })).exp_m1())
                .collect();
            matches!(break_test(&growth), Ok(BreakTest::Tested { p_value, .. }) if p_value <= 0.05)
        })
    };
    for (name, growth) in GROWTHS {
        let cells = [15, 24, 60].map(|n| format!("{:.1}", rejected(growth, n, 0.0)));
        println!("| {name} | {} |", cells.join(" | "));
    }
    for step in [1.0, 2.0] {
        let cells = [15, 24, 60].map(|n| format!("{:.1}", rejected(Growth::Independent, n, step)));
        println!("| power: independent, mean falls {step} sd half way | {} |", cells.join(" | "));
    }
}

/// Share of the ceiling reached after `t` periods.
fn share(curve: Curve, t: f64) -> f64 {
    match curve {
        Curve::Logistic => 1.0 / (1.0 + (3.0 - 0.5 * t).exp()),
        Curve::Gompertz => (-(1.5 - 0.35 * t).exp()).exp(),
        Curve::Richards => (1.0 + 2.0 * (3.0 - 0.6 * t).exp()).powf(-0.5),
        Curve::Bass => {
            let e = (-0.5 * t).exp();
            (1.0 - e) / (1.0 + 0.48 / 0.02 * e)
        }
    }
}

struct Case {
    truth: Curve,
    fitted: Curve,
    scale: Scale,
    counting: Counting,
    n: usize,
    correlation: f64,
}

/// Levels with ceiling 100 and errors of 5 % (of the level, or of the ceiling on the level scale; of a flow's size).
fn levels(case: &Case, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
    let mut error = normal.sample(stream);
    (0..case.n)
        .map(|i| {
            let t = 1.0 + i as f64;
            let flow = case.counting == Counting::Flow;
            let level = 100.0 * (share(case.truth, t) - if flow { share(case.truth, t - 1.0) } else { 0.0 });
            let e = 0.05 * error;
            let phi = case.correlation;
            error = phi * error + (1.0 - phi * phi).sqrt() * normal.sample(stream);
            if case.scale == Scale::Log { level * e.exp() } else { (level + 100.0 * e).max(1e-3) }
        })
        .collect()
}

fn ceilings(replications: usize) {
    use Counting::{Flow, Stock};
    use Curve::{Bass, Gompertz, Logistic, Richards};
    use Scale::{Level, Log};
    let case = |truth, fitted, scale, counting, n, correlation| Case {
        truth,
        fitted,
        scale,
        counting,
        n,
        correlation,
    };
    let cases = [
        case(Logistic, Logistic, Log, Stock, 6, 0.0),
        case(Logistic, Logistic, Log, Stock, 14, 0.0),
        case(Logistic, Logistic, Level, Stock, 14, 0.0),
        case(Gompertz, Gompertz, Log, Stock, 6, 0.0),
        case(Gompertz, Gompertz, Log, Stock, 14, 0.0),
        case(Bass, Bass, Log, Stock, 14, 0.0),
        case(Bass, Bass, Log, Flow, 8, 0.0),
        case(Bass, Bass, Log, Flow, 14, 0.0),
        case(Richards, Richards, Log, Stock, 8, 0.0),
        case(Richards, Richards, Log, Stock, 14, 0.0),
        case(Logistic, Logistic, Log, Stock, 14, 0.6),
        case(Logistic, Gompertz, Log, Stock, 6, 0.0),
        case(Gompertz, Logistic, Log, Stock, 6, 0.0),
        case(Gompertz, Logistic, Log, Stock, 14, 0.0),
    ];
    println!("\n95 % set of the ceiling, errors of 5 %, {replications} samples, %\n");
    println!("| curve | fitted | scale | read as | n | reached, % | errors | covers | open above |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for case in cases {
        let options = CeilingOptions { scale: case.scale, counting: case.counting, age: 1.0 };
        let opened = AtomicUsize::new(0);
        let covers = per_cent(replications, |normal, stream| {
            let fit = ceiling(&levels(&case, normal, stream), case.fitted, options, 0.95).unwrap();
            let truth = 100.0 / fit.reached;
            let Interval { low, high, .. } = fit.interval;
            opened.fetch_add(usize::from(high.is_none()), Ordering::Relaxed);
            low.is_none_or(|low| low <= truth) && high.is_none_or(|high| truth <= high)
        });
        let open = 100.0 * opened.into_inner() as f64 / replications as f64;
        println!(
            "| {} | {} | {} | {} | {} | {:.0} | {} | {covers:.1} | {open:.1} |",
            case.truth.name(),
            case.fitted.name(),
            if case.scale == Log { "log" } else { "level" },
            if case.counting == Stock { "stock" } else { "flow" },
            case.n,
            100.0 * share(case.truth, case.n as f64),
            if case.correlation == 0.0 {
                "independent".to_owned()
            } else {
                format!("AR(1), {}", case.correlation)
            },
        );
    }
}

fn main() {
    let replications = std::env::args().nth(1).map_or(1000, |text| text.parse().unwrap());
    mann_kendall_exact();
    slowdown(20 * replications);
    breaks(replications);
    ceilings(replications);
}
