//! The filters and indicators of LPPLS fits against stored flags and indicator values.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic

#[allow(dead_code)] // other tests read other folders with it
mod reference_files;

use std::collections::HashMap;
use std::path::PathBuf;

use utakata::Execution;
use utakata::lppls::filter::{
    Denominator, Direction, Filter, Preset, Scale, ScaleName, Shape, relative_error,
};
use utakata::lppls::indicator::Indicator;
use utakata::lppls::{Nested, SearchBox};

fn folder() -> Option<PathBuf> {
    let folder = reference_files::explosive()?.join("../lppls");
    folder.is_dir().then_some(folder)
}

/// Columns of a file by name.
struct Columns(HashMap<String, Vec<f64>>);

impl Columns {
    fn read(path: &std::path::Path) -> Self {
        let (header, rows) = reference_files::table(path);
        let column = |k: usize| rows.iter().map(|r| r[k].parse().unwrap_or(f64::NAN)).collect();
        Self(header.iter().enumerate().map(|(k, name)| (name.clone(), column(k))).collect())
    }

    fn of(&self, name: &str) -> &[f64] {
        &self.0[name]
    }

    fn shape(&self, row: usize) -> Shape {
        let at = |name: &str| self.of(name)[row];
        Shape {
            tc_minus_t2: at("tc_minus_t2"),
            span: at("n") - 1.0,
            m: at("m"),
            omega: at("w"),
            damping: at("D"),
            amplitude: 0.0, // not stored, and no stored flag uses it
            direction: if at("B_sign") < 0.0 { Direction::Positive } else { Direction::Negative },
        }
    }
}

/// The stored flags and the filters they are of.
fn flags() -> [(&'static str, Filter); 7] {
    let first = Preset::Sornette2015C1.filter();
    let shu_zhu = Preset::ShuZhu2019.filter();
    [
        ("lppls_default", Preset::LpplsPackage.filter()),
        ("filimonov2017", Preset::Filimonov2017.filter()),
        ("sornette2015_c1_O2pi_noRE", Filter { relative_error: None, ..first }),
        ("sornette2015_c1_O2pi", first),
        ("sornette2015_c2_O2pi", Preset::Sornette2015C2.filter()),
        ("shuzhu2019_noRE", Filter { relative_error: None, ..shu_zhu }),
        ("shuzhu2019", shu_zhu),
    ]
}

const FITS: [(&str, &str, [usize; 3]); 2] = [
    ("nasdaq_dotcom", "nasdaq_dotcom_short", [120, 35, 5]),
    ("sp500_1987", "sp500_1987_long", [750, 125, 5]),
];

#[test]
fn filters_of_stored_parameters_give_the_stored_flags() {
    let Some(folder) = folder() else { return };
    for (_, fits, _) in FITS {
        let stored = Columns::read(&folder.join(format!("nested_fits_{fits}.csv")));
        let errors = stored.of("max_rel_err");
        for (flag, filter) in flags() {
            let mut passed = 0;
            for (row, &expected) in stored.of(flag).iter().enumerate() {
                let result = filter.apply(&stored.shape(row), errors[row]);
                assert_eq!(result.passes, expected == 1.0, "{fits} {flag} row {row}: {:?}", result.failed);
                passed += usize::from(result.passes);
            }
            eprintln!("{fits} {flag}: {passed} of {} pass", errors.len());
        }
        // The default filter alone is stored for the calendar clock.
        let ordinal = folder.join(format!("nested_fits_{fits}_ordinal.csv"));
        if ordinal.is_file() {
            let stored = Columns::read(&ordinal);
            let spans: Vec<f64> = stored.of("t2").iter().zip(stored.of("t1")).map(|(b, a)| b - a).collect();
            for (row, &expected) in stored.of("lppls_default").iter().enumerate() {
                let shape = Shape { span: spans[row], ..stored.shape(row) };
                let passes = Preset::LpplsPackage.filter().passes(&shape, || 0.0);
                assert_eq!(passes, expected == 1.0, "{fits} ordinal row {row}");
            }
        }
    }
}

#[test]
fn filters_of_our_fits_differ_only_where_the_fit_does() {
    let Some(folder) = folder() else { return };
    for (series, fits, [longest, shortest, step]) in FITS {
        let logs = reference_files::column(&folder.join(format!("series_{series}.csv")), "log_price");
        let stored = Columns::read(&folder.join(format!("nested_fits_{fits}.csv")));
        let lengths: Vec<usize> = (shortest..=longest).step_by(step).collect();
        let nested = Nested::new(&SearchBox::WIDE, &lengths).unwrap();
        let mut ends: Vec<usize> = stored.of("t2_index").iter().map(|&end| end as usize).collect();
        ends.dedup();
        let found = nested.fit(&logs, &ends, &Execution::serial()).unwrap();
        let rows = stored.of("sse").len();
        assert_eq!(found.len(), rows);
        let (mut other_fits, mut other_flags) = (0, 0);
        for (row, fit) in found.iter().enumerate() {
            assert_eq!(fit.length as f64, stored.of("n")[row]);
            let best = fit.best.as_ref().unwrap();
            let times: Vec<f64> = (0..fit.length).map(|t| t as f64).collect();
            let error = relative_error(best, &times, &logs[fit.end + 1 - fit.length..=fit.end]);
            let same = (best.sse / stored.of("sse")[row] - 1.0).abs() <= 1e-9;
            other_fits += usize::from(!same);
            if same {
                let expected = stored.of("max_rel_err")[row];
                assert!((error / expected - 1.0).abs() < 1e-3, "{fits} row {row}: {error} for {expected}");
            }
            for (flag, filter) in flags() {
                let passes = filter.apply(&Shape::of(best, fit.length as f64 - 1.0), error).passes;
                let differs = passes != (stored.of(flag)[row] == 1.0);
                other_flags += usize::from(differs);
                assert!(!(differs && same), "{fits} {flag} row {row}: {best:?}");
            }
        }
        eprintln!("{fits}: {other_fits} of {rows} fits differ, {other_flags} of {} flags", 7 * rows);
        // Some of the stored fits are not the optimum either.
        assert!(100 * other_fits <= rows);
    }
}

/// The stored indicator: qualified windows among all, or by the package's denominator.
#[test]
fn indicators_differ_only_on_dates_with_another_fit() {
    let Some(folder) = folder() else { return };
    for (series, fits, [longest, shortest, step]) in FITS {
        let logs = reference_files::column(&folder.join(format!("series_{series}.csv")), "log_price");
        let stored = Columns::read(&folder.join(format!("indicator_{fits}.csv")));
        let windows = Columns::read(&folder.join(format!("nested_fits_{fits}.csv")));
        let scale = Scale { name: ScaleName::All, longest, shortest, step };
        let count = scale.lengths().len();
        let ends: Vec<usize> = stored.of("t2_index").iter().map(|&end| end as usize).collect();
        let nested = Nested::new(&SearchBox::WIDE, &scale.lengths()).unwrap();
        let found = nested.fit(&logs, &ends, &Execution::serial()).unwrap();
        // Windows of each date whose optimum differs: no more can count otherwise.
        let other: Vec<usize> = found
            .chunks(count)
            .zip(windows.of("sse").chunks(count))
            .map(|(date, sse)| {
                let differs = date.iter().zip(sse).filter(|(fit, sse)| {
                    fit.best.as_ref().is_none_or(|best| (best.sse / **sse - 1.0).abs() > 1e-9)
                });
                differs.count()
            })
            .collect();
        let compared = [
            ("lppls_default", Preset::LpplsPackage.filter(), Denominator::AllWindows, ""),
            ("lppls_default", Preset::LpplsPackage.filter(), Denominator::SameSign, "_lpplsdenominator"),
            ("sornette2015_c1_O2pi", Preset::Sornette2015C1.filter(), Denominator::AllWindows, ""),
            ("shuzhu2019", Preset::ShuZhu2019.filter(), Denominator::AllWindows, ""),
        ];
        for (name, filter, denominator, suffix) in compared {
            let indicator = Indicator::new(filter, &SearchBox::WIDE, &[scale], denominator).unwrap();
            let ours = indicator.confidence(&logs, &ends, &Execution::serial()).unwrap();
            let mut differ = 0;
            for (date, confidence) in ours.iter().enumerate() {
                for (direction, sign) in [(Direction::Positive, "pos"), (Direction::Negative, "neg")] {
                    let expected = stored.of(&format!("{name}_{sign}{suffix}"))[date];
                    let away = (confidence.share(direction) - expected).abs();
                    differ += usize::from(away > 1e-9);
                    let among = confidence.among[usize::from(direction == Direction::Negative)].max(1);
                    let tolerance = if denominator == Denominator::AllWindows {
                        other[date] as f64 / count as f64
                    } else {
                        // A window of the other sign moves numerator and denominator.
                        2.0 * other[date] as f64 / among as f64
                    };
                    assert!(away <= tolerance + 1e-9, "{fits} {name}{suffix} {date} {sign}: {away}");
                }
            }
            eprintln!("{fits} {name}{suffix}: {differ} of {} values differ", 2 * ours.len());
        }
    }
}
