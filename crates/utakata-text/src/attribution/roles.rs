//! Speakers who are not named but for what they are: a company spokesman, トヨタの広報担当者, 一位业内人士.

use std::ops::Range;

use crate::cursor::Cursor;
use crate::words::Words;

static JAPANESE: Words<()> = Words::new(&[
    ("担当者", ()),
    ("幹部", ()),
    ("関係者", ()),
    ("アナリスト", ()),
    ("エコノミスト", ()),
    ("ストラテジスト", ()),
    ("投資家", ()),
    ("経営者", ()),
    ("創業者", ()),
    ("専門家", ()),
    ("研究者", ()),
    ("従業員", ()),
    ("社員", ()),
    ("報道官", ()),
    ("広報官", ()),
    ("当局者", ()),
    ("高官", ()),
    ("店主", ()),
    ("トレーダー", ()),
    ("弁護士", ()),
    ("代表者", ()),
    ("責任者", ()),
    ("消息筋", ()),
    ("情報筋", ()),
]);
static PARTICLES: Words<()> = Words::new(&[("は", ()), ("が", ()), ("も", ())]);

/// The last (or first) of the people that a Japanese sentence speaks of by what they are: up to a particle, with who they belong to.
pub(super) fn japanese(cursor: &Cursor<'_>, span: Range<usize>, last: bool) -> Option<String> {
    let role = |at: usize| {
        cursor.longest(at, &PARTICLES)?;
        cursor.longest_before(at, &JAPANESE)?;
        let floor = cursor.clause_start(at).max(span.start);
        // ある投資家, 市場に詳しい関係者: from the last hiragana on, の aside.
        let part =
            |p: &usize| cursor.at(*p).is_some_and(|c| c == 'の' || !('\u{3041}'..='\u{3096}').contains(&c));
        let start = (floor..at).rev().take_while(part).last()?;
        let name = cursor.slice(start, at);
        let name = ["の", "某", "一部の", "複数の", "別の", "匿名の"]
            .iter()
            .fold(name.as_str(), |name, head| name.strip_prefix(head).unwrap_or(name));
        (2..=24).contains(&name.chars().count()).then(|| name.to_owned())
    };
    if last { span.clone().rev().find_map(role) } else { span.clone().find_map(role) }
}

static ENGLISH: Words<()> = Words::new(&[
    ("spokesman", ()),
    ("spokeswoman", ()),
    ("spokesperson", ()),
    ("investor", ()),
    ("investors", ()),
    ("analyst", ()),
    ("analysts", ()),
    ("economist", ()),
    ("economists", ()),
    ("strategist", ()),
    ("executive", ()),
    ("executives", ()),
    ("official", ()),
    ("officials", ()),
    ("trader", ()),
    ("traders", ()),
    ("manager", ()),
    ("employee", ()),
    ("employees", ()),
    ("source", ()),
    ("sources", ()),
    ("banker", ()),
    ("bankers", ()),
    ("lawyer", ()),
    ("researcher", ()),
    ("researchers", ()),
    ("consultant", ()),
    ("director", ()),
    ("founder", ()),
    ("owner", ()),
    ("resident", ()),
]);
static DETERMINERS: Words<()> = Words::new(&[
    ("a", ()),
    ("an", ()),
    ("one", ()),
    ("the", ()),
    ("another", ()),
    ("its", ()),
    ("some", ()),
]);

/// Most words between a determiner and the role.
const WORDS: usize = 4;

/// The person by what they are right before `end` (a verb) of an English sentence, without the determiner.
pub(super) fn english(cursor: &Cursor<'_>, floor: usize, end: usize) -> Option<String> {
    let end = cursor.before_spaces(end);
    let (role, ()) = cursor.longest_before(end, &ENGLISH)?;
    let (mut start, mut at) = (role, role);
    for _ in 0..WORDS {
        let stop = cursor.before_spaces(at);
        let letter =
            |p: &usize| cursor.at(*p).is_some_and(|c| c.is_ascii_alphabetic() || c == '-' || c == '\'');
        let Some(word) = (floor..stop).rev().take_while(letter).last().filter(|_| stop < at) else { break };
        if cursor.longest(word, &DETERMINERS).is_some_and(|(after, ())| after == stop) {
            start = at;
            break;
        }
        at = word;
    }
    Some(cursor.slice(start, end))
}

/// What counts or hides a speaker at the head of a Chinese name: 一位, 某, 有.
pub(super) fn without_count(mut name: &str) -> &str {
    let heads = ["一位", "一名", "多位", "多名", "有", "某", "另一位", "不愿具名的", "匿名"];
    while let Some(rest) = heads.iter().find_map(|head| name.strip_prefix(head)) {
        name = rest;
    }
    name
}
