//! English: "according to X", "X said", "said X".

use std::ops::Range;

use super::{Source, names};
use crate::cursor::Cursor;
use crate::words::Words;

static SAYING: Words<()> = Words::new(&[
    ("said", ()),
    ("says", ()),
    ("told", ()),
    ("tells", ()),
    ("warned", ()),
    ("warns", ()),
    ("argued", ()),
    ("argues", ()),
    ("estimates", ()),
    ("estimated", ()),
    ("reported", ()),
    ("reports", ()),
    ("found", ()),
    ("expects", ()),
    ("predicted", ()),
    ("predicts", ()),
    ("wrote", ()),
    ("noted", ()),
    ("notes", ()),
    ("added", ()),
    ("claims", ()),
    ("claimed", ()),
    ("believes", ()),
    ("called", ()),
    ("forecasts", ()),
    ("showed", ()),
    ("shows", ()),
    ("announced", ()),
    ("acknowledged", ()),
    ("cautioned", ()),
]);
static ACCORDING: Words<()> = Words::new(&[
    ("according to", ()),
    ("data from", ()),
    ("a report by", ()),
    ("a survey by", ()),
    ("figures from", ()),
    ("a note from", ()),
]);

/// The source of what stands at `at`.
pub(super) fn source(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<Source> {
    let name = according(cursor, span).or_else(|| sayer(cursor, span, at))?;
    Some(Source { name, lasts: false })
}

fn according(cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    let (_, end, ()) = cursor.first_within(span.start, span.end, &ACCORDING)?;
    names::capitals_after(cursor, cursor.past_spaces(end), span.end)
}

/// The capitalised words right before or right after the verb of saying that is nearest to `at`.
fn sayer(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<String> {
    let mut verbs: Vec<(usize, usize)> =
        span.clone().filter_map(|p| cursor.longest(p, &SAYING).map(|(end, ())| (p, end))).collect();
    verbs.sort_by_key(|(start, _)| start.abs_diff(at));
    verbs.into_iter().find_map(|(start, end)| {
        names::capitals_before(cursor, span.start, cursor.before_spaces(start))
            .or_else(|| names::capitals_after(cursor, cursor.past_spaces(end), span.end))
    })
}
