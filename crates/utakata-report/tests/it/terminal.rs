use unicode_width::UnicodeWidthStr;
use utakata_report::Language;
use utakata_report::terminal::{NARROWEST, TerminalOptions, WIDEST, render};

use crate::sample;

fn rendered(language: Language, width: usize) -> String {
    render(&sample::findings(), &TerminalOptions { language, width, colour: false })
}

#[test]
fn english() {
    insta::assert_snapshot!(rendered(Language::English, 100));
}

#[test]
fn japanese() {
    insta::assert_snapshot!(rendered(Language::Japanese, 100));
}

#[test]
fn no_line_is_wider_than_asked() {
    for language in Language::ALL {
        for (asked, allowed) in [(10, NARROWEST), (72, 72), (100, 100), (400, WIDEST)] {
            for line in rendered(language, asked).lines() {
                assert!(line.width() <= allowed, "{language} {asked}: {} columns: {line}", line.width());
            }
        }
    }
}

#[test]
fn sources_cannot_command_the_terminal_and_colour_is_asked_for() {
    let findings = sample::findings();
    let plain = render(&findings, &TerminalOptions::default());
    assert!(!plain.contains('\u{1b}'));
    let coloured = render(&findings, &TerminalOptions { colour: true, ..TerminalOptions::default() });
    assert!(coloured.contains('\u{1b}'));
    assert!(!coloured.contains("\u{1b}[31m"), "the colour of a source's title");
}
