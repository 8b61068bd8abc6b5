//! Closes by symbol: shapes of files, precedence, and the as-of date.

use jiff::civil::date;

use crate::example::example;

const AMD: &str = "symbol,date,open,close,adj_close\nAMD,2024-03-27,1,180,179\nAMD,2024-03-28,1,181,180\n";

#[test]
fn quoted_and_adjusted_closes_are_kept_apart() {
    let case = example().with_file("series/us.csv", AMD).open().unwrap();
    let amd = case.prices("AMD").unwrap();
    assert_eq!(amd.quoted().unwrap().values(), [180.0, 181.0]);
    assert_eq!(amd.for_returns().unwrap().values(), [179.0, 180.0]);
    assert!(case.prices("INTC").is_none());
}

#[test]
fn nothing_after_the_as_of_date_can_be_reached() {
    let later = "symbol,date,close\nX,2024-03-29,1\nX,2024-04-01,2\nY,2024-04-01,3\n";
    let case = example().with_file("series/later.csv", later).open().unwrap();
    assert_eq!(case.prices("X").unwrap().quoted().unwrap().dates(), [date(2024, 3, 29)]);
    assert!(case.prices("Y").is_none());
    let only_later = "symbol,date,close\nY,2024-04-01,3\n";
    let message = example().with_file("series/later.csv", only_later).refused();
    assert!(message.contains("2024-04-01, lies after the case's as-of date 2024-03-29"), "{message}");
}

#[test]
fn wide_and_single_files_name_their_symbols() {
    let case = example()
        .with_file("series/wide.csv", "Date,AMD,INTC\n2024-03-27,180,43\n2024-03-28,181,44\n")
        .with_file("series/NVDA.csv", "date,open,close\n2024-03-27,1,900\n")
        .open()
        .unwrap();
    assert_eq!(case.prices("INTC").unwrap().quoted().unwrap().values(), [43.0, 44.0]);
    assert_eq!(case.prices("NVDA").unwrap().quoted().unwrap().values(), [900.0]);
}

#[test]
fn supplied_files_win_over_local_ones_and_those_over_shipped_ones() {
    let folder = tempfile::tempdir().unwrap();
    let supplied = folder.path().join("quotes.csv");
    std::fs::write(&supplied, "date,close\n2024-03-28,3\n").unwrap();
    let example = example()
        .with_file("series/a.csv", "date,AMD\n2024-03-28,1\n")
        .with_file("series.local/b.csv", "date,AMD\n2024-03-28,2\n");
    let local = example.open().unwrap();
    assert_eq!(local.prices("AMD").unwrap().quoted().unwrap().values(), [2.0]);
    let named = format!("AMD={}", supplied.display());
    let case = example.open_with(&[named.into()]).unwrap();
    let amd = case.prices("AMD").unwrap();
    assert_eq!(amd.quoted().unwrap().values(), [3.0]);
    assert_eq!(amd.file, supplied.display().to_string());
    assert_eq!(amd.passed_over, ["series/a.csv", "series.local/b.csv"]);
    let twice = example.with_file("series/c.csv", "date,AMD\n2024-03-28,9\n").refused();
    assert!(twice.contains("symbol AMD is already in series/a.csv"), "{twice}");
}

#[test]
fn a_folder_on_disk_is_the_same_case() {
    let folder = tempfile::tempdir().unwrap();
    example().write(folder.path());
    let case = utakata_case::Case::open(folder.path(), &[]).unwrap();
    assert_eq!(case.file, example().open().unwrap().file);
    assert_eq!(case.folder(), Some(folder.path().to_str().unwrap()));
}
