//! What the simulators do to the test they are made for, on fixed seeds with binomial bounds.

#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::Execution;
use utakata::dgp::{
    CirVolatility, Collapse, Evans, FractionalNoise, GjrGarch, HumpedFundamental, JumpWalk,
    MixedAutoregression, PeriodicBubble, PresentValue, Process, SkewStudentWalk, SwitchingBubble,
    VolatilityBurst,
};
use utakata::explosive::{Layout, recursive};
use utakata::null::{Null, Simulation, simulate};
use utakata::random::{Multiplier, Normal, Stream};

const PATHS: u64 = 300;
/// Three binomial standard errors around 5 % at 300 paths.
const NOISE: f64 = 0.038;

/// Share of paths of 120 observations whose GSADF p-value under random signs is at most 5 %.
fn rejections(process: &dyn Process) -> f64 {
    let layout = Layout::new(120, 0, 20).unwrap();
    let normal = Normal::new();
    let rejected = (0..PATHS).filter(|&path| {
        let values = process.path(120, &normal, &mut Stream::new(1991, path));
        let null = Null::WildBootstrap { values: &values, multiplier: Multiplier::Rademacher };
        let simulation = Simulation { replications: 99, seed: path, keep_sequences: false };
        let null = simulate(&null, &layout, &simulation, &Execution::serial()).unwrap();
        null.p_values(&recursive(&values, &layout).unwrap()).unwrap().gsadf.unwrap() <= 0.05
    });
    rejected.count() as f64 / PATHS as f64
}

#[test]
fn symmetric_unit_roots_keep_the_size() {
    let cir = CirVolatility::default();
    let burst = VolatilityBurst::default();
    let jumps = JumpWalk::default();
    for (name, process) in
        [("square-root variance", &cir as &dyn Process), ("burst", &burst), ("jumps", &jumps)]
    {
        let rate = rejections(process);
        assert!((rate - 0.05).abs() < NOISE, "{name}: {rate}");
    }
}

#[test]
fn skewed_steps_and_leverage_move_the_size_but_little() {
    for (name, process) in
        [("skewed", &SkewStudentWalk::default() as &dyn Process), ("leverage", &GjrGarch::default())]
    {
        let rate = rejections(process);
        assert!((0.0..0.12).contains(&rate), "{name}: {rate}");
    }
}

#[test]
fn a_hump_in_the_fundamentals_fools_the_test() {
    let rate = rejections(&HumpedFundamental::default());
    assert!(rate > 0.9, "a null without any bubble is called one: {rate}");
    let walk = rejections(&PresentValue { drift: 0.0, ..PresentValue::default() });
    assert!((walk - 0.05).abs() < NOISE, "without the hump it is not: {walk}");
}

#[test]
fn bubbles_are_found_whatever_their_kind() {
    let strong = PeriodicBubble { strength: 1.5, ..PeriodicBubble::psy1() };
    let slide = Collapse::Gradual { factor: 0.97, share: 0.1 };
    for (name, process, least) in [
        ("abrupt", &strong as &dyn Process, 0.7),
        ("slide", &PeriodicBubble { collapse: slide, ..strong.clone() }, 0.7),
        ("stop", &PeriodicBubble { collapse: Collapse::Stop, ..strong.clone() }, 0.7),
        ("Evans", &Evans::default(), 0.2),
        ("switching", &SwitchingBubble::default(), 0.3),
        ("noncausal", &MixedAutoregression::default(), 0.3),
    ] {
        let rate = rejections(process);
        assert!(rate > least, "{name}: {rate}");
    }
}

#[test]
fn fractional_orders_below_one_are_not_called_explosive() {
    let rate = rejections(&FractionalNoise::default());
    assert!(rate < 0.05, "{rate}");
}
