//! The LBI test against reference numbers and by simulation.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive, table};
use utakata::dgp::{Process, RandomWalk, VarianceBreak};
use utakata::lbi::lbi;
use utakata::random::{Normal, Stream};
use utakata::sample::SampleError;

const SERIES: [&str; 10] = [
    "one_bubble250",
    "rw200",
    "rw200_offset1e6",
    "rw200_scale1e-6",
    "rw_drift400",
    "sim_div",
    "sim_psy1",
    "sim_psy2",
    "snp_dy",
    "snp_pd",
];

#[test]
fn the_statistic_is_that_of_the_peers() {
    let Some(folder) = explosive() else { return };
    let (_, rows) = table(&folder.join("other/scalars.csv"));
    for series in SERIES {
        let values = column(&folder.join(format!("series/{series}.csv")), "value");
        let row = rows.iter().find(|r| r[0] == series && r[1] == "lbi_test").unwrap();
        let peer: f64 = row[2].parse().unwrap();
        let ours = lbi(&values, 0, 0.0).unwrap().statistic;
        assert!((ours - peer).abs() <= 1e-10 * peer.abs().max(0.1), "{series}: {ours} {peer}");
    }
}

#[test]
fn the_size_is_nominal_and_survives_a_variance_break() {
    let normal = Normal::new();
    let (paths, observations) = (4000_u64, 100);
    // Three binomial standard errors at 5 % are 1.03 points; the normal approximation takes the rest.
    for process in [&RandomWalk::default() as &dyn Process, &VarianceBreak::default()] {
        for weight in [0.0, 2.0] {
            let rejected = (0..paths).filter(|&path| {
                let values = process.path(observations, &normal, &mut Stream::new(31, path));
                lbi(&values, 0, weight).unwrap().p_value <= 0.05
            });
            let share = rejected.count() as f64 / paths as f64;
            assert!((share - 0.05).abs() < 0.013, "{share}");
        }
    }
}

#[test]
fn origin_and_scale_do_not_matter_and_bad_input_is_named() {
    let values = RandomWalk::default().path(80, &Normal::new(), &mut Stream::new(33, 0));
    let moved: Vec<f64> = values.iter().map(|y| 1e-200 * (1e3 + y)).collect();
    let (a, b) = (lbi(&values, 20, 2.0).unwrap(), lbi(&moved, 20, 2.0).unwrap());
    assert!((a.statistic - b.statistic).abs() < 1e-9);
    assert_eq!(a.increments, 59);
    assert!(matches!(lbi(&values, 75, 0.0), Err(SampleError::TooShort { needed: 86, .. })));
    assert!(matches!(lbi(&values, 0, -1.0), Err(SampleError::Parameter { .. })));
    assert!(matches!(lbi(&[3.0; 40], 0, 0.0), Err(SampleError::Still(_))));
    assert_eq!(a.statement().p_value, Some(a.p_value));
}
