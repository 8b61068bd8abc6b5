//! The diagnosis: its JSON contract, its states, and its answers on known series.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

use jiff::ToSpan;
use jiff::civil::{Date, date};
use utakata::diagnose::{DiagnoseError, DiagnoseOptions, Diagnosis, NullChoice, State, diagnose};
use utakata::explosive::{ExplosiveError, Lag, Options, WindowConvention};
use utakata::null::{BoundaryKind, NullError};
use utakata::random::{Normal, Stream};
use utakata::statement::GuaranteeKind;
use utakata::{Execution, Series};

/// Random walk from 100; a factor 1.05 per observation from 80 to 109, then the given fall.
fn bubble(n: usize, fall: f64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(12, 0));
    let mut y = 100.0;
    (0..n)
        .map(|t| {
            let factor = match t {
                80..=109 => 1.05,
                110..=129 => fall,
                _ => 1.0,
            };
            y = y * factor + normal.sample(&mut stream);
            y
        })
        .collect()
}

fn series(values: Vec<f64>) -> Series {
    let dates = (0..values.len()).map(|t| day(t as i64)).collect();
    Series::new("TEST", dates, values).unwrap()
}

fn day(t: i64) -> Date {
    date(2020, 1, 1).checked_add(t.days()).unwrap()
}

fn run(values: Vec<f64>, options: &DiagnoseOptions) -> Diagnosis {
    diagnose(&series(values), options, &Execution::serial()).unwrap()
}

fn quick() -> DiagnoseOptions {
    DiagnoseOptions { replications: 199, ..DiagnoseOptions::default() }
}

#[test]
fn the_life_of_a_bubble() {
    let at = |n: usize, fall| {
        let found = run(bubble(n, fall), &quick());
        // In hindsight the run-up began where it was made to begin, at observation 80, give or take three.
        for episode in &found.episodes {
            assert!((day(77)..=day(83)).contains(&episode.onset), "{episode:?}");
        }
        (found.state.unwrap(), found.since, found.p_values.unwrap().gsadf.unwrap())
    };
    let (state, since, p) = at(75, 0.97);
    assert_eq!((state, since), (State::Calm, None), "{p}");
    let (state, since, p) = at(110, 0.97);
    assert_eq!(state, State::Inflating);
    assert!((day(78)..=day(82)).contains(&since.unwrap()), "{since:?}");
    assert!(p <= 0.02, "{p}");
    let (state, since, _) = at(124, 0.94);
    assert_eq!(state, State::Bursting);
    assert!((day(108)..=day(111)).contains(&since.unwrap()), "{since:?}");
    let (state, since, _) = at(200, 0.90);
    assert_eq!(state, State::Deflated);
    assert!(since.unwrap() > day(109), "{since:?}");
}

#[test]
fn the_json_contract() {
    let found = run(bubble(125, 0.94), &quick());
    let json = serde_json::to_value(&found).unwrap();
    for key in [
        "schema",
        "series",
        "observations",
        "first_date",
        "last_date",
        "lag",
        "minimum_window",
        "window_convention",
        "adf",
        "sadf",
        "gsadf",
        "p_values",
        "critical_values",
        "bsadf",
        "episodes",
        "state",
        "since",
        "since_set",
        "peak",
        "calls",
        "state_statement",
        "call_false_alarm_rate",
        "call_false_alarm_horizon",
        "false_alarm_rate",
    ] {
        assert!(!json[key].is_null(), "{key}");
    }
    assert_eq!(json["schema"], 1);
    assert_eq!(json["first_date"], "2020-01-01");
    assert_eq!(json["window_convention"], "observations");
    assert_eq!(json["minimum_window"], 21);
    assert_eq!(json["state"], "bursting");
    assert_eq!(json["critical_values"]["method"], "wild-bootstrap");
    assert_eq!(json["critical_values"]["replications"], 199);
    assert!(json["critical_values"]["seed"].is_u64());
    for statistic in ["sadf", "gsadf"] {
        assert!(json["p_values"][statistic].is_number());
        let cv = |p| json["critical_values"][statistic][p].as_f64().unwrap();
        assert!(cv("90") < cv("95") && cv("95") < cv("99"));
    }
    let sequence = json["bsadf"].as_array().unwrap();
    assert_eq!(sequence.len(), 125 - 21 - 1);
    assert_eq!(sequence[0]["date"], day(22).to_string());
    assert!(sequence[0]["badf"].is_number() && sequence[0]["bsadf"].is_number());
    assert_eq!(sequence[0]["boundary"], json["critical_values"]["gsadf"]["95"]);
    let episode = json["episodes"].as_array().unwrap().last().unwrap();
    assert_eq!(episode["ongoing"], false);
    assert_eq!(json["call_false_alarm_rate"], 0.05);
    let calls = json["calls"].as_array().unwrap();
    assert_eq!((&calls[0]["state"], &calls[1]["state"]), (&"inflating".into(), &"bursting".into()));
    assert!(calls[0]["statistic"].as_f64().unwrap() > calls[0]["boundary"].as_f64().unwrap());
    assert!(calls[0]["date"].as_str().unwrap() < json["peak"].as_str().unwrap());
    let set = &json["since_set"][0];
    assert!(set["from"].as_str().unwrap() <= json["since"].as_str().unwrap());
    assert!(set["to"].as_str().unwrap() >= json["since"].as_str().unwrap());
    assert!(
        episode["recovery"].is_null() && episode["peak"].is_string() && episode["origination"].is_string()
    );
    let largest = sequence.iter().map(|p| p["bsadf"].as_f64().unwrap()).fold(f64::MIN, f64::max);
    assert_eq!(json["gsadf"].as_f64().unwrap(), largest);

    let text = found.statement();
    assert_eq!(text.method, "gsadf-wild-bootstrap");
    assert_eq!((text.p_value, text.smallest_p), (found.p_values.unwrap().gsadf, Some(0.005)));
    assert_eq!(text.guarantee.kind, GuaranteeKind::Simulated);
}

#[test]
fn without_a_null_there_are_statistics_only() {
    let found = run(bubble(125, 0.94), &DiagnoseOptions { null: NullChoice::None, ..quick() });
    assert!(found.p_values.is_none() && found.critical_values.is_none() && found.state.is_none());
    assert!(found.episodes.is_empty() && found.bsadf.iter().all(|p| p.boundary.is_none()));
    assert_eq!(found.gsadf, run(bubble(125, 0.94), &quick()).gsadf);
    assert_eq!(found.statement().guarantee.kind, GuaranteeKind::Descriptive);
}

#[test]
fn the_composite_null_judges_by_its_boundary() {
    let null = NullChoice::Composite { control: Some(20) };
    let found = run(bubble(110, 0.94), &DiagnoseOptions { null, ..quick() });
    assert!(found.p_values.is_none());
    assert_eq!((found.false_alarm_horizon, found.state), (Some(20), Some(State::Inflating)));
    assert_eq!((found.call_false_alarm_rate, found.call_false_alarm_horizon), (Some(0.05), Some(61)));
    let pointwise = DiagnoseOptions { null, boundary: BoundaryKind::Pointwise, ..quick() };
    let refused = diagnose(&series(bubble(110, 0.94)), &pointwise, &Execution::serial());
    assert!(matches!(refused, Err(DiagnoseError::Null(NullError::Horizon { .. }))));
}

#[test]
fn options_are_obeyed() {
    let levels =
        Options { lag: Lag::Fixed(2), minimum_window: Some(30), window_convention: WindowConvention::Levels };
    let values = bubble(120, 0.97);
    let found = run(values.clone(), &DiagnoseOptions { explosive: levels, log: true, ..quick() });
    assert_eq!((found.lag, found.minimum_window, found.bsadf.len()), (2, 30, 120 - 29));
    let logarithms = values.iter().map(|v| v.ln()).collect();
    assert_eq!(found.gsadf, run(logarithms, &DiagnoseOptions { explosive: levels, ..quick() }).gsadf);

    let drift =
        DiagnoseOptions { null: NullChoice::MonteCarlo { drift: true }, sensitivity: true, ..quick() };
    let found = run(values.clone(), &drift);
    assert_eq!(found.sensitivity.iter().map(|s| s.lag).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 1, 1, 1, 1]);
    assert_eq!(found.sensitivity[1].gsadf, Some(found.gsadf));
    assert_eq!(found.sensitivity[1].p_value, found.p_values.unwrap().gsadf);
    assert!(found.critical_values.unwrap().process != utakata::null::Method::MonteCarlo { drift: 0.0 });

    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let parallel = diagnose(&series(values.clone()), &quick(), &Execution::on(&pool)).unwrap();
    assert_eq!(parallel, run(values, &quick()));
}

#[test]
fn impossible_questions_are_refused() {
    let refuse = |values: Vec<f64>, options: DiagnoseOptions| {
        diagnose(&series(values), &options, &Execution::serial()).unwrap_err()
    };
    assert_eq!(refuse(vec![], quick()), DiagnoseError::Empty);
    assert!(matches!(refuse(vec![1.0; 5], quick()), DiagnoseError::Explosive(_)));
    assert!(matches!(
        refuse(vec![1.0; 80], quick()),
        DiagnoseError::Explosive(ExplosiveError::Degenerate(_))
    ));
    assert!(matches!(
        refuse(vec![-1.0; 80], DiagnoseOptions { log: true, ..quick() }),
        DiagnoseError::Series(_)
    ));
    assert!(matches!(
        refuse(bubble(80, 0.9), DiagnoseOptions { replications: 3, ..quick() }),
        DiagnoseError::Null(NullError::Replications { .. })
    ));
    assert!(matches!(
        refuse(bubble(80, 0.9), DiagnoseOptions { level: 1.0, ..quick() }),
        DiagnoseError::Null(NullError::Level { .. })
    ));
}
