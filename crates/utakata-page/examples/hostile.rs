//! How long pages of 5 MB take that were made to take long. `cargo run --release -p utakata-page --example hostile`

#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::time::Instant;

use utakata_page::Page;

const BYTES: usize = 5_000_000;

fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let pages: [(&str, &str); 19] = [
        ("open <b>", "<b>"),
        ("open <div>", "<div>"),
        ("open <div> with text", "<div>some words, "),
        ("open <p><b>, each its own", "<p><b id=#>x"),
        ("closing tags alone", "</b></p></div>"),
        ("open <a>", "<a href=x>word "),
        ("open <table>", "<table>"),
        ("cells", "<table><td>4.7%"),
        ("one letter paragraphs", "<p>x</p>"),
        (
            "paragraphs of 80 characters",
            "<p>There are words here, and commas, and what a paragraph of news would have more of.",
        ),
        ("items", "<li>3% of them, and more words than that"),
        ("breaks", "x<br><br>"),
        ("references", "&amp;"),
        ("broken references", "&a"),
        ("lines", "x\n"),
        ("less-thans", "<<"),
        ("comments", "<!-- <p> -->"),
        ("attributes", "<p a#=1 b#=2 class=x>"),
        ("lists in lists", "<ul><li>word"),
    ];
    for (name, piece) in pages.into_iter().filter(|(name, _)| name.contains(&wanted)) {
        let mut source = String::with_capacity(BYTES + 100);
        let mut number = 0;
        while source.len() < BYTES {
            source.push_str(&piece.replace('#', &number.to_string()));
            number += 1;
        }
        tell(name, source.as_bytes());
    }
    for (name, piece) in [
        ("many paragraphs, deep", "<p>Some words, and more.</p>"),
        (
            "paragraphs, deep",
            "<p>Some words, and more than that, and still more of them, up to what one would write.</p>",
        ),
        (
            "links, deep",
            "<a href=x>Some words, and more than that, and still more of them, up to a full line</a> ",
        ),
        (
            "lists, deep",
            "<ul><li>Some words, and more than that, and still more of them, up to what fills a line</ul>",
        ),
        (
            "tables, deep",
            "<table><tr><td>Some words, and more<td>and still more of them<tr><td>4<td>5</table> a few more words",
        ),
    ] {
        let mut nested = "<div>".repeat(90);
        nested.extend(std::iter::repeat_n(piece, BYTES / piece.len()));
        tell(name, nested.as_bytes());
    }
    let mut one = "<p".to_owned();
    for number in 0..BYTES / 9 {
        // Writing into a string cannot fail.
        let _ = write!(one, " a{number}=1");
    }
    tell("one tag of many attributes", one.as_bytes());
}

fn tell(name: &str, bytes: &[u8]) {
    let start = Instant::now();
    match Page::read(bytes, None) {
        Ok(page) => println!(
            "{name:30} {:6.2} s, text {:8} bytes, whole body: {}",
            start.elapsed().as_secs_f64(),
            page.text().len(),
            page.is_whole()
        ),
        Err(error) => println!("{name:30} {error}"),
    }
}
