//! Saturating curves: the share of the ceiling reached, and how it moves with the parameters.

use serde::Serialize;

/// Free parameters of a curve besides its ceiling; unused places are zero.
pub(super) type Theta = [f64; 3];

/// Bounds of the logarithms of the positive parameters: beyond them the curve no longer changes.
const LOGS: (f64, f64) = (-20.0, 7.0);

/// A saturating curve with ceiling `K`, in the time `t` since launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Curve {
    /// `y = K / (1 + e^{−(a + b t)})` (Verhulst 1838).
    Logistic,
    /// `y = K exp(−e^{−(a + b t)})` (Gompertz 1825).
    Gompertz,
    /// `y = K (1 − e^{−(p+q)t}) / (1 + (q/p) e^{−(p+q)t})` (Bass 1969, Management Science 15): `p` innovation, `q`
    /// imitation, both per period; starts from zero at launch.
    Bass,
    /// `y = K (1 + ν e^{−(a + b t)})^{−1/ν}` (Richards 1959, Journal of Experimental Botany 10): the logistic at
    /// `ν = 1`, the Gompertz curve as `ν → 0`.
    Richards,
}

impl Curve {
    /// All curves, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Logistic, Self::Gompertz, Self::Bass, Self::Richards];

    /// Number of parameters, the ceiling among them.
    pub fn parameters(self) -> usize {
        if self == Self::Richards { 4 } else { 3 }
    }

    /// Fewest levels that leave the profile set two degrees of freedom.
    pub fn fewest_levels(self) -> usize {
        self.parameters() + 2
    }

    /// The name in running text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Logistic => "logistic",
            Self::Gompertz => "Gompertz",
            Self::Bass => "Bass",
            Self::Richards => "Richards",
        }
    }

    /// Names and values of the parameters besides the ceiling.
    pub(super) fn named(self, [first, second, third]: Theta) -> Vec<(&'static str, f64)> {
        match self {
            Self::Logistic | Self::Gompertz => vec![("a", first), ("b", second)],
            Self::Bass => vec![("p", bounded(first).exp()), ("q", bounded(second).exp())],
            Self::Richards => vec![("a", first), ("b", second), ("nu", bounded(third).exp())],
        }
    }

    /// Logarithm of the share of the ceiling reached at time `t`, and its derivatives in `theta`: `(a, b)`,
    /// `(a, b, ln ν)` or `(ln p, ln q)`.
    pub(super) fn log_share(self, theta: &Theta, t: f64) -> (f64, Theta) {
        let e = theta[0] + theta[1] * t;
        match self {
            Self::Logistic => {
                let slope = logistic(-e);
                (-softplus(-e), [slope, slope * t, 0.0])
            }
            Self::Gompertz => {
                let slope = (-e).exp();
                (-slope, [slope, slope * t, 0.0])
            }
            Self::Richards => {
                let nu = bounded(theta[2]).exp();
                let (sum, share) = (softplus(nu.ln() - e) / nu, logistic(nu.ln() - e) / nu);
                (-sum, [share, share * t, moving(theta[2]) * (sum - share)])
            }
            Self::Bass => bass(theta, t),
        }
    }

    /// Where searches for `theta` start, given the share of the ceiling that each period has reached.
    pub(super) fn starts(self, shares: &[(f64, f64)]) -> Vec<Theta> {
        match self {
            Self::Logistic => vec![line(shares, |z| (z / (1.0 - z)).ln(), 0.0)],
            Self::Gompertz => vec![line(shares, |z| -(-z.ln()).ln(), 0.0)],
            Self::Richards => [-4.0_f64, -1.5, 0.0, 1.5, 3.0]
                .into_iter()
                .map(|log_nu| {
                    let nu = log_nu.exp();
                    line(shares, |z| -((-nu * z.ln()).exp_m1() / nu).ln(), log_nu)
                })
                .collect(),
            Self::Bass => [-4.0_f64, -1.0, 1.0, 2.5, 5.0, 8.0]
                .into_iter()
                .map(|log_ratio| {
                    // e^{−(p+q)t} = (1 − z)/(1 + (q/p) z): a line through the origin gives p + q.
                    let ratio = log_ratio.exp();
                    let decay = |z: f64| -((1.0 - z) / (1.0 + ratio * z)).ln();
                    let (ty, tt) =
                        shares.iter().fold((0.0, 0.0), |(ty, tt), &(t, z)| (ty + t * decay(z), tt + t * t));
                    let log_p = (ty / tt / (1.0 + ratio)).ln();
                    [log_p, log_p + log_ratio, 0.0]
                })
                .collect(),
        }
    }
}

/// `ln F(t)` of Bass (1969) and its derivatives in `(ln p, ln q)`.
fn bass(theta: &Theta, t: f64) -> (f64, Theta) {
    let (p, q) = (bounded(theta[0]).exp(), bounded(theta[1]).exp());
    let (ratio, decay) = (q / p, (-(p + q) * t).exp());
    let (risen, brake) = (-(-(p + q) * t).exp_m1(), 1.0 + ratio * decay);
    let by_decay = -(1.0 + ratio) / (risen * brake);
    let by_ratio = -decay / brake;
    let by_p = by_decay * -t * decay * p - by_ratio * ratio;
    let by_q = by_decay * -t * decay * q + by_ratio * ratio;
    (risen.ln() - brake.ln(), [moving(theta[0]) * by_p, moving(theta[1]) * by_q, 0.0])
}

/// A straight line through the inverted curve.
fn line(shares: &[(f64, f64)], inverted: impl Fn(f64) -> f64, third: f64) -> Theta {
    let n = shares.len() as f64;
    let mean_t = shares.iter().map(|s| s.0).sum::<f64>() / n;
    let mean = shares.iter().map(|s| inverted(s.1)).sum::<f64>() / n;
    let (sxy, sxx) = shares.iter().fold((0.0, 0.0), |(sxy, sxx), &(t, z)| {
        (sxy + (t - mean_t) * (inverted(z) - mean), sxx + (t - mean_t).powi(2))
    });
    let slope = sxy / sxx;
    [mean - slope * mean_t, slope, third]
}

fn bounded(log: f64) -> f64 {
    log.clamp(LOGS.0, LOGS.1)
}

/// Derivative of [`bounded`].
fn moving(log: f64) -> f64 {
    f64::from(u8::from((LOGS.0..=LOGS.1).contains(&log)))
}

/// `ln(1 + e^x)` without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// `1/(1 + e^{−x})`.
fn logistic(x: f64) -> f64 {
    (1.0 + (-x).exp()).recip()
}
