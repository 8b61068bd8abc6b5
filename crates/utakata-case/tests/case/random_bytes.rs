//! Whatever the bytes, reading them ends in a value or an error.

use proptest::prelude::*;
use utakata_case::{
    Case,
    table::{TableOptions, read_bytes},
};

use crate::example::example;

/// Text that often gets past the first checks: pieces of the formats, shuffled.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|parts| parts.concat())
}

const CSV: &[&str] = &[
    "date",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\"",
    "close",
    "symbol",
    "2023-01-01",
    "2023-01-02",
    "2023",
    "1",
    "-2.5",
    "1e999",
    "nan",
    "é",
    "\u{feff}",
    " ",
];

const TOML: &[&str] = &[
    "schema = 1\n",
    "[[entry]]\n",
    "[[stream]]\n",
    "[sources.a]\n",
    "id = \"a\"\n",
    "date = 2023-01-01\n",
    "values = [{",
    "low = nan",
    "high = inf",
    "}]\n",
    "as_of = \"9999-12-31\"\n",
    "check = { by = \"return\" }\n",
    "=",
    "[",
    "]",
    "\"",
    "'''",
    "\n",
    "é",
    "null = { name = \"opinions\" }\n",
    "[broad_turn]\n",
    "required = 99999999999999999999\n",
];

proptest! {
    #[test]
    fn tables_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), long in any::<bool>()) {
        let options = TableOptions { series: long.then(|| "symbol".to_owned()), ..TableOptions::default() };
        let _ = read_bytes("t", &bytes, &options);
    }

    #[test]
    fn shuffled_tables_are_valid_series_or_errors(text in pieces(CSV), long in any::<bool>()) {
        let options = TableOptions { series: long.then(|| "symbol".to_owned()), ..TableOptions::default() };
        for series in read_bytes("t", text.as_bytes(), &options).unwrap_or_default() {
            prop_assert!(!series.is_empty());
            prop_assert!(series.values().iter().all(|v| v.is_finite()));
        }
    }

    #[test]
    fn what_is_written_is_read_back_to_the_bit(
        values in prop::collection::vec(any::<f64>().prop_filter("finite", |v| v.is_finite()), 1..30),
        gaps in prop::collection::vec(1..400i32, 30),
        delimiter in prop::sample::select(vec![',', ';', '\t']),
    ) {
        let mut day = jiff::civil::date(1900, 1, 1);
        let mut text = format!("date{delimiter}x\n");
        let mut days = Vec::new();
        for (value, gap) in values.iter().zip(&gaps) {
            day = day.checked_add(jiff::Span::new().days(*gap)).unwrap();
            days.push(day);
            text += &[day.to_string(), delimiter.to_string(), value.to_string(), "\n".to_owned()].concat();
        }
        let read = read_bytes("t", text.as_bytes(), &TableOptions::default()).unwrap();
        prop_assert_eq!(read[0].dates(), &days[..]);
        let bits = |values: &[f64]| values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
        prop_assert_eq!(bits(read[0].values()), bits(&values));
    }

    #[test]
    fn case_and_ledger_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in pieces(TOML)) {
        let example = example();
        for damaged in [&bytes[..], text.as_bytes()] {
            let case = [("case.toml", damaged), ("ledger.toml", example.text("ledger.toml").as_bytes())];
            let _ = Case::embedded(&case, &[]);
            let ledger = [("case.toml", example.text("case.toml").as_bytes()), ("ledger.toml", damaged)];
            let _ = Case::embedded(&ledger, &[]);
        }
    }

    #[test]
    fn a_cut_or_overwritten_example_never_panics(file in 0usize..3, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let example = example();
        let names = ["case.toml", "ledger.toml", "series/prices.csv"];
        let mut bytes = example.text(names[file]).as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        for damaged in [&bytes[..], &bytes[..at]] {
            let mut files: Vec<(&str, &[u8])> = vec![("series/visits.csv", example.text("series/visits.csv").as_bytes())];
            files.extend(names.iter().map(|&name| (name, example.text(name).as_bytes())));
            files[file + 1].1 = damaged;
            let _ = Case::embedded(&files, &[]);
        }
    }
}
