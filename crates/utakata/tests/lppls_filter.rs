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
use utakata::lppls::{Nested, NestedFit, SearchBox};

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

/// Stored fits and indicator of a series, and our own fits of the same windows on some of the dates.
struct Compared {
    name: &'static str,
    logs: Vec<f64>,
    scale: Scale,
    windows: Columns,
    indicator: Columns,
    /// The dates fitted again: positions among the stored ones, and in `logs`.
    dates: Vec<(usize, usize)>,
    fits: Vec<NestedFit>,
}

impl Compared {
    /// Every `thin`-th stored date of both series.
    fn all(thin: usize) -> Option<Vec<Self>> {
        let folder = folder()?;
        let of = |(series, name, [longest, shortest, step]): (&str, &'static str, [usize; 3])| {
            let logs = reference_files::column(&folder.join(format!("series_{series}.csv")), "log_price");
            let windows = Columns::read(&folder.join(format!("nested_fits_{name}.csv")));
            let indicator = Columns::read(&folder.join(format!("indicator_{name}.csv")));
            let scale = Scale { name: ScaleName::All, longest, shortest, step };
            let ends = indicator.of("t2_index").iter().map(|&end| end as usize);
            let dates: Vec<(usize, usize)> = ends.enumerate().step_by(thin).collect();
            let mut compared = Self { name, logs, scale, windows, indicator, dates, fits: Vec::new() };
            let nested = Nested::new(&SearchBox::WIDE, &scale.lengths()).unwrap();
            compared.fits = nested.fit(&compared.logs, &compared.ends(), &Execution::serial()).unwrap();
            compared
        };
        Some(FITS.into_iter().map(of).collect())
    }

    fn ends(&self) -> Vec<usize> {
        self.dates.iter().map(|&(_, end)| end).collect()
    }

    /// Our fits of each date, each with its stored row.
    fn rows(&self) -> impl Iterator<Item = Vec<(&NestedFit, usize)>> {
        let count = self.scale.lengths().len();
        self.fits.chunks(count).zip(&self.dates).map(move |(fits, &(date, end))| {
            let rows = date * count..(date + 1) * count;
            let row = |fit: &NestedFit| {
                rows.clone().find(|&row| self.windows.of("n")[row] == fit.length as f64).unwrap()
            };
            assert!(rows.clone().all(|row| self.windows.of("t2_index")[row] == end as f64));
            fits.iter().map(|fit| (fit, row(fit))).collect()
        })
    }

    fn is_same(&self, fit: &NestedFit, row: usize) -> bool {
        let stored = self.windows.of("sse")[row];
        fit.best.as_ref().is_some_and(|best| (best.sse / stored - 1.0).abs() <= 1e-9)
    }
}

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
fn flags_and_indicators_of_our_fits_differ_only_where_the_fit_does() {
    compare(12);
}

#[test]
#[ignore = "a minute; cargo test -p utakata --test lppls_filter -- --ignored"]
fn flags_and_indicators_differ_only_where_the_fit_does_on_every_date() {
    compare(1);
}

fn compare(thin: usize) {
    for compared in Compared::all(thin).unwrap_or_default() {
        flags_differ_with_the_fit(&compared);
        // The stored indicators: qualified windows among all, or by the package's denominator.
        let package = Preset::LpplsPackage.filter();
        let all = Denominator::AllWindows;
        indicator_differs_with_the_fit(&compared, "lppls_default", package, all);
        indicator_differs_with_the_fit(&compared, "lppls_default", package, Denominator::SameSign);
        indicator_differs_with_the_fit(
            &compared,
            "sornette2015_c1_O2pi",
            Preset::Sornette2015C1.filter(),
            all,
        );
        indicator_differs_with_the_fit(&compared, "shuzhu2019", Preset::ShuZhu2019.filter(), all);
    }
}

fn flags_differ_with_the_fit(compared: &Compared) {
    let (stored, name) = (&compared.windows, compared.name);
    let (mut other_fits, mut other_flags) = (0, 0);
    for (fit, row) in compared.rows().flatten() {
        let best = fit.best.as_ref().unwrap();
        let times: Vec<f64> = (0..fit.length).map(|t| t as f64).collect();
        let error = relative_error(best, &times, &compared.logs[fit.end + 1 - fit.length..=fit.end]);
        let same = compared.is_same(fit, row);
        other_fits += usize::from(!same);
        if same {
            let expected = stored.of("max_rel_err")[row];
            assert!((error / expected - 1.0).abs() < 1e-3, "{name} row {row}: {error} for {expected}");
        }
        for (flag, filter) in flags() {
            let passes = filter.apply(&Shape::of(best, fit.length as f64 - 1.0), error).passes;
            let differs = passes != (stored.of(flag)[row] == 1.0);
            other_flags += usize::from(differs);
            assert!(!(differs && same), "{name} {flag} row {row}: {best:?}");
        }
    }
    let rows = compared.fits.len();
    eprintln!("{name}: {other_fits} of {rows} fits differ, {other_flags} of {} flags", 7 * rows);
    // Some of the stored fits are not the optimum either; they come together on neighbouring windows.
    assert!(50 * other_fits <= rows);
}

fn indicator_differs_with_the_fit(compared: &Compared, flag: &str, filter: Filter, denominator: Denominator) {
    let (name, scale) = (compared.name, compared.scale);
    let suffix = if denominator == Denominator::SameSign { "_lpplsdenominator" } else { "" };
    let count = scale.lengths().len();
    let indicator = Indicator::new(filter, &SearchBox::WIDE, &[scale], denominator).unwrap();
    // The fits of the indicator are those of `compared`: the same windows, box and dates.
    let ours = indicator.confidence(&compared.logs, &compared.ends(), &Execution::serial()).unwrap();
    let mut differ = 0;
    for ((confidence, date), &(stored, _)) in ours.iter().zip(compared.rows()).zip(&compared.dates) {
        // No more windows can count otherwise.
        let other = date.iter().filter(|(fit, row)| !compared.is_same(fit, *row)).count() as f64;
        for (direction, sign) in [(Direction::Positive, "pos"), (Direction::Negative, "neg")] {
            let expected = compared.indicator.of(&format!("{flag}_{sign}{suffix}"))[stored];
            let away = (confidence.share(direction) - expected).abs();
            differ += usize::from(away > 1e-9);
            let among = confidence.among[usize::from(direction == Direction::Negative)].max(1);
            let tolerance = if denominator == Denominator::AllWindows {
                other / count as f64
            } else {
                // A window of the other sign moves numerator and denominator.
                2.0 * other / among as f64
            };
            assert!(away <= tolerance + 1e-9, "{name} {flag}{suffix} {stored} {sign}: {away}");
        }
    }
    eprintln!("{name} {flag}{suffix}: {differ} of {} values differ", 2 * ours.len());
}
