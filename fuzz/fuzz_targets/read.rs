//! Any bytes as an article: items whose quotes stand in it, never a panic.
#![no_main]

use utakata_text::Value;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let mut end = 0;
    for item in utakata_text::read(&text, Some(jiff::civil::date(2023, 6, 27))).items {
        assert!(end <= item.byte_start && item.byte_start < item.byte_end);
        assert_eq!(text.get(item.byte_start..item.byte_end), Some(item.quote.as_str()));
        for value in [&item.value, &item.low, &item.high].into_iter().flatten() {
            assert!(!matches!(value, Value::Number(number) if !number.is_finite()));
        }
        end = item.byte_end;
    }
});
