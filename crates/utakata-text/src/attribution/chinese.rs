//! Chinese: X表示, 据X(数据)显示, “…”X说.

use std::ops::Range;

use super::relay::is_medium;
use super::{Source, names, roles, speech};
use crate::cursor::Cursor;
use crate::words::Words;

static SAYING: Words<()> = Words::new(&[
    ("表示", ()),
    ("宣布", ()),
    ("发文", ()),
    ("援引", ()),
    ("判断", ()),
    ("提到", ()),
    ("提醒", ()),
    ("断言", ()),
    ("坚称", ()),
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
    "发布的",
    "发布",
    "公布的",
    "公布",
    "一致",
    "今日",
    "昨日",
    "今天",
    "昨天",
    "日前",
    "近期",
    "最近",
    "随后",
    "曾",
    "却",
    "都",
    "普遍",
    "明确",
    "进一步",
    "强烈",
    "指",
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

/// Titles after which a person's name stands.
const TITLES: &[&str] = &[
    "主席",
    "创始人",
    "合伙人",
    "分析师",
    "行长",
    "经济学家",
    "总裁",
    "董事长",
    "CEO",
    "CFO",
    "教授",
    "院长",
    "主任",
    "部长",
    "发言人",
    "经理",
    "专家",
    "研究员",
    "总监",
    "负责人",
    "秘书长",
    "局长",
    "院士",
    "股东",
    "记者",
    "博主",
    "首席执行官",
];

/// Without affiliation and title: 美联储主席鲍威尔 is 鲍威尔.
fn person(found: &str) -> String {
    let after = TITLES.iter().filter_map(|title| Some(found.rfind(title)? + title.len())).max();
    let name = after.map_or("", |at| &found[at..]).trim();
    let short = (2..=5).contains(&name.chars().count()) || name.contains('·');
    (if short { name } else { found }).to_owned()
}

/// Those who are not named, and what is no speaker.
fn is_nobody(found: &str) -> bool {
    let unnamed = [
        "我",
        "我们",
        "他",
        "她",
        "他们",
        "知情人士",
        "消息人士",
        "相关人士",
        "有关人士",
        "人员",
        "消息",
        "有人",
        "数据",
        "结果",
        "调查",
        "股东",
        "网友",
        "投资者",
    ];
    unnamed.iter().any(|end| found.ends_with(end))
}

/// The source of what stands at `at`.
pub(super) fn source(cursor: &Cursor<'_>, span: &Range<usize>, at: usize) -> Option<Source> {
    let said = speech(cursor, span, at).filter(|said| said.len() > 6);
    let after = said.as_ref().and_then(|said| sayer(cursor, said.end..span.end, true));
    let before = said.as_ref().map_or(at, |said| said.start);
    let given = after.or_else(|| according(cursor, span.start..before));
    let name = match given {
        Some(name) if !is_medium(&name) => name,
        // A medium beside another speaker passes on what that one says.
        medium => sayer(cursor, span.start..before, false)
            .or(medium)
            .or_else(|| sayer(cursor, span.start..before, true))
            .or_else(|| said.is_none().then(|| sayer(cursor, at..span.end, true)).flatten())?,
    };
    Some(Source::new(name, true))
}

/// What a speaker tells it to, cut off: 李建国在接受新华社采访时, 王芳对每日经济新闻记者; what a medium quotes: 彭博社援引高盛.
fn told(found: &str) -> &str {
    if let Some((_, quoted)) = found.split_once("援引").filter(|(by, _)| is_medium(by)) {
        return quoted;
    }
    let to = ["在接受", "接受", "对", "向"].iter().filter_map(|word| found.split_once(word));
    let mut media = to.filter(|(_, to)| {
        is_medium(
            to.trim_end_matches('时')
                .trim_end_matches("采访")
                .trim_end_matches("专访")
                .trim_end_matches("记者"),
        )
    });
    media.next().map_or(found, |(name, _)| name)
}

/// What stands between a clause's head and the first verb of saying; `media` says whether it may be a medium.
fn sayer(cursor: &Cursor<'_>, span: Range<usize>, media: bool) -> Option<String> {
    let mut from = span.start;
    while let Some((start, end, ())) = cursor.first_within(from, span.end, &SAYING) {
        let head = cursor.clause_start(start).max(span.start);
        let found = names::trimmed(&cursor.slice(head, start), TAILS);
        // 国家统计局15日公布.
        let found = person(roles::without_count(told(
            found.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '日' | '月')).trim_end(),
        )));
        // 分析师, 称为, 说明: other words.
        let other = cursor.at(end).is_some_and(|c| "师为明法服".contains(c));
        if !other
            && (2..=24).contains(&found.chars().count())
            && !found.starts_with('据')
            && !is_nobody(&found)
            && (media || !is_medium(&found))
        {
            return Some(found);
        }
        from = end;
    }
    None
}

/// 据X, up to the clause's end or the verb.
fn according(cursor: &Cursor<'_>, span: Range<usize>) -> Option<String> {
    // 数据, 占据, 证据 are words of their own.
    let inside = |at: usize| {
        cursor.at(at) == Some('据') && cursor.last(at).is_some_and(|c| "数占依凭证收论票单割盘".contains(c))
    };
    let found =
        |at: usize| cursor.longest(at, &ACCORDING).filter(|(end, ())| *end <= span.end && !inside(at));
    let (start, ()) = (span.start..span.end).find_map(found)?;
    let clause = cursor.clause_end(start).min(span.end);
    let end = cursor.first_within(start, clause, &SAYING).map_or(clause, |(verb, ..)| verb);
    let found = names::trimmed(&cursor.slice(start, end), TAILS);
    let found = person(roles::without_count(found.trim_matches(['《', '》'])));
    ((2..=24).contains(&found.chars().count()) && !is_nobody(&found)).then_some(found)
}
