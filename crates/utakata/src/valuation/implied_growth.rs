//! Reverse discounted cash flow: the growth that a price takes for granted.

use serde::Serialize;

use super::ValuationError;

/// How a price is brought back to revenue: held for `years`, sold at a multiple of the revenue of the last year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Discounting {
    /// Return asked for per year, a fraction above −1.
    pub discount: f64,
    /// Price over revenue at the end.
    pub exit_multiple: f64,
    /// Years until then.
    pub years: u32,
    /// Part of each year's revenue that is paid out, zero or more; 0 when all comes at the end.
    pub margin: f64,
}

impl Discounting {
    fn check(&self) -> Result<(), ValuationError> {
        let Self { discount, exit_multiple, years, margin } = *self;
        let refuse = |name, value, expected| Err(ValuationError::Parameter { name, value, expected });
        if !(discount.is_finite() && discount > -1.0) {
            return refuse("the discount rate", discount, "a fraction above -1");
        }
        if !(exit_multiple.is_finite() && exit_multiple > 0.0) {
            return refuse("the exit multiple", exit_multiple, "positive and finite");
        }
        if years == 0 {
            return refuse("the number of years", 0.0, "at least 1");
        }
        if !(margin.is_finite() && margin >= 0.0) {
            return refuse("the margin", margin, "zero or more");
        }
        Ok(())
    }

    /// Value over today's revenue when revenue grows `1 + g` = `q·(1 + discount)` a year:
    /// `Σ_{t=1}^{n} margin·q^t + exit_multiple·q^n`.
    fn value(&self, q: f64) -> f64 {
        let mut power = 1.0;
        let mut paid = 0.0;
        for _ in 0..self.years {
            power *= q;
            paid += power;
        }
        self.margin * paid + self.exit_multiple * power
    }
}

/// Growth of revenue per year at which a price of `ratio` times today's revenue is fair: `ratio = Σ margin·q^t + M·q^n`,
/// `q = (1+g)/(1+r)`. In closed form without a margin, `g = (1+r)(ratio/M)^{1/n} − 1`; else by bisection to the last digit.
///
/// # Errors
/// [`ValuationError::Parameter`] for impossible numbers.
pub fn implied_growth(ratio: f64, by: &Discounting) -> Result<f64, ValuationError> {
    by.check()?;
    if !(ratio.is_finite() && ratio > 0.0) {
        return Err(ValuationError::Parameter {
            name: "price over revenue",
            value: ratio,
            expected: "positive and finite",
        });
    }
    let without_margin = (ratio / by.exit_multiple).powf(f64::from(by.years).recip());
    if by.margin == 0.0 {
        return Ok((1.0 + by.discount) * without_margin - 1.0);
    }
    // Payments only add to the value, so the root lies below the one without them.
    let (mut low, mut high) = (0.0, without_margin);
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return Ok((1.0 + by.discount) * middle - 1.0);
        }
        if by.value(middle) > ratio {
            high = middle;
        } else {
            low = middle;
        }
    }
}
