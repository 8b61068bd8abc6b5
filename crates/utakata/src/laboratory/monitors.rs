//! Monitors by name.

use crate::explosive::default_minimum_window;
use crate::monitor::{Crash, Design, Inflation, training_maximum_horizon};

/// A monitor of the laboratory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
}

/// All of them: the default first, the usual crossing rules last.
pub const MONITORS: [Named; 18] = [
    Named {
        name: "utakata",
        about: "the default: growth or rise over windows that double from ten increments; drop against the growth before",
    },
    Named { name: "growth-raw", about: "growth over 10, 20, 40 increments without standardisation" },
    Named { name: "rise", about: "the rise against the noise before it alone" },
    Named { name: "amax", about: "A(10) above its training maximum; S(10, 1) below its training minimum" },
    Named {
        name: "amax-horizon",
        about: "the same, over the horizon that its closed form allows at the nominal rate",
    },
    Named { name: "amax-standardised", about: "amax on standardised increments" },
    Named {
        name: "exceedances",
        about: "a longer run of A(10) above the training's 90 % quantile than the training had",
    },
    Named { name: "kurozumi", about: "BADF against a constant" },
    Named { name: "kurozumi-0.4", about: "BADF over starts in the first 40 % of the training" },
    Named { name: "cusum", about: "CUSUM of Homm and Breitung" },
    Named { name: "cusum-spot", about: "CUSUM with a spot variance" },
    Named { name: "fluc", about: "FLUC of Homm and Breitung" },
    Named { name: "weighted-cusum", about: "CUSUM of Breitung and Diegel with weight 2" },
    Named { name: "open-cusum", about: "weighted CUSUM without end, weight 2.1" },
    Named { name: "quantile", about: "QPWY at the median, its nuisance from the training" },
    Named { name: "phillips-shi", about: "BSADF against the composite bootstrap" },
    Named {
        name: "bsadf-pointwise",
        about: "BSADF against its 95 % quantile at each date; ended by the same crossing",
    },
    Named {
        name: "bsadf-running",
        about: "BSADF against the 95 % quantile of the running maximum of BADF; ended by the same crossing",
    },
];

/// Names of the crossing rules that others are compared with.
pub const CROSSING: [&str; 2] = ["bsadf-running", "bsadf-pointwise"];

/// The design of that name for a training and a horizon; `None` for an unknown name.
pub fn named(name: &str, training: usize, horizon: usize) -> Option<Design> {
    let base = Design::new(horizon);
    let minimum_window = default_minimum_window(training + horizon);
    let published = Crash::Product { left: 10, right: 1 };
    let amax = |standardised| Design {
        inflation: Inflation::TrainingMaximum { window: 10, standardised },
        crash: published.clone(),
        ..base.clone()
    };
    let with = |inflation| Design { inflation, ..base.clone() };
    let crossing = |running| Design {
        inflation: Inflation::Crossing { minimum_window, running },
        crash: Crash::Crossing,
        ..base.clone()
    };
    Some(match name {
        "utakata" => base,
        "growth-raw" => with(Inflation::Growth { windows: vec![10, 20, 40], standardised: false }),
        "rise" => with(Inflation::Rise { shortest: 10 }),
        "amax" => amax(false),
        "amax-horizon" => Design { horizon: training_maximum_horizon(training, 10, 0.05), ..amax(false) },
        "amax-standardised" => amax(true),
        "exceedances" => {
            Design { crash: published, ..with(Inflation::Exceedances { window: 10, quantile: 0.9 }) }
        }
        "kurozumi" => with(Inflation::Kurozumi { earliest: 0.0 }),
        "kurozumi-0.4" => with(Inflation::Kurozumi { earliest: 0.4 }),
        "cusum" => with(Inflation::Cusum),
        "cusum-spot" => with(Inflation::CusumSpot),
        "fluc" => with(Inflation::Fluc),
        "weighted-cusum" => with(Inflation::Weighted { weight: 2.0 }),
        "open-cusum" => with(Inflation::OpenWeighted { weight: 2.1 }),
        "phillips-shi" => with(Inflation::PhillipsShi { minimum_window, replications: 199 }),
        "quantile" => with(Inflation::Quantile { quantile: 0.5 }),
        "bsadf-pointwise" => crossing(false),
        "bsadf-running" => crossing(true),
        _ => return None,
    })
}
