//! Japanese: 「…」とX氏は述べた, X氏は…と述べた, Xによると, 「…」というX氏の見解.

use std::ops::Range;

use super::{Source, names, speech};
use crate::cursor::Cursor;
use crate::words::Words;

static HONORIFICS: Words<()> = Words::new(&[
    ("氏", ()),
    ("さん", ()),
    ("教授", ()),
    ("博士", ()),
    ("会長", ()),
    ("社長", ()),
    ("首相", ()),
    ("総裁", ()),
    ("議長", ()),
]);
static SAYING: Words<()> = Words::new(&[
    ("述べ", ()),
    ("語っ", ()),
    ("語る", ()),
    ("話し", ()),
    ("反論", ()),
    ("答え", ()),
    ("指摘", ()),
    ("主張", ()),
    ("警告", ()),
    ("予測", ()),
    ("予想", ()),
    ("考え", ()),
    ("信じ", ()),
    ("報じ", ()),
    ("コメント", ()),
    ("表明", ()),
    ("強調", ()),
    ("明らかに", ()),
    ("見解", ()),
    ("発表", ()),
    ("示し", ()),
    ("分析", ()),
    ("言い", ()),
    ("言う", ()),
    ("とい", ()),
    ("推計", ()),
    ("転載", ()),
    ("説明", ()),
    ("公表", ()),
    ("公開", ()),
    ("呼ん", ()),
    ("引用", ()),
    ("見て", ()),
    ("みて", ()),
    ("伝え", ()),
]);
static BY: Words<()> = Words::new(&[
    ("によると", ()),
    ("によれば", ()),
    ("のデータによると", ()),
    ("データによると", ()),
    ("のレポートによると", ()),
    ("の調査によると", ()),
    ("の調査では", ()),
    ("の調べでは", ()),
    ("のレポートでは", ()),
    ("の報告では", ()),
    ("のデータでは", ()),
    ("の試算では", ()),
    ("の統計では", ()),
    ("の統計によると", ()),
]);
/// Who is meant was named before.
const PRONOUNS: &[&str] = &[
    "同氏",
    "彼",
    "彼女",
    "同社",
    "そのレポート",
    "このレポート",
    "レポート",
    "報道",
    "報告書",
    "同",
    "最新",
    "これ",
    "それ",
    "データ",
];
/// Common words that look like the name of an organisation.
const NO_NAMES: &[&str] = &[
    "データ",
    "レポート",
    "モデル",
    "ビッグモデル",
    "スケールモデル",
    "ファンド",
    "ドルファンド",
    "サービス",
    "ユーザー",
    "リーダー",
    "システム",
    "アプリ",
    "バブル",
    "ブーム",
    "チップ",
    "グループ",
    "ネット",
    "メディア",
    "AI",
    "AIGC",
    "GPU",
    "プロジェクト",
    "トラック",
    "スタートアップ",
    "コメント",
    "ニュース",
    "ベンチャー",
    "ツール",
    "シナリオ",
    "テクノロジー",
];
/// Reports, introduced by where they come from.
static REPORTS: Words<()> = Words::new(&[
    ("から新しいレポート", ()),
    ("から最新のレポート", ()),
    ("からレポート", ()),
    ("のレポートを", ()),
    ("の報告書を", ()),
    ("からの報告", ()),
    ("の調査を", ()),
    ("のデータを", ()),
    ("から新たなデータ", ()),
    ("の新しいレポートを", ()),
]);

/// The source of what stands at `at`.
pub(super) fn source(
    cursor: &Cursor<'_>,
    span: &Range<usize>,
    at: usize,
    standing: Option<&Source>,
) -> Option<Source> {
    if let Some(said) = speech(cursor, span, at).filter(|said| said.len() > 8) {
        let found = of_view(cursor, said.end, span.end)
            .or_else(|| subject(cursor, said.end..span.end, false))
            .or_else(|| nearest_subject_before(cursor, span.start..said.start));
        if let Some(name) = found {
            return named(name, standing, true);
        }
    }
    let clause = inner_clause(cursor, span, at);
    if let Some(name) = clause {
        return named(name, standing, false);
    }
    if let Some(name) = by(cursor, span.start..at) {
        return named(name, standing, true);
    }
    if let Some((start, ..)) = cursor.first_within(span.start, span.end, &REPORTS)
        && let Some(name) = names::organisation_before(cursor, span.start, start)
    {
        return named(name, standing, true);
    }
    let whole = subject(cursor, span.clone(), true)?;
    named(whole, standing, true)
}

fn named(name: String, standing: Option<&Source>, lasts: bool) -> Option<Source> {
    if PRONOUNS.iter().any(|p| name.ends_with(p)) {
        return standing.cloned();
    }
    Some(Source { name, lasts })
}

/// 」というX氏の見解.
fn of_view(cursor: &Cursor<'_>, start: usize, end: usize) -> Option<String> {
    let after =
        cursor.longest(start, &[("という", ()), ("との", ()), ("とする", ())]).map(|(stop, ())| stop)?;
    let (honorific, ..) = cursor.first_within(after, end.min(after + 20), &HONORIFICS)?;
    names::person_before(cursor, after, honorific)
}

/// The first `X氏は`, `X氏が`, `X氏も` whose sentence says something; organisations need the verb.
fn subject(cursor: &Cursor<'_>, span: Range<usize>, needs_verb: bool) -> Option<String> {
    let verb = cursor.first_within(span.start, span.end, &SAYING);
    if needs_verb && verb.is_none() {
        return None;
    }
    let particles = [("は", ()), ("が", ()), ("も", ()), ("と", ()), ("の", ())];
    span.clone()
        .find_map(|p| {
            let (end, ()) = cursor.longest(p, &HONORIFICS)?;
            let (_, ()) = cursor.longest(end, &particles)?;
            names::person_before(cursor, span.start, p)
        })
        .or_else(|| organisation(cursor, span.clone()).filter(|_| verb.is_some()))
}

/// The last `X氏は` before a quotation.
fn nearest_subject_before(cursor: &Cursor<'_>, span: Range<usize>) -> Option<String> {
    let found = span.clone().rev().find_map(|p| {
        let (end, ()) = cursor.longest(p, &HONORIFICS)?;
        let (_, ()) = cursor.longest(end, &[("は", ()), ("が", ()), ("も", ())])?;
        names::person_before(cursor, span.start, p)
    });
    found.or_else(|| {
        cursor
            .first_within(span.start, span.end, &[("は", ()), ("が", ())])
            .and_then(|(p, ..)| names::short_name_before(cursor, span.start, p))
    })
}

/// `Sequoia Capital は`, `マッキンゼーはまた`: foreign letters or katakana up to the particle, at a clause's head.
fn organisation(cursor: &Cursor<'_>, span: Range<usize>) -> Option<String> {
    let particles = [("は", ()), ("が", ()), ("の", ())];
    let mut at = span.start;
    while at < span.end {
        let (start, _, ()) = cursor.first_within(at, span.end, &particles)?;
        let name = names::foreign_before(cursor, span.start, start);
        if let Some(name) = name.filter(|name| !NO_NAMES.contains(&name.as_str())) {
            return Some(name);
        }
        at = start + 1;
    }
    None
}

/// `Xが…と述べた` around `at`, inside a longer sentence: X from the same clause, the verb right after.
fn inner_clause(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<String> {
    let end = cursor.clause_end(at).min(span.end);
    cursor.first_within(at, end, &SAYING)?;
    let start = cursor.clause_start(at).max(span.start);
    let (particle, ..) = cursor.first_within(start, at, &[("が", ())])?;
    names::foreign_before(cursor, start, particle).or_else(|| {
        let (honorific, ()) = cursor.longest_before(particle, &HONORIFICS)?;
        names::person_before(cursor, start, honorific)
    })
}

/// `Xによると` before `at`.
fn by(cursor: &Cursor<'_>, span: Range<usize>) -> Option<String> {
    let last = span.clone().rev().find_map(|p| cursor.longest(p, &BY).map(|(end, ())| end));
    if let Some(end) = last {
        // The longest phrase that ends there: データによると, not によると.
        let start = span.clone().find(|&p| cursor.longest(p, &BY).is_some_and(|(stop, ())| stop == end))?;
        let clause = cursor.clause_start(start).max(span.start);
        // Xが公開した統計データによると, Xの別のレポートでは: X.
        let inner =
            cursor.first_within(clause, start, &[("が", ()), ("の別", ()), ("の新", ()), ("の最新", ())]);
        let whole = names::phrase_before(cursor, span.start, start);
        return inner.map_or(whole, |(particle, ..)| names::last_word_before(cursor, clause, particle));
    }
    // マッキンゼーの別のレポートでは, ブルームバーグが引用した新しい追跡データは.
    let (report, ..) = cursor.first_within(
        span.start,
        span.end,
        &[("レポートでは", ()), ("報告書では", ()), ("調査では", ()), ("データは", ()), ("レポートは", ())],
    )?;
    let (of, ..) = cursor.first_within(span.start, report, &[("の", ()), ("が", ())])?;
    names::foreign_before(cursor, span.start, of)
}
