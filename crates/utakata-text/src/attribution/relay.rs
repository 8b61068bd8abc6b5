//! Who passes on what somebody else says: "…, Wang told Reuters", 据路透社报道，张三表示, Xは日経新聞の取材に対し.

use std::ops::Range;

use super::{Language, names};
use crate::cursor::Cursor;
use crate::words::{Vocabulary as _, Words};

/// Ends of the names of newspapers, agencies, broadcasters and sites.
const ENDS: &[&str] = &[
    "通信",
    "通信社",
    "新聞",
    "新闻",
    "新聞社",
    "テレビ",
    "放送",
    "ニュース",
    "メディア",
    "オンライン",
    "路透社",
    "新华社",
    "新華社",
    "彭博社",
    "法新社",
    "共同社",
    "中新社",
    "美联社",
    "塔斯社",
    "韩联社",
    "日报",
    "晚报",
    "时报",
    "早报",
    "商报",
    "晨报",
    "导报",
    "证券报",
    "经济报",
    "周刊",
    "週刊",
    "杂志",
    "财经",
    "电视台",
    "电视",
    "媒体",
    "新闻网",
    "财新网",
    "中新网",
    "人民网",
    "新华网",
    "紙",
    "誌",
    "本紙",
    "日経",
];

/// Names without such an end, and English words of such names.
static NAMES: Words<()> = Words::new(&[
    ("Reuters", ()),
    ("Bloomberg", ()),
    ("CNBC", ()),
    ("CNN", ()),
    ("BBC", ()),
    ("NPR", ()),
    ("NBC", ()),
    ("CBS", ()),
    ("ABC News", ()),
    ("Fox Business", ()),
    ("AP", ()),
    ("AFP", ()),
    ("Xinhua", ()),
    ("Nikkei", ()),
    ("NHK", ()),
    ("Yonhap", ()),
    ("TASS", ()),
    ("Caixin", ()),
    ("36Kr", ()),
    ("Axios", ()),
    ("Barron", ()),
    ("Fortune", ()),
    ("Forbes", ()),
    ("Guardian", ()),
    ("Economist", ()),
    ("Wired", ()),
    ("TechCrunch", ()),
    ("The Information", ()),
    ("The Verge", ()),
    ("Politico", ()),
    ("Newsweek", ()),
    ("Handelsblatt", ()),
    ("Le Monde", ()),
    ("Les Echos", ()),
    ("Der Spiegel", ()),
    ("News", ()),
    ("Times", ()),
    ("Journal", ()),
    ("Post", ()),
    ("Daily", ()),
    ("Herald", ()),
    ("Tribune", ()),
    ("Media", ()),
    ("Magazine", ()),
    ("Weekly", ()),
    ("Gazette", ()),
    ("Chronicle", ()),
    ("Telegraph", ()),
    ("Observer", ()),
    ("Press", ()),
    ("Broadcasting", ()),
    ("Television", ()),
    ("TV", ()),
    ("Radio", ()),
    ("Podcast", ()),
    ("Associated Press", ()),
    ("ロイター", ()),
    ("ブルームバーグ", ()),
    ("フォーブス", ()),
    ("フォーチュン", ()),
    ("ガーディアン", ()),
    ("エコノミスト誌", ()),
    ("路透", ()),
    ("彭博", ()),
    ("澎湃", ()),
    ("36氪", ()),
    ("界面", ()),
    ("虎嗅", ()),
    ("华尔街见闻", ()),
    ("メディア", ()),
    ("媒体", ()),
    ("新聞", ()),
    ("新闻", ()),
]);

/// Whether a name is one of those that pass on what others say.
pub(super) fn is_medium(name: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let known_at = |(at, first): (usize, char)| {
        let (before, here) = name.split_at(at);
        let known = |known: &str| {
            let latin = known.starts_with(|c: char| c.is_ascii_alphanumeric());
            let after = here.strip_prefix(known);
            after.is_some_and(|after| {
                !latin || !(letter(before.chars().next_back()) || letter(after.chars().next()))
            })
        };
        NAMES.may_begin(first) && NAMES.candidates(first, here.chars().nth(1)).any(|(name, ())| known(name))
    };
    ENDS.iter().any(|end| name.ends_with(end)) || name.char_indices().any(known_at)
}

/// Words before a medium of English text to which something was told, or that carries it.
static TO: Words<()> = Words::new(&[
    ("told", ()),
    ("tells", ()),
    ("telling", ()),
    ("speaking to", ()),
    ("spoke to", ()),
    ("speaking with", ()),
    ("interview with", ()),
    ("interview on", ()),
    ("interview to", ()),
    ("comments to", ()),
    ("remarks to", ()),
    ("quoted by", ()),
    ("cited by", ()),
    ("carried by", ()),
    ("published by", ()),
    ("reported by", ()),
    ("according to", ()),
    ("quoted in", ()),
    ("as told to", ()),
]);
/// Verbs after a medium that passes on.
static PASSES: Words<()> = Words::new(&[
    ("reported", ()),
    ("reports", ()),
    ("cited", ()),
    ("citing", ()),
    ("quoted", ()),
    ("quoting", ()),
    ("wrote", ()),
    ("said", ()),
]);
/// What follows a medium of Japanese text that passes on.
static JAPANESE: Words<()> = Words::new(&[
    ("によると", ()),
    ("によれば", ()),
    ("の報道によると", ()),
    ("の報道によれば", ()),
    ("の取材に", ()),
    ("のインタビューで", ()),
    ("とのインタビューで", ()),
    ("のインタビューに", ()),
    ("に対し", ()),
    ("に対して", ()),
    ("に語っ", ()),
    ("に述べ", ()),
    ("に明らかに", ()),
    ("が報じ", ()),
    ("は報じ", ()),
    ("が伝え", ()),
    ("が引用", ()),
    ("の引用", ()),
    ("が報道", ()),
    ("は、", ()),
    ("は", ()),
    ("が", ()),
]);
/// Verbs at the end of a sentence that a medium says itself (Xは、…と報じた).
static REPORTED: Words<()> = Words::new(&[("と報じ", ()), ("と伝え", ()), ("と報道", ())]);
/// What stands before and after a medium of Chinese text that passes on.
static CHINESE_BEFORE: Words<()> =
    Words::new(&[("据", ()), ("告诉", ()), ("对", ()), ("向", ()), ("接受", ()), ("援引", ()), ("根据", ())]);
static CHINESE_AFTER: Words<()> = Words::new(&[
    ("报道", ()),
    ("援引", ()),
    ("记者", ()),
    ("采访", ()),
    ("专访", ()),
    ("表示", ()),
    ("透露", ()),
    ("称", ()),
    ("消息", ()),
    ("引述", ()),
    ("说", ()),
]);

/// The medium that passes on what a sentence says.
pub(super) fn relay(language: Language, cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    match language {
        Language::English => english(cursor, span),
        Language::Japanese => japanese(cursor, span),
        Language::Chinese => chinese(cursor, span),
    }
}

fn english(cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    let medium = |name: &String| is_medium(name);
    span.clone().find_map(|at| {
        if let Some((end, ())) = cursor.longest(at, &TO) {
            return names::capitals_after(cursor, cursor.past_spaces(end), span.end).filter(medium);
        }
        cursor.longest(at, &PASSES)?;
        names::capitals_before(cursor, span.start.max(at.saturating_sub(60)), cursor.before_spaces(at))
            .map(|name| name.trim_start_matches("The ").to_owned())
            .filter(medium)
    })
}

fn japanese(cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    span.clone().find_map(|at| {
        let (end, ()) = cursor.longest(at, &JAPANESE)?;
        let words = cursor.slice(at, end);
        // 共同通信は、…と報じた: the medium is the subject of reporting.
        let subject = matches!(words.trim_end_matches('、'), "は" | "が");
        if subject && cursor.first_within(span.end.saturating_sub(14).max(end), span.end, &REPORTED).is_none()
        {
            return None;
        }
        let floor = cursor.clause_start(at).max(span.start);
        names::medium_before(cursor, floor, at).filter(|name| is_medium(name))
    })
}

fn chinese(cursor: &Cursor<'_>, span: &Range<usize>) -> Option<String> {
    span.clone().find_map(|at| {
        // 陈明告诉界面新闻.
        let told = cursor.word(at, "告诉").map(|after| (after, cursor.clause_end(after).min(span.end)));
        let (head, start) = if let Some(name) = told {
            name
        } else {
            cursor.longest(at, &CHINESE_AFTER)?;
            (cursor.clause_start(at).max(span.start), at)
        };
        let mut from = head;
        // 李建国在接受新华社采访时: what stands before the medium is set aside.
        while let Some((_, end, ())) = cursor.first_within(from, start, &CHINESE_BEFORE) {
            from = end;
        }
        let name = cursor.slice(from, start);
        let name = name.trim_matches(['《', '》', ' ']).trim_end_matches("记者").to_owned();
        let clean = (2..=16).contains(&name.chars().count()) && is_medium(&name);
        clean.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_are_told_from_others() {
        for name in [
            "Reuters",
            "the Financial Times",
            "Titanium Media App",
            "日本経済新聞",
            "路透社",
            "チタニウム・メディア・アプリ",
        ] {
            assert!(is_medium(name), "{name}");
        }
        for name in ["Congress", "Goldman Sachs", "Apple", "Timeshare", "財務省", "高盛", "トヨタ"] {
            assert!(!is_medium(name), "{name}");
        }
    }
}
