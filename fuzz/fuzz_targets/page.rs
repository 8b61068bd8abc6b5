//! Any bytes: a page is read or refused, and every stretch lies in the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use utakata_page::Page;

fuzz_target!(|bytes: &[u8]| {
    let Ok(page) = Page::read(bytes, None) else { return };
    let mut reached = 0;
    for (at, character) in page.text().char_indices() {
        let stretch = page.stretch(at..at + character.len_utf8());
        assert!(stretch.start >= reached && stretch.start <= stretch.end && stretch.end <= bytes.len());
        reached = stretch.start;
    }
});
