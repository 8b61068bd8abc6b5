//! Panel statistics against reference numbers, and their nulls against simulation.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic, a skipped one says so

mod reference_files;

use std::path::Path;

use reference_files::{column, explosive, table};
use utakata::Execution;
use utakata::dgp::{Process, RandomWalk};
use utakata::explosive::{Lag, Layout};
use utakata::null::{BoundaryKind, NullError, Simulation};
use utakata::panel::{
    Column, PanelError, PanelProcess, PanelTest, common_bubble, panel_gsadf, simulate_panel,
};
use utakata::random::{Normal, Stream};

const NAMES: [&str; 4] = ["s1", "s2", "s3", "s4"];

fn panel4x120(folder: &Path) -> Vec<Vec<f64>> {
    NAMES.map(|name| column(&folder.join("series/panel4x120.csv"), name)).to_vec()
}

fn columns<'a>(values: &'a [Vec<f64>], names: &[&'a str]) -> Vec<Column<'a>> {
    names.iter().zip(values).map(|(name, values)| Column { name, values }).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

#[test]
fn the_reference_panel_is_reproduced() {
    let Some(folder) = explosive() else { return };
    let values = panel4x120(&folder);
    for lag in [0, 1] {
        let layout = Layout::new(120, lag, 20).unwrap();
        let panel = panel_gsadf(&columns(&values, &NAMES), &layout, &Execution::serial()).unwrap();
        let file = folder.join(format!("radf/panel4x120_lag{lag}_bsadf.csv"));
        let expected = column(&file, "bsadf_panel");
        assert_eq!(column(&file, "end_obs")[0] as usize, layout.first_date() + 1);
        assert_eq!(expected.len(), panel.bsadf.len());
        assert!(panel.bsadf.iter().zip(&expected).all(|(a, &b)| close(a.unwrap(), b)));
        let (_, rows) = table(&folder.join(format!("radf/panel4x120_lag{lag}_stats.csv")));
        for (row, column) in rows.iter().zip(&panel.columns) {
            assert!(close(column.statistics.gsadf, row[3].parse().unwrap()), "{row:?}");
            assert!(close(panel.gsadf, row[4].parse().unwrap()), "{row:?}");
        }
    }
}

#[test]
fn the_reference_factor_is_reproduced() {
    let Some(folder) = explosive() else { return };
    let values = panel4x120(&folder);
    let layout = Layout::new(120, 0, 20).unwrap();
    let common = common_bubble(&columns(&values, &NAMES), &layout).unwrap();
    assert!(close(common.statistics.gsadf, 3.9287238334168277), "{}", common.statistics.gsadf);
    assert!(close(common.statistics.sadf.unwrap(), 3.9287238334168277));
    assert!(common.explained > 0.5 && common.explained < 1.0);
}

#[test]
fn bad_columns_are_named_and_the_rest_is_reported() {
    let walk = |i| RandomWalk::default().path(60, &Normal::new(), &mut Stream::new(5, i));
    let mut values: Vec<Vec<f64>> = (0..4).map(walk).collect();
    values[1][30] = f64::NAN;
    values[3].truncate(50);
    let layout = Layout::new(60, 1, 15).unwrap();
    let given = columns(&values, &NAMES);
    let panel = panel_gsadf(&given, &layout, &Execution::serial()).unwrap();
    let named: Vec<&str> = panel.rejected.iter().map(|r| r.name.as_str()).collect();
    assert_eq!((panel.columns.len(), named), (2, vec!["s2", "s4"]));
    let kept = [given[0], given[2]];
    let alone = panel_gsadf(&kept, &layout, &Execution::serial()).unwrap();
    assert_eq!(alone.bsadf, panel.bsadf);
    assert_eq!(common_bubble(&given, &layout).unwrap().rejected.len(), 2);
    let none = panel_gsadf(&given[1..2], &layout, &Execution::serial()).unwrap_err();
    assert!(none.to_string().contains("s2"), "{none}");
}

#[test]
fn nulls_are_refused_for_other_statistics() {
    let layout = Layout::new(60, 0, 15).unwrap();
    let process = PanelProcess::IndependentWalks { columns: 3 };
    let simulation = Simulation { replications: 19, seed: 1, keep_sequences: false };
    let null =
        simulate_panel(PanelTest::MeanBsadf, &process, &layout, &simulation, &Execution::serial()).unwrap();
    let walk = |i| RandomWalk::default().path(60, &Normal::new(), &mut Stream::new(5, i));
    let values: Vec<Vec<f64>> = (0..4).map(walk).collect();
    let four = panel_gsadf(&columns(&values, &NAMES), &layout, &Execution::serial()).unwrap().headline();
    assert!(matches!(null.p_value(&four), Err(PanelError::TestMismatch { .. })));
    let three = columns(&values[..3], &NAMES);
    let lagged = Layout::new(60, 1, 15).unwrap();
    let lagged = panel_gsadf(&three, &lagged, &Execution::serial()).unwrap().headline();
    assert!(matches!(null.p_value(&lagged), Err(PanelError::Null(NullError::LayoutMismatch { .. }))));
    let unkept = null.boundary(BoundaryKind::Pointwise, 0.95);
    assert!(matches!(unkept, Err(PanelError::Null(NullError::SequencesNotKept))));
}

/// The peers' sieve overwrites the sum and divides by N: its 95 % value is a quarter too low (0.32 for 0.368).
#[test]
fn four_independent_walks_have_the_true_null() {
    // minw of 80 observations: 16 regression observations.
    let layout = Layout::new(80, 0, 16).unwrap();
    let process = PanelProcess::IndependentWalks { columns: 4 };
    let simulation = Simulation { replications: 4000, seed: 3, keep_sequences: false };
    let null =
        simulate_panel(PanelTest::MeanBsadf, &process, &layout, &simulation, &Execution::serial()).unwrap();
    let critical = null.critical_values();
    // From an independent simulation of the same null: .282 / .368 / .559.
    assert!((critical.p90.unwrap() - 0.282).abs() < 0.03, "{critical:?}");
    assert!((critical.p95.unwrap() - 0.368).abs() < 0.04, "{critical:?}");
    assert!((critical.p99.unwrap() - 0.559).abs() < 0.08, "{critical:?}");
}

/// Published growth of the common-bubble 95 % value with N at T = 250: 2.66 at N = 6 (exuber's own simulation).
#[test]
fn critical_values_of_the_factor_grow_with_the_panel() {
    let layout = Layout::new(250, 0, 30).unwrap();
    let simulation = Simulation { replications: 1000, seed: 3, keep_sequences: false };
    let at = |columns| {
        let process = PanelProcess::IndependentWalks { columns };
        simulate_panel(PanelTest::CommonFactor, &process, &layout, &simulation, &Execution::serial())
            .unwrap()
            .critical_values()
            .p95
            .unwrap()
    };
    let (six, twenty) = (at(6), at(20));
    assert!((six - 2.66).abs() < 0.2, "{six}");
    assert!((twenty - 3.45).abs() < 0.25, "{twenty}");
}

/// Rejections at 5 % of 400 panels of four walks whose steps have correlation 0.8.
fn rejections(test: PanelTest, independent: bool) -> f64 {
    let layout = Layout::new(80, 0, 16).unwrap();
    let normal = Normal::new();
    let simulation = Simulation { replications: 99, seed: 11, keep_sequences: false };
    let fixed = independent.then(|| {
        let process = PanelProcess::IndependentWalks { columns: 4 };
        let many = Simulation { replications: 999, ..simulation };
        simulate_panel(test, &process, &layout, &many, &Execution::serial()).unwrap()
    });
    let rejected = (0..400_u64).filter(|&path| {
        let mut stream = Stream::new(77, path);
        let common =
            RandomWalk { deviation: 0.8_f64.sqrt(), ..RandomWalk::default() }.path(80, &normal, &mut stream);
        let own = RandomWalk { deviation: 0.2_f64.sqrt(), ..RandomWalk::default() };
        let values: Vec<Vec<f64>> = (0..4)
            .map(|_| own.path(80, &normal, &mut stream).iter().zip(&common).map(|(a, b)| a + b).collect())
            .collect();
        let given = columns(&values, &NAMES);
        let headline = match test {
            PanelTest::MeanBsadf => panel_gsadf(&given, &layout, &Execution::serial()).unwrap().headline(),
            PanelTest::CommonFactor => common_bubble(&given, &layout).unwrap().headline(),
        };
        let p = if let Some(null) = &fixed {
            null.p_value(&headline)
        } else {
            let process = PanelProcess::sieve(&given, Lag::Bic { max: 2 }).unwrap();
            let simulation = Simulation { seed: path, ..simulation };
            simulate_panel(test, &process, &layout, &simulation, &Execution::serial())
                .unwrap()
                .p_value(&headline)
        };
        p.unwrap() <= 0.05
    });
    rejected.count() as f64 / 400.0
}

#[test]
fn the_sieve_holds_its_size_when_series_move_together() {
    // Three binomial standard errors at 400 panels are 3.3 %.
    for test in [PanelTest::MeanBsadf, PanelTest::CommonFactor] {
        let rate = rejections(test, false);
        assert!((rate - 0.05).abs() < 0.033, "{test:?} {rate}");
    }
    let rate = rejections(PanelTest::MeanBsadf, true);
    assert!(rate > 0.15, "a table for independent series rejects too often: {rate}");
}

#[test]
fn the_reference_bubble_is_found_and_stated() {
    let Some(folder) = explosive() else { return };
    let values = panel4x120(&folder);
    let given = columns(&values, &NAMES);
    let layout = Layout::new(120, 1, 20).unwrap();
    let process = PanelProcess::sieve(&given, Lag::Bic { max: 4 }).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    for (test, headline) in [
        (PanelTest::MeanBsadf, panel_gsadf(&given, &layout, &Execution::serial()).unwrap().headline()),
        (PanelTest::CommonFactor, common_bubble(&given, &layout).unwrap().headline()),
    ] {
        let simulation = Simulation::new(199, 1);
        let null = simulate_panel(test, &process, &layout, &simulation, &Execution::serial()).unwrap();
        assert_eq!(
            null,
            simulate_panel(test, &process, &layout, &simulation, &Execution::on(&pool)).unwrap()
        );
        let statement = null.statement(&headline).unwrap();
        assert!(statement.p_value.unwrap() <= 0.05, "{statement:?}");
        assert_eq!(statement.smallest_p, Some(0.005));
        for kind in [BoundaryKind::FamilyWise, BoundaryKind::FamilyWiseShaped] {
            let boundary = null.boundary(kind, 0.95).unwrap().unwrap();
            assert!((boundary.false_alarm_rate - 0.05).abs() < 0.01, "{kind:?}");
        }
        assert_eq!(null.boundary(BoundaryKind::RunningSup, 0.95).unwrap(), None);
    }
}
