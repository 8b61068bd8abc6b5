//! Size and power of GSADF with its null distributions, on fixed seeds with binomial bounds.

#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::Execution;
use utakata::dgp::{Garch, PeriodicBubble, Process, RandomWalk, VarianceBreak};
use utakata::explosive::{Layout, recursive};
use utakata::null::{Null, Simulation, simulate};
use utakata::random::{Multiplier, Normal, Stream};

const PATHS: u64 = 600;

/// Share of paths of 100 observations whose GSADF p-value is at most 5 %: wild bootstrap with these multipliers, or
/// Monte Carlo without.
fn rejections(process: &dyn Process, lag: usize, multiplier: Option<Multiplier>) -> f64 {
    let layout = Layout::new(100, lag, 19).unwrap();
    let normal = Normal::new();
    let rejected = (0..PATHS).filter(|&path| {
        let values = process.path(100, &normal, &mut Stream::new(2023, path));
        let null = match multiplier {
            Some(multiplier) => Null::WildBootstrap { values: &values, multiplier },
            None => Null::RandomWalk { drift: 0.0 },
        };
        let simulation = Simulation { replications: 99, seed: path, keep_sequences: false };
        let null = simulate(&null, &layout, &simulation, &Execution::serial()).unwrap();
        null.p_values(&recursive(&values, &layout).unwrap()).unwrap().gsadf.unwrap() <= 0.05
    });
    rejected.count() as f64 / PATHS as f64
}

/// Three binomial standard errors around 5 % at 600 paths.
const NOISE: f64 = 0.027;

#[test]
fn monte_carlo_is_exact_under_its_own_null_only() {
    let walk = rejections(&RandomWalk::default(), 1, None);
    assert!((walk - 0.05).abs() < NOISE, "{walk}");
    let broken = rejections(&VarianceBreak::default(), 1, None);
    assert!(broken > 0.2, "a ninefold variance break is read as a bubble: {broken}");
}

#[test]
fn random_signs_hold_their_size_whatever_the_volatility() {
    for (name, process) in [
        ("random walk", &RandomWalk::default() as &dyn Process),
        ("GARCH", &Garch::default()),
        ("variance ×9", &VarianceBreak::default()),
        ("variance ÷9", &VarianceBreak { ratio: 1.0 / 9.0, at: 0.5 }),
    ] {
        let rate = rejections(process, 1, Some(Multiplier::Rademacher));
        assert!((rate - 0.05).abs() < NOISE, "{name}: {rate}");
    }
}

#[test]
fn normal_multipliers_are_conservative() {
    let rate = rejections(&RandomWalk::default(), 1, Some(Multiplier::Gaussian));
    assert!(rate < 0.035, "{rate}");
}

#[test]
fn bubbles_are_found() {
    // 62 % in a run of its own; three binomial standard errors are 6 %.
    let rate = rejections(&PeriodicBubble::psy1(), 0, Some(Multiplier::Rademacher));
    assert!(rate > 0.55, "{rate}");
}
