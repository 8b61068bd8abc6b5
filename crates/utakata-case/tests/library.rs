//! The boom library: its file, its making, and the shipped one.
#![allow(clippy::unwrap_used)] // a failing test may panic

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::date;
use utakata::boom::{Fate, Rule};
use utakata::reference_class::EraBootstrap;
use utakata::{Execution, Series};
use utakata_case::library::{Assets, Closes, HEADER, Library, Notice, build};

const BOOTSTRAP: EraBootstrap = EraBootstrap { replications: 999, seed: 1, level: 0.95 };

/// A doubling over two years to observation 504, then `after`.
fn asset(name: &str, after: &[f64]) -> Series {
    let mut values: Vec<f64> = (0..=504).map(|t| 100.0 * 2.01_f64.powf(f64::from(t) / 504.0)).collect();
    values.extend(after);
    let dates = (0..values.len() as i64).map(|t| date(2000, 1, 1) + t.days()).collect();
    Series::new(name, dates, values).unwrap()
}

fn built(prices: &[Series], delisted: &[(&str, f64)], without_splits: &[&str]) -> (Library, Vec<Notice>) {
    built_with(prices, &[], delisted, without_splits)
}

fn built_with(
    prices: &[Series],
    volumes: &[Series],
    delisted: &[(&str, f64)],
    without_splits: &[&str],
) -> (Library, Vec<Notice>) {
    let volumes = &volumes.iter().map(|v| (v.name().to_owned(), v.clone())).collect();
    let delisted: BTreeMap<String, f64> = delisted.iter().map(|&(n, r)| (n.to_owned(), r)).collect();
    let without_splits: BTreeSet<String> = without_splits.iter().map(|&n| n.to_owned()).collect();
    let assets = Assets {
        prices,
        market: None,
        volumes,
        delisted: &delisted,
        without_splits: &without_splits,
        group: "made",
        rules: &[Rule::TwoYearDouble],
    };
    build(&assets, 1, &Execution::serial()).unwrap()
}

#[test]
fn a_library_survives_its_file() {
    let fall: Vec<f64> = (0..520).map(|t| 201.0 * 0.999_f64.powi(t)).collect();
    let prices = [asset("a, b", &fall), asset("c", &[200.0; 30]), asset("d", &[200.0; 30])];
    let (library, _) = built(&prices, &[("d", -1.0)], &[]);
    assert_eq!(library.episodes().len(), 3);
    let bytes = library.to_csv();
    let read = Library::parse("library.csv", &bytes).unwrap();
    assert!(read.to_csv() == bytes);
    for (a, b) in library.episodes().iter().zip(read.episodes()) {
        assert_eq!(
            (a.rule, &a.asset, a.start, a.fate, a.first_passage),
            (b.rule, &b.asset, b.start, b.fate, b.first_passage)
        );
        // Six decimals.
        assert!((a.acceleration - b.acceleration).abs() <= 5e-7 && (a.after - b.after).abs() <= 5e-7);
    }
    let fates: Vec<Fate> = read.episodes().iter().map(|e| e.fate).collect();
    assert_eq!(fates, [Fate::Complete, Fate::Censored, Fate::Delisted]);
}

#[test]
fn damaged_files_are_named_by_line_and_column() {
    let bytes = built(&[asset("a", &[200.0; 30])], &[], &[]).0.to_csv();
    let text = String::from_utf8(bytes).unwrap();
    let error = |text: &str| Library::parse("l.csv", text.as_bytes()).unwrap_err().to_string();
    assert!(
        error(&text.replace("censored", "open"))
            .starts_with("l.csv, line 2, column fate: `open` is not complete")
    );
    assert!(
        error(&text.replace("two-year-double", "fast"))
            .contains("column rule: `fast` is not the name of a rule")
    );
    assert!(error("date,close\n2020-01-01,1\n").contains("column 1 should be `rule`"));
    assert!(error("").contains("no boom library"));
    // Any cell that becomes a word is refused or text.
    for column in 0..HEADER.len() {
        let mut cells: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
        cells[column] = "x";
        let damaged = format!("{}\n{}\n", HEADER.join(","), cells.join(","));
        assert_eq!(
            Library::parse("l", damaged.as_bytes()).is_ok(),
            ["asset", "group"].contains(&HEADER[column])
        );
    }
}

#[test]
fn a_library_without_the_later_columns_is_read_and_knows_nothing_of_them() {
    let fall: Vec<f64> = (0..520).map(|t| 201.0 * 0.999_f64.powi(t)).collect();
    let (library, _) = built(&[asset("a", &fall)], &[], &[]);
    let boom = &library.episodes()[0];
    let (whole, before) = (boom.window_volatility.unwrap(), boom.volatility_before_burst.unwrap());
    assert!(boom.bsadf.is_some() && whole > 0.0 && (boom.crash || whole == before));
    let text = String::from_utf8(library.to_csv()).unwrap();
    let short: Vec<String> =
        text.lines().map(|l| l.split(',').take(50).collect::<Vec<_>>().join(",")).collect();
    let old = Library::parse("old.csv", short.join("\n").as_bytes()).unwrap();
    let old = &old.episodes()[0];
    assert_eq!((old.bsadf, old.window_volatility, old.volatility_before_burst), (None, None, None));
    assert_eq!((old.turnover_change, old.called), (None, None));
    assert_eq!(old.first_passage, boom.first_passage);
    assert!(Library::parse("odd.csv", text.replace(",bsadf,", ",sadf,").as_bytes()).is_err());
}

#[test]
fn volume_and_the_call_at_the_start_are_recorded_and_read_back() {
    let prices = [asset("a", &[200.0; 520]), asset("b", &[200.0; 520])];
    let volumes: Vec<f64> = (0..prices[0].len()).map(|t| if t > 252 { 6.0 } else { 2.0 }).collect();
    let volumes = Series::new("a", prices[0].dates().to_vec(), volumes).unwrap();
    let (library, _) = built_with(&prices, &[volumes], &[], &[]);
    let read = Library::parse("l.csv", &library.to_csv()).unwrap();
    let [with, without] = read.episodes() else { panic!("{read:?}") };
    assert!((with.turnover_change.unwrap() - 3.0_f64.ln()).abs() < 0.01);
    assert_eq!(without.turnover_change, None);
    // Levels that grow at one rate since before the training bend up, and that is called.
    assert_eq!((with.called, library.episodes()[0].called), (Some(true), Some(true)));
}

#[test]
fn bad_data_are_named_and_the_rest_goes_on() {
    let mut halved = vec![200.0; 600];
    halved[300..].fill(100.0);
    let negative = {
        let good = asset("negative", &[]);
        let mut values = good.values().to_vec();
        values[9] = -1.0;
        Series::new("negative", good.dates().to_vec(), values).unwrap()
    };
    let short = asset("short", &[]).until(date(2000, 6, 1));
    let prices = [
        asset("halved", &halved),
        asset("halved", &[200.0; 5]),
        negative,
        short,
        asset("ends", &[200.0; 30]),
    ];
    let (library, notices) = built(&prices, &[], &[]);
    let said: Vec<String> = notices.iter().map(ToString::to_string).collect();
    assert!(said[0].contains("halved with 510 observations; another is longer"), "{said:?}");
    assert!(
        said[1].contains("halved changes by a factor of 0.500 on 2002-03-16, like a split of 2"),
        "{said:?}"
    );
    assert!(said[2].contains("negative has value -1 on 2000-01-10"), "{said:?}");
    assert!(said[3].contains("short has 153 observations and the rule needs at least 505"), "{said:?}");
    assert!(
        said[4].contains("the data of ends end before its last episode is over (two-year-double)"),
        "{said:?}"
    );
    assert_eq!(library.judged(Rule::TwoYearDouble, None).count(), 0);
    let (library, _) = built(&prices[..1], &[], &["halved"]);
    assert_eq!(library.judged(Rule::TwoYearDouble, None).filter(|e| e.crash).count(), 1);
}

#[test]
fn the_shipped_library_has_both_kinds_of_booms_and_the_published_ones() {
    let library = Library::shipped().unwrap();
    assert_eq!(library.groups(), ["commodity", "crypto", "index", "stock"]);
    let summary = library.summary(Rule::TwoYearDouble, None, &BOOTSTRAP).unwrap();
    assert_eq!(summary.suspected, 0);
    assert_eq!(summary.booms + summary.censored, summary.episodes);
    let era = summary.era.unwrap();
    // About 43 % of booms crashed in the first study, on other assets: 24 to 62 % with start years resampled.
    assert!((0.24..0.62).contains(&era.estimate));
    let independent = summary.independent.unwrap();
    assert!(era.interval.low < independent.low && era.interval.high > independent.high);
    let passages: Vec<usize> = summary.first_passage.iter().map(|row| row.reached).collect();
    assert!(passages.len() == 6 && passages.windows(2).all(|w| w[0] >= w[1]));

    let starts = |asset: &str| -> Vec<String> {
        let of = library.of(Rule::TwoYearDouble, None).filter(|e| e.asset == asset);
        of.map(|e| e.start.to_string()).collect()
    };
    // boom_episodes.csv has these for the Nasdaq-100, and 2016-05-31, 2017-10-17, 2020-04-23, 2021-09-09 for Bitcoin.
    assert_eq!(starts("Nasdaq-100"), ["1996-11-19", "1998-12-07"]);
    // This copy closes its days at another hour.
    assert_eq!(starts("Bitcoin")[1..5], ["2016-06-01", "2017-10-18", "2020-04-24", "2021-09-10"]);
}

#[test]
fn closes_are_thinned_rounded_kept_and_read_back() {
    let prices = [asset("a, b", &[200.123_456; 30]), asset("a, b", &[200.0; 5]), asset("flat", &[])];
    let flat = Series::new("flat", prices[2].dates().to_vec(), vec![1.0; prices[2].len()]).unwrap();
    let prices = [prices[0].clone(), prices[1].clone(), flat];
    let (library, _) = built(&prices, &[], &[]);
    let closes = Closes::of(&prices, "made", &library).unwrap();
    // The asset without an episode is not among them; of the two copies the longer one is.
    let names: Vec<&str> = closes.assets().map(|a| a.closes.name()).collect();
    assert_eq!(names, ["a, b"]);
    let thinned = &closes.asset("a, b").unwrap().closes;
    assert_eq!(thinned.len(), 107);
    assert_eq!(thinned.dates()[..2], [date(2000, 1, 1), date(2000, 1, 6)]);
    assert_eq!(thinned.values()[106], 200.123);
    assert_eq!(Closes::parse("c.csv", &closes.to_csv()).unwrap(), closes);
    let other = Closes::of(&prices[1..2], "other", &library).unwrap();
    assert_eq!(closes.clone().extended(other), closes);
}

#[test]
fn damaged_closes_are_named_by_line_and_column() {
    let error = |text: &str| Closes::parse("c.csv", text.as_bytes()).unwrap_err().to_string();
    let good = "symbol,group,date,close\na,made,2000-01-03,1\na,made,2000-01-10,2\n";
    assert!(Closes::parse("c.csv", good.as_bytes()).is_ok());
    assert!(error(&good.replace(",2\n", ",x\n")).starts_with("c.csv, line 3, column `close`"));
    assert!(error(&good.replace("group", "kind")).contains("no column `group`"));
    assert!(
        error(&good.replace("made,2000-01-10", "else,2000-01-10")).contains("line 3: a is in another group")
    );
}

#[cfg(feature = "parquet")]
#[test]
fn the_shipped_closes_are_those_of_the_shipped_library() {
    let (library, closes) = (Library::shipped().unwrap(), Closes::shipped().unwrap());
    let known: BTreeSet<&str> = library.episodes().iter().map(|e| e.asset.as_str()).collect();
    let missing: Vec<&str> = known.into_iter().filter(|asset| closes.asset(asset).is_none()).collect();
    assert_eq!(missing, ["WTI crude oil"]);
    for asset in closes.assets() {
        let name = asset.closes.name();
        let mut episodes = library.episodes().iter().filter(|e| e.asset == name).peekable();
        assert!(episodes.peek().is_some(), "{name}");
        for episode in episodes {
            assert_eq!(asset.group, episode.group);
            // The path to the start is told by the closes up to what five days do.
            let on = |day| asset.closes.until(day).values().last().copied().unwrap();
            let (near, horizon) = (on(episode.start), on(episode.end));
            assert!(
                ((horizon / near).ln() - (1.0 + episode.after).ln()).abs() < 0.5,
                "{name} {}",
                episode.start
            );
        }
    }
}
