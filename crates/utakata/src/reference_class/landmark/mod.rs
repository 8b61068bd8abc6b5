//! Forecasts for a boom that has run for a while and has not burst.
//!
//! The probability at entry is stale a year later: booms that were going to burst early have done so, and the price has
//! meanwhile fallen far or not. *Landmarking* asks, at each of a few days after entry, about the booms alive on that day
//! only, with what was known on that day (Anderson, Cain and Gelber 1983, Journal of Clinical Oncology 1; van Houwelingen
//! 2007, Scandinavian Journal of Statistics 34), so that no boom is judged by what came later. The event is always that
//! the boom bursts before its two years are over.
//!
//! [`after_entry`] measures, with eras left out, what each [`LandmarkModel`] gains over the frequency among the booms
//! alive on the same day; [`landmark_forecast`] is the probability for one boom that is going on.

mod forecast;
mod gains;
mod model;
mod survivors;

pub use forecast::{LandmarkForecast, LiveBoom, landmark_forecast};
pub use gains::{AfterEntry, LANDMARKS, LandmarkSkill, after_entry};
pub use model::LandmarkModel;
pub use survivors::BoomState;
