//! What the elements of HTML mean for reading.

/// What an element's beginning or end puts between the text before and after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Gap {
    /// Nothing: the text goes on.
    #[default]
    None,
    /// A space at most where the page has one.
    Space,
    /// A space between two digits, which would else run into one number (`10<sup>6</sup>`).
    Digits,
    /// The next cell of a table's row.
    Cell,
    /// A new line.
    Line,
    /// A new paragraph.
    Paragraph,
}

/// What an element puts around itself.
pub(crate) fn gap(name: &str) -> Gap {
    match name {
        "sup" | "sub" => Gap::Digits,
        "td" | "th" => Gap::Cell,
        "br" | "li" | "tr" | "dt" | "dd" | "legend" | "option" => Gap::Line,
        name if BLOCKS.contains(&name) => Gap::Paragraph,
        _ => Gap::None,
    }
}

/// Elements that a browser sets as blocks.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "ul",
];

/// Elements without content.
const VOID: [&str; 19] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose content is no text of the page: programs, styles, choices of forms, pictures, what other programs show,
/// and readings above characters (`rt`), which would part a name in two.
const SILENT: [&str; 25] = [
    "applet",
    "audio",
    "canvas",
    "datalist",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "progress",
    "rp",
    "rt",
    "rtc",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Elements that open tags end without being named, and how far up those may stand.
pub(crate) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "tbody" | "thead" | "tfoot" | "caption" => (&["tbody", "thead", "tfoot", "caption"], &["table"]),
        "a" => (&["a"], &[]),
        "button" => (&["button"], &[]),
        "form" => (&["form", "p"], &[]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            (&["h1", "h2", "h3", "h4", "h5", "h6", "p"], &["div", "section", "article"])
        }
        name if BLOCKS.contains(&name) => (&["p"], &["button"]),
        _ => (&[], &[]),
    }
}

/// Whether an element has no content.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether the content of an element is no text of the page.
pub(crate) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// Whether an element belongs to the frame of a table.
pub(crate) fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption")
}
