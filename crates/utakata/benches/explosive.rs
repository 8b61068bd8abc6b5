//! Speed of the recursive statistics and of their null distributions, one thread.

#![allow(clippy::unwrap_used, missing_docs)] // a bench may panic; its macro writes an undocumented main

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use utakata::Execution;
use utakata::dgp::{Process, RandomWalk};
use utakata::explosive::{Layout, default_minimum_window, recursive};
use utakata::null::{Null, Simulation, simulate};
use utakata::random::{Multiplier, Normal, Stream};

fn walk(observations: usize) -> Vec<f64> {
    RandomWalk::default().path(observations, &Normal::new(), &mut Stream::new(1, 0))
}

fn layout(observations: usize, lag: usize) -> Layout {
    Layout::new(observations, lag, default_minimum_window(observations)).unwrap()
}

fn statistics(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("statistics");
    group.sample_size(20);
    for observations in [500, 1680, 5000] {
        let values = walk(observations);
        for lag in [0, 1, 4] {
            let layout = layout(observations, lag);
            // Elements are windows.
            group.throughput(Throughput::Elements((layout.dates() * (layout.dates() + 1) / 2) as u64));
            group.bench_with_input(
                BenchmarkId::new(format!("lag{lag}"), observations),
                &values,
                |b, values| {
                    b.iter(|| recursive(black_box(values), &layout).unwrap().gsadf);
                },
            );
        }
    }
    group.finish();
}

fn null_distributions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("null");
    group.sample_size(10);
    let values = walk(547);
    for lag in [0, 1] {
        let layout = layout(500, lag);
        let simulation = Simulation { replications: 1000, seed: 1, keep_sequences: false };
        group.bench_function(format!("monte-carlo-1000x500-lag{lag}"), |b| {
            b.iter(|| simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &simulation, &Execution::serial()));
        });
        let layout = self::layout(547, lag);
        let simulation = Simulation { replications: 499, ..simulation };
        group.bench_function(format!("wild-499x547-lag{lag}"), |b| {
            let null = Null::WildBootstrap { values: &values, multiplier: Multiplier::Gaussian };
            b.iter(|| simulate(&null, &layout, &simulation, &Execution::serial()));
        });
    }
    group.finish();
}

criterion_group!(benches, statistics, null_distributions);
criterion_main!(benches);
