//! The parameters of all processes: each flag is defined once, and each process says which it takes.

use std::cell::{Cell, RefCell};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use utakata::dgp::{Collapse, Innovation};

use crate::arguments::without_effect;
use crate::failure::Failure;

/// Declares the flags with one number each, and how to look them up by name.
macro_rules! numbers {
    ($($(#[doc = $doc:literal])+ $field:ident: $name:literal,)+) => {
        /// Parameters of the processes; each process takes only those listed beside it below.
        #[derive(Debug, Args)]
        #[command(next_help_heading = "Parameters")]
        pub(super) struct Parameters {
            $(
                $(#[doc = $doc])+
                #[arg(long, value_name = "X", allow_hyphen_values = true, hide_short_help = true)]
                $field: Option<f64>,
            )+
            /// Law of the shocks
            #[arg(long, value_enum, value_name = "LAW")]
            innovation: Option<Law>,
            /// How an explosive regime ends
            #[arg(long, value_enum, value_name = "KIND")]
            collapse: Option<Ending>,
            /// Add SIZE to all values from this share of the sample on (repeatable)
            #[arg(long, value_name = "SHARE:SIZE", allow_hyphen_values = true)]
            level_shift: Vec<Shift>,
        }

        impl Parameters {
            /// The numbers given, by flag.
            fn given(&self) -> Vec<(&'static str, f64)> {
                [$(($name, self.$field)),+]
                    .into_iter()
                    .filter_map(|(name, value)| value.map(|v| (name, v)))
                    .collect()
            }
        }
    };
}

numbers! {
    /// First value
    start: "start",
    /// Drift per step
    drift: "drift",
    /// Exponent of the drift, which is divided by the length to this power
    drift_exponent: "drift-exponent",
    /// Standard deviation of a step, or of the noise
    deviation: "deviation",
    /// Degrees of freedom of t-distributed shocks; 1 is Cauchy where that is allowed
    freedom: "freedom",
    /// Skewness parameter: 1 is symmetric, above 1 the long tail is upward
    skewness: "skewness",
    /// Constant of the variance
    constant: "constant",
    /// Weight of the last squared step in the variance
    news: "news",
    /// Extra weight of the last squared step after a fall
    asymmetry: "asymmetry",
    /// Weight of the last variance
    memory: "memory",
    /// Steps thrown away before the path begins
    burn_in: "burn-in",
    /// Autoregression of the log variance, between −1 and 1
    persistence: "persistence",
    /// Speed at which the variance returns to its mean
    reversion: "reversion",
    /// Mean variance
    mean: "mean",
    /// Variance in the loud part over the variance in the rest
    ratio: "ratio",
    /// Share of the sample before a break, or where a loud stretch or a hump lies
    at: "at",
    /// Length of a loud stretch, or width of a hump, as a share of the sample
    width: "width",
    /// Expected jumps per step
    intensity: "intensity",
    /// Mean of a jump
    jump_mean: "jump-mean",
    /// Standard deviation of a jump
    jump_deviation: "jump-deviation",
    /// Autoregressive coefficient
    autoregressive: "autoregressive",
    /// Moving-average coefficient
    moving_average: "moving-average",
    /// Order of fractional integration
    order: "order",
    /// Causal coefficient: how slowly a crash fades
    causal: "causal",
    /// Noncausal coefficient: how slowly a bubble builds
    noncausal: "noncausal",
    /// Return, discount rate or expected growth per period
    rate: "rate",
    /// Size above which a bubble may burst
    threshold: "threshold",
    /// Size after a burst
    restart: "restart",
    /// Probability that a bubble survives a period
    survival: "survival",
    /// Part of the expected value that the growing branch carries
    growing: "growing",
    /// Part of the value that a crash leaves
    remainder: "remainder",
    /// Height of a hump in the dividend
    height: "height",
    /// c of the explosive coefficient 1 + c·T^−α
    strength: "strength",
    /// α of the explosive coefficient 1 + c·T^−α
    exponent: "exponent",
    /// First observation of the explosive regime, as a share of the sample
    from: "from",
    /// Last observation of the explosive regime, as a share of the sample
    to: "to",
    /// Standard deviation of a stochastic explosive coefficient
    coefficient_deviation: "coefficient-deviation",
    /// Factor per observation by which a collapse falls (--collapse slide or decay)
    fall_factor: "fall-factor",
    /// Length of a collapse as a share of the sample
    fall_share: "fall-share",
    /// c₂ of the coefficient 1 − c₂·T^−β of --collapse mild
    fall_strength: "fall-strength",
    /// β of the coefficient 1 − c₂·T^−β of --collapse mild
    fall_exponent: "fall-exponent",
    /// Explosive coefficient of a regime
    growth: "growth",
    /// Chance per observation that a bubble begins
    begin: "begin",
    /// Chance per observation that it bursts
    burst: "burst",
    /// Chance per observation that the collapse ends
    recover: "recover",
    /// Number of series
    columns: "columns",
    /// How far the loadings of the series lie from 1
    spread: "spread",
    /// Standard deviation of what is each series' own
    own_deviation: "own-deviation",
    /// Intercept of the second series
    intercept: "intercept",
    /// Slope of the second series on the first
    slope: "slope",
    /// Observations by which the second series follows
    delay: "delay",
}

/// Law of the shocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Law {
    /// Standard normal
    Normal,
    /// Student t of unit variance (--freedom)
    Student,
    /// Skewed Student t of unit variance (--freedom, --skewness)
    SkewStudent,
}

/// Ends of an explosive regime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ending {
    /// Back to the value before it at once
    Abrupt,
    /// By --fall-factor per observation for --fall-share of the sample
    Slide,
    /// The excess over the value before it shrinks by --fall-factor for --fall-share of the sample
    Decay,
    /// By 1 − c₂·T^−β per observation for --fall-share of the sample (Phillips and Shi 2018)
    Mild,
    /// Growth just stops
    Stop,
}

/// A level shift.
#[derive(Debug, Clone, Copy)]
struct Shift(f64, f64);

impl FromStr for Shift {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text.split_once(':').and_then(|(share, size)| {
            let (share, size) = (share.parse().ok()?, size.parse::<f64>().ok()?);
            ((0.0..=1.0).contains(&share) && size.is_finite()).then_some(Self(share, size))
        });
        parsed.ok_or_else(|| "expected a share from 0 to 1 and a size, for example 0.5:20".to_owned())
    }
}

/// Hands out the parameters to one process and remembers what it asked for.
pub(super) struct Taker<'a> {
    parameters: Option<&'a Parameters>,
    asked: RefCell<Vec<(&'static str, String)>>,
    wrong: RefCell<Option<String>>,
    laws: Cell<bool>,
    endings: Cell<bool>,
}

impl<'a> Taker<'a> {
    /// For `parameters`; without them every process gets its defaults.
    pub(super) fn new(parameters: Option<&'a Parameters>) -> Self {
        Self {
            parameters,
            asked: RefCell::new(Vec::new()),
            wrong: RefCell::new(None),
            laws: Cell::new(false),
            endings: Cell::new(false),
        }
    }

    /// A number between `least` and `most`.
    pub(super) fn number(&self, name: &'static str, default: f64, least: f64, most: f64) -> f64 {
        self.asked.borrow_mut().push((name, format!("{default}")));
        let given = self.parameters.and_then(|p| p.given().into_iter().find(|(n, _)| *n == name));
        let Some((_, value)) = given else { return default };
        if (least..=most).contains(&value) {
            return value;
        }
        let range = match (least.is_finite(), most.is_finite()) {
            (true, true) => format!("a number from {least} to {most}"),
            (true, false) => format!("a number from {least} up"),
            _ => "a finite number".to_owned(),
        };
        *self.wrong.borrow_mut() = Some(format!("--{name} {value} is out of range; give {range}"));
        default
    }

    /// Any finite number.
    pub(super) fn any(&self, name: &'static str, default: f64) -> f64 {
        self.number(name, default, f64::MIN, f64::MAX)
    }

    /// A number that is not negative.
    pub(super) fn size(&self, name: &'static str, default: f64) -> f64 {
        self.number(name, default, 0.0, f64::MAX)
    }

    /// A probability or a share of the sample.
    pub(super) fn share(&self, name: &'static str, default: f64) -> f64 {
        self.number(name, default, 0.0, 1.0)
    }

    /// A whole number between `least` and `most`.
    pub(super) fn count(&self, name: &'static str, default: usize, least: usize, most: usize) -> usize {
        let value = self.number(name, default as f64, least as f64, most as f64);
        if value.fract() != 0.0 {
            *self.wrong.borrow_mut() = Some(format!("--{name} {value} is not a whole number"));
        }
        value as usize
    }

    /// The law of the shocks.
    pub(super) fn innovation(&self) -> Innovation {
        self.laws.set(true);
        let freedom = self.count("freedom", 5, 3, 1000) as u32;
        let skewness = self.number("skewness", 0.8, 0.01, 100.0);
        let law = self.parameters.and_then(|p| p.innovation).unwrap_or(Law::Normal);
        self.used("freedom", "--innovation", &law, &[Law::Student, Law::SkewStudent]);
        self.used("skewness", "--innovation", &law, &[Law::SkewStudent]);
        match law {
            Law::Normal => Innovation::Normal,
            Law::Student => Innovation::Student { freedom },
            Law::SkewStudent => Innovation::SkewStudent { freedom, skewness },
        }
    }

    /// How explosive regimes end.
    pub(super) fn collapse(&self, default: Collapse) -> Collapse {
        self.endings.set(true);
        let factor = self.number("fall-factor", 0.97, 0.0, 1.0);
        let share = self.share("fall-share", 0.1);
        let strength = self.size("fall-strength", 1.0);
        let exponent = self.size("fall-exponent", 0.5);
        let given = self.parameters.and_then(|p| p.collapse);
        let ending = given.unwrap_or(match default {
            Collapse::Mild { .. } => Ending::Mild,
            Collapse::Decay { .. } => Ending::Decay,
            Collapse::Gradual { .. } => Ending::Slide,
            _ if self.gave("fall-factor") => Ending::Slide,
            Collapse::Stop => Ending::Stop,
            Collapse::Abrupt => Ending::Abrupt,
        });
        let gradual = [Ending::Slide, Ending::Decay, Ending::Mild];
        self.used("fall-factor", "--collapse", &ending, &gradual[..2]);
        self.used("fall-share", "--collapse", &ending, &gradual);
        self.used("fall-strength", "--collapse", &ending, &gradual[2..]);
        self.used("fall-exponent", "--collapse", &ending, &gradual[2..]);
        match given {
            None => match default {
                Collapse::Mild { .. } => Collapse::Mild { strength, exponent, share },
                // A fall that is described is wanted.
                _ if self.gave("fall-factor") => Collapse::Gradual { factor, share },
                other => other,
            },
            Some(Ending::Abrupt) => Collapse::Abrupt,
            Some(Ending::Slide) => Collapse::Gradual { factor, share },
            Some(Ending::Decay) => Collapse::Decay { factor, share },
            Some(Ending::Mild) => Collapse::Mild { strength, exponent, share },
            Some(Ending::Stop) => Collapse::Stop,
        }
    }

    /// The level shifts.
    pub(super) fn shifts(&self) -> Vec<(f64, f64)> {
        self.parameters.map(|p| p.level_shift.iter().map(|s| (s.0, s.1)).collect()).unwrap_or_default()
    }

    /// Notes that parameter `name` is given where the choice made with `option` does not use it.
    fn used<C: ValueEnum>(&self, name: &str, option: &str, chosen: &C, fitting: &[C]) {
        let flag = format!("--{name}");
        if let Err(failure) = without_effect(&flag, self.gave(name), option, chosen, fitting) {
            *self.wrong.borrow_mut() = Some(failure.text());
        }
    }

    fn gave(&self, name: &str) -> bool {
        self.parameters.is_some_and(|p| p.given().iter().any(|(n, _)| *n == name))
    }

    /// Flags and defaults asked for so far, as a list for people.
    pub(super) fn flags(&self) -> String {
        let mut flags: Vec<String> =
            self.asked.borrow().iter().map(|(name, default)| format!("--{name} {default}")).collect();
        if self.laws.get() {
            flags.push("--innovation normal".to_owned());
        }
        if self.endings.get() {
            flags.extend(["--collapse".to_owned(), "--level-shift".to_owned()]);
        }
        flags.join(", ")
    }

    /// Refuses numbers out of range and parameters that the process does not have.
    pub(super) fn finish(&self, process: &str) -> Result<(), Failure> {
        if let Some(wrong) = self.wrong.borrow().as_ref() {
            return Err(Failure::Input(anyhow::anyhow!("{wrong}")));
        }
        let Some(parameters) = self.parameters else { return Ok(()) };
        let asked = self.asked.borrow();
        let mut foreign: Vec<&str> = parameters
            .given()
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| !asked.iter().any(|(a, _)| a == name))
            .collect();
        if parameters.innovation.is_some() && !self.laws.get() {
            foreign.push("innovation");
        }
        if !self.endings.get() {
            foreign.extend(parameters.collapse.map(|_| "collapse"));
            foreign.extend(parameters.level_shift.first().map(|_| "level-shift"));
        }
        drop(asked);
        match foreign.first() {
            None => Ok(()),
            Some(name) => Err(Failure::Input(anyhow::anyhow!(
                "--{name} is no parameter of {process}; it takes {}",
                self.flags()
            ))),
        }
    }
}
