//! The tests over several events, by name.

use serde::{Deserialize, Serialize};

use super::{CombinedTests, Design, Standardized};
use crate::tail::{normal_two_sided, student_two_sided};

/// A test of "the cumulative abnormal returns are zero on average", two-sided. `docs/event-study.md` has the measured size
/// of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EventTest {
    /// Cross-sectional t.
    CrossSectional,
    /// Patell (1976).
    Patell,
    /// Patell, adjusted for correlation (Kolari & Pynnönen 2010).
    PatellAdjusted,
    /// Boehmer, Musumeci & Poulsen (1991).
    Bmp,
    /// BMP, adjusted for correlation (Kolari & Pynnönen 2010).
    BmpAdjusted,
    /// Brown & Warner (1985).
    BrownWarner,
    /// Corrado & Zivney (1992).
    CorradoZivney,
    /// GRANK-T (Kolari & Pynnönen 2011).
    GrankT,
    /// GRANK-Z (Kolari & Pynnönen 2011).
    GrankZ,
    /// Generalised sign test, normal (Cowan 1992).
    SignNormal,
    /// Generalised sign test, exact binomial.
    SignExact,
    /// Signs of events flipped.
    SignFlip,
    /// Signs of calendar dates flipped.
    WildBootstrap,
    /// Placebo windows.
    Placebo,
    /// Placebo windows of BMP's t-ratio.
    PlaceboOfRatios,
}

impl EventTest {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 15] = [
        Self::CrossSectional,
        Self::Patell,
        Self::PatellAdjusted,
        Self::Bmp,
        Self::BmpAdjusted,
        Self::BrownWarner,
        Self::CorradoZivney,
        Self::GrankT,
        Self::GrankZ,
        Self::SignNormal,
        Self::SignExact,
        Self::SignFlip,
        Self::WildBootstrap,
        Self::Placebo,
        Self::PlaceboOfRatios,
    ];

    /// Name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::CrossSectional => "cross-sectional t",
            Self::Patell => "Patell",
            Self::PatellAdjusted => "Patell, adjusted",
            Self::Bmp => "BMP",
            Self::BmpAdjusted => "BMP, adjusted (Kolari-Pynnönen)",
            Self::BrownWarner => "Brown-Warner",
            Self::CorradoZivney => "Corrado-Zivney",
            Self::GrankT => "GRANK-T",
            Self::GrankZ => "GRANK-Z",
            Self::SignNormal => "generalised sign, normal",
            Self::SignExact => "generalised sign, exact",
            Self::SignFlip => "sign-flip by event",
            Self::WildBootstrap => "wild bootstrap by date",
            Self::Placebo => "placebo windows",
            Self::PlaceboOfRatios => "placebo windows of BMP",
        }
    }
}

impl CombinedTests {
    /// Statistic of the cumulative return; `None` where it is undefined or the test has none but its p-value.
    pub fn statistic(&self, test: EventTest) -> Option<f64> {
        let adjusted = |test: &Option<Standardized>| test.as_ref().and_then(|test| test.car);
        let parametric = &self.parametric;
        match test {
            EventTest::CrossSectional => parametric.cross_sectional.car,
            EventTest::Patell => parametric.patell.car,
            EventTest::PatellAdjusted => adjusted(&parametric.patell_adjusted),
            EventTest::Bmp | EventTest::PlaceboOfRatios => parametric.bmp.car,
            EventTest::BmpAdjusted => adjusted(&parametric.bmp_adjusted),
            EventTest::BrownWarner => parametric.brown_warner.car,
            EventTest::CorradoZivney => self.corrado_zivney.car,
            EventTest::GrankT => self.generalized_rank.map(|rank| rank.t),
            EventTest::GrankZ => self.generalized_rank.map(|rank| rank.z_if_independent),
            EventTest::SignNormal | EventTest::SignExact => self.generalized_sign.map(|sign| sign.z),
            EventTest::SignFlip | EventTest::WildBootstrap | EventTest::Placebo => None,
        }
    }

    /// Two-sided p-value for the cumulative return; `None` where the test is undefined.
    pub fn p_value(&self, test: EventTest) -> Option<f64> {
        let statistic = self.statistic(test);
        let others = self.firms.len() as f64 - 1.0;
        match test {
            EventTest::CrossSectional | EventTest::Bmp | EventTest::BmpAdjusted => {
                statistic.map(|t| student_two_sided(t, others))
            }
            EventTest::Patell
            | EventTest::PatellAdjusted
            | EventTest::BrownWarner
            | EventTest::CorradoZivney => statistic.map(normal_two_sided),
            EventTest::GrankT => self.generalized_rank.map(|rank| rank.p_two_sided),
            EventTest::GrankZ => self.generalized_rank.map(|rank| rank.p_if_independent),
            EventTest::SignNormal => self.generalized_sign.map(|sign| sign.p_normal_two_sided),
            EventTest::SignExact => self.generalized_sign.map(|sign| sign.p_exact_two_sided),
            EventTest::SignFlip => Some(self.sign_flip.p_two_sided),
            EventTest::WildBootstrap => Some(self.wild_bootstrap.p_two_sided),
            EventTest::Placebo => self.placebo.map(|placebo| placebo.p_two_sided),
            EventTest::PlaceboOfRatios => self.placebo_of_ratios.map(|placebo| placebo.p_two_sided),
        }
    }

    /// The test to trust: sign-flip where no two events share a day, and otherwise placebo windows of BMP's t-ratio, which
    /// allow for firms that move together, more variance on event days and returns that follow each other.
    pub fn default_test(&self) -> EventTest {
        if self.design == Design::SeparateDates { EventTest::SignFlip } else { EventTest::PlaceboOfRatios }
    }
}
