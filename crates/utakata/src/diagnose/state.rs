//! The state at the last date.

use super::State;
use crate::dating::{Episode, Signal};

/// The state by the rule documented at [`State`], and the observation of the event that defines it.
pub(super) fn read(
    significant: bool,
    episodes: &[Episode],
    prices: &[f64],
    window: usize,
) -> (State, Option<usize>) {
    let (Some(latest), Some(&price)) = (episodes.last(), prices.last()) else {
        return (State::Calm, None);
    };
    if !significant {
        return (State::Calm, None);
    }
    let Some(collapse) = latest.collapse else {
        let state = if latest.signal == Signal::Positive { State::Inflating } else { State::Bursting };
        return (state, Some(latest.origination));
    };
    let positive = latest.signal == Signal::Positive;
    if positive && prices[collapse..].iter().any(|p| *p > prices[latest.peak]) {
        return (State::Calm, None);
    }
    if let Some(recovery) = latest.recovery {
        return (State::Deflated, Some(recovery));
    }
    let lately = prices.len() - collapse <= window;
    if positive && lately && price < prices[latest.peak] {
        (State::Bursting, Some(collapse))
    } else {
        (State::Deflated, Some(collapse))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRICES: [f64; 9] = [1.0, 2.0, 3.0, 5.0, 8.0, 7.0, 6.0, 5.0, 4.0];

    fn run_up() -> Episode {
        Episode {
            onset: 1,
            origination: 2,
            peak: 4,
            bsadf_peak: 4,
            bsadf_at_peak: 3.0,
            collapse: Some(6),
            recovery: None,
            duration: 4,
            signal: Signal::Positive,
            ongoing: false,
        }
    }

    #[test]
    fn each_state_has_its_event() {
        let read = |episode: Episode, window| super::read(true, &[episode], &PRICES, window);
        assert_eq!(super::read(true, &[], &PRICES, 3), (State::Calm, None));
        assert_eq!(super::read(false, &[run_up()], &PRICES, 3), (State::Calm, None));
        assert_eq!(read(run_up(), 3), (State::Bursting, Some(6)));
        assert_eq!(read(run_up(), 2), (State::Deflated, Some(6)), "ended before the last two observations");
        let ongoing = Episode { collapse: None, ongoing: true, ..run_up() };
        assert_eq!(read(ongoing.clone(), 3), (State::Inflating, Some(2)));
        assert_eq!(read(Episode { signal: Signal::Negative, ..ongoing }, 3), (State::Bursting, Some(2)));
        assert_eq!(read(Episode { recovery: Some(8), ..run_up() }, 3), (State::Deflated, Some(8)));
        assert_eq!(read(Episode { signal: Signal::Negative, ..run_up() }, 3), (State::Deflated, Some(6)));
        let new_high_after_it = Episode { peak: 2, ..run_up() };
        assert_eq!(read(new_high_after_it, 3), (State::Calm, None), "it did not burst");
    }
}
