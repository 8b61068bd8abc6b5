//! Any bytes as a dated table: series or an error, never a panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = utakata_case::table::read_bytes("input.csv", data, &utakata_case::table::TableOptions::default());
});
