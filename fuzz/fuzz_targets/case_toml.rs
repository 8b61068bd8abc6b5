//! Any bytes as `case.toml`: a case or an error, never a panic.
#![no_main]

const LEDGER: &[u8] = b"schema = 1\n[sources.s]\ntitle = \"t\"\npublisher = \"p\"\n";

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = utakata_case::Case::embedded(&[("case.toml", data), ("ledger.toml", LEDGER)], &[]);
});
