//! The recursive statistics against the quad-precision reference.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive};
use utakata::explosive::{Layout, default_minimum_window, recursive};

fn close(ours: f64, oracle: f64) -> bool {
    (ours - oracle).abs() <= 1e-9 * oracle.abs()
}

#[test]
fn every_series_agrees_with_the_oracle() {
    let Some(folder) = explosive() else { return };
    let mut compared = 0;
    for lag in [0, 1, 4] {
        for series in [
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
        ] {
            let values = column(&folder.join(format!("series/{series}.csv")), "value");
            let path = folder.join(format!("radf/{series}_lag{lag}.csv"));
            let layout = Layout::new(values.len(), lag, default_minimum_window(values.len())).unwrap();
            let ours = recursive(&values, &layout).unwrap();
            assert_eq!(ours.degenerate, None);
            let starts = column(&path, "sup_window_first_reg_row");
            let (badf, bsadf) = (column(&path, "badf_oracle"), column(&path, "bsadf_oracle"));
            assert_eq!(bsadf.len(), layout.dates());
            assert_eq!(column(&path, "end_obs")[0] as usize, layout.first_date() + 1);
            for i in 0..bsadf.len() {
                assert!(
                    close(ours.badf[i].unwrap(), badf[i]),
                    "{series} lag {lag} badf {i}: {:?} {}",
                    ours.badf[i],
                    badf[i]
                );
                assert!(
                    close(ours.bsadf[i].unwrap(), bsadf[i]),
                    "{series} lag {lag} bsadf {i}: {:?} {}",
                    ours.bsadf[i],
                    bsadf[i]
                );
                assert_eq!(
                    ours.window_start[i].unwrap(),
                    starts[i] as usize - 1 + lag,
                    "{series} lag {lag} start {i}"
                );
                compared += 2;
            }
        }
    }
    println!("{compared} numbers compared");
    assert!(compared > 10_000);
}
