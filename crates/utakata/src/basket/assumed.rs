//! What can be said of a quoted fall when no prices are at hand: a law is assumed instead of measured.

use super::{BasketError, copula_tail, in_range};
use crate::tail::normal_below;
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// Trading days of the year by which volatility is quoted.
const DAYS_A_YEAR: f64 = 252.0;

/// How many standard deviations a return is, and how often one as low comes, if log returns are independent normal
/// with mean zero.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct AssumedMove {
    /// `ln(1 + return) / (volatility √(days / 252))`.
    pub z: f64,
    /// `P(Z ≤ z)`.
    pub p_lower: f64,
}

/// Judges a simple return over `days` trading days by an assumed annual volatility (252 trading days, as a fraction).
///
/// # Errors
/// [`BasketError::Range`] for a return of −1 or less, a volatility that is not positive, or zero days.
pub fn assumed_move(simple_return: f64, volatility: f64, days: usize) -> Result<AssumedMove, BasketError> {
    let sound = simple_return > -1.0 && simple_return.is_finite();
    in_range("the return", simple_return, sound, "a fraction above -1 (a fall of 4.7 % is -0.047)")?;
    let sound = volatility > 0.0 && volatility.is_finite();
    in_range("the volatility", volatility, sound, "a positive fraction a year (40 % is 0.4)")?;
    in_range("the number of days", days as f64, days > 0, "at least 1")?;
    let z = simple_return.ln_1p() / (volatility * (days as f64 / DAYS_A_YEAR).sqrt());
    Ok(AssumedMove { z, p_lower: normal_below(z) })
}

/// [`assumed_move`] as a statement.
///
/// # Errors
/// As [`assumed_move`].
pub fn assumed_move_statement(
    simple_return: f64,
    volatility: f64,
    days: usize,
) -> Result<Statement, BasketError> {
    let judged = assumed_move(simple_return, volatility, days)?;
    Ok(Statement {
        method: "assumed-normal-move".to_owned(),
        null: Phrase::fill(
            "basket-assumed-null",
            "log returns of {days} days are normal with mean zero and a volatility of {percent} % a year",
            [("days", days.to_string()), ("percent", format!("{}", 100.0 * volatility))],
        ),
        alternative: Phrase::new("basket-assumed-alternative", "the fall is larger than such days bring"),
        statistic_name: "z".to_owned(),
        statistic: Some(judged.z),
        p_value: Some(judged.p_lower),
        smallest_p: None,
        e_value: None,
        interval: None,
        guarantee: assumption(),
        observations: 1,
        notes: vec![Phrase::new(
            "basket-assumed-note",
            "returns have fatter tails than the normal law and calm and stormy times: with prices, `evidence basket` \
             ranks the fall among real ones",
        )],
    })
}

/// At least `fallen` of `members` fell, each with probability `p`, moved by one common factor: [`copula_tail`] as a
/// statement.
///
/// # Errors
/// As [`copula_tail`].
pub fn assumed_breadth_statement(
    members: usize,
    p: f64,
    correlation: f64,
    fallen: usize,
) -> Result<Statement, BasketError> {
    let tail = copula_tail(members, p, correlation, fallen)?;
    let independent = copula_tail(members, p, 0.0, fallen)?;
    Ok(Statement {
        method: "one-factor-copula".to_owned(),
        null: Phrase::fill(
            "basket-copula-null",
            "each of {members} members falls so far with probability {p}; one normal factor gives their moves the \
             correlation {correlation}",
            [
                ("members", members.to_string()),
                ("p", format!("{p}")),
                ("correlation", format!("{correlation}")),
            ],
        ),
        alternative: Phrase::new("basket-copula-alternative", "more members fell than such a stretch brings"),
        statistic_name: "members fallen".to_owned(),
        statistic: Some(fallen as f64),
        p_value: Some(tail),
        smallest_p: Some(copula_tail(members, p, correlation, members)?),
        e_value: None,
        interval: None,
        guarantee: assumption(),
        observations: members,
        notes: vec![Phrase::fill(
            "basket-copula-independent",
            "independent members would give {independent}: the answer is the correlation",
            [("independent", format!("{independent:.3e}"))],
        )],
    })
}

fn assumption() -> Guarantee {
    Guarantee {
        kind: GuaranteeKind::Asymptotic,
        text: Phrase::new("basket-assumed-guarantee", "as good as the figures assumed; nothing was measured"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_week_is_ordinary_at_the_volatility_of_such_stocks() {
        // evidence.md, table 0: −4.7 % in a week at 40 % a year.
        let judged = assumed_move(-0.047, 0.4, 5).unwrap();
        assert!((judged.z + 0.85).abs() < 0.005 && (judged.p_lower - 0.20).abs() < 0.005, "{judged:?}");
    }

    #[test]
    fn figures_out_of_range_are_refused() {
        for (simple_return, volatility, days) in
            [(-1.0, 0.4, 5), (-4.7, 0.4, 5), (0.1, 0.0, 5), (0.1, 0.4, 0)]
        {
            assert!(assumed_move(simple_return, volatility, days).is_err());
        }
    }
}
