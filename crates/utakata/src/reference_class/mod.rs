//! The reference class: booms that burst and booms that went on, and what they say about a boom that is still going.
//!
//! A boom is a run-up by a rule fixed in advance; it *burst* when the event asked about (a drawdown of 40 % within 504
//! days, say) followed. Booms of one time share their fate, so everything here is judged with the *eras* (calendar
//! years of entry) left out, and intervals resample whole eras.
//!
//! [`ConformalAlarm`] is the alarm on one stream and [`leave_era_out()`] its measured error rates; [`skill()`] measures
//! what a probability of bursting ([`leave_era_out_logistic`], [`leave_era_out_analogs`], [`first_passage_forecast`])
//! gains over [`climatology`], and says which may be printed. [`after_entry`] does so for booms that have run for a while,
//! and [`landmark_forecast`] is the probability of one of them.

mod analogs;
mod backtest;
mod climatology;
mod conformal;
mod dtw;
mod era;
mod error;
mod first_passage;
mod known;
mod landmark;
mod leave_era_out;
mod logistic;
mod path_score;
mod selection;
mod skill;

pub use analogs::{AnalogDesign, Analogs, Neighbour, analogs, leave_era_out_analogs};
pub use backtest::{
    Backtest, BacktestDesign, BacktestEpisode, Booms, Headline, ScoreRates, SelectedScores, backtest,
};
pub use climatology::climatology;
pub use conformal::{ConformalAlarm, Look, Watch};
pub use dtw::dtw;
pub use era::{EraBootstrap, EraInterval};
pub use error::ReferenceClassError;
pub use first_passage::{FirstPassageRow, first_passage_forecast, first_passage_table};
pub use known::{KnownRates, KnownScore};
pub use landmark::{
    AfterEntry, BoomState, LANDMARKS, LandmarkForecast, LandmarkModel, LandmarkSkill, LiveBoom, after_entry,
    landmark_forecast,
};
pub use leave_era_out::{AlarmDesign, AlarmRates, leave_era_out, leave_era_out_p_values, rates_of};
pub use logistic::{Logistic, leave_era_out_logistic};
pub use path_score::PathScore;
pub use selection::{Selection, nested_selection};
pub use skill::{ModelSkill, Skill, first_that_enters, skill};

/// Era and outcome of every boom of a library, in the order of all other columns.
#[derive(Debug, Clone, Copy)]
pub struct Outcomes<'a> {
    eras: &'a [i32],
    burst: &'a [bool],
}

impl<'a> Outcomes<'a> {
    /// One era (year of entry) and one outcome (`true`: burst) per boom.
    ///
    /// # Errors
    /// [`ReferenceClassError::Lengths`] when the columns differ in length; [`ReferenceClassError::OneSided`] unless some
    /// booms burst and some did not.
    pub fn new(eras: &'a [i32], burst: &'a [bool]) -> Result<Self, ReferenceClassError> {
        error::same_length("outcomes", burst.len(), eras.len())?;
        let bursting = burst.iter().filter(|&&b| b).count();
        if bursting == 0 || bursting == burst.len() {
            return Err(ReferenceClassError::OneSided { booms: burst.len(), bursting });
        }
        Ok(Self { eras, burst })
    }

    /// Number of booms.
    pub fn booms(&self) -> usize {
        self.burst.len()
    }

    /// Year of entry of every boom.
    pub fn eras(&self) -> &'a [i32] {
        self.eras
    }

    /// Whether each boom burst.
    pub fn burst(&self) -> &'a [bool] {
        self.burst
    }

    /// Positions of the booms whose year of entry is more than `gap` years from `era`.
    pub fn apart(&self, era: i32, gap: u32) -> impl Iterator<Item = usize> + use<'a> {
        self.eras.iter().enumerate().filter(move |(_, other)| other.abs_diff(era) > gap).map(|(i, _)| i)
    }
}
