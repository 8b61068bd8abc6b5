//! `utakata library`.

use std::fmt::Write as _;

use crate::command::{figure, json, refusal, text};

/// A table with one asset that doubles and halves, and one that doubles and stays.
fn prices(folder: &tempfile::TempDir) -> String {
    let path = folder.path().join("prices.csv");
    let mut table = String::from("date,burst,kept\n");
    let mut day = jiff::civil::date(2000, 1, 1);
    for t in 0..1100_i32 {
        let up = 100.0 * 2.01_f64.powf(f64::from(t.min(504)) / 504.0);
        let burst = if t > 504 { up * 0.998_f64.powi(t - 504) } else { up };
        let _ = writeln!(table, "{day},{burst},{up}");
        day = day.tomorrow().unwrap();
    }
    std::fs::write(&path, table).unwrap();
    path.display().to_string()
}

#[test]
fn a_library_is_built_in_both_forms_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let prices = prices(&folder);
    let mut forms = vec!["library.csv"];
    if cfg!(feature = "parquet") {
        forms.push("library.parquet");
    }
    for form in forms {
        let library = folder.path().join(form).display().to_string();
        text(&[
            "library",
            "build",
            &prices,
            "--rule",
            "two-year-double",
            "--group",
            "made",
            "--output",
            &library,
        ]);
        let shown = json(&["library", "show", &library, "--rule", "two-year-double"]);
        assert_eq!(figure(&shown, "/rules/0/booms"), 2.0);
        assert_eq!(figure(&shown, "/rules/0/crashes"), 1.0);
        let page = text(&["library", "show", &library, "--group", "made"]);
        assert!(page.contains("1 of 2: 50 %"), "{page}");
        // Building on top of it leaves it as it is.
        let again = text(&["library", "build", &prices, "--extend", &library, "--quiet"]);
        assert_eq!(
            again,
            text(&["library", "build", &prices, "--rule", "two-year-double", "--group", "made"])
        );
    }
}

#[test]
fn the_change_of_volume_is_recorded_where_a_file_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let wide = std::fs::read_to_string(prices(&folder)).unwrap();
    let mut long = String::from("symbol,date,close,volume\n");
    for (t, row) in wide.lines().skip(1).enumerate() {
        let fields: Vec<&str> = row.split(',').collect();
        let volume = if t > 252 { 4 } else { 2 };
        let _ = writeln!(long, "made,{},{},{volume}", fields[0], fields[1]);
    }
    let file = folder.path().join("long.csv").display().to_string();
    std::fs::write(&file, long).unwrap();
    let built = text(&[
        "library",
        "build",
        &file,
        "--series",
        "symbol",
        "--rename",
        "long=new",
        "--rule",
        "two-year-double",
        "--volume",
        "volume",
    ]);
    let row = built.lines().nth(1).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    assert_eq!((cells[1], cells.len()), ("new", 55));
    let change: f64 = cells[53].parse().unwrap();
    assert!((change - 2.0_f64.ln()).abs() < 0.01, "{row}");
}

#[test]
fn the_closes_are_written_beside_it_and_kept_when_it_grows() {
    let folder = tempfile::tempdir().unwrap();
    let prices = prices(&folder);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let library = path("library.csv");
    let build = |closes: &str, more: &[&str]| {
        let fixed = ["library", "build", &prices, "--rule", "two-year-double", "--output", &library];
        text(&[&fixed[..], &["--closes", closes], more].concat());
        std::fs::read(closes).unwrap()
    };
    let written = build(&path("closes.csv"), &["--group", "made"]);
    let rows = String::from_utf8(written.clone()).unwrap();
    assert!(
        rows.starts_with(
            "symbol,group,date,close\nburst,made,2000-01-01,100\nburst,made,2000-01-06,100.695\n"
        )
    );
    assert_eq!(rows.lines().count(), 1 + 2 * 220);
    assert_eq!(build(&path("closes.csv"), &["--group", "other", "--extend", &library]), written);
    #[cfg(feature = "parquet")]
    {
        use utakata_case::{library::Closes, table::parquet::to_csv};
        let read = to_csv(build(&path("closes.parquet"), &["--group", "made"])).unwrap();
        let (read, csv) = (Closes::parse("parquet", &read), Closes::parse("csv", &written));
        assert_eq!(read.unwrap(), csv.unwrap());
    }
}

#[test]
fn the_shipped_library_is_shown_without_a_file() {
    let rows = text(&["library", "show", "--format", "csv", "--rule", "two-year-double", "--group", "index"]);
    assert!(rows.starts_with("rule,group,value,booms,crashes,frequency,low,high,wilson_low,wilson_high\n"));
    assert!(rows.lines().nth(1).unwrap().starts_with("two-year-double,all,,50,20,0.4,"), "{rows}");
}

#[test]
fn what_has_no_effect_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let prices = prices(&folder);
    assert!(refusal(&["library", "show", &prices]).contains("this is no boom library"));
    assert!(refusal(&["library", "show", "--group", "tulips"]).contains("commodity, crypto, index, stock"));
    assert!(refusal(&["library", "build", &prices, "--delisted", "gone=-1"]).contains("names gone"));
    assert!(refusal(&["library", "build", &prices, "--delisted", "kept=-2"]).contains("at least -1"));
    assert!(refusal(&["library", "build", &prices, "--leave-out", "gone"]).contains("names gone"));
    assert!(refusal(&["library", "build", &prices, "--market", &prices]).contains("the market is one"));
    assert!(refusal(&["library", "build", &prices, "--volume", "kept"]).contains("--volume names kept"));
}
