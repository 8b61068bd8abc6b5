//! What a reader should doubt: sentences that translation or haste has damaged.
//!
//! Every lint looks for a contradiction inside the text (a number without its unit, a comparison without its end, a thing
//! before it existed); none knows what the right figure is.

use serde::Serialize;

use crate::cursor::{CLAUSE, Cursor};
use crate::item::{Item, Kind, Value};
use crate::words::Words;

/// The families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LintKind {
    /// "Part of 71 %": a part of a share says nothing of the share.
    PartOfShare,
    /// A change measured in members (10銘柄以上下落): the unit belongs to another number.
    ChangeInCounts,
    /// A per cent sign without a number.
    StrayPercent,
    /// "Than 10 %, 3 %." with nothing compared.
    BrokenComparison,
    /// A total amount given in pieces (総額も30件).
    AmountInCounts,
    /// An upper limit that no verb follows (100億元まで、).
    DanglingLimit,
    /// Something dated before it existed.
    Anachronism,
}

impl LintKind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::PartOfShare => "part-of-share",
            Self::ChangeInCounts => "change-in-counts",
            Self::StrayPercent => "stray-percent",
            Self::BrokenComparison => "broken-comparison",
            Self::AmountInCounts => "amount-in-counts",
            Self::DanglingLimit => "dangling-limit",
            Self::Anachronism => "anachronism",
        }
    }
}

/// One doubt at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lint {
    /// The family.
    pub kind: LintKind,
    /// First byte.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// The bytes, as they are.
    pub quote: String,
    /// What is wrong, in English.
    pub text: String,
}

static CHANGES: Words<()> = Words::new(&[
    ("下落", ()),
    ("下跌", ()),
    ("上昇", ()),
    ("上涨", ()),
    ("急落", ()),
    ("急騰", ()),
    ("暴落", ()),
    ("値下がり", ()),
    ("値上がり", ()),
    ("反落", ()),
    ("跌", ()),
    ("涨", ()),
]);
static TOTALS: Words<()> = Words::new(&[
    ("総額", ()),
    ("金額", ()),
    ("総額も", ()),
    ("総額は", ()),
    ("金額は", ()),
    ("金額も", ()),
    ("总额", ()),
    ("总金额", ()),
    ("金额", ()),
    ("金额为", ()),
    ("总额为", ()),
]);
const STOPS: &str = "。!?\n";

/// Things and the first year (and month) in which they could be spoken of.
static FIRSTS: Words<(&str, (i16, i8))> = Words::new(&[
    ("iPhone", ("iPhone", (2007, 1))),
    ("ChatGPT", ("ChatGPT", (2022, 11))),
    ("GPT-4", ("GPT-4", (2023, 3))),
    ("GPT-3", ("GPT-3", (2020, 5))),
    ("AIGC", ("AIGC", (2021, 1))),
    ("大規模モデル", ("大規模モデル", (2018, 1))),
    ("大規模言語モデル", ("大規模言語モデル", (2018, 1))),
    ("大型モデル", ("大型モデル", (2018, 1))),
    ("ビッグモデル", ("ビッグモデル", (2018, 1))),
    ("大模型", ("大模型", (2018, 1))),
    ("大语言模型", ("大语言模型", (2018, 1))),
    ("large language model", ("large language model", (2018, 1))),
    ("large language models", ("large language models", (2018, 1))),
    ("生成AI", ("生成AI", (2014, 1))),
    ("generative AI", ("generative AI", (2014, 1))),
    ("ビットコイン", ("ビットコイン", (2009, 1))),
    ("比特币", ("比特币", (2009, 1))),
    ("Bitcoin", ("Bitcoin", (2008, 10))),
    ("Ethereum", ("Ethereum", (2013, 11))),
    ("TikTok", ("TikTok", (2016, 9))),
    ("NFT", ("NFT", (2014, 5))),
    ("COVID-19", ("COVID-19", (2019, 12))),
    ("新型コロナ", ("新型コロナ", (2019, 12))),
    ("新冠", ("新冠", (2019, 12))),
    ("Facebook", ("Facebook", (2004, 2))),
    ("Bard", ("Bard", (2023, 2))),
]);

/// All doubts of a text, in order.
pub(crate) fn lints(
    original: &str,
    cursor: &Cursor<'_>,
    items: &[Item],
    place: &[(usize, usize)],
    year: Option<i16>,
) -> Vec<Lint> {
    let mut found = Found { original, cursor, lints: Vec::new() };
    for (item, &(start, end)) in items.iter().zip(place) {
        match item.kind {
            Kind::Percent => found.of_percent(start, end),
            Kind::Count => found.of_count(item, start, end),
            Kind::Money => found.of_money(item, start, end),
            Kind::Date => found.of_date(item, start, end),
            Kind::Duration => found.of_ago(item, start, end, year),
            _ => {}
        }
    }
    found.stray_percents();
    let mut lints = found.lints;
    lints.sort_by_key(|lint| (lint.byte_start, lint.kind));
    lints
}

struct Found<'a> {
    original: &'a str,
    cursor: &'a Cursor<'a>,
    lints: Vec<Lint>,
}

impl Found<'_> {
    fn push(&mut self, kind: LintKind, (start, end): (usize, usize), text: String) {
        let (byte_start, byte_end) = self.cursor.bytes(start, end);
        let quote = self.original.get(byte_start..byte_end).unwrap_or_default().to_owned();
        self.lints.push(Lint { kind, byte_start, byte_end, quote, text });
    }

    fn of_percent(&mut self, start: usize, end: usize) {
        let parts = [("の一部", ()), ("的一部分", ()), ("的部分", ())];
        if let Some((stop, ())) = self.cursor.longest(end, &parts) {
            let text =
                "a part of a share: either the share itself is meant, or its words were scrambled".to_owned();
            self.push(LintKind::PartOfShare, (start, stop), text);
        }
        if let Some((from, ())) =
            self.cursor.longest_before(self.cursor.before_spaces(start), &[("part of", ()), ("parts of", ())])
        {
            let text =
                "a part of a share: either the share itself is meant, or its words were scrambled".to_owned();
            self.push(LintKind::PartOfShare, (from, end), text);
        }
        let than = self.cursor.longest_before(start, &[("よりも", ()), ("より", ())]);
        if let Some((from, ())) = than
            && self.cursor.last(from) == Some('%')
            && self.cursor.at(end).is_none_or(|c| STOPS.contains(c))
        {
            let text = "two shares are compared and nothing says which way".to_owned();
            let begin = (from.saturating_sub(CLAUSE)..from)
                .rev()
                .take_while(|&p| !self.cursor.at(p).is_some_and(|c| STOPS.contains(c) || c == '、'))
                .last();
            self.push(LintKind::BrokenComparison, (begin.unwrap_or(from), end), text);
        }
    }

    fn of_count(&mut self, item: &Item, start: usize, end: usize) {
        let unit = item.unit.as_deref().unwrap_or_default();
        if let Some((stop, ())) = self.cursor.longest(end, &CHANGES)
            && unit.chars().all(|c| !c.is_ascii())
            && !unit.is_empty()
            && !matches!(unit, "点" | "基" | "ドル" | "つ" | "次" | "回")
            && self.cursor.last(start).is_some_and(|c| {
                matches!(c, 'が' | 'は' | 'も' | ' ') || ('\u{4e00}'..='\u{9fff}').contains(&c)
            })
        {
            let text = format!("prices fall by per cent, not by {unit}: the number's own unit was lost");
            self.push(LintKind::ChangeInCounts, (start, stop), text);
        }
        let pieces = matches!(unit, "件" | "人" | "社" | "家" | "个" | "起" | "笔" | "項" | "项");
        if let Some((from, ())) = self.cursor.longest_before(start, &TOTALS).filter(|_| pieces) {
            let text = format!("a total amount given in {unit}: the sum and the count were mixed up");
            self.push(LintKind::AmountInCounts, (from, end), text);
        }
    }

    fn of_money(&mut self, item: &Item, start: usize, end: usize) {
        let limit = item.quote.trim_end().ends_with("まで");
        if limit && matches!(self.cursor.at(end), Some('、' | '。')) {
            let text = "a limit that no verb follows: whether it was reached is not said".to_owned();
            self.push(LintKind::DanglingLimit, (start, end), text);
        }
    }

    /// The thing spoken of near by in the same sentence that did not exist by then, with its first year.
    fn too_early(&self, start: usize, end: usize, (year, month): (i16, i8)) -> Option<(&'static str, i16)> {
        let stops = |p: &usize| self.cursor.at(*p).is_some_and(|c| STOPS.contains(c));
        let first =
            (start.saturating_sub(24)..start).rev().find(stops).map_or(start.saturating_sub(24), |p| p + 1);
        let farthest = self.cursor.len().min(end + 16);
        let last = (end..farthest).find(stops).unwrap_or(farthest);
        (first..last).find_map(|at| {
            let (stop, (thing, since)) = self.cursor.longest(at, &FIRSTS)?;
            (stop <= last && (year, month) < since).then_some((thing, since.0))
        })
    }

    fn of_date(&mut self, item: &Item, start: usize, end: usize) {
        let Some(Value::Date(date)) = &item.value else { return };
        let Some(year) = date.get(..4).and_then(|y| y.parse().ok()) else { return };
        let month = date.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(12);
        // A release is what a year and a thing must agree on; other sentences compare times.
        if let Some((thing, first)) = self.too_early(start, end, (year, month)) {
            let text = format!("{thing} is of {first}, the date before it");
            self.push(LintKind::Anachronism, (start, end), text);
        }
    }

    /// 20年前から: so many years before publication.
    fn of_ago(&mut self, item: &Item, start: usize, end: usize, published: Option<i16>) {
        let (Some(Value::Number(years)), Some(published), Some("year")) =
            (&item.value, published, item.unit.as_deref())
        else {
            return;
        };
        let ago = [("前", ()), (" ago", ()), ("以前", ())];
        let Some((stop, ())) = self.cursor.longest(end, &ago).filter(|_| (1.0..200.0).contains(years)) else {
            return;
        };
        if let Some((thing, first)) = self.too_early(start, end, (published - *years as i16, 12)) {
            let text = format!("{thing} is of {first}, the time before it");
            self.push(LintKind::Anachronism, (start, stop), text);
        }
    }

    fn stray_percents(&mut self) {
        for at in 0..self.cursor.len() {
            let bare = self.cursor.at(at) == Some('%')
                && !self
                    .cursor
                    .last(self.cursor.before_spaces(at))
                    .is_some_and(|c| c.is_alphanumeric() || c == ')');
            if bare {
                let text = "a per cent sign without its number".to_owned();
                self.push(LintKind::StrayPercent, (at, at + 1), text);
            }
        }
    }
}
