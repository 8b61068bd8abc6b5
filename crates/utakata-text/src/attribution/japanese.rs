//! Japanese: 「…」とX氏は述べた, X氏は…と述べた, Xによると, 「…」というX氏の見解.

use std::ops::Range;

use super::relay::is_medium;
use super::{Source, names, roles, speech};
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
    ("の報道によれば", ()),
    ("の報道によると", ()),
    ("の報告書によると", ()),
    ("の発表によると", ()),
    ("の調べによると", ()),
    ("の調査によれば", ()),
    ("の推計では", ()),
    ("の推計によると", ()),
    ("の予測では", ()),
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
        if let Some(role) = roles::japanese(cursor, span.start..said.start, true) {
            return Some(Source::new(role, true));
        }
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
        // A medium beside another speaker passes on what that one says.
        let other = if is_medium(&name) { head(cursor, span).or_else(|| spoken(cursor, span)) } else { None };
        return named(other.filter(|other| !is_medium(other)).unwrap_or(name), standing, true);
    }
    if let Some((start, ..)) = cursor.first_within(span.start, span.end, &REPORTS)
        && let Some(name) = names::organisation_before(cursor, span.start, start)
    {
        return named(name, standing, true);
    }
    if closes(cursor, span)
        && let Some(role) = roles::japanese(cursor, span.clone(), false)
    {
        return Some(Source::new(role, true));
    }
    if let Some(name) = head(cursor, span) {
        return named(name, standing, true);
    }
    let whole = subject(cursor, span.clone(), true)?;
    named(whole, standing, true)
}

/// `X氏は` of a sentence that says something.
fn spoken(cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    let (p, end, ()) = cursor.first_within(span.start, span.end, &HONORIFICS)?;
    cursor.longest(end, &[("は", ()), ("が", ()), ("も", ())])?;
    names::person_before(cursor, span.start, p).filter(|_| closes(cursor, span))
}

/// Whether a sentence ends with a verb of saying.
fn closes(cursor: &Cursor<'_>, span: &Range<usize>) -> bool {
    cursor.first_within(span.end.saturating_sub(14).max(span.start), span.end, &CLOSING).is_some()
}

/// Whether a medium quotes data whose source is not named (ブルームバーグが引用したデータ).
pub(super) fn quotes(cursor: &Cursor<'_>, span: &Range<usize>) -> bool {
    cursor.first_within(span.start, span.end, &[("が引用", ()), ("の引用", ())]).is_some()
}

/// What a sentence ends with where its subject says it: …と発表した, との見方を示した.
static CLOSING: Words<()> = Words::new(&[
    ("と発表", ()),
    ("と公表", ()),
    ("と述べ", ()),
    ("と予想", ()),
    ("と予測", ()),
    ("と表明", ()),
    ("と指摘", ()),
    ("と説明", ()),
    ("と明らかに", ()),
    ("と報じ", ()),
    ("と伝え", ()),
    ("と語", ()),
    ("と話", ()),
    ("と強調", ()),
    ("と警告", ()),
    ("と推計", ()),
    ("と試算", ()),
    ("と主張", ()),
    ("とコメント", ()),
    ("との予測を", ()),
    ("との見方を", ()),
    ("との見通しを", ()),
    ("との見解を", ()),
    ("との試算を", ()),
    ("との推計を", ()),
    ("との調査結果を", ()),
    ("を発表", ()),
    ("を公表", ()),
]);
/// What makes a noun's figures those of who made it: 総務省が発表した.
static MADE: Words<()> = Words::new(&[
    ("発表した", ()),
    ("公表した", ()),
    ("まとめた", ()),
    ("発表する", ()),
    ("公開した", ()),
    ("集計した", ()),
    ("調査した", ()),
]);
/// Who is not named.
const NOBODY: &[&str] = &[
    "当社",
    "関係者",
    "委員",
    "私",
    "我々",
    "私たち",
    "人",
    "者",
    "筋",
    "方",
    "もの",
    "こと",
    "率",
    "額",
    "数",
    "会社",
    "企業",
    "政府筋",
];

/// The organisation or person at the sentence's head, in characters of any kind: 総務省が23日発表した…, 中国人民銀行は…と発表した.
fn head(cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    let (particle, after, ()) =
        cursor.first_within(span.start, span.end.min(span.start + 40), &[("は", ()), ("が", ())])?;
    let clause = cursor.clause_end(after).min(span.end);
    let made = cursor.at(particle) == Some('が')
        && cursor.first_within(after, clause.min(after + 16), &MADE).is_some();
    let says = cursor.at(particle) == Some('は')
        && cursor.first_within(span.end.saturating_sub(14).max(after), span.end, &CLOSING).is_some();
    if !(made || says) {
        return None;
    }
    let start = cursor.clause_start(particle).max(span.start);
    // 半導体大手の台湾積体電路製造: the last of what の joins.
    let from = (start..particle).rev().find(|&p| cursor.at(p) == Some('の')).map_or(start, |p| p + 1);
    let name = cursor.slice(from, particle);
    let plain = !name.chars().any(|c| ('\u{3041}'..='\u{3096}').contains(&c) || c.is_ascii_digit());
    let nobody = NOBODY.iter().any(|end| name.ends_with(end)) || NO_NAMES.contains(&name.as_str());
    let title = cursor.longest_before(particle, &HONORIFICS);
    if let Some((honorific, ())) = title {
        return names::person_before(cursor, from, honorific);
    }
    (plain && !nobody && (2..=20).contains(&name.chars().count())).then_some(name)
}

fn named(name: String, standing: Option<&Source>, lasts: bool) -> Option<Source> {
    if NOBODY.iter().any(|end| name.ends_with(end)) {
        return None;
    }
    if PRONOUNS.iter().any(|p| name.ends_with(p)) {
        return standing.cloned();
    }
    Some(Source::new(name, lasts))
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
        .filter(|name| !NOBODY.contains(&name.as_str()))
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
        // 予想PERは, 中古マンションの: the end of another word.
        let begins = |name: &String| {
            let first = cursor.before_spaces(start) - name.chars().count();
            !cursor.last(first).is_some_and(|c| {
                ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3041}'..='\u{3096}').contains(&c)
            })
        };
        if let Some(name) = name.filter(|name| begins(name) && !NO_NAMES.contains(&name.as_str())) {
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
