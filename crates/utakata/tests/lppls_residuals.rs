//! Statistics of the residuals of LPPLS optima against those of statsmodels 0.15, arch 8.0 and Numerical Recipes.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

#[allow(dead_code)] // other tests read other folders with it
mod reference_files;

use utakata::lppls::inference::{ResidualStatistics, lomb};
use utakata::lppls::{SearchBox, fit};

#[test]
fn statistics_of_the_residuals_are_the_stored_ones() {
    let Some(folder) = reference_files::explosive().map(|f| f.join("../lppls")).filter(|f| f.is_dir()) else {
        return;
    };
    let (header, rows) = reference_files::table(&folder.join("optima_flat.csv"));
    let at = |name: &str| header.iter().position(|h| h == name).unwrap();
    let mut compared = 0;
    for row in rows.iter().filter(|row| row[at("rank")] == "0") {
        let number = |name: &str| -> f64 { row[at(name)].parse().unwrap() };
        let path = folder.join(format!("series_{}.csv", row[at("series")]));
        let range = number("i1") as usize..=number("i2") as usize;
        let logs = &reference_files::column(&path, "log_price")[range.clone()];
        let times = &reference_files::column(&path, &row[at("clock")])[range];
        let search_box = match row[at("box")].as_str() {
            "narrow" => SearchBox::NARROW,
            "wide" => SearchBox::WIDE,
            _ => SearchBox::SEARCH_2015,
        };
        let found = fit(times, logs, &search_box).unwrap();
        let tc = times[times.len() - 1] + found.best().tc_minus_t2;
        let x: Vec<f64> = times.iter().map(|t| tc - t).collect();
        let residuals: Vec<f64> = x.iter().zip(logs).map(|(x, y)| y - found.best().value(*x)).collect();
        let statistics = ResidualStatistics::of(&residuals).unwrap();
        let peak = lomb(found.best(), &x, logs).unwrap();
        let pairs = [
            ("DF_n_lag0", statistics.df),
            ("ADF_n_lag1", statistics.adf),
            ("PP_tau_n", statistics.pp),
            ("KPSS_c", statistics.kpss),
            ("ar1_phi", statistics.ar1),
            ("lomb_w", peak.omega),
            ("lomb_power", peak.power),
        ];
        for (name, ours) in pairs {
            let theirs = number(name);
            // The parameters of the two fits agree to about 1e-7.
            let close = (ours - theirs).abs() <= 1e-5 * theirs.abs();
            assert!(close, "{} {} {}: {name} {ours} for {theirs}", row[0], row[1], row[6]);
        }
        compared += 1;
    }
    assert_eq!(compared, 96);
}
