//! Chinese: X表示, 据X(数据)显示, “…”X说.

use std::ops::Range;

use super::{Source, names, speech};
use crate::cursor::Cursor;
use crate::words::Words;

static SAYING: Words<()> = Words::new(&[
    ("表示", ()),
    ("认为", ()),
    ("称", ()),
    ("指出", ()),
    ("说", ()),
    ("透露", ()),
    ("预计", ()),
    ("警告", ()),
    ("强调", ()),
    ("预测", ()),
    ("写道", ()),
    ("直言", ()),
    ("坦言", ()),
    ("反驳", ()),
    ("回应", ()),
    ("补充", ()),
    ("分析", ()),
    ("显示", ()),
    ("报道", ()),
    ("公布", ()),
    ("認為", ()),
    ("說", ()),
    ("稱", ()),
    ("估计", ()),
    ("介绍", ()),
    ("告诉", ()),
    ("披露", ()),
]);
static ACCORDING: Words<()> =
    Words::new(&[("据", ()), ("根据", ()), ("按照", ()), ("据悉", ()), ("來自", ()), ("来自", ())]);
const TAILS: &[&str] = &[
    "的数据",
    "数据",
    "统计",
    "报告",
    "的报告",
    "调查",
    "研报",
    "最新",
    "的最新",
    "的",
    "报道",
    "測算",
    "测算",
    "最新数据",
    "在接受采访时",
    "也",
    "还",
    "此前",
    "近日",
    "则",
    "对此",
    "就",
];

/// The source of what stands at `at`.
pub(super) fn source(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<Source> {
    let said = speech(cursor, span, at).filter(|said| said.len() > 6);
    let after = said.as_ref().and_then(|said| sayer(cursor, said.end..span.end));
    let before = said.as_ref().map_or(at, |said| said.start);
    let name = after
        .or_else(|| according(cursor, span.start..before))
        .or_else(|| sayer(cursor, span.start..before))
        .or_else(|| said.is_none().then(|| sayer(cursor, at..span.end)).flatten())?;
    Some(Source { name, lasts: true })
}

/// What stands between a clause's head and the first verb of saying.
fn sayer(cursor: &Cursor<'_>, span: Range<usize>) -> Option<String> {
    let mut from = span.start;
    while let Some((start, end, ())) = cursor.first_within(from, span.end, &SAYING) {
        let head = cursor.clause_start(start).max(span.start);
        let found = names::trimmed(&cursor.slice(head, start), TAILS);
        if (2..=24).contains(&found.chars().count()) && !found.starts_with('据') {
            return Some(found);
        }
        from = end;
    }
    None
}

/// 据X, up to the clause's end or the verb.
fn according(cursor: &Cursor<'_>, span: Range<usize>) -> Option<String> {
    let (_, start, ()) = cursor.first_within(span.start, span.end, &ACCORDING)?;
    let clause = cursor.clause_end(start).min(span.end);
    let end = cursor.first_within(start, clause, &SAYING).map_or(clause, |(verb, ..)| verb);
    let found = names::trimmed(&cursor.slice(start, end), TAILS);
    (2..=24).contains(&found.chars().count()).then_some(found)
}
