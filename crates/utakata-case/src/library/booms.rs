//! Episodes as the columns that the reference class is computed from.

use utakata::boom::{DRAWDOWNS, Rule, trading_days};
use utakata::reference_class::{Booms, KnownScore, PathScore};

use super::Library;

impl Library {
    /// The episodes of [`Library::judged`] as columns; days after the start in trading days, 504 of which are two years.
    pub fn booms(&self, rule: Rule, group: Option<&str>) -> Booms {
        let below = DRAWDOWNS.len() - 1;
        let mut booms = Booms {
            drawdowns: DRAWDOWNS[..below].to_vec(),
            first_passages: vec![Vec::new(); below],
            ..Booms::default()
        };
        let mut volatility = Vec::new();
        for episode in self.judged(rule, group) {
            let day = |k: usize| episode.first_passage[k].map(|on| trading_days(on, episode.year));
            booms.assets.push(episode.asset.clone());
            booms.starts.push(episode.start);
            booms.burst.push(episode.crash);
            booms.paths.push(episode.path.to_vec());
            for (k, days) in booms.first_passages.iter_mut().enumerate() {
                days.push(day(k));
            }
            booms.burst_days.push(day(below));
            volatility.push(episode.volatility_before_burst);
        }
        let name = PathScore::SecondHalfVolatility.name().to_owned();
        booms.watched = Some(KnownScore { name, values: volatility });
        booms
    }
}
