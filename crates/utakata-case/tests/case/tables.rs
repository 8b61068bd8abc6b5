//! Reading dated tables, and what the messages say about bad ones.

use jiff::civil::date;
use utakata::Series;
use utakata_case::table::{TableError, TableOptions, read, read_bytes, read_path};

fn options(date: Option<&str>, value: Option<&str>, series: Option<&str>) -> TableOptions {
    let own = |s: Option<&str>| s.map(ToOwned::to_owned);
    TableOptions { date: own(date), value: own(value), series: own(series) }
}

fn table(text: &str) -> Result<Vec<Series>, TableError> {
    read_bytes("t.csv", text.as_bytes(), &TableOptions::default())
}

fn refused(text: &str) -> String {
    table(text).expect_err("the table was read").to_string()
}

#[test]
fn observations_may_be_counted_instead_of_dated() {
    let series = table("t,s1,s2\n1,9.9,10\n2,10.0,11\n3,10.5,12\n").unwrap();
    assert_eq!(series.len(), 2);
    assert_eq!(series[1].dates(), [date(1, 1, 1), date(1, 1, 2), date(1, 1, 3)]);
    let error = table("t,x\n1,9.9\n3,10\n2,11\n").unwrap_err().to_string();
    assert!(error.contains("line 4"), "{error}");
}

#[test]
fn a_wide_table_is_one_series_per_column() {
    let quoted = table("date;\"a,b,c\"\n2023-01-02;1\n").unwrap();
    assert_eq!(quoted[0].name(), "a,b,c");
    let series = table("Date,AMD,INTC\n2023-06-22,110.7,32.71\n2023-06-23,110.01,33\n").unwrap();
    assert_eq!(series.iter().map(Series::name).collect::<Vec<_>>(), ["AMD", "INTC"]);
    assert_eq!(series[1].values(), [32.71, 33.0]);
}

#[test]
fn a_long_table_is_one_series_per_group_read_from_its_close() {
    let text = "symbol,date,close,volume\nA,2023-01-02,1,9\nB,2023-01-02,5,9\nA,2023-01-03,2,9\n";
    let series = read_bytes("t", text.as_bytes(), &options(None, None, Some("symbol"))).unwrap();
    assert_eq!((series[0].name(), series[0].values()), ("A", &[1.0, 2.0][..]));
    assert_eq!((series[1].name(), series[1].values()), ("B", &[5.0][..]));
    let volume = read_bytes("t", text.as_bytes(), &options(None, Some("volume"), Some("symbol"))).unwrap();
    assert_eq!(volume[0].values(), [9.0, 9.0]);
}

#[test]
fn a_table_of_quotes_is_read_from_its_close() {
    let series = table("date,open,high,low,close\n2023-01-02,1,2,0.5,1.5\n").unwrap();
    assert_eq!((series.len(), series[0].name(), series[0].values()), (1, "close", &[1.5][..]));
}

#[test]
fn two_columns_need_neither_header_nor_flags() {
    let bare = read("a/visits.csv", "2023,10\n2024,11\n".as_bytes(), &TableOptions::default()).unwrap();
    assert_eq!((bare[0].name(), bare[0].dates()[1]), ("visits", date(2024, 1, 1)));
    assert_eq!(table("when;howmuch\n2023-05;1\n2023-06;2\n").unwrap()[0].dates()[1], date(2023, 6, 1));
}

#[test]
fn delimiter_byte_order_mark_line_ends_and_blank_edges_are_tolerated() {
    let text =
        "\u{feff}date\tx\r\n2023-01-01\t\r\n2023-01-02\t 4 \r\n\r\n2023-01-03\t5\r\n\t\r\n2023-01-04\t\r\n";
    assert_eq!(table(text).unwrap()[0].values(), [4.0, 5.0]);
}

#[test]
fn messages_name_file_line_column_and_field_and_say_what_to_do() {
    for (text, parts) in [
        (
            "date,x\n2023-01-01,1\n\n2023/01/02,2\n",
            vec!["t.csv, line 4", "`date`", "`2023/01/02`", "YYYY-MM-DD"],
        ),
        ("date,x\n2023-01-01,1\n2023-01-01,2\n", vec!["line 3", "2023-01-01 appears twice", "--series"]),
        ("date,x\n2023-01-02,1\n2023-01-01,2\n", vec!["line 3", "2023-01-02", "oldest first"]),
        (
            "date,x\n2023-01-01,1\n2023-01-02,\n2023-01-03,2\n",
            vec!["line 3", "`x`", "no value on 2023-01-02"],
        ),
        ("date,x\n2023-01-01,abc\n", vec!["line 2", "`x`", "`abc` is not a number"]),
        ("date,x\n2023-01-01,inf\n", vec!["line 2", "`inf` is not a finite number"]),
        (
            "date,x\n2023-01-01,NaN\n",
            vec!["line 2", "`NaN` is not a finite number", "leave missing values empty"],
        ),
        ("date,x\n2023-01-01,\"1,234\"\n", vec!["line 2", "`1,234`", "thousands separators"]),
        ("date;x\n2023-01-01;1,5\n", vec!["line 2", "decimal point"]),
        ("date,x\n2023-01-01,1,2\n", vec!["line 2", "3 fields where the header has 2"]),
        ("date,\"a\nb\",c\n2023-01-01,1,x\n", vec!["line 3", "`c`", "`x`"]),
        ("date,x\n", vec!["t.csv has a header but no rows"]),
        ("\n\n", vec!["t.csv is empty", "date,close"]),
        ("date,x,x\n2023-01-01,1,2\n", vec!["line 1", "two columns are called `x`"]),
        ("a,b,c\nx,1,2\n", vec!["line 1", "--date", "`a`, `b`, `c`"]),
        ("date,x\n2023-01-01,\n", vec!["series `x` has no values"]),
    ] {
        let message = refused(text);
        for part in parts {
            assert!(message.contains(part), "`{message}` does not say `{part}`");
        }
    }
}

#[test]
fn a_wrong_column_lists_the_right_ones() {
    let error =
        read_bytes("t.csv", b"date,x,y\n2023-01-01,1,2\n", &options(None, Some("z"), None)).unwrap_err();
    assert!(error.to_string().contains("no column `z`; there are: `date`, `x`, `y`"), "{error}");
    let long = b"name,date,x,y\nA,2023-01-01,1,2\n";
    let error = read_bytes("t.csv", long, &options(None, None, Some("name"))).unwrap_err();
    assert!(error.to_string().contains("name it with --value"), "{error}");
    let unnamed = b"name,date,x\n,2023-01-01,1\n";
    let error = read_bytes("t.csv", unnamed, &options(None, None, Some("name"))).unwrap_err();
    assert!(error.to_string().contains("line 2, column `name`"), "{error}");
}

#[test]
fn bytes_that_are_no_text_and_files_that_are_not_there() {
    let error = read_bytes("t.csv", b"date,x\n2023-01-01,1\n2023-01-02,\xff\n", &TableOptions::default());
    assert!(error.unwrap_err().to_string().contains("t.csv, line 3: not UTF-8"));
    let error = read_path("no/such.csv".as_ref(), &TableOptions::default()).unwrap_err();
    assert_eq!(error, TableError::MissingFile { file: "no/such.csv".to_owned() });
}
