//! Whatever the bytes, a page is read or refused, and its offsets hold.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use utakata_page::{Page, PageError};

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<div class=comment>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<a href=x>",
        "</a>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<br>",
        "<hr/>",
        "<pre>",
        "</pre>",
        "<sup>",
        "</sup>",
        "<span hidden>",
        "</span>",
        "<!-- ",
        "-->",
        "<ruby>",
        "<rt>",
        "</ruby>",
        "&amp;",
        "&lt;",
        "&#x25;",
        "&nbsp;",
        "&copy",
        "&amp5",
        "&",
        "<",
        ">",
        "\r\n",
        "\r",
        "\0",
        "\n\n",
        "4.7%",
        "1,200",
        "訪問は3％増。",
        "<plaintext>",
        "<textarea>",
        "<template>",
        "<frameset>",
        "<body>",
        "<html hidden>",
        "<form>",
        "<select><option>",
        "<![CDATA[",
        "<?xml ",
        "<p data-run=0>",
        "<math><mi>",
        "</br>",
        "<h1>",
        "</h2>",
        "<article>",
        "</article>",
        "<button>",
        "<meta charset=big5>",
        "<!DOCTYPE html>",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "[a-z ,.]{0,200}", 1 => "\\PC{0,8}"]
}

fn holds(bytes: &[u8], page: &Page) -> Result<(), TestCaseError> {
    let (text, mut reached) = (page.text(), 0);
    for (at, character) in text.char_indices() {
        let stretch = page.stretch(at..at + character.len_utf8());
        prop_assert!(stretch.start >= reached && stretch.end <= bytes.len(), "{stretch:?} after {reached}");
        prop_assert!(!stretch.is_empty() || character.is_whitespace());
        // Characters of one reference share its bytes.
        reached = stretch.start;
        if page.encoding() == "UTF-8" && !page.is_damaged() {
            let written = std::str::from_utf8(&bytes[stretch]).unwrap();
            let itself = written.chars().eq([character]);
            prop_assert!(
                itself || written.starts_with('&') || character.is_whitespace() || written == "\0",
                "{written:?} for {character:?}"
            );
        }
    }
    prop_assert!(page.stretch(0..text.len() + 9).end <= bytes.len());
    Ok(())
}

proptest! {
    #[test]
    fn offsets_hold_on_any_markup(pieces in proptest::collection::vec(piece(), 0..60)) {
        let source = pieces.concat();
        holds(source.as_bytes(), &Page::read(source.as_bytes(), None).unwrap())?;
    }

    #[test]
    fn offsets_hold_on_any_bytes(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        said in prop::option::of(prop::sample::select(vec!["utf-8", "shift_jis", "gb18030", "big5", "iso-2022-jp", "nonsense"])),
    ) {
        match Page::read(&bytes, said) {
            Ok(page) => holds(&bytes, &page)?,
            Err(error) => prop_assert!(matches!(error, PageError::Charset { .. }), "{error}"),
        }
    }
}

#[test]
fn what_is_too_long_is_refused() {
    let long = vec![b' '; utakata_page::LONGEST + 1];
    assert!(matches!(Page::read(&long, None), Err(PageError::TooLong { .. })));
}

#[test]
fn a_page_without_an_article_gives_its_whole_body() {
    let page = Page::read(b"<table><tr><td>3%</table>", None).unwrap();
    assert_eq!((page.text(), page.is_damaged()), ("3%", false));
    let bare = Page::read(b"", None).unwrap();
    assert_eq!((bare.text(), bare.is_whole(), bare.title()), ("", true, None));
}
