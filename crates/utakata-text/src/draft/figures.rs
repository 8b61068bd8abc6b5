//! What a number of the text allows, as bounds that hold its rounding.

use crate::item::{Bound, Item, Value};

use super::percent;

/// How far from the number "about" reaches: a tenth of its size, or half of its last digit where that is more.
pub(super) const ABOUT: f64 = 0.1;

/// Lower and upper end, either of which may be open.
pub(super) type Bounds = (Option<f64>, Option<f64>);

fn numbers(item: &Item) -> Option<(f64, f64)> {
    let number = |value: &Option<Value>| match value {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let exact = number(&item.value);
    Some((number(&item.low).or(exact)?, number(&item.high).or(exact)?))
}

/// A change in per cent: what rounds to the number in the digits given; bounds as bounds, a fall of at most 3 % being a fall.
pub(super) fn change(item: &Item) -> Option<Bounds> {
    let (low, high) = numbers(item)?;
    let (low, high) = (percent(low), percent(high));
    Some(match item.bound {
        Some(Bound::AtLeastInSize | Bound::AboveInSize) => (None, Some(high)),
        Some(Bound::AtMostInSize | Bound::BelowInSize) => (Some(low), Some(0.0)),
        Some(Bound::AtLeast | Bound::Above) => (Some(low), None),
        Some(Bound::AtMost | Bound::Below) => (Some(0.0), Some(high)),
        None => around(item, low, high),
    })
}

/// An amount of money.
pub(super) fn amount(item: &Item) -> Option<Bounds> {
    let (low, high) = numbers(item)?;
    // 35ドルまで上昇: the price that was reached, not a limit.
    let bound = item.bound.filter(|_| !item.quote.trim_end().ends_with("まで"));
    Some(match bound {
        Some(Bound::AtLeast | Bound::Above | Bound::AtLeastInSize | Bound::AboveInSize) => (Some(low), None),
        Some(Bound::AtMost | Bound::Below | Bound::AtMostInSize | Bound::BelowInSize) => (None, Some(high)),
        None => around(item, low, high),
    })
}

/// So many times as much, as a change in per cent. A multiple in whole numbers is about: a tenth of it either way, if that is
/// less than half of its last digit.
pub(super) fn multiple(item: &Item) -> Option<Bounds> {
    let (times, _) = numbers(item).filter(|(low, high)| low == high && *low > 0.0)?;
    let as_change = |times: f64| tidy(100.0 * (times - 1.0));
    Some(match item.bound {
        Some(Bound::AtLeast | Bound::Above) => (Some(as_change(times)), None),
        Some(Bound::AtMost | Bound::Below) => (None, Some(as_change(times))),
        Some(_) => return None,
        None => {
            let half = 0.5 * last_digit(&item.quote, times);
            let spread = if item.approximate { (ABOUT * times).max(half) } else { half.min(ABOUT * times) };
            (Some(as_change(times - spread)), Some(as_change(times + spread)))
        }
    })
}

fn around(item: &Item, low: f64, high: f64) -> Bounds {
    let half = 0.5 * last_digit(&item.quote, if low.abs() > high.abs() { low } else { high });
    let spread = |x: f64| if item.approximate { (ABOUT * x.abs()).max(half) } else { half };
    (Some(tidy(low - spread(low))), Some(tidy(high + spread(high))))
}

/// Without the noise of binary fractions.
fn tidy(x: f64) -> f64 {
    let rounded = (x * 1e8).round() / 1e8;
    if rounded.is_finite() { rounded } else { x }
}

/// What one step of the last digit of a quote is worth, of a number whose value is `value`: 0.1 for `4.7%`, 10 for `3割` (30 per
/// cent), 1000 for `3.2万円`.
fn last_digit(quote: &str, value: f64) -> f64 {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = quote.nfkc().filter(|c| *c != ',').collect();
    let runs: Vec<&str> = plain
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .filter(|run| run.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let written = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len().min(12));
    let step = |decimals: usize| 10_f64.powi(-i32::try_from(decimals).unwrap_or(0));
    match runs.as_slice() {
        // One number, with whatever multiplies it.
        [run] => match run.trim_matches('.').parse::<f64>() {
            Ok(number) if number != 0.0 && value != 0.0 => {
                step(written(run.trim_end_matches('.'))) * nearest_power(value.abs() / number)
            }
            _ => step(written(run)),
        },
        [] if plain.contains(['割', '成']) => 10.0,
        [] => 1.0,
        // 3割5分, 3万2538円33銭: to the last decimal of the value.
        _ => step(written(&value.abs().to_string())),
    }
}

/// The power of ten nearest to a ratio of two ways to write a number.
fn nearest_power(ratio: f64) -> f64 {
    10_f64.powi(ratio.log10().round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> Item {
        crate::read(text, None).items.remove(0)
    }

    #[test]
    fn a_number_holds_what_rounds_to_it() {
        assert_eq!(change(&item("AMD fell 4.7 %")), Some((Some(-4.75), Some(-4.65))));
        assert_eq!(change(&item("AMD fell 4.70 %")), Some((Some(-4.705), Some(-4.695))));
        assert_eq!(change(&item("株価は3割上昇した")), Some((Some(25.0), Some(35.0))));
        assert_eq!(change(&item("株価は三成")), Some((Some(25.0), Some(35.0))));
        assert_eq!(change(&item("株価は3割5分上昇した")), Some((Some(34.5), Some(35.5))));
        assert_eq!(change(&item("股价跌去百分之三十")), Some((Some(-30.5), Some(-29.5))));
        assert_eq!(amount(&item("closed at $31.80")), Some((Some(31.795), Some(31.805))));
        assert_eq!(amount(&item("終値は3万2538円33銭")), Some((Some(32538.325), Some(32538.335))));
        assert_eq!(amount(&item("終値は3.2万円")), Some((Some(31500.0), Some(32500.0))));
        assert_eq!(amount(&item("終値は3万2538円")), Some((Some(32537.5), Some(32538.5))));
        assert_eq!(amount(&item("closed at $1,031")), Some((Some(1030.5), Some(1031.5))));
    }

    #[test]
    fn bounds_stay_bounds_and_about_is_a_tenth() {
        assert_eq!(change(&item("fell more than 3%")), Some((None, Some(-3.0))));
        assert_eq!(change(&item("fell less than 3%")), Some((Some(-3.0), Some(0.0))));
        assert_eq!(change(&item("rose at least 3%")), Some((Some(3.0), None)));
        assert_eq!(change(&item("fell about 20%")), Some((Some(-22.0), Some(-18.0))));
        assert_eq!(change(&item("fell about 3%")), Some((Some(-3.5), Some(-2.5))));
    }

    #[test]
    fn a_multiple_is_a_change() {
        assert_eq!(multiple(&item("the shares doubled")), Some((Some(80.0), Some(120.0))));
        assert_eq!(multiple(&item("株価は2.5倍に")), Some((Some(145.0), Some(155.0))));
        assert_eq!(multiple(&item("more than doubled")), Some((Some(100.0), None)));
    }
}
