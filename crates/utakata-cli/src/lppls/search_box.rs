//! `--box`.

use std::str::FromStr;

use utakata::lppls::SearchBox;

/// A box by name, or six numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum BoxChoice {
    Named(SearchBox),
    /// `m`, `ω`, and the critical time in units of the clock after the last observation.
    Bounds {
        m: [f64; 2],
        omega: [f64; 2],
        tc: [f64; 2],
    },
}

impl BoxChoice {
    /// The box for a window of that span.
    pub(super) fn on(self, span: f64) -> SearchBox {
        match self {
            Self::Named(named) => named,
            Self::Bounds { m, omega, tc } => SearchBox { m, omega, least: tc[0], share: tc[1] / span },
        }
    }
}

impl FromStr for BoxChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "narrow" => return Ok(Self::Named(SearchBox::NARROW)),
            "wide" => return Ok(Self::Named(SearchBox::WIDE)),
            _ => {}
        }
        let wanted = "give narrow, wide, or six numbers m0,m1,w0,w1,tc0,tc1";
        let numbers: Vec<f64> = text
            .split(',')
            .map(|part| part.trim().parse().map_err(|_| format!("`{part}` is no number; {wanted}")))
            .collect::<Result<_, _>>()?;
        let &[m0, m1, w0, w1, tc0, tc1] = numbers.as_slice() else {
            return Err(format!("{} numbers; {wanted}", numbers.len()));
        };
        let (m, omega, tc) = ([m0, m1], [w0, w1], [tc0, tc1]);
        SearchBox { m, omega, least: tc0, share: 1.0 }.check().map_err(|error| error.to_string())?;
        // The engine searches at least up to twice the least time.
        if !(tc1.is_finite() && tc1 >= 2.0 * tc0) {
            return Err(format!("tc1 is {tc1}: it must be at least twice tc0, {tc0}"));
        }
        Ok(Self::Bounds { m, omega, tc })
    }
}
