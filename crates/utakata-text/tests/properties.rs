//! What must hold of any text, however broken.
#![allow(clippy::unwrap_used)] // a failing test may panic

use jiff::civil::{Date, date};
use proptest::prelude::*;
use utakata_text::draft::{Article, draft, statement_span};
use utakata_text::{Claim, Item, Kind, Reading, Value, read, verify};

/// Pieces of which texts are made that come close to what the grammar knows.
const PIECES: &[&str] = &[
    "約",
    "３",
    "30",
    "%",
    "％",
    "億",
    "万",
    "円",
    "ドル",
    "$",
    "1,2",
    ",345",
    ".5",
    "から",
    "~",
    "-",
    "to",
    "超",
    "以上",
    "年",
    "月",
    "日",
    "2023",
    "5",
    "昨年",
    "百分之",
    "分の",
    "三",
    "十",
    "数",
    "half",
    "a third",
    "more than ",
    "nearly ",
    " percent",
    "bn",
    " million",
    " deals",
    "「",
    "」",
    "“",
    "”",
    "\"",
    "氏は",
    "述べた",
    "によると",
    "据",
    "表示",
    "said ",
    "according to ",
    "Li Wei ",
    "。",
    "、",
    ".",
    " ",
    "\n",
    "\n\n",
    "*",
    "½",
    "㏂",
    "㋀",
    "①",
    "\u{3000}",
    "\u{200b}",
    "é",
    "🫧",
    "连续",
    "下跌",
    "連敗",
    "下落",
    "June ",
    "Q1",
    "まで",
    "よりも",
    "半分",
    "の一部",
];

fn numbers(item: &Item) -> impl Iterator<Item = f64> {
    [&item.value, &item.low, &item.high].into_iter().flatten().filter_map(|value| match value {
        Value::Number(number) => Some(*number),
        Value::Date(_) => None,
    })
}

fn holds(text: &str, reading: &Reading) {
    let mut end = 0;
    for item in &reading.items {
        assert!(item.byte_start >= end, "{text:?}: {item:?} begins before {end}");
        assert!(item.byte_start < item.byte_end, "{text:?}: {item:?}");
        assert_eq!(text.get(item.byte_start..item.byte_end), Some(item.quote.as_str()), "{text:?}");
        assert!(numbers(item).all(f64::is_finite), "{text:?}: {item:?}");
        let ends = [&item.low, &item.high].map(|v| match v {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        });
        assert!(ends[0].zip(ends[1]).is_none_or(|(low, high)| low <= high), "{text:?}: {item:?}");
        end = item.byte_end;
    }
    let mut before = 0;
    for lint in &reading.lints {
        assert!(lint.byte_start >= before);
        assert_eq!(text.get(lint.byte_start..lint.byte_end), Some(lint.quote.as_str()), "{text:?}");
        before = lint.byte_start;
    }
}

fn all_of_it(text: &str, published: Option<Date>) {
    let reading = read(text, published);
    holds(text, &reading);
    let article = Article { text, title: "t", published: date(2023, 6, 27), address: None, symbols: &[] };
    let files = draft(&article, &reading, None).unwrap();
    for (name, content) in
        files.iter().filter(|(name, _)| *name != "series/growth.csv" && *name != "SOURCES.md")
    {
        assert!(content.parse::<toml::Table>().is_ok(), "{text:?}: {name}");
    }
    for item in &reading.items {
        let statement = statement_span(text, item).unwrap();
        assert!(statement.start <= item.byte_start && item.byte_end <= statement.end);
        let claim = Claim {
            quote: item.quote.clone(),
            kind: Some(item.kind),
            value: None,
            bound: None,
            speaker: item.speaker.clone(),
            hedge: None,
            stance: None,
            subject: None,
        };
        let verified = verify(text, &claim, published);
        if let (Some(start), Some(end)) = (verified.byte_start, verified.byte_end) {
            assert!(text.get(start..end).is_some(), "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_string(text in any::<String>(), published in any::<bool>()) {
        all_of_it(&text, published.then(|| date(2023, 6, 27)));
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        all_of_it(&String::from_utf8_lossy(&bytes), None);
    }

    #[test]
    fn pieces_in_any_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        all_of_it(&pieces.concat(), Some(date(2023, 6, 27)));
    }

    #[test]
    fn a_claim_of_any_numbers(quote in "\\PC{0,20}", value in any::<f64>(), text in "\\PC{0,40}") {
        let claim = Claim {
            quote,
            kind: Some(Kind::Percent),
            value: Some(Value::Number(value)),
            bound: None,
            speaker: None,
            hedge: None,
            stance: None,
            subject: None,
        };
        let verified = verify(&text, &claim, None);
        prop_assert!(!verified.counts() || value.is_finite());
    }

    /// Reading does not depend on what stands in another paragraph.
    #[test]
    fn the_same_numbers_after_another_paragraph(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        let text = pieces.concat();
        let alone = read(&text, None).items;
        let moved = read(&format!("Nothing here.\n\n{text}"), None).items;
        prop_assert_eq!(alone.len(), moved.len());
        for (a, b) in alone.iter().zip(&moved) {
            prop_assert_eq!((&a.quote, a.kind, &a.value), (&b.quote, b.kind, &b.value));
        }
    }
}

#[test]
fn numbers_too_large_to_be_numbers_are_none() {
    for text in [
        format!("{}%", "9".repeat(400)),
        format!("1{}円", "億".repeat(60)),
        format!("{}億円", "1兆".repeat(99)),
    ] {
        holds(&text, &read(&text, None));
    }
}
