//! Times one kernel in this process, for `benches/kernels.py`: reads a series (one number a line) from standard input,
//! repeats the job, and prints one JSON object with the CPU time of each repetition in milliseconds and the answer.
//!
//! ```text
//! bench_kernels statistic   LAG REPEATS
//! bench_kernels monte-carlo KEEP OBSERVATIONS REPLICATIONS THREADS REPEATS
//! bench_kernels wild        KEEP REPLICATIONS THREADS REPEATS
//! bench_kernels panel       SERIES OBSERVATIONS LAG THREADS REPEATS
//! bench_kernels live        SERIES OBSERVATIONS LAG THREADS REPEATS
//! bench_kernels peak        REPEATS
//! ```
//! KEEP is `scalars`, for critical values alone, or `sequences`, for the simulated statistics of every date as well.
//! Jobs on more than one thread report elapsed time: the point is how much sooner they end.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a benchmark may stop; its output is the point

use std::hint::black_box;
use std::io::Read;
use std::time::Instant;

use utakata::Execution;
use utakata::explosive::live::LivePanel;
use utakata::explosive::{Layout, default_minimum_window, recursive};
use utakata::null::{Null, Simulation, simulate};
use utakata::random::{Multiplier, Normal, Stream};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| -> usize { arguments[i].parse().unwrap() };
    match arguments[0].as_str() {
        "statistic" => statistic(number(1), number(2)),
        "monte-carlo" => {
            let (layout, simulation) = (layout(number(2), 0), simulation(&arguments[1], number(3)));
            distribution(&Null::RandomWalk { drift: 0.0 }, &layout, &simulation, number(4), number(5));
        }
        "wild" => {
            let values = series();
            let null = Null::WildBootstrap { values: &values, multiplier: Multiplier::Gaussian };
            let simulation = simulation(&arguments[1], number(2));
            distribution(&null, &layout(values.len(), 0), &simulation, number(3), number(4));
        }
        "panel" => panel(number(1), number(2), number(3), number(4), number(5)),
        "live" => live(number(1), number(2), number(3), number(4), number(5)),
        "peak" => peak::report(number(1)),
        other => panic!("unknown job {other}"),
    }
}

fn series() -> Vec<f64> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    text.split_whitespace().map(|v| v.parse().unwrap()).collect()
}

fn layout(observations: usize, lag: usize) -> Layout {
    Layout::new(observations, lag, default_minimum_window(observations)).unwrap()
}

fn walks(series: usize, observations: usize) -> Vec<Vec<f64>> {
    let normal = Normal::new();
    let walk = |s| {
        let (mut stream, mut level) = (Stream::new(1, s as u64), 0.0);
        let step = |_| {
            level += normal.sample(&mut stream);
            level
        };
        (0..observations).map(step).collect()
    };
    (0..series).map(walk).collect()
}

fn statistic(lag: usize, repeats: usize) {
    let values = series();
    let layout = layout(values.len(), lag);
    let answer = recursive(&values, &layout).unwrap();
    let times = time(1, repeats, || recursive(black_box(&values), &layout).unwrap().gsadf);
    let sequence: Vec<f64> = answer.bsadf.iter().map(|b| b.unwrap()).collect();
    report(
        &times,
        &format!(
            "\"gsadf\": {:?}, \"sadf\": {:?}, \"bsadf\": {sequence:?}",
            answer.gsadf,
            answer.sadf.unwrap()
        ),
    );
}

fn simulation(keep: &str, replications: usize) -> Simulation {
    let keep_sequences = match keep {
        "scalars" => false,
        "sequences" => true,
        other => panic!("neither scalars nor sequences: {other}"),
    };
    Simulation { replications, seed: 1, keep_sequences }
}

fn distribution(null: &Null<'_>, layout: &Layout, simulation: &Simulation, threads: usize, repeats: usize) {
    let pool = rayon_pool(threads);
    let run = || {
        let execution = execution(pool.as_ref());
        simulate(black_box(null), layout, simulation, &execution).unwrap().critical_values()
    };
    let answer = run().gsadf;
    let times = time(threads, repeats, || run().gsadf.p95.unwrap());
    let quantiles = [answer.p90.unwrap(), answer.p95.unwrap(), answer.p99.unwrap()];
    report(&times, &format!("\"gsadf\": {quantiles:?}"));
}

fn panel(series: usize, observations: usize, lag: usize, threads: usize, repeats: usize) {
    let (walks, layout, pool) = (walks(series, observations), layout(observations, lag), rayon_pool(threads));
    let run = || {
        let execution = execution(pool.as_ref());
        let gsadf = execution.map(series, |s| recursive(&walks[s], &layout).unwrap().gsadf).unwrap();
        gsadf.into_iter().fold(f64::NEG_INFINITY, f64::max)
    };
    let times = time(threads, repeats, run);
    report(&times, &format!("\"gsadf\": {:?}", run()));
}

fn live(series: usize, observations: usize, lag: usize, threads: usize, repeats: usize) {
    let walks = walks(series, observations + 40 * (repeats + 1));
    let window = default_minimum_window(observations);
    let mut panel = LivePanel::new(walks.iter().map(|w| &w[..observations]), lag, window).unwrap();
    let pool = rayon_pool(threads);
    let mut step = observations;
    let mut run = || {
        let execution = execution(pool.as_ref());
        let values: Vec<f64> = walks.iter().map(|w| w[step]).collect();
        step += 1;
        let updates = panel.push(&values, &execution).unwrap();
        updates.iter().filter_map(|u| u.bsadf).fold(f64::NEG_INFINITY, f64::max)
    };
    let answer = run();
    let times = time(threads, repeats, run);
    report(&times, &format!("\"gsadf\": {answer:?}"));
}

fn rayon_pool(threads: usize) -> Option<rayon::ThreadPool> {
    (threads > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap())
}

fn execution(pool: Option<&rayon::ThreadPool>) -> Execution<'_> {
    match pool {
        Some(pool) => Execution::on(pool),
        None => Execution::serial(),
    }
}

/// Milliseconds of each repetition; each sample repeats the job for about a quarter of a second, because the kernel
/// counts CPU time in ticks.
fn time(threads: usize, repeats: usize, mut job: impl FnMut() -> f64) -> Vec<f64> {
    let clock = Instant::now();
    let elapsed = || clock.elapsed().as_secs_f64();
    let now = || if threads > 1 { elapsed() } else { cpu_seconds().unwrap_or_else(elapsed) };
    let begin = elapsed();
    black_box(job());
    let often = (0.25 / (elapsed() - begin)).clamp(1.0, 1e5) as usize;
    let sample = |_| {
        let begin = now();
        for _ in 0..often {
            black_box(job());
        }
        1e3 * (now() - begin) / often as f64
    };
    (0..repeats).map(sample).collect()
}

/// CPU time of this process, where the kernel says it (Linux).
fn cpu_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|ns| 1e-9 * ns)
}

/// Most memory this process has had at once, in MiB, where the kernel says it (Linux).
fn peak_memory() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|l| l.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

fn report(times: &[f64], answer: &str) {
    let memory = peak_memory().map_or("null".to_owned(), |m| format!("{m:.1}"));
    println!("{{\"ms\": {times:?}, \"peak_mib\": {memory}, {answer}}}");
}

/// What the arithmetic units can do at most: independent chains of multiplications and additions, the instructions
/// the kernels are made of.
#[allow(clippy::needless_range_loop)] // the vectoriser wants them
mod peak {
    use std::hint::black_box;

    use multiversion::multiversion;

    const LANES: usize = 8;
    const CHAINS: usize = 10;

    #[cfg_attr(
        not(feature = "avx2-only"),
        multiversion(targets("x86_64+avx512f+avx512vl+avx2", "x86_64+avx2", "aarch64+neon"))
    )]
    #[cfg_attr(feature = "avx2-only", multiversion(targets("x86_64+avx2", "aarch64+neon")))]
    fn chains(values: &mut [[f64; LANES]; CHAINS], rounds: usize) {
        let mut v = *values;
        for _ in 0..rounds {
            for chain in &mut v {
                for i in 0..LANES {
                    chain[i] *= 0.999_999;
                }
                for i in 0..LANES {
                    chain[i] += 1e-9;
                }
            }
        }
        *values = v;
    }

    #[cfg_attr(
        not(feature = "avx2-only"),
        multiversion(targets("x86_64+avx512f+avx512vl+avx2", "x86_64+avx2", "aarch64+neon"))
    )]
    #[cfg_attr(feature = "avx2-only", multiversion(targets("x86_64+avx2", "aarch64+neon")))]
    fn divisions(values: &mut [[f64; LANES]; CHAINS], rounds: usize) {
        let mut v = *values;
        for _ in 0..rounds {
            for chain in &mut v {
                for i in 0..LANES {
                    chain[i] = 1.5 / chain[i];
                }
            }
        }
        *values = v;
    }

    pub(super) fn report(repeats: usize) {
        let rounds = 200_000;
        let best = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
        let mut v = [[1.0; LANES]; CHAINS];
        let times = super::time(1, repeats, || {
            chains(black_box(&mut v), rounds);
            v[0][0]
        });
        let flops = (2 * LANES * CHAINS * rounds) as f64 / best(&times) * 1e-6;
        let divide = super::time(1, repeats, || {
            divisions(black_box(&mut v), rounds);
            v[0][0]
        });
        let quotients = (LANES * CHAINS * rounds) as f64 / best(&divide) * 1e-6;
        super::report(&times, &format!("\"gflops\": {flops:.1}, \"gdivisions\": {quotients:.2}"));
    }
}
