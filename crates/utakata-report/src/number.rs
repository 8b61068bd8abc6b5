//! Numbers as the report shows them: the digits that matter, and nothing that is not finite.

use utakata::Interval;
use utakata_case::findings::Climatology;

use crate::lexicon::Lexicon;

/// What stands where a number is absent.
pub(crate) const ABSENT: &str = "–";

/// A p-value with two significant digits, four decimals at most: 0.0083, 0.10, 0.50; `<0.0001` below that.
pub(crate) fn p_value(p: f64) -> String {
    if p < 0.0001 { "<0.0001".to_owned() } else { fixed(p, decimals(p, 2).clamp(2, 4)) }
}

/// An e-value or a statistic with three significant digits: 22.5, 1.76, 0.95, 1290.
pub(crate) fn figure(x: f64) -> String {
    let digits = decimals(x, 3).min(6);
    if x.fract() == 0.0 { fixed(x, 0) } else { fixed(x, digits) }
}

/// A statistic with four significant digits, whole numbers as such: −10, 2.034, 0.1712.
pub(crate) fn statistic(x: f64) -> String {
    if x.fract() == 0.0 { fixed(x, 0) } else { fixed(x, decimals(x, 4).min(6)) }
}

/// A share or probability as a whole per cent, one decimal below ten.
pub(crate) fn per_cent(fraction: f64) -> String {
    let percent = 100.0 * fraction;
    let whole = percent.abs() >= 10.0 || (percent - percent.round()).abs() < 1e-9;
    format!("{} %", fixed(percent, usize::from(!whole)))
}

/// An interval in one precision, as its narrower end needs: [11.5, 25.0]; an open end is `∞`.
pub(crate) fn interval(interval: &Interval) -> String {
    let ends = [interval.low, interval.high];
    let digits = ends.iter().flatten().map(|&x| decimals(x, 3).min(4)).min().unwrap_or(0);
    let end = |x: Option<f64>, open: &str| x.map_or_else(|| open.to_owned(), |x| fixed(x, digits));
    format!("[{}, {}]", end(interval.low, "−∞"), end(interval.high, "∞"))
}

/// The frequency with both of its intervals, as a sentence.
pub(crate) fn climatology_intervals(words: &Lexicon, climatology: &Climatology) -> String {
    words.label_with(
        "climatology-intervals",
        &[
            ("frequency", &per_cent(climatology.frequency)),
            ("eras", &interval(&climatology.interval)),
            ("independent", &interval(&climatology.independent_interval)),
        ],
    )
}

/// A claimed range: one number where both ends agree, `≥ low` or `≤ high` where one is open.
pub(crate) fn range(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => plain(low),
        (Some(low), Some(high)) => format!("{} – {}", plain(low), plain(high)),
        (Some(low), None) => format!("≥ {}", plain(low)),
        (None, Some(high)) => format!("≤ {}", plain(high)),
        (None, None) => ABSENT.to_owned(),
    }
}

/// A quantity at up to four significant digits, whole numbers in full, without trailing zeros: 12 800, 12.57, −4.7.
pub(crate) fn plain(x: f64) -> String {
    if x.fract() == 0.0 {
        return fixed(x, 0);
    }
    let text = fixed(x, decimals(x, 4).min(6));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A tick of an axis whose ticks are `step` apart.
pub(crate) fn tick(x: f64, step: f64) -> String {
    // As many decimals as the step has: 0.25 has two.
    let whole = |digits: &usize| {
        let scaled = step * 10f64.powi(*digits as i32);
        scaled >= 0.5 && (scaled - scaled.round()).abs() < 1e-6 * scaled
    };
    fixed(x, (0..6).find(whole).unwrap_or(6))
}

/// `x` with `digits` decimals, a real minus sign, thousands set apart by a thin space, and no negative zero.
fn fixed(x: f64, digits: usize) -> String {
    if !x.is_finite() {
        return ABSENT.to_owned();
    }
    let text = format!("{:.digits$}", x.abs());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |parts| parts);
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && whole.len() > 4 && (whole.len() - i) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    let negative = x < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0');
    let sign = if negative { "−" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// Decimals that show `significant` digits of `x`.
fn decimals(x: f64, significant: i32) -> usize {
    if x == 0.0 || !x.is_finite() {
        return 0;
    }
    let magnitude = x.abs().log10().floor() as i32;
    (significant - 1 - magnitude).max(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_keep_two_digits() {
        let cases =
            [(1.0 / 120.0, "0.0083"), (1.0 / 60.0, "0.017"), (0.1, "0.10"), (0.5, "0.50"), (1.0, "1.00")];
        for (p, text) in cases {
            assert_eq!(p_value(p), text);
        }
        assert_eq!(p_value(3.1e-6), "<0.0001");
        assert_eq!(p_value(0.00103013), "0.0010");
    }

    #[test]
    fn figures_keep_three_digits() {
        let cases = [
            (22.5, "22.5"),
            (1.7595979, "1.76"),
            (0.954, "0.954"),
            (1.0, "1"),
            (1290.4, "1290"),
            (78.75, "78.8"),
        ];
        for (x, text) in cases {
            assert_eq!(figure(x), text);
        }
        assert_eq!(statistic(-10.0), "−10");
        assert_eq!(statistic(16.66667), "16.67");
    }

    #[test]
    fn intervals_share_one_precision() {
        let interval_of = |low, high| interval(&Interval { low, high, level: 0.95 });
        assert_eq!(interval_of(Some(11.533411), Some(24.955582)), "[11.5, 25.0]");
        assert_eq!(interval_of(Some(0.85388), Some(0.86590)), "[0.854, 0.866]");
        assert_eq!(interval_of(None, Some(3.0)), "[−∞, 3.00]");
    }

    #[test]
    fn ranges_read_as_the_source_put_them() {
        assert_eq!(range(Some(12800.0), Some(12800.0)), "12\u{202f}800");
        assert_eq!(range(Some(520.0), None), "≥ 520");
        assert_eq!(range(None, Some(10.0)), "≤ 10");
        assert_eq!(range(Some(-4.75), Some(-4.65)), "−4.75 – −4.65");
        assert_eq!(per_cent(0.4265), "43 %");
        assert_eq!(per_cent(0.083), "8.3 %");
        assert_eq!(tick(-0.0, 1.0), "0");
        assert_eq!(figure(f64::NAN), ABSENT);
    }
}
