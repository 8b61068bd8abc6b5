//! The processes by name.

use clap::ValueEnum;
use utakata::dgp::{
    Arima, Blanchard, CirVolatility, CoExplosivePair, CommonFactor, Evans, FractionalNoise, Garch, GjrGarch,
    HumpedFundamental, JointProcess, JumpWalk, LognormalBubble, MixedAutoregression, PeriodicBubble,
    PresentValue, Process, RandomWalk, SkewStudentWalk, StochasticTree, StochasticVolatility, StudentWalk,
    SwitchingBubble, VarianceBreak, VolatilityBurst,
};

use super::parameters::Taker;

/// Name of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Name {
    /// Gaussian random walk
    RandomWalk,
    /// Random walk with Student t steps of unit variance
    StudentWalk,
    /// Random walk with skewed Student t steps (Fernández and Steel 1998)
    SkewStudentWalk,
    /// Random walk with Poisson jumps (Merton 1976)
    JumpWalk,
    /// Random walk with ARMA(1,1) steps
    Arima,
    /// Random walk with GARCH(1,1) steps (Bollerslev 1986)
    Garch,
    /// Random walk with asymmetric GARCH steps (Glosten, Jagannathan and Runkle 1993)
    GjrGarch,
    /// Random walk with stochastic volatility (Taylor 1986)
    StochasticVolatility,
    /// Random walk with square-root variance (Cox, Ingersoll and Ross 1985)
    CirVolatility,
    /// Random walk whose variance changes once (Harvey, Leybourne, Sollis and Taylor 2016)
    VarianceBreak,
    /// Random walk with one loud stretch
    VolatilityBurst,
    /// Fractionally integrated noise (Granger and Joyeux 1980)
    Fractional,
    /// Present value of dividends that walk at random: no bubble
    PresentValue,
    /// Present value of dividends with a hump: no bubble, but it fools tests
    FalseBubble,
    /// One bubble over 40 to 55 % of the sample (Phillips, Shi and Yu 2015)
    Psy1,
    /// Two bubbles, over 20 to 40 % and 60 to 70 % of the sample (Phillips, Shi and Yu 2015)
    Psy2,
    /// One bubble with a collapse regime and drift (Phillips and Shi 2018)
    Ps1,
    /// Periodically collapsing bubble (Evans 1991)
    Evans,
    /// Bursting rational bubble (Blanchard 1979)
    Blanchard,
    /// Lognormal rational bubble (Rotermann and Wilfling 2014)
    LognormalBubble,
    /// Stationary submartingale on a random tree (after Gouriéroux and Jasiak 2019)
    Tree,
    /// Bubble that comes and goes with a Markov chain (after Hall, Psaradakis and Sola 1999)
    MarkovSwitching,
    /// Mixed causal-noncausal autoregression (Lanne and Saikkonen 2011)
    Mar,
    /// Panel with a common bubble (Chen, Phillips and Shi 2023)
    CommonFactor,
    /// Two series that boom together (Evripidou, Harvey, Leybourne and Sollis 2022)
    CoExplosive,
}

/// A process of one series or of several.
pub(super) enum Model {
    One(Box<dyn Process>),
    Several(Box<dyn JointProcess>),
}

fn one(process: impl Process + 'static) -> Model {
    Model::One(Box::new(process))
}

impl Name {
    /// As on the command line.
    pub(super) fn text(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }

    /// What it is, in a line.
    pub(super) fn about(self) -> String {
        let value = self.to_possible_value();
        value.and_then(|v| v.get_help().map(ToString::to_string)).unwrap_or_default()
    }

    /// Longest path, where work grows faster than the length.
    pub(super) fn longest(self) -> u32 {
        if self == Self::Fractional { 50_000 } else { 1_000_000 }
    }

    /// The process with the parameters given, the papers' own where they are not.
    pub(super) fn model(self, p: &Taker<'_>) -> Model {
        match self {
            Self::RandomWalk => one(RandomWalk {
                start: p.any("start", 0.0),
                drift: p.any("drift", 0.0),
                deviation: p.size("deviation", 1.0),
            }),
            Self::StudentWalk => one(StudentWalk { freedom: p.count("freedom", 3, 3, 1000) as u32 }),
            Self::SkewStudentWalk => one(SkewStudentWalk {
                freedom: p.count("freedom", 5, 3, 1000) as u32,
                skewness: p.number("skewness", 0.8, 0.01, 100.0),
            }),
            Self::JumpWalk => one(JumpWalk {
                deviation: p.size("deviation", 1.0),
                intensity: p.number("intensity", 0.02, 0.0, 100.0),
                jump_mean: p.any("jump-mean", 0.0),
                jump_deviation: p.size("jump-deviation", 5.0),
            }),
            Self::Arima => one(Arima {
                autoregressive: p.number("autoregressive", 0.3, -1.0, 1.0),
                moving_average: p.any("moving-average", 0.0),
            }),
            Self::Garch => one(Garch {
                constant: p.size("constant", 0.01),
                news: p.size("news", 0.09),
                memory: p.size("memory", 0.90),
            }),
            Self::GjrGarch => one(GjrGarch {
                constant: p.size("constant", 0.01),
                news: p.size("news", 0.04),
                asymmetry: p.size("asymmetry", 0.10),
                memory: p.size("memory", 0.90),
                burn_in: p.count("burn-in", 500, 0, 1_000_000),
                innovation: p.innovation(),
            }),
            Self::StochasticVolatility => one(StochasticVolatility {
                persistence: p.number("persistence", 0.98, -0.999_999, 0.999_999),
                deviation: p.size("deviation", 0.2),
            }),
            Self::CirVolatility => one(CirVolatility {
                reversion: p.number("reversion", 0.05, 1e-6, 10.0),
                mean: p.size("mean", 1.0),
                deviation: p.size("deviation", 0.25),
            }),
            Self::VarianceBreak => one(VarianceBreak { ratio: p.size("ratio", 9.0), at: p.share("at", 0.5) }),
            Self::VolatilityBurst => {
                let (at, width) = (p.share("at", 0.45), p.share("width", 0.1));
                one(VolatilityBurst { ratio: p.size("ratio", 25.0), from: at, to: at + width })
            }
            Self::Fractional => one(FractionalNoise {
                order: p.number("order", 0.8, -0.5, 2.5),
                deviation: p.size("deviation", 1.0),
            }),
            Self::PresentValue => one(PresentValue {
                drift: p.any("drift", 0.0373),
                deviation: p.size("deviation", PresentValue::default().deviation),
                rate: p.number("rate", 0.05, 1e-6, 10.0),
                start: p.any("start", 1.3),
            }),
            Self::FalseBubble => one(HumpedFundamental {
                start: p.any("start", 5.0),
                deviation: p.size("deviation", 0.05),
                height: p.any("height", 10.0),
                centre: p.any("at", 0.6),
                width: p.number("width", 0.08, 1e-6, 10.0),
                rate: p.number("rate", 0.05, 1e-4, 10.0),
            }),
            Self::Psy1 => one(bubble(p, PeriodicBubble::psy1())),
            Self::Psy2 => one(bubble(p, PeriodicBubble::psy2())),
            Self::Ps1 => one(bubble(p, PeriodicBubble::ps1())),
            Self::Evans => one(Evans {
                rate: p.any("rate", 0.05),
                threshold: p.size("threshold", 1.0),
                restart: p.size("restart", 0.5),
                survival: p.number("survival", 0.7, 0.01, 1.0),
                deviation: p.number("deviation", 0.05, 0.0, 10.0),
            }),
            Self::Blanchard => one(Blanchard {
                rate: p.any("rate", 0.05),
                survival: p.number("survival", 0.7, 0.01, 1.0),
                deviation: p.size("deviation", 0.03),
                start: p.any("start", 0.1),
            }),
            Self::LognormalBubble => one(LognormalBubble {
                rate: p.any("rate", 0.01),
                survival: p.number("survival", 0.95, 0.01, 0.999_999),
                growing: p.number("growing", 0.98, 1e-6, 0.999_999),
                deviation: p.number("deviation", 0.05, 0.0, 10.0),
                start: p.any("start", 1.0),
            }),
            Self::Tree => one(StochasticTree {
                rate: p.any("rate", 0.02),
                survival: p.number("survival", 0.9, 0.01, 1.0),
                remainder: p.share("remainder", 0.1),
                deviation: p.size("deviation", 0.1),
                start: p.any("start", 1.0),
            }),
            Self::MarkovSwitching => one(SwitchingBubble {
                start: p.any("start", 100.0),
                deviation: p.size("deviation", 1.0),
                growth: p.any("growth", 1.04),
                fall: p.number("fall-factor", 0.8, 0.0, 1.0),
                begin: p.share("begin", 0.01),
                burst: p.share("burst", 0.04),
                recover: p.share("recover", 0.1),
                innovation: p.innovation(),
            }),
            Self::Mar => one(MixedAutoregression {
                causal: p.number("causal", 0.1, -0.999, 0.999),
                noncausal: p.number("noncausal", 0.9, -0.999, 0.999),
                freedom: p.count("freedom", 1, 1, 1000) as u32,
                scale: p.size("deviation", 1.0),
            }),
            Self::CommonFactor => Model::Several(Box::new(CommonFactor {
                columns: p.count("columns", 5, 1, 100_000),
                spread: p.size("spread", 0.5),
                deviation: p.size("own-deviation", 3.395),
                factor: bubble(p, PeriodicBubble::psy1()),
            })),
            Self::CoExplosive => Model::Several(Box::new(CoExplosivePair {
                intercept: p.any("intercept", 0.0),
                slope: p.any("slope", 1.0),
                delay: p.count("delay", 0, 0, 1_000_000),
                deviation: p.size("own-deviation", 6.79),
                leader: bubble(p, PeriodicBubble::psy1()),
            })),
        }
    }
}

fn bubble(p: &Taker<'_>, default: PeriodicBubble) -> PeriodicBubble {
    let regimes = match default.regimes.as_slice() {
        &[(from, to)] => vec![(p.share("from", from), p.share("to", to))],
        _ => default.regimes,
    };
    PeriodicBubble {
        start: p.any("start", default.start),
        deviation: p.size("deviation", default.deviation),
        strength: p.size("strength", default.strength),
        exponent: p.size("exponent", default.exponent),
        regimes,
        drift: p.any("drift", default.drift),
        drift_exponent: p.size("drift-exponent", default.drift_exponent),
        coefficient_deviation: p.size("coefficient-deviation", 0.0),
        innovation: p.innovation(),
        collapse: p.collapse(default.collapse),
        shifts: p.shifts(),
    }
}
