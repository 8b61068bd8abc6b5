//! Published sets of conditions by name, with their windows and search boxes.

use serde::{Serialize, Serializer};

use super::super::SearchBox;
use super::{Direction, Filter, LeastOscillations, Oscillations, Reach, ResidualTest};

/// A published filter. Where the paper itself could not be read, [`Preset::source`] says so. What a source does not give is
/// filled in, and named below; in every box the critical time is at least one observation after
/// the last and `m` above zero, which is our choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preset {
    /// Filimonov & Sornette (2013, Physica A 392): the stylised ranges, `|C| < 1`, positive bubbles. The paper has no
    /// windows: those of [`Preset::Sornette2015C1`] are used. Filled in as well: a critical time at most a fifth of the window
    /// after its end ([`SearchBox::NARROW`]).
    FilimonovSornette2013,
    /// Sornette, Demos, Zhang, Cauwels, Filimonov & Zhang (2015, Journal of Investment Strategies 4), table 1, condition 1:
    /// the one of the confidence indicator. Oscillations are counted in whole periods, because the printed definition
    /// cannot hold ([`Oscillations::AsPrinted2015`]).
    Sornette2015C1,
    /// Condition 2 of the same table: the one of the trust indicator.
    Sornette2015C2,
    /// Shu & Zhu (2019), with the oscillations of equation 16. The paper searches under `D ≥ 1`; here the optimum of the box
    /// must meet it. Its tests of the residuals are not applied.
    ShuZhu2019,
    /// Lin, Ren & Sornette (2014), the volatility-confined model: 750 observations, positive bubbles; its unit-root tests of
    /// the residuals are not applied. The box is that of the conditions.
    LinRenSornette2014,
    /// Filimonov, Demos & Sornette (2017), from a secondary source, with the oscillations of the 2015 table. That source says
    /// windows of 100 to 750 days and the ranges of `m` and `ω`; filled in are the step of 5 observations and a critical time
    /// at most a fifth of the window after its end ([`SearchBox::NARROW`]).
    Filimonov2017,
    /// Demos & Sornette (2017): the ranges of the Lagrange regularisation, windows of 1,600 to 31 observations.
    /// The paper names no search space: the box is that of the conditions.
    DemosSornette2017,
    /// The multi-scale indicators of Gabauer, Caraiani, Gupta and others, from a secondary source: short, medium and long
    /// windows. It names no search space: the wide box, which holds all that can pass, is filled in.
    MultiScale,
    /// Gerlach, Demos & Sornette (2019), from a secondary source; it names neither windows nor search space,
    /// so those of [`Preset::Sornette2015C1`] are used.
    Gerlach2019,
    /// Demirer, Demos, Gupta & Sornette (2019), from a secondary source: condition 1 of 2015 with narrower frequencies, on
    /// the multi-scale windows, of which the source says no lengths: those of [`Preset::MultiScale`] are filled in, and the
    /// search space of 2015.
    Demirer2019,
    /// Defaults of the Python package `lppls`, with its denominator. The package searches without bounds; here the wide box
    /// is searched.
    LpplsPackage,
}

/// Where a preset's numbers are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The paper, or the documentation of the package.
    Read,
    /// What others say of the paper.
    Secondary,
}

/// Windows that a confidence is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Denominator {
    /// All windows, as in the papers.
    AllWindows,
    /// Windows whose `B` has the same sign.
    SameSign,
}

/// Name of a set of windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScaleName {
    /// The only set of its preset.
    All,
    /// Short windows.
    Short,
    /// Medium windows.
    Medium,
    /// Long windows.
    Long,
}

/// Nested windows: `longest` observations, `step` fewer, and so on while at least `shortest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// Its name.
    pub name: ScaleName,
    /// Observations of the longest window.
    pub longest: usize,
    /// No window is shorter.
    pub shortest: usize,
    /// Difference of neighbouring lengths.
    pub step: usize,
}

impl Scale {
    const fn all(longest: usize, shortest: usize, step: usize) -> Self {
        Self { name: ScaleName::All, longest, shortest, step }
    }

    /// 120 to 35 observations by 5: 18 windows.
    pub const SHORT: Self = Self::all(120, 35, 5);
    /// 750 to 125 observations by 5: the 126 windows of Sornette et al. (2015).
    pub const FCO: Self = Self::all(750, 125, 5);
    /// The short, medium and long windows of the multi-scale indicators.
    pub const MULTI: [Self; 3] = [
        Self { name: ScaleName::Short, longest: 90, shortest: 30, step: 2 },
        Self { name: ScaleName::Medium, longest: 300, shortest: 90, step: 2 },
        Self { name: ScaleName::Long, longest: 745, shortest: 300, step: 2 },
    ];

    /// The lengths, longest first.
    pub fn lengths(&self) -> Vec<usize> {
        let count = self.longest.saturating_sub(self.shortest) / self.step.max(1) + 1;
        (0..count).map(|k| self.longest - k * self.step).collect()
    }
}

const PERIODS: LeastOscillations =
    LeastOscillations { definition: Oscillations::Periods, least: 2.5, waived_below: None };

/// The ranges alone, no other condition.
const fn ranges(m: [f64; 2], omega: [f64; 2], before: Reach, after: Reach) -> Filter {
    Filter {
        m,
        omega,
        before,
        after,
        strict: false,
        oscillations: None,
        damping: None,
        relative_error: None,
        amplitude: None,
        direction: None,
        residual_tests: &[],
    }
}

impl Serialize for Preset {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 11] = [
        Self::FilimonovSornette2013,
        Self::Sornette2015C1,
        Self::Sornette2015C2,
        Self::ShuZhu2019,
        Self::LinRenSornette2014,
        Self::Filimonov2017,
        Self::DemosSornette2017,
        Self::MultiScale,
        Self::Gerlach2019,
        Self::Demirer2019,
        Self::LpplsPackage,
    ];

    /// Its name in kebab case.
    pub fn name(self) -> &'static str {
        match self {
            Self::FilimonovSornette2013 => "filimonov-sornette-2013",
            Self::Sornette2015C1 => "sornette-2015-c1",
            Self::Sornette2015C2 => "sornette-2015-c2",
            Self::ShuZhu2019 => "shu-zhu-2019",
            Self::LinRenSornette2014 => "lin-ren-sornette-2014",
            Self::Filimonov2017 => "filimonov-2017",
            Self::DemosSornette2017 => "demos-sornette-2017",
            Self::MultiScale => "multi-scale",
            Self::Gerlach2019 => "gerlach-2019",
            Self::Demirer2019 => "demirer-2019",
            Self::LpplsPackage => "lppls-package",
        }
    }

    /// Where its numbers are from.
    pub fn source(self) -> Source {
        match self {
            Self::Filimonov2017 | Self::MultiScale | Self::Gerlach2019 | Self::Demirer2019 => {
                Source::Secondary
            }
            _ => Source::Read,
        }
    }

    /// Its conditions.
    pub fn filter(self) -> Filter {
        let stylised = ranges([0.1, 0.9], [6.0, 13.0], Reach::share(0.0), Reach::ANY);
        let first = Filter {
            oscillations: Some(PERIODS),
            damping: Some(0.8),
            relative_error: Some(0.05),
            ..ranges([0.01, 1.2], [2.0, 25.0], Reach::share(0.05), Reach::share(0.1))
        };
        match self {
            Self::FilimonovSornette2013 => {
                Filter { amplitude: Some(1.0), direction: Some(Direction::Positive), ..stylised }
            }
            Self::Sornette2015C1 => first,
            Self::Sornette2015C2 => {
                Filter { m: [0.01, 0.99], damping: Some(1.0), relative_error: Some(0.2), ..first }
            }
            Self::ShuZhu2019 => shu_zhu(),
            Self::LinRenSornette2014 => Filter {
                after: Reach { share: f64::INFINITY, most: 252.0 },
                amplitude: Some(1.0),
                direction: Some(Direction::Positive),
                residual_tests: &[ResidualTest::PhillipsPerron, ResidualTest::DickeyFuller],
                ..stylised
            },
            Self::Filimonov2017 => Filter { oscillations: Some(PERIODS), damping: Some(0.8), ..stylised },
            Self::DemosSornette2017 => {
                Filter { before: Reach::share(1.0), after: Reach::share(1.0), strict: true, ..stylised }
            }
            Self::MultiScale => Filter { m: [0.01, 0.99], ..package() },
            Self::Gerlach2019 => Filter {
                oscillations: Some(LeastOscillations { waived_below: Some(0.05), ..PERIODS }),
                damping: Some(0.5),
                ..ranges([0.001, 0.999], [4.0, 25.0], Reach::share(0.0), Reach::share(0.2))
            },
            Self::Demirer2019 => Filter { omega: [6.0, 13.0], ..first },
            Self::LpplsPackage => package(),
        }
    }

    /// Where the parameters are searched for: the paper's space, as far as it lies after the last observation.
    pub fn search_box(self) -> SearchBox {
        match self {
            Self::FilimonovSornette2013 | Self::Filimonov2017 => SearchBox::NARROW,
            Self::Sornette2015C1 | Self::Sornette2015C2 | Self::Gerlach2019 | Self::Demirer2019 => {
                SearchBox::SEARCH_2015
            }
            Self::ShuZhu2019 => {
                SearchBox { m: [0.001, 1.0], omega: [1.0, 50.0], least: 1.0, share: 1.0 / 3.0 }
            }
            Self::LinRenSornette2014 => SearchBox { share: 252.0 / 749.0, ..SearchBox::NARROW },
            Self::DemosSornette2017 => SearchBox { share: 1.0, ..SearchBox::NARROW },
            Self::MultiScale | Self::LpplsPackage => SearchBox::WIDE,
        }
    }

    /// Its windows.
    pub fn scales(self) -> Vec<Scale> {
        match self {
            Self::FilimonovSornette2013 | Self::Sornette2015C1 | Self::Sornette2015C2 | Self::Gerlach2019 => {
                vec![Scale::FCO]
            }
            Self::ShuZhu2019 => vec![Scale::all(650, 30, 5)],
            Self::LinRenSornette2014 => vec![Scale::all(750, 750, 5)],
            Self::Filimonov2017 => vec![Scale::all(750, 100, 5)],
            Self::DemosSornette2017 => vec![Scale::all(1600, 30, 3)],
            Self::MultiScale | Self::Demirer2019 => Scale::MULTI.to_vec(),
            Self::LpplsPackage => vec![Scale::SHORT],
        }
    }

    /// What its confidence is a share of.
    pub fn denominator(self) -> Denominator {
        if self == Self::LpplsPackage { Denominator::SameSign } else { Denominator::AllWindows }
    }
}

fn shu_zhu() -> Filter {
    Filter {
        oscillations: Some(LeastOscillations { definition: Oscillations::ShuZhu, ..PERIODS }),
        damping: Some(1.0),
        relative_error: Some(0.15),
        residual_tests: &[ResidualTest::Lomb, ResidualTest::PhillipsPerron, ResidualTest::DickeyFuller],
        ..ranges([0.01, 0.99], [2.0, 25.0], Reach::share(0.0), Reach::share(0.2))
    }
}

fn package() -> Filter {
    Filter {
        strict: true,
        oscillations: Some(PERIODS),
        damping: Some(0.5),
        ..ranges([0.0, 1.0], [2.0, 15.0], Reach { share: 0.5, most: 60.0 }, Reach { share: 0.5, most: 252.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_as_many_as_the_papers_say() {
        let count = |preset: Preset| preset.scales().iter().map(|s| s.lengths().len()).sum::<usize>();
        assert_eq!(count(Preset::Sornette2015C1), 126);
        assert_eq!(count(Preset::ShuZhu2019), 125);
        assert_eq!(count(Preset::LpplsPackage), 18);
        assert_eq!(Scale::SHORT.lengths().last(), Some(&35));
    }

    #[test]
    fn names_are_those_of_the_json_and_boxes_hold_every_fit_that_could_pass() {
        for preset in Preset::ALL {
            assert_eq!(serde_json::to_value(preset).unwrap(), preset.name());
            let (space, filter) = (preset.search_box(), preset.filter());
            space.check().unwrap();
            assert!(space.m[0] <= filter.m[0].max(0.01) && space.m[1] >= filter.m[1], "{preset:?}");
            assert!(space.omega[0] <= filter.omega[0] && space.omega[1] >= filter.omega[1], "{preset:?}");
        }
    }
}
