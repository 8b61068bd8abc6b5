//! Any bytes as an article with a claim about it (up to the first NUL byte its quote): doubts, never a panic.
#![no_main]

use utakata_text::{Claim, Kind, Value, verify};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (quote, text) = text.split_once('\0').unwrap_or(("", &text));
    let claim = Claim {
        quote: quote.to_owned(),
        kind: Some(Kind::Percent),
        value: Some(Value::Number(0.3)),
        bound: None,
        speaker: Some(quote.chars().take(3).collect()),
        hedge: Some(text.chars().take(2).collect()),
        stance: None,
        subject: None,
    };
    let verified = verify(text, &claim, Some(jiff::civil::date(2023, 6, 27)));
    if let (Some(start), Some(end)) = (verified.byte_start, verified.byte_end) {
        assert!(text.get(start..end).is_some());
    }
});
