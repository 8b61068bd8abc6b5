//! Booms with a name.

use jiff::civil::{Date, date};

/// A boom that has a name, by the asset and the days between which its run-up qualified. Chosen because everybody knows
/// them, most of them because they burst: they illustrate, and measure nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedEpisode {
    /// What it is called.
    pub name: &'static str,
    /// The asset, as the shipped library names it.
    pub asset: &'static str,
    /// First day on which its entry may lie.
    pub from: Date,
    /// Last such day.
    pub until: Date,
}

const fn named(name: &'static str, asset: &'static str, from: i16, until: i16) -> NamedEpisode {
    NamedEpisode { name, asset, from: date(from, 1, 1), until: date(until, 12, 31) }
}

/// The named episodes, oldest first. Japan 1989 and Bitcoin 2013 have rows although the prices at hand begin too late for
/// them, so that they are not forgotten. The Nikkei's return over two years was 70 % at its peak: no doubling rule would
/// have opened an episode there.
pub const NAMED: [NamedEpisode; 13] = [
    named("Japan 1989", "Nikkei 225", 1986, 1989),
    named("Dot-com", "NASDAQ Composite", 1998, 2000),
    named("Dot-com", "Nasdaq-100", 1998, 2000),
    named("China 2007", "Shanghai Composite", 2006, 2007),
    named("China 2015", "Shanghai Composite", 2014, 2015),
    named("Bitcoin 2013", "Bitcoin", 2013, 2013),
    named("Bitcoin 2017", "Bitcoin", 2016, 2017),
    named("Bitcoin 2021", "Bitcoin", 2020, 2021),
    named("Ether 2021", "ETH", 2020, 2021),
    named("Innovation 2021", "NVDA", 2020, 2021),
    named("Innovation 2021", "AMD", 2020, 2021),
    named("Innovation 2021", "META", 2020, 2021),
    named("Innovation 2021", "NFLX", 2021, 2021),
];
