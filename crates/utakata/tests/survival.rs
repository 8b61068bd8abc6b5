//! Survival of entrants against closed forms, a published curve, and its own coverage.
#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::{
    random::Stream,
    survival::{
        Entrants, Life, SurvivalError, annual_hazard, curve_statement, entrants_statement, kaplan_meier,
    },
};

fn close(actual: f64, expected: f64, what: &str) {
    assert!((actual - expected).abs() <= 1e-10 * expected.abs(), "{what}: {actual} is not {expected}");
}

/// Weeks of remission under 6-mercaptopurine (Freireich et al. 1963, Blood 21), the usual textbook data.
fn remissions() -> Vec<Life> {
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|weeks| (weeks, true));
    let watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|weeks| (weeks, false));
    let lives = watched.into_iter().chain(ended);
    lives.map(|(weeks, exited)| Life { duration: f64::from(weeks), exited }).collect()
}

#[test]
fn two_of_a_hundred_match_the_method_notes() {
    // Exact rational sums and bisection.
    let forecast = Entrants::new(100, 2, 10.0, 0.95).unwrap();
    let against = forecast.against(0.05).unwrap();
    close(against.p_at_most, 0.11826298118512094, "P(at most 2 | 5 %)");
    close(against.p_at_least, 0.9629187906726447, "P(at least 2 | 5 %)");
    close(against.smallest_p_at_most, 0.95_f64.powi(100), "smallest p");
    close(forecast.against(0.1).unwrap().p_at_most, 0.0019448846518800164, "P(at most 2 | 10 %)");
    close(forecast.share_interval.low.unwrap(), 0.002431336823942531, "low");
    close(forecast.share_interval.high.unwrap(), 0.07038393247107015, "high");
    for (years, hazard) in [(3.0, 0.7285582383405094), (5.0, 0.5426949480726737), (10.0, 0.32375666219375865)]
    {
        close(annual_hazard(0.02, years).unwrap(), hazard, "hazard");
    }
    close(forecast.hazard_interval.low.unwrap(), 1.0 - 0.07038393247107015_f64.powf(0.1), "hazard, low");
}

#[test]
fn the_curve_matches_the_textbook() {
    let curve = kaplan_meier(&remissions(), 0.95).unwrap();
    // Time, at risk, exits, survival, Greenwood's standard error, log-log interval.
    let expected = [
        (6.0, 21, 3, 0.8571428571428572, 0.07636035483212125, 0.6197179552659838, 0.951551747646997),
        (7.0, 17, 1, 0.8067226890756303, 0.0869352851800572, 0.5631465646222333, 0.9228090192028804),
        (10.0, 15, 1, 0.7529411764705882, 0.09634965299432051, 0.5031995107999565, 0.8893618351692656),
        (13.0, 12, 1, 0.6901960784313725, 0.10681470777500983, 0.4316102224861841, 0.8490659633494508),
        (16.0, 11, 1, 0.6274509803921569, 0.11405386525675254, 0.3675108559875021, 0.8049121894718413),
        (22.0, 7, 1, 0.5378151260504203, 0.12823375169303403, 0.2677789367671351, 0.7467907176353946),
        (23.0, 6, 1, 0.44817927170868355, 0.13459145675576048, 0.18805200595923244, 0.6801426284952414),
    ];
    assert_eq!(curve.steps.len(), expected.len());
    for (step, (time, at_risk, exits, survival, error, low, high)) in curve.steps.iter().zip(expected) {
        assert_eq!((step.time, step.at_risk, step.exits), (time, at_risk, exits));
        close(step.survival, survival, "survival");
        close(step.standard_error.unwrap(), error, "standard error");
        close(step.log_log.unwrap().low.unwrap(), low, "low");
        close(step.log_log.unwrap().high.unwrap(), high, "high");
        let plain = step.greenwood.unwrap();
        close(plain.high.unwrap(), (survival + 1.959963984540054 * error).min(1.0), "Greenwood, high");
    }
    assert_eq!(curve.median, Some(23.0));
    close(curve.p_at_least(10.0, 0.9).unwrap().unwrap(), 0.014007112587268111, "p-value");
    assert!(curve.at(5.0).unwrap().is_none());
    assert_eq!(curve.at(40.0), Err(SurvivalError::Beyond { horizon: 40.0, last: 35.0 }));
}

#[test]
fn order_and_edges_do_not_matter() {
    let mut lives = remissions();
    lives.reverse();
    assert_eq!(kaplan_meier(&lives, 0.95), kaplan_meier(&remissions(), 0.95));
    let all_gone = kaplan_meier(&[Life { duration: 1.0, exited: true }; 3], 0.95).unwrap();
    assert_eq!((all_gone.steps[0].survival, all_gone.steps[0].log_log), (0.0, None));
    // Nobody is left, so the curve stays at zero for ever.
    assert_eq!(all_gone.at(9.0).unwrap().unwrap().survival, 0.0);
    let none_gone = kaplan_meier(&[Life { duration: 1.0, exited: false }; 3], 0.95).unwrap();
    assert!(none_gone.steps.is_empty());
    assert_eq!(curve_statement(&none_gone, 1.0, Some(0.5)).unwrap().statistic, Some(1.0));
    let nobody = Entrants::new(10, 0, 2.0, 0.95).unwrap();
    assert_eq!((nobody.hazard, nobody.hazard_interval.high), (1.0, Some(1.0)));
    let everybody = Entrants::new(10, 10, 2.0, 0.95).unwrap();
    assert_eq!((everybody.hazard, everybody.hazard_interval.low), (0.0, Some(0.0)));
}

/// Lives with exit rate 1, watched until a time uniform on (0, 3).
fn simulated(entrants: usize, replication: u64) -> Vec<Life> {
    let mut stream = Stream::new(11, replication);
    let life = |_| {
        let (exit, watch) = (-stream.uniform().ln(), 3.0 * stream.uniform());
        Life { duration: exit.min(watch), exited: exit <= watch }
    };
    (0..entrants).map(life).collect()
}

#[test]
fn the_log_log_interval_covers_what_it_says() {
    // 2,000 replications: the standard error of a coverage of 95 % is 0.49 points. The log-log interval is known to
    // cover a little less in small samples, and more than the plain one.
    let replications = 2000;
    let (mut log_log, mut plain, mut rejected) = (0, 0, 0);
    let truth = (-1.0_f64).exp();
    for replication in 0..replications {
        let curve = kaplan_meier(&simulated(40, replication), 0.95).unwrap();
        let step = curve.at(1.0).unwrap().unwrap();
        let covers =
            |interval: utakata::Interval| interval.low.unwrap() <= truth && truth <= interval.high.unwrap();
        log_log += u32::from(covers(step.log_log.unwrap()));
        plain += u32::from(covers(step.greenwood.unwrap()));
        rejected += u32::from(curve.p_at_least(1.0, truth).unwrap().unwrap() <= 0.05);
    }
    let share = |count: u32| f64::from(count) / replications as f64;
    println!("log-log {}, plain {}, size {}", share(log_log), share(plain), share(rejected));
    assert!((share(log_log) - 0.95).abs() < 0.015, "{}", share(log_log));
    assert!((share(rejected) - 0.05).abs() < 0.02, "{}", share(rejected));
}

#[test]
fn statements_say_what_they_test() {
    let forecast = Entrants::new(100, 2, 10.0, 0.95).unwrap();
    let tested = entrants_statement(&forecast, Some(0.05)).unwrap();
    assert_eq!(tested.method, "survival-binomial");
    assert!(tested.e_value.unwrap() < 20.0 && tested.p_value.unwrap() > 0.05);
    let described = entrants_statement(&forecast, None).unwrap();
    assert_eq!((described.p_value, described.e_value), (None, None));
    assert_eq!(described.interval, Some(forecast.share_interval));
}

#[test]
fn bad_entrants_are_named() {
    let ask = |entrants, survivors, years| Entrants::new(entrants, survivors, years, 0.95).unwrap_err();
    assert_eq!(ask(0, 0, 1.0), SurvivalError::Empty);
    assert_eq!(ask(2, 3, 1.0), SurvivalError::Survivors { survivors: 3, entrants: 2 });
    assert_eq!(ask(2, 1, 0.0), SurvivalError::Horizon { value: 0.0 });
    assert_eq!(Entrants::new(2, 1, 1.0, 95.0), Err(SurvivalError::Level { value: 95.0 }));
    let counted = Entrants::new(2, 1, 1.0, 0.95).unwrap();
    assert_eq!(counted.against(5.0), Err(SurvivalError::BaseRate { value: 5.0 }));
    assert_eq!(kaplan_meier(&[], 0.95), Err(SurvivalError::Empty));
    let negative = [Life { duration: 1.0, exited: true }, Life { duration: -1.0, exited: true }];
    assert_eq!(kaplan_meier(&negative, 0.95), Err(SurvivalError::Duration { index: 1, value: -1.0 }));
    assert!(annual_hazard(2.0, 1.0).is_err());
}
