use std::collections::BTreeSet;
use std::path::Path;

use utakata_report::Language;
use utakata_report::html::render;

use crate::sample;

fn page() -> String {
    render(&sample::findings(), Language::English).unwrap_or_else(|error| panic!("{error}"))
}

/// Values of every attribute `name="…"`.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Writes the pages where a person can look at them.
#[test]
fn pages_for_looking_at() {
    for language in Language::ALL {
        let page = render(&sample::findings(), language).unwrap();
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sample-{language}.html"));
        std::fs::write(path, &page).unwrap();
        assert!(page.contains(&format!("<html lang=\"{}\">", language.bcp47())));
        assert!(page.contains(&format!("id=\"language-{language}\" checked")));
    }
}

#[test]
fn what_sources_say_is_escaped() {
    let page = page();
    assert!(!page.contains("<script"));
    assert!(page.contains("&#60;script&#62;alert(&#39;bubble&#39;)"));
    assert!(!page.contains("javascript:"), "only web addresses are linked");
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let page = page();
    assert!(page.contains("default-src 'none'"));
    for forbidden in
        [" src=", "<link", "@import", "url(", "<iframe", "<object", "<embed", " style=", "srcset"]
    {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let handlers = ["onclick", "onload", "onerror", "onchange", "onmouseover"];
    assert!(handlers.iter().all(|handler| !page.contains(handler)));
    for (at, _) in page.match_indices("http") {
        let before = &page[at.saturating_sub(24)..at];
        assert!(before.ends_with("<a href=\"") || before.ends_with("<meta "), "{before}");
    }
}

#[test]
fn identifiers_are_unique_and_every_reference_has_a_target() {
    let page = page();
    let ids = attributes(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    assert!(ids.len() > 100);
    let links = attributes(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
    let labels = attributes(&page, "aria-labelledby").into_iter().flat_map(str::split_whitespace);
    for reference in links.chain(labels) {
        assert!(unique.contains(reference), "nothing has the identifier {reference}");
    }
}

#[test]
fn headings_descend_without_gaps_and_pictures_have_names() {
    let page = page();
    for edition in page.split("<article ").skip(1) {
        let levels: Vec<u32> = edition
            .match_indices("<h")
            .filter_map(|(at, _)| edition.as_bytes().get(at + 2).and_then(|&b| char::from(b).to_digit(10)))
            .collect();
        assert_eq!(levels[0], 1);
        assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        assert_eq!(edition.matches("role=\"img\"").count(), 3);
        assert_eq!(edition.matches("<desc ").count(), 3);
    }
}

#[test]
fn sentences_without_a_translation_are_marked_as_english() {
    let page = page();
    let japanese =
        page.split("<article ").skip(1).find(|edition| edition.contains("data-edition=\"ja\"")).unwrap();
    assert!(japanese.contains("<span lang=\"en\">US deals outnumber Chinese ones 16.7 to one.</span>"));
    assert!(japanese.contains("AI大規模モデルのバブルは弾けつつあるか"));
}
