//! Numbers and dates as the audit prints them.

use jiff::civil::Date;

/// A number with at most `digits` decimals and a true minus sign; trailing zeros of the decimals are kept.
pub(super) fn number(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    if zero { text.replace('-', "") } else { text.replace('-', "\u{2212}") }
}

/// As [`number`], with a plus sign before a rise.
pub(super) fn signed(value: f64, digits: usize) -> String {
    let text = number(value, digits);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// A number as it was written, with a true minus sign.
pub(super) fn written(value: f64) -> String {
    value.to_string().replace('-', "\u{2212}")
}

/// Claimed bounds: `≤ 10`, `≥ 520`, `55 … 65`, `6`.
pub(super) fn bounds(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => written(low),
        (Some(low), Some(high)) => format!("{} … {}", written(low), written(high)),
        (Some(low), None) => format!("≥ {}", written(low)),
        (None, Some(high)) => format!("≤ {}", written(high)),
        (None, None) => "any".to_owned(),
    }
}

/// Decimals with which a number is written: 2 for 4.75, 0 for −3.
pub(super) fn decimals(value: f64) -> usize {
    value.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Whether `found` rounds to `quoted` at the digits with which `quoted` is written.
pub(super) fn agrees(found: f64, quoted: f64) -> bool {
    let unit = 10f64.powi(-(decimals(quoted) as i32));
    (found - quoted).abs() <= 0.5 * unit * (1.0 + 1e-9)
}

/// A stretch of days; one day when both ends are the same.
pub(super) fn days(from: Date, to: Date) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_with_a_minus_sign_and_no_negative_zero() {
        assert_eq!(number(-4.279, 2), "−4.28");
        assert_eq!(number(-0.001, 2), "0.00");
        assert_eq!(bounds(None, Some(-3.0)), "≤ −3");
        assert_eq!(bounds(Some(6.0), Some(6.0)), "6");
    }

    #[test]
    fn agreement_is_judged_at_the_digits_quoted() {
        assert!(agrees(-4.749, -4.7) && !agrees(-4.76, -4.7));
        assert!(agrees(12.4, 12.0) && !agrees(12.6, 12.0));
    }
}
