//! Profiles of the LPPLS critical time against those of an exhaustive search.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

#[allow(dead_code)] // other tests read other folders with it
mod reference_files;

use utakata::lppls::inference::profile;
use utakata::lppls::{LpplsError, SearchBox};

#[test]
fn profiles_are_the_stored_ones() {
    let Some(folder) = reference_files::explosive().map(|f| f.join("../lppls")).filter(|f| f.is_dir()) else {
        return;
    };
    let mut worst = [0.0_f64; 4];
    for (series, date, n) in [
        ("nasdaq_dotcom", "2000-03-10", 250),
        ("sp500_1987", "1987-08-25", 250),
        ("ssec_2004_2014", "2007-10-10", 144),
    ] {
        let path = folder.join(format!("series_{series}.csv"));
        let logs = reference_files::column(&path, "log_price");
        let (_, rows) = reference_files::table(&path);
        let end = rows.iter().position(|row| row[0] == date).unwrap() + 1;
        let times: Vec<f64> = (0..n).map(f64::from).collect();
        let logs = &logs[end - times.len()..end];
        for (name, search_box) in [("narrow", SearchBox::NARROW), ("wide", SearchBox::WIDE)] {
            let stored = folder.join(format!("profile_{series}_{date}_n{n}_{name}.csv"));
            let column = |name: &str| reference_files::column(&stored, name);
            let at = column("tc_minus_t2");
            let found = profile(&times, logs, &search_box, &at).unwrap();
            let (sse, plain, modified) = (column("F2_sse"), column("logLp"), column("logLm"));
            let bound = column("m_or_w_at_bound");
            assert_eq!(at.len(), 90);
            for (i, point) in found.points.iter().enumerate() {
                let where_ = format!("{series} {name} {}", at[i]);
                let gap = (point.modified.unwrap() - modified[i]).abs();
                // Where m is 0.01 the power is nearly a constant: the stored determinants, of double precision in raw units,
                // scatter about a smooth curve by this much. Ours are of orthonormal columns.
                let (which, tolerance) = if point.solution.m < 0.05 { (3, 1e-3) } else { (2, 1e-6) };
                assert!(gap < tolerance, "{where_}: {gap}");
                worst[which] = worst[which].max(gap);
                worst[0] = worst[0].max((point.solution.sse / sse[i] - 1.0).abs());
                worst[1] = worst[1].max((point.log_likelihood - plain[i]).abs());
                assert_eq!(point.nuisance_at_bound, bound[i] == 1.0, "{where_}");
            }
        }
    }
    eprintln!("worst: {worst:?}");
    assert!(worst[0] < 1e-12 && worst[1] < 1e-9, "{worst:?}");
}

#[test]
fn critical_times_that_cannot_be_are_refused() {
    let times: Vec<f64> = (0..30).map(f64::from).collect();
    let logs: Vec<f64> = times.iter().map(|t| (t * 0.7).sin() + 0.1 * t).collect();
    for at in [&[][..], &[3.0, 0.0], &[f64::NAN]] {
        let refused = profile(&times, &logs, &SearchBox::NARROW, at).unwrap_err();
        assert!(matches!(refused, LpplsError::SearchBox { parameter: "tc − t2", .. }), "{refused}");
    }
}
