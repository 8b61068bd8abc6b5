//! Nested LPPLS fits of random walks against searches that share no shortcut with them: another grid, twice as fine in
//! each direction, on every observation and in double precision, and sixty searches that are never given up.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

use std::ops::Range;

use utakata::Execution;
use utakata::dgp::{Process, RandomWalk};
use utakata::lppls::{Nested, SearchBox, fit_thoroughly};
use utakata::random::{Normal, Stream};

const BOXES: [SearchBox; 2] = [SearchBox::NARROW, SearchBox::WIDE];
const LENGTHS: [usize; 10] = [35, 47, 60, 90, 120, 175, 250, 375, 500, 750];

/// Windows whose sum of squares is within 1e-9 of the thorough search or below, and all, of these walks in either box.
fn identical(walks: Range<u64>, lengths: &[usize], execution: &Execution<'_>) -> (usize, usize) {
    let longest = lengths[lengths.len() - 1];
    let walk = |path| RandomWalk::default().path(longest, &Normal::new(), &mut Stream::new(2026, path));
    let paths: Vec<Vec<f64>> = walks.map(walk).collect();
    let (mut same, mut windows) = (0, 0);
    for search_box in &BOXES {
        let found = Nested::new(search_box, lengths).unwrap().fit_paths(&paths, execution).unwrap();
        let reached = execution.map(found.len(), |k| {
            let (path, length) = (&paths[k / lengths.len()], found[k].length);
            let times: Vec<f64> = (0..length).map(|t| t as f64).collect();
            let logs = &path[longest - length..];
            let thorough = fit_thoroughly(&times, logs, search_box);
            let reached = found[k].best.as_ref().unwrap().sse <= thorough.unwrap().best().sse * (1.0 + 1e-9);
            usize::from(reached)
        });
        same += reached.unwrap().iter().sum::<usize>();
        windows += found.len();
    }
    (same, windows)
}

#[test]
fn fits_of_random_walks_are_the_optimum() {
    let (same, windows) = identical(0..10, &LENGTHS[..5], &Execution::serial());
    // Two in a hundred: at a rate of 0.5 % more than that is a matter of less than three in a hundred.
    assert!(windows == 100 && same + 2 >= windows, "{same} of {windows}");
}

/// `cargo test --release -p utakata --test lppls_random_walks -- --ignored --nocapture`
#[test]
#[ignore = "14 minutes in release on two busy cores"]
fn ten_thousand_fits_of_random_walks_are_the_optimum() {
    let pool = rayon::ThreadPoolBuilder::new().build().unwrap();
    let (mut same, mut windows) = (0, 0);
    for from in (0..500).step_by(10) {
        let (also, of) = identical(from..from + 10, &LENGTHS, &Execution::on(&pool));
        (same, windows) = (same + also, windows + of);
        eprintln!("{same} of {windows}");
    }
    assert!(windows == 10_000 && 1000 * same >= 995 * windows, "{same} of {windows}");
}
