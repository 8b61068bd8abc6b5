//! Speed of the monitors, one thread.

#![allow(clippy::unwrap_used, missing_docs)] // a bench may panic; its macro writes an undocumented main

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use utakata::Execution;
use utakata::dgp::{Process, RandomWalk};
use utakata::laboratory::{Campaign, grid, named, run};
use utakata::monitor::{Calibrated, Crash, Design};
use utakata::random::{Normal, Stream};

const HISTORY: usize = 500;

fn calibrated(name: &str, training: usize, horizon: usize) -> Calibrated {
    let design = Design { replications: 199, ..named(name, training, horizon).unwrap() };
    Calibrated::new(&design, training, &Execution::serial()).unwrap()
}

/// Observations a second of monitors that have a history of 500.
fn observations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("monitor");
    group.sample_size(20);
    for (name, watched) in [
        ("utakata", 2000),
        ("cusum-spot", 2000),
        ("kurozumi", 2000),
        ("quantile", 100),
        ("phillips-shi", 100),
    ] {
        let walk = RandomWalk::default();
        let values = walk.path(HISTORY + watched, &Normal::new(), &mut Stream::new(1, 0));
        let (training, rest) = values.split_at(HISTORY);
        let monitor = calibrated(name, HISTORY, watched).train(training).unwrap();
        group.throughput(Throughput::Elements(watched as u64));
        group.bench_with_input(BenchmarkId::new(name, HISTORY), &monitor, |b, monitor| {
            b.iter_batched_ref(
                || monitor.clone(),
                |monitor| black_box(monitor.replay(rest).unwrap()),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

/// One cell of the laboratory, simulation of its 2000 paths of 240 observations included.
fn cells(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("laboratory-2000x240");
    group.sample_size(10);
    let cells = grid(240);
    let campaign = Campaign { observations: 240, paths: 2000, seed: 1, dated: 0 };
    for (name, cell) in [("utakata", "garch"), ("utakata", "rho-1.04-slide"), ("quantile", "iid")] {
        let monitor = calibrated(name, 120, 120);
        let found = cells.iter().find(|c| c.name == cell).unwrap();
        group.bench_function(BenchmarkId::new(name, cell), |b| {
            b.iter(|| run(found, &monitor, &campaign, &Execution::serial()).unwrap());
        });
    }
    group.finish();
}

/// Calibration of the default, which is done once per training length.
fn calibration(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("monitor-calibration");
    group.sample_size(10);
    let design = Design { crash: Crash::None, replications: 1000, ..Design::new(120) };
    group.bench_function("utakata-1000x240", |b| {
        b.iter(|| Calibrated::new(&design, 120, &Execution::serial()).unwrap());
    });
    group.finish();
}

criterion_group!(benches, observations, cells, calibration);
criterion_main!(benches);
