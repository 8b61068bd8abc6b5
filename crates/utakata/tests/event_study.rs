//! Event studies against `reference/evidence/event_study_expected.json` (five statistics of which equal R EventStudy
//! 0.50 to 12 digits), recomputed from the shared returns; skipped, and saying so, where the folder is absent.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use std::{path::Path, str::FromStr};

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use serde_json::Value;
use utakata::{
    Series,
    event_study::{
        AbnormalReturns, Design, EventReturns, EventStudyError, NormalModel, Tail, Window, abnormal_returns,
        combined_statement, combined_tests, single_event, single_event_statement,
    },
};

const WEEK: Window = Window { estimation: 240, gap: 0, event: 5 };

struct Reference {
    events: Vec<EventReturns>,
    expected: Value,
}

/// The five firms with the given window, if the shared data is there.
fn reference(window: Window) -> Option<Reference> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/evidence");
    let Ok(text) = std::fs::read_to_string(root.join("event_study_returns.csv")) else {
        eprintln!("skipped: {} is absent", root.display());
        return None;
    };
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let dates: Vec<Date> = rows[1..].iter().map(|row| Date::from_str(row[0]).unwrap()).collect();
    let column = |j: usize| {
        let values = rows[1..].iter().map(|row| row[j].parse().unwrap()).collect();
        Series::new(rows[0][j], dates.clone(), values).unwrap()
    };
    let market = column(6);
    let cut = |j| EventReturns::new(&column(j), Some(&market), date(2020, 3, 16), window).unwrap();
    let expected = std::fs::read_to_string(root.join("event_study_expected.json")).unwrap();
    Some(Reference { events: (1..6).map(cut).collect(), expected: serde_json::from_str(&expected).unwrap() })
}

fn close(actual: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap_or_else(|| panic!("{what}: no reference"));
    assert!((actual - expected).abs() <= 1e-9 * expected.abs(), "{what}: {actual} is not {expected}");
}

fn all_close(actual: &[Option<f64>], expected: &Value, what: &str) {
    assert_eq!(actual.len(), expected.as_array().unwrap().len(), "{what}");
    for (actual, expected) in actual.iter().zip(expected.as_array().unwrap()) {
        close(actual.unwrap(), expected, what);
    }
}

const MODELS: [(&str, NormalModel); 3] = [
    ("market_model", NormalModel::Market),
    ("constant_mean", NormalModel::ConstantMean),
    ("market_adjusted", NormalModel::MarketAdjusted),
];

#[test]
fn every_firm_matches_the_reference_under_every_model() {
    let Some(Reference { events, expected }) = reference(WEEK) else { return };
    for (name, model) in MODELS {
        for (event, expected) in events.iter().zip(expected[name]["firms"].as_array().unwrap()) {
            let firm = abnormal_returns(event, model).unwrap();
            let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
            if model == NormalModel::Market {
                close(firm.alpha, &expected["alpha"], "alpha");
                close(firm.beta, &expected["beta"], "beta");
            }
            close(firm.sd, &expected["s"], "s");
            all_close(&some(&firm.ar), &expected["AR"], "AR");
            all_close(&some(&firm.t_ar), &expected["t_AR"], "t_AR");
            all_close(&some(&firm.p_ar), &expected["p_AR"], "p_AR");
            close(firm.car, &expected["CAR"], "CAR");
            close(firm.t_car, &expected["t_CAR"], "t_CAR");
            close(firm.p_car, &expected["p_CAR"], "p_CAR");
        }
    }
}

#[test]
fn every_combined_test_matches_the_reference_under_every_model() {
    let Some(Reference { events, expected }) = reference(WEEK) else { return };
    for (name, model) in MODELS {
        let expected = &expected[name];
        let tests = combined_tests(&events, model).unwrap();
        assert_eq!(tests.design, Design::CommonDate);
        let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        all_close(&some(&tests.aar), &expected["AAR"], "AAR");
        close(tests.caar, &expected["CAAR"], "CAAR");
        close(tests.mean_correlation, &expected["rbar"], "rbar");
        let parametric = &tests.parametric;
        close(parametric.adjustment.unwrap(), &expected["kp_factor"], "kp factor");
        let adjusted = parametric.bmp_adjusted.as_ref().unwrap();
        let adjusted_patell = parametric.patell_adjusted.as_ref().unwrap();
        for (test, day, car) in [
            (&parametric.cross_sectional, "t_csect_AAR", "t_csect_CAAR"),
            (&parametric.patell, "patell_day", "patell_car"),
            (&parametric.bmp, "bmp_day", "bmp_car"),
            (adjusted, "kp_bmp_day", "kp_bmp_car"),
            (adjusted_patell, "kp_patell_day", "kp_patell_car"),
            (&parametric.brown_warner, "bw1985_day", "bw1985_car"),
        ] {
            all_close(&test.day, &expected[day], day);
            close(test.car.unwrap(), &expected[car], car);
        }
        close(tests.p_bmp.unwrap(), &expected["p_bmp_car"], "p bmp");
        close(tests.p_bmp_adjusted.unwrap(), &expected["p_kp_bmp_car"], "p kp");
        all_close(&tests.corrado_zivney.day, &expected["corrado_zivney_day"], "Corrado–Zivney");
        let rank = tests.generalized_rank.unwrap();
        close(rank.z, &expected["grank_Z_stat"], "grank Z");
        close(rank.t, &expected["grank_t"], "grank t");
        close(rank.p_two_sided, &expected["p_grank"], "grank p");
        close(rank.z_if_independent, &expected["grank_z_indep"], "grank z");
        assert_eq!(rank.df, 239);
        let sign = tests.generalized_sign.unwrap();
        close(sign.positive_share, &expected["gsign_phat"], "phat");
        close(sign.z, &expected["gsign_z"], "gsign z");
        close(sign.p_exact_two_sided, &expected["gsign_exact_p_two"], "gsign p");
        close(tests.sign_flip.p_two_sided, &expected["signflip_exact_p"], "sign flip");
        let placebo = tests.placebo.unwrap();
        close(placebo.p_two_sided, &expected["placebo_p_two"], "placebo");
        close(placebo.p_lower, &expected["placebo_p_lower"], "placebo lower");
        assert_eq!(placebo.windows, 236);
    }
}

#[test]
fn the_statement_is_not_fooled_by_firms_that_move_together() {
    let Some(Reference { events, .. }) = reference(WEEK) else { return };
    let statement = combined_statement(&events, NormalModel::Market).unwrap();
    assert_eq!(statement.method, "event-placebo-ratio");
    // Recomputed from its definition: |BMP| among those of the 236 windows of five estimation days.
    let tests = combined_tests(&events, NormalModel::Market).unwrap();
    let ratio = |values: &[f64]| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        mean * n.sqrt() / (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()
    };
    let block = |t: usize| {
        let of = |firm: &AbnormalReturns| firm.residuals[t..t + 5].iter().sum::<f64>() / firm.sd;
        ratio(&tests.firms.iter().map(of).collect::<Vec<f64>>()).abs()
    };
    let event = ratio(&tests.firms.iter().map(|firm| firm.t_car).collect::<Vec<f64>>()).abs();
    let reached = (0..236).filter(|&t| block(t) >= event).count() as f64;
    assert_eq!(statement.p_value, Some((1.0 + reached) / 237.0));
    assert!(statement.p_value.unwrap() > 0.05);
    let patell = statement.notes.iter().find(|note| note.key == "event-combined-patell").unwrap();
    assert_eq!((patell.args["patell"].as_str(), patell.args["adjusted"].as_str()), ("5.45", "4.25"));
}

#[test]
fn one_event_is_ranked_among_its_own_ordinary_days() {
    // The reference ranks the first day alone.
    let Some(Reference { events, expected }) = reference(Window { event: 1, ..WEEK }) else { return };
    for (name, model) in MODELS {
        for (event, expected) in events.iter().zip(expected[name]["firms"].as_array().unwrap()) {
            let test = single_event(event, model, Tail::Lower, None).unwrap();
            close(test.p_value, &expected["SQ_p_lower_day1"], "SQ");
            assert_eq!((test.windows, test.smallest_p), (240, 1.0 / 241.0));
        }
    }
    let Some(Reference { events, .. }) = reference(WEEK) else { return };
    // Over the week the cumulative return is ranked among 236 blocks.
    let week = single_event(&events[0], NormalModel::Market, Tail::Upper, None).unwrap();
    assert_eq!((week.windows, week.p_value), (236, 1.0 / 237.0));
}

/// Returns that repeat a fixed pattern, with `last` at the end.
fn quiet(name: &str, days: usize, last: f64) -> Series {
    let start = date(2023, 1, 2);
    let dates = (0..=days).map(|d| start.checked_add((d as i64).days()).unwrap()).collect();
    let mut values: Vec<f64> = (0..days).map(|d| 0.01 * ((d * 7 % 11) as f64 - 5.0) / 5.0).collect();
    values.push(last);
    Series::new(name, dates, values).unwrap()
}

#[test]
fn a_fall_to_the_limit_is_a_bound() {
    let series = quiet("300418", 250, -0.2001);
    let event = *series.dates().last().unwrap();
    let window = Window { estimation: 250, gap: 0, event: 1 };
    let returns = EventReturns::new(&series, None, event, window).unwrap();
    let test = single_event(&returns, NormalModel::ConstantMean, Tail::Lower, Some(0.2)).unwrap();
    assert_eq!((test.p_value, test.stopped_by_limit.as_slice()), (1.0 / 251.0, [event].as_slice()));
    let rise = single_event(&returns, NormalModel::ConstantMean, Tail::Upper, Some(0.2)).unwrap();
    assert_eq!((rise.p_value, rise.stopped_by_limit.len()), (1.0, 0));
    let free = single_event(&returns, NormalModel::ConstantMean, Tail::Lower, None).unwrap();
    assert!(free.stopped_by_limit.is_empty());
    let statement =
        single_event_statement(&returns, NormalModel::ConstantMean, Tail::Lower, Some(0.2)).unwrap();
    // e = 8.0 for p = 1/251 (method notes, worked verdict).
    assert!((statement.e_value.unwrap() - 8.0).abs() < 0.06, "{:?}", statement.e_value);
    assert!(statement.notes.iter().any(|note| note.key == "event-single-limit"));
}

#[test]
fn events_on_separate_dates_are_judged_by_flipping_signs() {
    let cut = |name: &str, days: usize, last: f64| {
        let series = quiet(name, days, last);
        let window = Window { estimation: 60, gap: 1, event: 1 };
        EventReturns::new(&series, None, *series.dates().last().unwrap(), window).unwrap()
    };
    let events: Vec<EventReturns> =
        (0..6).map(|i| cut(&format!("firm {i}"), 70 + 3 * i, -0.03 - 0.001 * i as f64)).collect();
    let statement = combined_statement(&events, NormalModel::ConstantMean).unwrap();
    assert_eq!(statement.method, "event-sign-flip");
    // All six fell: the most extreme of 2⁶ sign patterns and its mirror.
    assert_eq!((statement.p_value, statement.smallest_p), (Some(2.0 / 64.0), Some(2.0 / 64.0)));
    let mut mixed = events;
    mixed.push(mixed[0].clone());
    assert_eq!(combined_tests(&mixed, NormalModel::ConstantMean).unwrap().design, Design::Mixed);
}

#[test]
fn bad_events_are_named() {
    let series = quiet("a", 100, 0.0);
    let window = Window { estimation: 60, gap: 0, event: 1 };
    let cut = |date, window| EventReturns::new(&series, None, date, window);
    let end = *series.dates().last().unwrap();
    assert!(matches!(cut(date(2022, 1, 1), window), Err(EventStudyError::EventNotTraded { .. })));
    assert!(matches!(cut(series.dates()[30], window), Err(EventStudyError::TooShort { given: 30, .. })));
    assert!(matches!(
        cut(end, Window { event: 2, ..window }),
        Err(EventStudyError::TooShort { needed: 2, given: 1, .. })
    ));
    assert!(matches!(
        cut(end, Window { estimation: 5, ..window }),
        Err(EventStudyError::ShortEstimation { given: 5 })
    ));
    assert_eq!(cut(end, Window { event: 0, ..window }), Err(EventStudyError::EmptyEvent));
    let short_market = quiet("market", 50, 0.0);
    assert!(matches!(
        EventReturns::new(&series, Some(&short_market), end, window),
        Err(EventStudyError::MarketGap { .. })
    ));
    let good = cut(end, window).unwrap();
    assert_eq!(abnormal_returns(&good, NormalModel::Market), Err(EventStudyError::NoMarket));
    let single = combined_tests(std::slice::from_ref(&good), NormalModel::ConstantMean);
    assert_eq!(single, Err(EventStudyError::TooFewEvents { given: 1 }));
    let percent = single_event(&good, NormalModel::ConstantMean, Tail::Lower, Some(20.0));
    assert_eq!(percent, Err(EventStudyError::Limit { value: 20.0 }));
    let flat = Series::new("flat", series.dates().to_vec(), vec![0.001; 101]).unwrap();
    let suspended = EventReturns::new(&flat, None, end, window).unwrap();
    assert!(matches!(
        abnormal_returns(&suspended, NormalModel::ConstantMean),
        Err(EventStudyError::NoVariation { .. })
    ));
}
