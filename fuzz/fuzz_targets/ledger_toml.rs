//! Any bytes as `ledger.toml` beside the founding case: a case or an error, never a panic.
#![no_main]

const CASE: &[u8] = include_bytes!("../../cases/ai-2023/case.toml");

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = utakata_case::Case::embedded(&[("case.toml", CASE), ("ledger.toml", data)], &[]);
});
