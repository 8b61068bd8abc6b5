//! The words that a number of an article shares with no other number, and what they say of prices.

use crate::Reading;
use crate::cursor::Cursor;
use crate::glyphs::Glyphs;
use crate::item::{Item, Kind};
use crate::words::Words;

use super::Article;
use super::entries::sentence_span;

/// A sentence as glyphs, with where it begins in the article.
#[derive(Debug)]
pub(super) struct Read {
    glyphs: Glyphs,
    start: usize,
}

impl Read {
    /// The sentence around an item.
    pub(super) fn around(article: &Article<'_>, item: &Item) -> Self {
        let span = sentence_span(article.text, item.byte_start, item.byte_end);
        Self { start: span.start, glyphs: Glyphs::read(article.text.get(span).unwrap_or_default()) }
    }

    pub(super) fn cursor(&self) -> Cursor<'_> {
        Cursor::new(self.glyphs.all())
    }

    /// The glyph at a byte of the article; the first or the last one for bytes outside the sentence.
    fn glyph(&self, byte: usize) -> usize {
        let byte = byte.saturating_sub(self.start);
        self.glyphs.all().partition_point(|glyph| glyph.start < byte)
    }
}

/// Where a number stands in its sentence. Positions count glyphs of the sentence.
#[derive(Debug)]
pub(super) struct Stretch<'a> {
    pub(super) cursor: Cursor<'a>,
    /// The number, from its first glyph to one past its last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// One past the number before; 0 for the first one.
    pub(super) from: usize,
    /// Where the next number begins.
    pub(super) to: usize,
    /// Where the first number of the sentence begins.
    pub(super) head: usize,
    /// Where what the number is said of is named; before the first number, where the sentence begins.
    pub(super) subject: usize,
}

impl<'a> Stretch<'a> {
    /// The words around the item that stands at `place` of the reading: up to the numbers beside it that `parts` says yes to.
    pub(super) fn of(
        read: &'a Read,
        reading: &Reading,
        place: usize,
        parts: fn(&Item) -> bool,
    ) -> Option<Self> {
        let item = reading.items.get(place)?;
        let cursor = read.cursor();
        let before = reading.items[..place].iter().rev().find(|other| parts(other));
        let after = reading.items[place + 1..].iter().find(|other| parts(other));
        let inside = reading.items[..=place].iter().rev().take_while(|other| other.byte_start >= read.start);
        let first = inside.filter(|other| is_number(other)).last().unwrap_or(item);
        Some(Self {
            cursor,
            start: read.glyph(item.byte_start),
            end: read.glyph(item.byte_end),
            from: before.map_or(0, |other| read.glyph(other.byte_end)),
            to: after.map_or(cursor.len(), |other| read.glyph(other.byte_start)),
            head: read.glyph(first.byte_start),
            subject: before.map_or(0, |_| read.glyph(item.byte_start)),
        })
    }

    /// The clause of the number: in English a word such as "and" begins another one too.
    pub(super) fn clause(&self) -> (usize, usize) {
        let start = self.cursor.clause_start(self.start).max(self.from);
        let joined = (start..self.start).rev().find_map(|at| self.cursor.longest(at, JOINING));
        let end = self.cursor.clause_end(self.end).min(self.to);
        let next = self.cursor.first_within(self.end, end, JOINING);
        (joined.map_or(start, |(after, ())| after), next.map_or(end, |(at, ..)| at))
    }

    /// Takes note of where a name stands before the number.
    pub(super) fn about(&mut self, name: &str) {
        if self.subject > 0
            && let Some((before, _)) = self.cursor.slice(self.from, self.start).split_once(name)
        {
            self.subject = self.subject.min(self.from + before.chars().count());
        }
    }

    pub(super) fn has(&self, (from, to): (usize, usize), table: &'static Words<()>) -> bool {
        self.cursor.first_within(from, to, table).is_some()
    }

    /// Whether the words speak of the price of a share and of no other figure.
    pub(super) fn is_of_a_price(&self) -> bool {
        self.has((self.from, self.to), &PRICES) && !self.has((self.from, self.to), &OTHER_FIGURES)
    }

    /// Whether the words compare with a year or a month ago, or speak of what may come.
    pub(super) fn is_compared_or_to_come(&self) -> bool {
        self.has((self.from, self.to), &COMPARED)
    }
}

/// Whether an item is a number that has words of its own; dates and stretches of time belong to other numbers.
pub(super) fn is_number(item: &Item) -> bool {
    !matches!(item.kind, Kind::Date | Kind::DateRange | Kind::Duration)
}

/// Whether an item is an amount of money.
pub(super) fn is_money(item: &Item) -> bool {
    item.kind == Kind::Money
}

const JOINING: &[(&str, ())] = &[("and", ()), ("while", ()), ("whereas", ()), ("but", ())];

/// Words of the price of a share, and moves that are said of prices only or of a company as its price.
static PRICES: Words<()> = Words::new(&[
    ("share", ()),
    ("shares", ()),
    ("stock", ()),
    ("stocks", ()),
    ("share price", ()),
    ("closed", ()),
    ("fell", ()),
    ("has fallen", ()),
    ("have fallen", ()),
    ("is down", ()),
    ("are down", ()),
    ("was down", ()),
    ("is up", ()),
    ("are up", ()),
    ("was up", ()),
    ("dropped", ()),
    ("slid", ()),
    ("slipped", ()),
    ("slumped", ()),
    ("tumbled", ()),
    ("plunged", ()),
    ("sank", ()),
    ("shed", ()),
    ("lost", ()),
    ("rose", ()),
    ("has risen", ()),
    ("have risen", ()),
    ("gained", ()),
    ("climbed", ()),
    ("jumped", ()),
    ("surged", ()),
    ("soared", ()),
    ("rallied", ()),
    ("advanced", ()),
    ("doubled", ()),
    ("tripled", ()),
    ("quadrupled", ()),
    ("halved", ()),
    ("株", ()),
    ("銘柄", ()),
    ("終値", ()),
    ("下落", ()),
    ("上昇", ()),
    ("急落", ()),
    ("急騰", ()),
    ("暴落", ()),
    ("続落", ()),
    ("続伸", ()),
    ("反落", ()),
    ("反発", ()),
    ("値下がり", ()),
    ("値上がり", ()),
    ("高騰", ()),
    ("%安", ()),
    ("%高", ()),
    ("股", ()),
    ("跌", ()),
    ("涨", ()),
    ("收盘", ()),
    ("收于", ()),
    ("收报", ()),
    ("报收", ()),
    ("翻番", ()),
    ("翻倍", ()),
    ("翻了", ()),
    ("腰斩", ()),
]);

/// Words of figures that are not the price of a share.
static OTHER_FIGURES: Words<()> = Words::new(&[
    ("revenue", ()),
    ("revenues", ()),
    ("sales", ()),
    ("profit", ()),
    ("profits", ()),
    ("earnings", ()),
    ("income", ()),
    ("margin", ()),
    ("margins", ()),
    ("shipments", ()),
    ("output", ()),
    ("production", ()),
    ("users", ()),
    ("traffic", ()),
    ("visits", ()),
    ("downloads", ()),
    ("workforce", ()),
    ("jobs", ()),
    ("staff", ()),
    ("employees", ()),
    ("headcount", ()),
    ("market share", ()),
    ("share of", ()),
    ("stake", ()),
    ("costs", ()),
    ("spending", ()),
    ("capex", ()),
    ("orders", ()),
    ("demand", ()),
    ("deliveries", ()),
    ("guidance", ()),
    ("dividend", ()),
    ("prices of", ()),
    ("list price", ()),
    ("market value", ()),
    ("market cap", ()),
    ("market capitalization", ()),
    ("market capitalisation", ()),
    ("shareholders", ()),
    ("index", ()),
    ("inflation", ()),
    ("売上", ()),
    ("利益", ()),
    ("増益", ()),
    ("減益", ()),
    ("増収", ()),
    ("減収", ()),
    ("収益", ()),
    ("出荷", ()),
    ("生産", ()),
    ("利用者", ()),
    ("ユーザー", ()),
    ("アクセス", ()),
    ("訪問", ()),
    ("従業員", ()),
    ("人員", ()),
    ("シェア", ()),
    ("コスト", ()),
    ("費用", ()),
    ("受注", ()),
    ("需要", ()),
    ("配当", ()),
    ("時価総額", ()),
    ("持ち株", ()),
    ("株主", ()),
    ("指数", ()),
    ("物価", ()),
    ("営收", ()),
    ("营收", ()),
    ("收入", ()),
    ("利润", ()),
    ("净利", ()),
    ("销量", ()),
    ("销售", ()),
    ("出货", ()),
    ("产量", ()),
    ("用户", ()),
    ("访问", ()),
    ("员工", ()),
    ("裁员", ()),
    ("份额", ()),
    ("成本", ()),
    ("支出", ()),
    ("订单", ()),
    ("需求", ()),
    ("分红", ()),
    ("市值", ()),
    ("股东", ()),
    ("持股", ()),
    ("指数", ()),
]);

/// Words of another comparison than one of two closes, and of what has not happened.
static COMPARED: Words<()> = Words::new(&[
    ("year-on-year", ()),
    ("year on year", ()),
    ("year over year", ()),
    ("year-over-year", ()),
    ("a year earlier", ()),
    ("a year ago", ()),
    ("the year before", ()),
    ("a month earlier", ()),
    ("a week earlier", ()),
    ("compared with", ()),
    ("compared to", ()),
    ("on average", ()),
    ("per year", ()),
    ("a year", ()),
    ("annually", ()),
    ("will", ()),
    ("would", ()),
    ("could", ()),
    ("may be", ()),
    ("may have", ()),
    ("may see", ()),
    ("may fall", ()),
    ("may drop", ()),
    ("may lose", ()),
    ("may rise", ()),
    ("may gain", ()),
    ("may double", ()),
    ("might", ()),
    ("should", ()),
    ("if", ()),
    ("expected", ()),
    ("forecast", ()),
    ("target", ()),
    ("同比", ()),
    ("环比", ()),
    ("前年同", ()),
    ("前年比", ()),
    ("前月比", ()),
    ("前期比", ()),
    ("前週比", ()),
    ("平均", ()),
    ("見通し", ()),
    ("見込", ()),
    ("予想", ()),
    ("予測", ()),
    ("可能性", ()),
    ("だろう", ()),
    ("目標", ()),
    ("もし", ()),
    ("预计", ()),
    ("预期", ()),
    ("料将", ()),
    ("可能", ()),
    ("目标价", ()),
    ("如果", ()),
    ("将会", ()),
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Vocabulary as _;

    #[test]
    fn no_word_is_of_a_price_and_of_another_figure() {
        let others: Vec<&str> = OTHER_FIGURES.entries().iter().map(|(word, ())| *word).collect();
        assert!(PRICES.entries().iter().all(|(word, ())| !others.contains(word)));
    }
}
