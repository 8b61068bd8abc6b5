//! Dates of known bubbles, on series of the data registry.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::path::Path;

use utakata::Execution;
use utakata::dating::hls::{Model, hls};
use utakata::dating::splitting::{Weighting, split_dates};
use utakata::dating::{DateOptions, DateSet, Dated, Lengths, date_bubble};

/// Dates and values of `symbol` in a long table, column `value`.
fn series(file: &str, symbol: &str, value: usize) -> Option<(Vec<String>, Vec<f64>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/registry").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    };
    let rows = text.lines().map(|l| l.split(',').collect::<Vec<_>>()).filter(|r| r[0] == symbol);
    Some(rows.map(|r| (r[1].to_owned(), r[value].parse::<f64>().unwrap())).unzip())
}

fn said(name: &str, set: &DateSet, dates: &[String]) {
    let ranges: Vec<String> =
        set.ranges.iter().map(|r| format!("{} to {}", dates[r.first], dates[r.last])).collect();
    eprintln!(
        "{name}: {} in {{{}{}}}{}",
        set.estimate.map_or("not yet", |d| &dates[d]),
        ranges.join(", "),
        if set.may_lie_ahead { ", not yet" } else { "" },
        if set.undatable { ", undatable" } else { "" }
    );
}

fn dated(name: &str, dates: &[String], values: &[f64]) -> Dated {
    let dated = date_bubble(values, &DateOptions::default(), 1, &Execution::serial()).unwrap();
    eprintln!("{name}: p of no bubble {:.2}", dated.p_value);
    said("origination", &dated.origination, dates);
    said("collapse", &dated.collapse, dates);
    said("recovery", &dated.recovery, dates);
    dated
}

#[test]
fn nasdaq_monthly() {
    // Harvey, Leybourne and Sollis (2017), real NASDAQ composite 1973:2 to 2005:6: M3, bubble 1998:11 to 2000:9. Here the
    // nominal composite from 1990 on.
    let Some((dates, values)) = series("tech_monthly_adjclose_1990_2022_matplotlib.csv", "^IXIC", 2) else {
        return;
    };
    let n = dates.iter().position(|d| d.as_str() > "2005-06-30").unwrap();
    let (dates, values) = (&dates[..n], &values[..n]);
    let found = hls(values, Lengths::share(n, 0.1)).unwrap();
    for f in &found.fits {
        let date = |d: Option<usize>| d.map_or("never", |d| dates[d].as_str());
        let (peak, over) = (date(f.collapse), date(f.recovery));
        eprintln!("{:?} {} {peak} {over} root {:.3} BIC {:.1}", f.model, dates[f.origination], f.root, f.bic);
    }
    // First explosive month and peak, within two months of theirs on another (deflated, longer) series.
    let falling = found.fit(Model::Falling).unwrap();
    assert_eq!(dates[falling.origination], "1998-09-01");
    assert_eq!(dates[falling.collapse.unwrap()], "2000-08-01");
    // Kurozumi and Skrobotov (2023), NASDAQ 1985 to 2013: August 1998, February 2000, September 2001.
    let splits = split_dates(values, 0.05, Weighting::Ordinary).unwrap();
    eprintln!("splits {} {} {}", dates[splits.origination], dates[splits.collapse], dates[splits.recovery]);
    assert_eq!(dates[splits.collapse], "2000-02-01");
    // Volatility in points grows with the price, so that the sets are long; the month of the highest close is in the set.
    let ours = dated("NASDAQ", dates, values);
    let peak = dates.iter().position(|d| d == "2000-02-01").unwrap();
    assert!(ours.collapse.contains(peak) && ours.collapse.estimate.is_some_and(|c| c.abs_diff(peak) <= 1));
}

#[test]
fn bitcoin_weekly() {
    let Some((dates, values)) = series("crypto_daily_2013_2025_robusteventstudy.csv", "BTC", 2) else {
        return;
    };
    let (mut d, mut v) = (Vec::new(), Vec::new());
    for (i, (date, value)) in dates.iter().zip(&values).enumerate() {
        if i % 7 == 0 && ("2016-01-01".."2019-01-01").contains(&date.as_str()) {
            d.push(date.clone());
            v.push(*value);
        }
    }
    let ours = dated("Bitcoin", &d, &v);
    // The top was on 17 December 2017; sampled weeks are those of the 12th and the 19th.
    let (began, peaked) = (ours.origination.estimate.unwrap(), ours.collapse.estimate.unwrap());
    assert!(d[began].starts_with("2017"), "{}", d[began]);
    assert!(d[peaked] == "2017-12-12" || d[peaked] == "2017-12-19", "{}", d[peaked]);
}
