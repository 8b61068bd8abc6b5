//! Amounts of money in spoken and small units.

use crate::cursor::Cursor;
use crate::numeral::numeral;
use crate::units;

/// Smaller coins after an amount: 48銭, 5角, the 2 of 4块2.
pub(crate) fn coins(cursor: &Cursor<'_>, end: usize, currency: &str) -> Option<(f64, usize)> {
    let number = numeral(cursor, end).filter(|n| !n.scaled && n.high < 100.0 && !n.is_fuzzy())?;
    let coin: &[(&'static str, f64)] = match currency {
        "JPY" => &[("銭", 0.01)],
        "CNY" | "块" => &[("角", 0.1), ("毛", 0.1), ("分", 0.01)],
        "USD" => &[("セント", 0.01), ("美分", 0.01)],
        _ => return None,
    };
    if let Some((end, worth)) = cursor.longest(number.end, coin) {
        return Some((number.low * worth, end));
    }
    let short = currency == "块" && number.end == end + 1 && units::unit(cursor, number.end).is_none();
    short.then_some((number.low / 10.0, number.end))
}

/// Whether 块 is money: figures, a word of paying or the end follow.
pub(crate) fn pays(cursor: &Cursor<'_>, end: usize) -> bool {
    cursor.at(end).is_none_or(|c| c.is_ascii_digit() || "钱買买卖賣,，。、!?涨跌".contains(c))
}
