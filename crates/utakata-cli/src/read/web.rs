//! Going through the lines one by one in the browser.

use std::io::Write as _;

use utakata_live::review::{Subject, Written, review};
use utakata_text::Reading;
use utakata_text::draft::Kept;

use crate::failure::Failure;

/// Serves the page until a person has finished and `write` has written what they accepted. The address goes to standard
/// error.
pub(super) fn ask(
    (title, text, reading): (&str, &str, &Reading),
    write: impl Fn(&Kept) -> Result<Written, Failure>,
) -> Result<(), Failure> {
    let subject = Subject { title: title.to_owned(), text: text.to_owned(), reading: reading.clone() };
    let ready = |address: &str| {
        // Without an address nobody can finish; but nobody is left to tell when standard error is closed.
        let _ = writeln!(anstream::stderr(), "review at {address} (Ctrl-C ends without writing)");
    };
    review(subject, ready, |kept| write(kept).map_err(|failure| failure.text())).map_err(Failure::runtime)
}
