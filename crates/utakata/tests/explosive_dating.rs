//! Episodes against R exuber's date stamps on the reference series and boundaries.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive, table};
use utakata::dating::{DatingError, Episode, Signal, episodes, minimum_duration};
use utakata::explosive::{Layout, Recursive, default_minimum_window, recursive};
use utakata::null::{Boundary, BoundaryKind};

fn boundary(layout: Layout, values: Vec<f64>) -> Boundary {
    Boundary {
        kind: BoundaryKind::Pointwise,
        layout,
        level: 0.95,
        values: values.into_iter().map(Some).collect(),
        false_alarm_rate: 0.5,
        horizon: layout.dates(),
    }
}

#[test]
fn episodes_are_those_of_the_peer() {
    let Some(folder) = explosive() else { return };
    let (_, rows) = table(&folder.join("datestamp/episodes.csv"));
    let mut compared = 0;
    for series in ["one_bubble250", "rw_drift400", "rw200", "sim_psy1", "sim_psy2", "snp_dy", "snp_pd"] {
        let prices = column(&folder.join(format!("series/{series}.csv")), "value");
        let (n, window) = (prices.len(), default_minimum_window(prices.len()));
        let layout = Layout::new(n, 0, window).unwrap();
        let statistics = recursive(&prices, &layout).unwrap();
        for cv in ["cmbadf", "bsadf"] {
            let sequence =
                column(&folder.join(format!("cv/seq_T{n}_minw{window}_R2000.csv")), &format!("{cv}95"));
            let boundary = boundary(layout, sequence);
            for shortest in [0, minimum_duration(1.0, n)] {
                let theirs: Vec<&Vec<String>> = rows
                    .iter()
                    .filter(|r| r[0] == series && r[1] == cv && r[2] == shortest.to_string() && r[4] != "NA")
                    .collect();
                let ours = episodes(&statistics, &boundary, &prices, shortest).unwrap();
                assert_eq!(ours.len(), theirs.len(), "{series} {cv} {shortest}");
                for (o, t) in ours.iter().zip(theirs) {
                    // The peer counts from 1; its end is the first observation after the run.
                    let end = o.collapse.unwrap_or(n - 1);
                    let row =
                        [o.origination + 1, o.bsadf_peak + 1, end + 1, o.duration].map(|v| v.to_string());
                    assert_eq!(row.as_slice(), &t[4..8], "{series} {cv}");
                    assert_eq!(if o.signal == Signal::Positive { "positive" } else { "negative" }, t[8]);
                    assert_eq!(if o.ongoing { "TRUE" } else { "FALSE" }, t[9]);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 60, "{compared}");
}

/// Statistics that exceed zero exactly at the given observations.
fn made(prices: &[f64], above: &[usize]) -> (Recursive, Boundary) {
    let layout = Layout::new(prices.len(), 0, 4).unwrap();
    let mut statistics = recursive(prices, &layout).unwrap();
    for (i, b) in statistics.bsadf.iter_mut().enumerate() {
        *b = Some(if above.contains(&(layout.first_date() + i)) { 1.0 + i as f64 } else { -1.0 });
    }
    statistics.window_start.iter_mut().enumerate().for_each(|(i, w)| *w = Some(i));
    (statistics, boundary(layout, vec![0.0; layout.dates()]))
}

const PRICES: [f64; 12] = [1.0, 2.0, 1.0, 2.5, 3.0, 4.0, 7.0, 5.0, 6.0, 3.5, 3.0, 2.0];

#[test]
fn dates_of_one_episode() {
    let (statistics, boundary) = made(&PRICES, &[4, 5, 6, 7]);
    let expected = Episode {
        onset: 3,
        origination: 4,
        peak: 6,
        bsadf_peak: 7,
        bsadf_at_peak: 4.0,
        collapse: Some(8),
        recovery: Some(11),
        duration: 4,
        signal: Signal::Positive,
        ongoing: false,
    };
    assert_eq!(episodes(&statistics, &boundary, &PRICES, 4).unwrap(), [expected]);
    assert_eq!(episodes(&statistics, &boundary, &PRICES, 5).unwrap(), []);
}

#[test]
fn none_several_and_ongoing() {
    let (statistics, boundary) = made(&PRICES, &[]);
    assert_eq!(episodes(&statistics, &boundary, &PRICES, 0).unwrap(), []);
    let (statistics, boundary) = made(&PRICES, &[4, 9, 10, 11]);
    let found = episodes(&statistics, &boundary, &PRICES, 0).unwrap();
    assert_eq!(found.iter().map(|e| (e.origination, e.ongoing)).collect::<Vec<_>>(), [(4, false), (9, true)]);
    assert_eq!((found[1].signal, found[1].peak, found[1].collapse), (Signal::Negative, 11, None));
}

#[test]
fn strangers_are_refused() {
    let (statistics, mut boundary) = made(&PRICES, &[4]);
    assert!(matches!(
        episodes(&statistics, &boundary, &PRICES[1..], 0),
        Err(DatingError::LengthMismatch { prices: 11, observations: 12 })
    ));
    boundary.layout = Layout::new(12, 0, 5).unwrap();
    assert!(matches!(episodes(&statistics, &boundary, &PRICES, 0), Err(DatingError::LayoutMismatch { .. })));
}
