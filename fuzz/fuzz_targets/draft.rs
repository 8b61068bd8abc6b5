//! Any bytes as an article: a draft of a case whose files are TOML, never a panic.
#![no_main]

use utakata_text::draft::{Article, draft};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let published = jiff::civil::date(2023, 6, 27);
    let reading = utakata_text::read(&text, Some(published));
    let article = Article { text: &text, title: "t", published, address: None, symbols: &[] };
    assert!(draft(&article, &reading, None).is_ok());
});
