//! Coverage of intervals for survey shares and the chance of streaks: the tables of `docs/surveys.md` and
//! `docs/streaks.md`.
//!
//! `cargo run --release -p utakata --example survey_and_streak_tables [REPLICATIONS]`

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)] // a program for people

use utakata::Interval;
use utakata::basket::run_probability;
use utakata::proportion::{clopper_pearson, design_effect, korn_graubard, wilson};
use utakata::random::Stream;

const SEED: u64 = 20_230_627;
/// Respondents per cluster.
const SIZE: usize = 60;

/// Share of yes among `clusters` clusters. Each answer copies the answer of its cluster with probability √icc and is
/// its own otherwise, so that any two answers of a cluster have correlation `icc`.
fn survey(p: f64, icc: f64, clusters: usize, stream: &mut Stream) -> f64 {
    let copying = icc.sqrt();
    let mut yes = 0_usize;
    for _ in 0..clusters {
        let shared = stream.uniform() < p;
        for _ in 0..SIZE {
            let copies = copying > 0.0 && stream.uniform() < copying;
            yes += usize::from(if copies { shared } else { stream.uniform() < p });
        }
    }
    yes as f64 / (clusters * SIZE) as f64
}

fn surveys(replications: u64) {
    println!(
        "95 % intervals of a share, {SIZE} answers per cluster, {replications} surveys, coverage in %\n"
    );
    println!(
        "| share | clusters | true ICC | ICC assumed | Wilson | Clopper-Pearson | Wilson on n/deff | Korn-Graubard |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let rows = [
        (0.5, 18, 0.0, 0.0),
        (0.86, 18, 0.0, 0.0),
        (0.5, 18, 0.02, 0.02),
        (0.86, 18, 0.02, 0.02),
        (0.86, 18, 0.05, 0.05),
        (0.86, 60, 0.05, 0.05),
        (0.86, 6, 0.05, 0.05),
        (0.97, 18, 0.05, 0.05),
        (0.86, 18, 0.05, 0.02),
        (0.86, 18, 0.05, 0.0),
    ];
    for (p, clusters, icc, assumed) in rows {
        let n = (clusters * SIZE) as f64;
        let design = design_effect(n, assumed, clusters as f64).unwrap();
        let mut covered = [0_u64; 4];
        for replication in 0..replications {
            let share = survey(p, icc, clusters, &mut Stream::new(SEED, replication));
            let holds = |i: Interval| i.low.is_none_or(|l| l <= p) && i.high.is_none_or(|h| p <= h);
            let intervals = [
                wilson(share, n, 0.95).unwrap(),
                clopper_pearson(share, n, 0.95).unwrap(),
                wilson(share, design.effective_n, 0.95).unwrap(),
                korn_graubard(share, &design, 0.95).unwrap(),
            ];
            for (count, interval) in covered.iter_mut().zip(intervals) {
                *count += u64::from(holds(interval));
            }
        }
        let cells = covered.map(|c| format!("{:.1}", 100.0 * c as f64 / replications as f64));
        println!("| {p} | {clusters} | {icc} | {assumed} | {} |", cells.join(" | "));
    }
}

/// Whether a run of `length` losing days comes in `days`: a day loses with probability `p`, or `again` after a loss,
/// set so that in the long run the share of losing days is `p`.
fn run(days: usize, length: usize, p: f64, again: f64, stream: &mut Stream) -> bool {
    let after_gain = p * (1.0 - again) / (1.0 - p);
    let mut lost = stream.uniform() < p;
    let mut current = 0;
    for _ in 0..days {
        current = if lost { current + 1 } else { 0 };
        if current >= length {
            return true;
        }
        lost = stream.uniform() < if lost { again } else { after_gain };
    }
    false
}

fn streaks(replications: u64) {
    println!("\nAt least one streak, {replications} paths, %\n");
    println!("| days | streak | P(loss) | recursion | simulated | P(loss after loss) + 0.05 | − 0.05 |");
    println!("|---|---|---|---|---|---|---|");
    for (days, length, p) in [(60, 6, 0.5), (60, 6, 0.48), (250, 6, 0.5), (250, 7, 0.48), (250, 10, 0.48)] {
        let simulated = |shift: f64| {
            let hits =
                (0..replications).filter(|&r| run(days, length, p, p + shift, &mut Stream::new(SEED, r)));
            format!("{:.1}", 100.0 * hits.count() as f64 / replications as f64)
        };
        let exact = 100.0 * run_probability(days, length, p).unwrap();
        let cells = [simulated(0.0), simulated(0.05), simulated(-0.05)].join(" | ");
        println!("| {days} | {length} | {p} | {exact:.1} | {cells} |");
    }
}

fn main() {
    let replications = std::env::args().nth(1).map_or(10_000, |text| text.parse().unwrap());
    surveys(replications);
    streaks(2 * replications);
}
