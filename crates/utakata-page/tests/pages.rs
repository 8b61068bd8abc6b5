//! Whole pages with menus, banners, related links, comments and footers, whose numbers (all with `77`) must not be read.

#![allow(clippy::unwrap_used)]

use std::ops::Range;
use std::path::Path;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use utakata_page::Page;

const PAGES: [(&str, &str, &str, &[&str]); 5] = [
    ("en.html", "UTF-8", "2023-07-05", ENGLISH),
    ("ja.html", "UTF-8", "2023-07-06", JAPANESE),
    ("ja-shift-jis.html", "Shift_JIS", "2023-07-06", JAPANESE),
    ("zh.html", "UTF-8", "2023-07-06", CHINESE),
    ("zh-gb18030.html", "gb18030", "2023-07-06", CHINESE),
];

const ENGLISH: &[&str] = &[
    "fell 9.7% in June, after growth of 2.8% in May, according to Similarweb.",
    "“The novelty has worn off,” said David\u{a0}Carr",
    "fell 5.7%, he said, while the time",
    "1,200,000 a week3, more than 10 6 in any case",
    "Shares of chip makers did not mind: the largest",
    "between 1.2% and 2.4%.",
    "$52\u{2009}billion",
    "Month\tGrowth\nApril\t12.6%\nMay\t2.8%\nJune\t−9.7%\n\n",
    "computers and phones\nbut not those of programs.\n\nRivals",
];

const JAPANESE: &[&str] = &[
    "前月比で9.7％減少した。5月の伸びは2.8％、4月は12.6%で、",
    "同社の朱暁湖氏は「熱は冷めつつある」と述べた。",
    "1,200万件",
    "投資額は1兆2000億円に上るが、",
    "値上がりした。証券会社2社は",
    "月\t伸び\n4月\t12.6%\n5月\t2.8%\n6月\t−9.7%",
];

const CHINESE: &[&str] = &[
    "环比下降9.7%，而5月增长2.8%，4月增长12.6%。",
    "1,200万次，相关企业的融资额超过四百多亿元，其中71%流向前5家公司。",
    "4月\t12.6%\n5月\t2.8%\n6月\t-9.7%",
];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name)).unwrap()
}

#[test]
fn the_main_text_is_read_and_nothing_else() {
    for (name, encoding, day, expected) in PAGES {
        let page = Page::read(&file(name), None).unwrap();
        assert_eq!((page.encoding(), page.is_damaged(), page.is_whole()), (encoding, false, false), "{name}");
        assert_eq!(page.published().unwrap().day.to_string(), day, "{name}");
        for passage in expected {
            assert!(page.text().contains(passage), "{name}: no {passage:?} in\n{}", page.text());
        }
        assert!(!page.text().contains("77"), "{name}:\n{}", page.text());
    }
}

#[test]
fn titles_are_those_of_the_pages() {
    let title = |name| Page::read(&file(name), None).unwrap().title().unwrap().to_owned();
    assert_eq!(title("en.html"), "Visits to chatbots fall for a second month");
    assert!(title("ja-shift-jis.html").starts_with("対話AIの訪問数、2カ月連続で減速"));
}

#[test]
fn every_stretch_says_in_the_file_what_it_says_in_the_text() {
    for (name, encoding, ..) in PAGES {
        let bytes = file(name);
        let page = Page::read(&bytes, None).unwrap();
        let text = page.text();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (place, start) in places.iter().enumerate() {
            for length in [1, 2, 3, 7, 30, 400] {
                let Some(end) = places.get(place + length) else { continue };
                let stretch = page.stretch(*start..*end);
                let wanted = without_space(&text[*start..*end]);
                assert_eq!(undone(&bytes, stretch.clone(), encoding), wanted, "{name} {stretch:?}");
            }
        }
    }
}

/// A stretch of a file without tags, comments, and what the sample pages hide.
fn undone(bytes: &[u8], stretch: Range<usize>, encoding: &str) -> String {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
    let (source, _, wrong) = encoding.decode(&bytes[stretch]);
    assert!(!wrong);
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut text, mut silent, mut related) = (String::new(), false, 0);
    for token in Tokenizer::new_with_emitter(source.as_ref(), emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let has = |key: &str| tag.attributes.contains_key(key.as_bytes());
                let class = tag.attributes.get(b"class".as_slice());
                related += i32::from(class.is_some_and(|c| c.starts_with(b"related")) || related > 0);
                silent =
                    has("hidden") || has("style") || matches!(tag.name.as_slice(), b"script" | b"rt" | b"rp");
            }
            Token::EndTag(_) => {
                silent = false;
                related = (related - 1).max(0);
            }
            Token::String(run) if !silent && related == 0 => {
                text.push_str(std::str::from_utf8(&run.value).unwrap());
            }
            _ => {}
        }
    }
    without_space(&text)
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
