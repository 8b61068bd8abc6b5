//! Baskets against `reference/evidence/basket_expected.json` (literals) computed from the shared closes; the parts that
//! need the closes are skipped, and say so, where the shared folder is absent.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::{path::Path, str::FromStr};

use jiff::civil::{Date, date};
use utakata::{
    Series,
    basket::{
        AdvanceDecline, BasketError, Capitalizations, Direction, Holding, Panel, Weighting, advance_decline,
        basket_streak_statement, breadth, breadth_statement, breadth_thrust, copula_tail, drawdown,
        index_levels, mcclellan, mcclellan_summation, mean_pairwise_correlation, new_extremes, period_rank,
        period_return, period_returns, period_statement, run_probability, run_up, session_returns,
        share_above_average, streak, streak_base_rate, streak_statement,
    },
};

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((actual - expected).abs() <= tolerance * expected.abs(), "{what}: {actual} is not {expected}");
}

/// The US AI basket up to 26 June 2023, if the shared data is there.
fn us_ai() -> Option<Panel> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/evidence");
    let path = root.join("basket_us_ai_adjclose_2022-06_2023-06.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    };
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let dates: Vec<Date> = rows[1..].iter().map(|row| Date::from_str(row[0]).unwrap()).collect();
    let members: Vec<Series> = (1..rows[0].len())
        .map(|j| {
            let values = rows[1..].iter().map(|row| row[j].parse().unwrap()).collect();
            Series::new(rows[0][j], dates.clone(), values).unwrap()
        })
        .collect();
    Some(Panel::new(&members).unwrap().until(date(2023, 6, 26)).unwrap())
}

fn panel(columns: &[(&str, &[f64])]) -> Panel {
    let members: Vec<Series> = columns
        .iter()
        .map(|(name, values)| {
            let dates = (0..values.len()).map(|d| date(2023, 1, 1 + d as i8)).collect();
            Series::new(*name, dates, values.to_vec()).unwrap()
        })
        .collect();
    Panel::new(&members).unwrap()
}

#[test]
fn the_week_and_the_breadth_match_the_reference() {
    let Some(basket) = us_ai() else { return };
    let week = breadth(&basket, 5, 0.10).unwrap();
    close(week.mean, -0.0619822202132219, 1e-12, "mean");
    close(week.median, -0.04849929289244459, 1e-12, "median");
    assert_eq!((week.fallen, week.members), (5, 25));
    let held = period_return(&basket, 5, Weighting::EqualBuyAndHold).unwrap();
    close(held, week.mean, 1e-12, "buy and hold is the mean return");
    let rebalanced = period_return(&basket, 5, Weighting::EqualRebalanced).unwrap();
    assert!((rebalanced - held).abs() > 1e-4 && (rebalanced - held).abs() < 0.01);
}

#[test]
fn percentiles_use_the_year_that_is_there() {
    // The reference's .0936 = 47/502 ranks the week in two years of closes; the file holds the last year of them,
    // where 26 of the 258 windows that end before the last one begins are as low (counted independently).
    let Some(basket) = us_ai() else { return };
    let rank = period_rank(&basket, 5, 504, Weighting::EqualBuyAndHold).unwrap();
    assert_eq!((rank.overlapping.windows, rank.overlapping.as_extreme), (258, 26));
    assert_eq!((rank.disjoint.windows, rank.disjoint.as_extreme), (52, 5));
    assert!((rank.overlapping.percentile - 0.0936).abs() < 0.02);
    let statement = period_statement(&basket, 5, 504, Weighting::EqualBuyAndHold).unwrap();
    assert_eq!(statement.p_value, Some((1.0 + 5.0) / 53.0));
    assert_eq!(statement.smallest_p, Some(1.0 / 53.0));
    let statement = breadth_statement(&basket, 5, 504, 0.10).unwrap();
    assert_eq!(statement.statistic, Some(0.2));
    let share = statement.notes.iter().find(|note| note.key == "basket-overlapping").unwrap();
    assert_eq!(share.args["as_extreme"], "38");
    assert!(statement.notes.iter().any(|note| note.key == "basket-breadth-copula"));
}

#[test]
fn streaks_match_the_reference_on_both_days() {
    let Some(basket) = us_ai() else { return };
    let falling = |basket: &Panel| -> Vec<usize> {
        basket.series().map(|(_, values)| streak(values, Direction::Down)).collect()
    };
    assert_eq!(falling(&basket), [4, 7, 0, 2, 2, 1, 6, 6, 0, 4, 0, 1, 3, 7, 0, 2, 0, 2, 0, 0, 0, 2, 2, 0, 0]);
    assert_eq!(
        falling(&basket.until(date(2023, 6, 23)).unwrap()),
        [3, 6, 0, 1, 1, 0, 5, 5, 1, 3, 1, 0, 2, 6, 1, 1, 1, 1, 5, 5, 1, 1, 1, 1, 1]
    );
    // 16.7 % of days with some member in a streak of six; independence would say 32.5 % (method notes).
    let base = streak_base_rate(&basket, 6, 504, Direction::Down).unwrap();
    let now: Vec<&str> = base.members_now.iter().map(|(member, _)| member.as_str()).collect();
    assert_eq!(now, ["AMD", "AI", "PLTR", "AVGO"]);
    assert_eq!((base.days_with, base.days), (43, 261));
    assert!((base.if_independent - 0.325).abs() < 5e-4);
    let statement = basket_streak_statement(&basket, 6, 504).unwrap();
    assert_eq!((statement.p_value, statement.statistic), (Some(44.0 / 262.0), Some(4.0)));
}

#[test]
fn drawdown_and_correlation_match_the_method_notes() {
    let Some(basket) = us_ai() else { return };
    let levels = index_levels(&basket, Weighting::EqualRebalanced);
    let fall = drawdown(&levels).unwrap();
    close(fall.now, -0.07761054217594632, 1e-9, "drawdown");
    assert_eq!(basket.dates()[fall.peak], date(2023, 6, 15));
    let held = drawdown(&index_levels(&basket, Weighting::EqualBuyAndHold)).unwrap();
    close(held.now, -0.09393957360144312, 1e-9, "drawdown when held");
    close(mean_pairwise_correlation(&basket, 5).unwrap(), 0.4296852489709829, 1e-9, "correlation");
    // One year of closes cannot show a two-year run-up.
    let gate = run_up(&levels, 504, 1.0).unwrap();
    assert_eq!((gate.now, gate.qualifies()), (None, None));
}

#[test]
fn run_probabilities_match_the_reference() {
    for (p, length, days, expected) in [
        (0.5, 6, 6, 0.015625),
        (0.5, 7, 6, 0.0),
        (0.48, 6, 6, 0.012230590464),
        (0.5, 3, 60, 0.9925337971596679),
        (0.5, 3, 250, 0.9999999990863184),
        (0.5, 6, 60, 0.368821230383801),
        (0.5, 6, 250, 0.8681687308896933),
        (0.5, 7, 60, 0.19826954459364607),
        (0.5, 7, 250, 0.6269048868472474),
        (0.48, 3, 60, 0.987274364339952),
        (0.48, 3, 250, 0.9999999912181962),
        (0.48, 6, 60, 0.30956838763459943),
        (0.48, 6, 250, 0.804484850682713),
        (0.48, 7, 60, 0.15749343658036596),
        (0.48, 7, 250, 0.5347370939401841),
    ] {
        close(run_probability(days, length, p).unwrap(), expected, 1e-12, "run");
    }
    let statement = streak_statement(6, 250, 0.5).unwrap();
    close(statement.p_value.unwrap(), 0.8681687308896933, 1e-12, "p");
}

#[test]
fn copula_tails_match_the_reference() {
    for (members, p, rho, tail) in [
        (50, 0.05, 0.0, 1.0426234691989216e-13),
        (50, 0.05, 0.2, 0.001651211573382896),
        (50, 0.05, 0.35, 0.009830602821598321),
        (50, 0.05, 0.5, 0.021899591596810895),
        (50, 0.1, 0.0, 2.3685993581841912e-08),
        (50, 0.1, 0.2, 0.014858184809689746),
        (50, 0.1, 0.35, 0.041257763111132335),
        (50, 0.1, 0.5, 0.06548417713942846),
        (100, 0.05, 0.0, 1.0522953420147289e-07),
        (100, 0.05, 0.2, 0.0295959660216912),
        (100, 0.05, 0.35, 0.05683337916548786),
        (100, 0.05, 0.5, 0.07298465503149303),
        (100, 0.1, 0.0, 0.0019785608657712354),
        (100, 0.1, 0.2, 0.1342938786195815),
        (100, 0.1, 0.35, 0.1637110332133695),
        (100, 0.1, 0.5, 0.17223830581268465),
    ] {
        close(copula_tail(members, p, rho, 20).unwrap(), tail, 1e-9, &format!("{members} {p} {rho}"));
    }
}

#[test]
fn the_copula_keeps_its_digits_towards_full_correlation() {
    // One member falls with probability p, whatever the correlation; and the two forms of the integral agree where
    // they meet.
    for rho in [0.01, 0.3, 0.5, 0.51, 0.9, 0.9999, 1.0] {
        close(copula_tail(1, 0.03, rho, 1).unwrap(), 0.03, 1e-12, "one member");
        let mean: f64 = (1..=12).map(|k| copula_tail(12, 0.03, rho, k).unwrap()).sum();
        close(mean, 0.36, 1e-11, "expected number");
    }
    let (below, above) =
        (copula_tail(50, 0.05, 0.5, 20).unwrap(), copula_tail(50, 0.05, 0.5 + 1e-13, 20).unwrap());
    close(above, below, 1e-10, "both forms");
    close(copula_tail(30, 0.05, 1.0, 30).unwrap(), 0.05, 1e-11, "all or none");
}

#[test]
fn weights_are_what_they_say() {
    let two = panel(&[("a", &[100.0, 110.0, 121.0]), ("b", &[50.0, 45.0, 54.0])]);
    let held = index_levels(&two, Weighting::EqualBuyAndHold);
    let rebalanced = index_levels(&two, Weighting::EqualRebalanced);
    close(held[2], 1.145, 1e-14, "held");
    close(rebalanced[2], 1.15, 1e-14, "rebalanced");
    let weeks = period_returns(&two, 1, Weighting::EqualBuyAndHold).unwrap();
    assert!(weeks[0].abs() < 1e-15 && (weeks[1] - 0.15).abs() < 1e-14);
    assert_eq!(share_above_average(&two, 3).unwrap(), 1.0);
}

#[test]
fn ranks_count_windows_that_do_not_touch_the_last() {
    // Returns over 2 days, 9 dates: last window 6–8; earlier ends 2..=6.
    let prices = [100.0, 90.0, 80.0, 100.0, 120.0, 60.0, 100.0, 90.0, 80.0];
    let one = panel(&[("a", &prices)]);
    let rank = period_rank(&one, 2, 100, Weighting::EqualBuyAndHold).unwrap();
    // Ends 2, 3, 4, 5, 6 return −.2, .11, .5, −.4, −.17; the last returns −.2, and a tie counts.
    assert_eq!((rank.overlapping.windows, rank.overlapping.as_extreme), (5, 2));
    // Ends 6, 4, 2.
    assert_eq!((rank.disjoint.windows, rank.disjoint.as_extreme), (3, 1));
    let short = period_rank(&one, 2, 3, Weighting::EqualBuyAndHold).unwrap();
    assert_eq!((short.overlapping.windows, short.overlapping.as_extreme), (2, 1));
}

#[test]
fn run_ups_and_drawdowns_on_a_hand_made_path() {
    let levels = [1.0, 1.2, 2.1, 2.0, 1.5, 1.8];
    let gate = run_up(&levels, 2, 1.0).unwrap();
    // Over two steps: 1.1 (end 2), .67, −.29, −.1; an episode lasts two observations after it qualified.
    close(gate.now.unwrap(), -0.1, 1e-12, "now");
    assert_eq!((gate.last_qualified, gate.qualifies()), (None, Some(false)));
    assert_eq!(run_up(&levels[..4], 2, 1.0).unwrap().qualifies(), Some(true));
    let fall = drawdown(&levels).unwrap();
    close(fall.deepest, 1.5 / 2.1 - 1.0, 1e-12, "deepest");
    assert_eq!((fall.peak, fall.under_water, fall.deepest_at, fall.longest_under_water), (2, 3, 4, 3));
}

#[test]
fn bad_baskets_are_named() {
    let series = |name: &str, days: &[i8], values: &[f64]| {
        Series::new(name, days.iter().map(|&d| date(2023, 6, d)).collect(), values.to_vec()).unwrap()
    };
    let a = series("a", &[1, 2, 3], &[1.0, 2.0, 3.0]);
    let late = series("late", &[2, 3], &[1.0, 2.0]);
    let missing = Panel::new(&[a.clone(), late.clone()]);
    assert_eq!(missing, Err(BasketError::MissingDate { member: "late".into(), date: date(2023, 6, 1) }));
    assert_eq!(Panel::on_common_dates(&[a.clone(), late]).unwrap().len(), 2);
    assert_eq!(Panel::new(&[]), Err(BasketError::Empty));
    assert_eq!(Panel::new(&[a.clone(), a.clone()]), Err(BasketError::DuplicateMember { member: "a".into() }));
    let zero = series("zero", &[1, 2, 3], &[1.0, 0.0, 1.0]);
    assert!(matches!(Panel::new(&[zero]), Err(BasketError::NotPositive { .. })));
    let other = series("b", &[7], &[1.0]);
    assert_eq!(Panel::on_common_dates(&[a.clone(), other]), Err(BasketError::NoCommonDate));
    let one = Panel::new(&[a]).unwrap();
    assert!(matches!(period_return(&one, 3, Weighting::EqualRebalanced), Err(BasketError::TooShort { .. })));
    assert!(matches!(breadth(&one, 0, 0.1), Err(BasketError::Zero { .. })));
    assert!(matches!(breadth(&one, 1, 10.0), Err(BasketError::Range { .. })));
    assert!(matches!(run_probability(5, 2, 50.0), Err(BasketError::Range { .. })));
    assert!(matches!(drawdown(&[1.0, f64::NAN]), Err(BasketError::Range { .. })));
    let flat = panel(&[("a", &[1.0; 9]), ("b", &[1.0, 2.0, 1.0, 2.0, 3.0, 1.0, 2.0, 1.0, 1.0])]);
    assert_eq!(mean_pairwise_correlation(&flat, 1), Err(BasketError::Constant { member: "a".into() }));
}

#[test]
fn capitalisations_fix_the_numbers_of_shares() {
    let basket = panel(&[("A", &[10.0, 20.0, 20.0]), ("B", &[10.0, 10.0, 20.0])]);
    // On the last day 30 of A and 10 of B: 1.5 and 0.5 shares, worth 20, 35 and 40.
    let weights = Capitalizations::new(&basket, &[30.0, 10.0], 2).unwrap();
    for (actual, expected) in weights.levels(Holding::BuyAndHold).into_iter().zip([1.0, 1.75, 2.0]) {
        close(actual, expected, 1e-12, "shares held");
    }
    // Weights of 3/4 and 1/4 on every day: returns of 3/4 and 1/4.
    for (actual, expected) in weights.levels(Holding::Rebalanced).into_iter().zip([1.0, 1.75, 1.75 * 1.25]) {
        close(actual, expected, 1e-12, "rebalanced");
    }
    close(weights.period_return(1, Holding::BuyAndHold).unwrap(), 40.0 / 35.0 - 1.0, 1e-12, "last day");
    // Equal capitalisations on the first day are equal weights bought and held.
    let equal = Capitalizations::new(&basket, &[1.0, 1.0], 0).unwrap().levels(Holding::BuyAndHold);
    for (actual, expected) in equal.into_iter().zip(index_levels(&basket, Weighting::EqualBuyAndHold)) {
        close(actual, expected, 1e-12, "equal");
    }
    assert!(matches!(
        Capitalizations::new(&basket, &[1.0], 0),
        Err(BasketError::Capitalizations { given: 1, members: 2 })
    ));
    assert!(matches!(Capitalizations::new(&basket, &[1.0, -1.0], 0), Err(BasketError::Range { .. })));
}

#[test]
fn advances_and_declines_make_a_line_and_an_oscillator() {
    let basket =
        panel(&[("A", &[1.0, 2.0, 3.0, 2.0]), ("B", &[1.0, 2.0, 2.0, 1.0]), ("C", &[1.0, 0.5, 0.4, 0.3])]);
    let moves = advance_decline(&basket).unwrap();
    assert_eq!(
        (moves.advances.as_slice(), moves.declines.as_slice()),
        ([2, 1, 0].as_slice(), [1, 1, 3].as_slice())
    );
    assert_eq!(
        (moves.net.as_slice(), moves.line.as_slice()),
        ([1.0, 0.0, -3.0].as_slice(), [1.0, 1.0, -2.0].as_slice())
    );
    let ratio = moves.ratio_adjusted();
    close(ratio[0], 1000.0 / 3.0, 1e-12, "ratio-adjusted");
    assert_eq!((ratio[1], ratio[2]), (0.0, -1000.0));
    // Averages 1, .9, .51 and 1, .95, .7525.
    for (actual, expected) in mcclellan(&moves.net).into_iter().zip([0.0, -0.05, -0.2425]) {
        assert!((actual - expected).abs() < 1e-12, "{actual} is not {expected}");
    }
    // A step settles: both averages reach the new value.
    let settled = mcclellan(&[vec![0.0], vec![7.0; 600]].concat());
    assert!(settled.last().unwrap().abs() < 1e-9 && settled[5] > 1.0);
    assert!(mcclellan(&[]).is_empty());
    // 0, −.05, −.2925.
    close(*mcclellan_summation(&moves.net).last().unwrap(), -0.2925, 1e-12, "summation");
}

#[test]
fn a_thrust_is_a_fast_rise_of_the_average() {
    let days = |advances: &[usize]| AdvanceDecline {
        advances: advances.to_vec(),
        declines: advances.iter().map(|a| 10 - a).collect(),
        net: Vec::new(),
        line: Vec::new(),
    };
    // From .3 the average is 1 − .7 (9/11)^k after k days of advances alone: above .615 with k = 3 (.6166).
    let thrust = breadth_thrust(&days(&[3, 3, 10, 10, 10, 10]));
    close(thrust.average[4], 1.0 - 0.7 * (9.0_f64 / 11.0).powi(3), 1e-12, "average");
    assert_eq!(thrust.thrusts, [4]);
    // Twelve days in between are too many: the average waits at .5.
    let slow = [vec![3], vec![5; 30], vec![10; 5]].concat();
    assert!(breadth_thrust(&days(&slow)).thrusts.is_empty());
}

#[test]
fn new_highs_and_lows_are_strict() {
    let basket = panel(&[
        ("rising", &[9.0, 1.0, 2.0, 3.0]),
        ("tied", &[9.0, 3.0, 2.0, 3.0]),
        ("falling", &[1.0, 3.0, 2.0, 1.5]),
    ]);
    let extremes = new_extremes(&basket, 3).unwrap();
    assert_eq!((extremes.highs, extremes.lows), (vec!["rising".to_owned()], vec!["falling".to_owned()]));
    assert!(matches!(new_extremes(&basket, 5), Err(BasketError::TooShort { .. })));
    assert!(matches!(new_extremes(&basket, 1), Err(BasketError::Zero { .. })));
}

#[test]
fn nights_and_sessions_compound_to_the_day() {
    let (opens, closes) = ([10.0, 9.5, 12.0], [10.0, 11.0, 11.5]);
    let split = session_returns(&opens, &closes).unwrap();
    close(split.overnight[0], -0.05, 1e-12, "night");
    close(split.intraday[1], 11.5 / 12.0 - 1.0, 1e-12, "session");
    for day in 0..2 {
        let both = (1.0 + split.overnight[day]) * (1.0 + split.intraday[day]);
        close(both, 1.0 + split.close_to_close[day], 1e-14, "day");
    }
    close((1.0 + split.total_overnight) * (1.0 + split.total_intraday), 1.15, 1e-12, "both days");
    assert!(matches!(
        session_returns(&opens[1..], &closes),
        Err(BasketError::Sessions { opens: 2, closes: 3 })
    ));
    assert!(matches!(session_returns(&[1.0, 0.0], &[1.0, 1.0]), Err(BasketError::Range { .. })));
}

#[test]
fn gaps_are_held_and_late_members_left_out() {
    let member = |name: &str, days: &[i8], values: &[f64]| {
        Series::new(name, days.iter().map(|&d| date(2023, 1, d)).collect(), values.to_vec()).unwrap()
    };
    let all = [
        member("whole", &[1, 2, 3, 4], &[1.0, 2.0, 3.0, 4.0]),
        member("halted", &[1, 2, 4], &[5.0, 6.0, 8.0]),
        member("late", &[2, 3, 4], &[1.0, 1.0, 1.0]),
        member("gone", &[1, 2, 3], &[1.0, 1.0, 1.0]),
    ];
    let (basket, left_out) = Panel::held(&all).unwrap();
    assert_eq!(basket.members(), ["whole", "halted"]);
    assert_eq!(basket.series().nth(1).unwrap().1, [5.0, 6.0, 6.0, 8.0]);
    let names: Vec<&str> = left_out.iter().map(|left| left.member.as_str()).collect();
    assert_eq!(names, ["late", "gone"]);
    assert_eq!(left_out[0].first, Some(date(2023, 1, 2)));
    assert!(matches!(Panel::held(&all[2..]), Err(BasketError::Empty)));
}
