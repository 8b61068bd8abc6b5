//! The family of forecasts against `reference/evidence/small_sample_expected.json` and `usage_reference_class.csv`
//! (numpy/scipy; literals, so that the tests stand alone).

use std::collections::BTreeMap;

use utakata::adoption::{
    AdoptionError, GrowthModel, NextNegative, ReferenceClass, ReferenceRow, Unavailable, next_negative,
    next_negative_range, next_negative_statement,
};

const ARTICLE: [f64; 5] = [1.30, 0.60, 0.60, 0.10, 0.03];
const SIMILARWEB: [f64; 5] = [1.316, 0.625, 0.558, 0.126, 0.028];

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    let error = (actual - expected).abs();
    assert!(error <= tolerance * expected.abs(), "{what}: {actual} is not {expected}");
}

struct Expected {
    model: GrowthModel,
    prediction: f64,
    standard_error: Option<f64>,
    degrees_of_freedom: usize,
    probability: f64,
    parameters: &'static [(&'static str, f64)],
}

fn check_family(family: &NextNegative, expected: &[Expected]) {
    assert!(family.refusals.is_empty());
    assert_eq!(family.forecasts.len(), expected.len());
    for e in expected {
        let what = format!("{:?}", e.model);
        let Some(f) = family.forecast(e.model) else { panic!("{what} was refused") };
        close(f.prediction, e.prediction, 1e-9, &what);
        match (f.standard_error, e.standard_error) {
            (Some(actual), Some(expected)) => close(actual, expected, 1e-9, &what),
            (actual, expected) => assert_eq!(actual, expected, "{what}"),
        }
        assert_eq!(f.degrees_of_freedom, e.degrees_of_freedom, "{what}");
        close(f.probability, e.probability, 1e-9, &what);
        for (name, value) in e.parameters {
            let parameter = f.parameters.iter().find(|p| p.name == *name).map(|p| p.value);
            // An absent parameter becomes NaN, which is close to nothing.
            close(parameter.unwrap_or(f64::NAN), *value, 1e-9, &format!("{what} {name}"));
        }
    }
    assert_eq!(family.low, 0.0);
    close(family.high, expected[0].probability, 1e-9, "high");
}

#[test]
fn the_family_matches_the_reference_on_the_article_series() {
    let line = |model, prediction, se, df, probability, parameters| Expected {
        model,
        prediction,
        standard_error: Some(se),
        degrees_of_freedom: df,
        probability,
        parameters,
    };
    check_family(
        &next_negative(&ARTICLE).unwrap(),
        &[
            line(
                GrowthModel::LinearTrend,
                -0.2148611545540703,
                0.15104453063069745,
                3,
                0.8749838476290801,
                &[("a", 0.9739752999430474), ("b", -0.19813940908285296), ("s", 0.10423062851527559)],
            ),
            line(
                GrowthModel::LinearTrendLast4,
                -0.15778792247916096,
                0.17481664399227348,
                2,
                0.7689968581834169,
                &[("a", 0.690226042747831), ("b", -0.16960279304539838), ("s", 0.11056375358447502)],
            ),
            line(
                GrowthModel::RandomWalkDrift,
                -0.1712787779318455,
                0.21897097183570863,
                3,
                0.7544213220146074,
                &[],
            ),
            line(GrowthModel::RandomWalk, 0.0295588022415444, 0.2628777387187961, 4, 0.4579445176442991, &[]),
            line(
                GrowthModel::ExponentialDecay,
                0.0658580630771945,
                0.1262193593375403,
                3,
                0.3189506136347761,
                &[("c", 0.8420328547040928), ("b", 0.5096634333006728), ("s", 0.1197126031646169)],
            ),
            Expected {
                model: GrowthModel::MonotoneCurve,
                prediction: 0.0184115428714215,
                standard_error: None,
                degrees_of_freedom: 3,
                probability: 0.0,
                parameters: &[
                    ("a", 0.9688363520057953),
                    ("b", -0.8272689721822704),
                    ("s", 0.5195714955576067),
                    ("log_prediction", -3.994777481087827),
                    ("log_standard_error", 0.7529306288706371),
                ],
            },
        ],
    );
}

#[test]
fn the_family_matches_the_reference_on_the_similarweb_series() {
    let line = |model, prediction, se, df, probability, parameters| Expected {
        model,
        prediction,
        standard_error: Some(se),
        degrees_of_freedom: df,
        probability,
        parameters,
    };
    check_family(
        &next_negative(&SIMILARWEB).unwrap(),
        &[
            line(
                GrowthModel::LinearTrend,
                -0.2143789174876305,
                0.1255137334652885,
                3,
                0.9069150855792947,
                &[("a", 0.9803945253642208), ("b", -0.1991289071419752), ("s", 0.08661270468887146)],
            ),
            line(
                GrowthModel::LinearTrendLast4,
                -0.1558029759991275,
                0.1319442568729489,
                2,
                0.8204624991070522,
                &[("a", 0.6934017059894921), ("b", -0.16984093639772394), ("s", 0.08344887517936889)],
            ),
            line(
                GrowthModel::RandomWalkDrift,
                -0.17544143113647045,
                0.17811401852757378,
                3,
                0.8013733153595267,
                &[],
            ),
            line(
                GrowthModel::RandomWalk,
                0.027615167032973363,
                0.24549285981016133,
                4,
                0.45792758095907166,
                &[],
            ),
            line(
                GrowthModel::ExponentialDecay,
                0.0659331024071527,
                0.10645606521939116,
                3,
                0.28977142802886313,
                &[("c", 0.8501696935219716), ("b", 0.5113590681803257), ("s", 0.10101438833006807)],
            ),
            Expected {
                model: GrowthModel::MonotoneCurve,
                prediction: 0.019105242638362777,
                standard_error: None,
                degrees_of_freedom: 3,
                probability: 0.0,
                parameters: &[
                    ("a", 0.9853268036615566),
                    ("b", -0.8238532169284914),
                    ("s", 0.5192187355891674),
                    ("log_prediction", -3.9577924979093924),
                    ("log_standard_error", 0.7524194311102743),
                ],
            },
        ],
    );
}

#[test]
fn the_decay_fit_is_the_minimum_that_the_reference_stopped_short_of() {
    // small_sample_expected.json: an optimiser's stopping point, 2e-8 from the minimum. The literals of the two tests
    // above are the minimum in 60-digit arithmetic (bisection of the profiled derivative).
    for (growth, prediction, standard_error, probability) in [
        (ARTICLE, 0.06585806200979237, 0.12621935946936974, 0.31895061641572736),
        (SIMILARWEB, 0.06593310147967364, 0.10645606535723945, 0.2897714307779189),
    ] {
        let family = next_negative(&growth).unwrap();
        let f = family.forecast(GrowthModel::ExponentialDecay).unwrap();
        close(f.prediction, prediction, 3e-8, "prediction");
        close(f.standard_error.unwrap(), standard_error, 3e-8, "standard error");
        close(f.probability, probability, 1e-7, "probability");
    }
}

#[test]
fn models_that_do_not_apply_say_why() {
    let reason = |growth: &[f64], model| {
        let family = next_negative(growth).unwrap();
        family.refusals.iter().find(|r| r.model == model).map(|r| r.reason)
    };
    let falling = [0.5, 0.2, -0.1, -0.05];
    assert_eq!(reason(&falling, GrowthModel::MonotoneCurve), Some(Unavailable::AlreadyNegative));
    assert_eq!(reason(&falling, GrowthModel::LinearTrendLast4), Some(Unavailable::TooFewPeriods));
    let rising = [0.1, 0.2, 0.3, 0.45];
    assert_eq!(reason(&rising, GrowthModel::ExponentialDecay), Some(Unavailable::NotDecaying));
    let constant = [0.1; 5];
    for model in [GrowthModel::LinearTrend, GrowthModel::RandomWalkDrift, GrowthModel::RandomWalk] {
        assert_eq!(reason(&constant, model), Some(Unavailable::NoNoise));
    }
    assert_eq!(next_negative(&[0.0; 4]), Err(AdoptionError::NoModel));
}

#[test]
fn the_range_holds_every_point_of_the_box() {
    let bounds = [(1.25, 1.35), (0.55, 0.65), (0.55, 0.65), (0.08, 0.13), (0.025, 0.035)];
    let range = next_negative_range(&bounds).unwrap();
    let by_model: BTreeMap<_, _> = range.models.iter().map(|m| (m.model, (m.low, m.high))).collect();
    // A lattice of 5⁵ points, none of which may lie outside, and which reaches nearly as far.
    let mut reached: BTreeMap<GrowthModel, (f64, f64)> = BTreeMap::new();
    for code in 0..5_usize.pow(5) {
        let at = |i: usize| f64::from((code / 5_usize.pow(i as u32) % 5) as u32) / 4.0;
        let growth: Vec<f64> =
            bounds.iter().enumerate().map(|(i, (low, high))| low + at(i) * (high - low)).collect();
        for f in next_negative(&growth).unwrap().forecasts {
            let (low, high) = by_model[&f.model];
            assert!(f.probability >= low - 1e-12 && f.probability <= high + 1e-12, "{:?}", f.model);
            let seen = reached.entry(f.model).or_insert((1.0, 0.0));
            *seen = (seen.0.min(f.probability), seen.1.max(f.probability));
        }
    }
    for (model, (low, high)) in reached {
        assert!((by_model[&model].0 - low).abs() < 0.01, "{model:?} low");
        assert!((by_model[&model].1 - high).abs() < 0.01, "{model:?} high");
    }
}

#[test]
fn known_figures_give_the_point_answer() {
    let range = next_negative_range(&ARTICLE.map(|g| (g, g))).unwrap();
    let family = next_negative(&ARTICLE).unwrap();
    for m in range.models {
        let p = family.forecast(m.model).unwrap().probability;
        assert_eq!((m.low, m.high), (p, p));
    }
    assert_eq!(
        next_negative_range(&[(0.1, 0.1), (0.3, 0.2), (0.1, 0.1)]),
        Err(AdoptionError::InvertedInterval { index: 1, low: 0.3, high: 0.2 })
    );
}

#[test]
fn the_reference_class_scores_as_published() {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference/evidence/usage_reference_class.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("SKIPPED: {path} is absent");
        return;
    };
    let models = ["lin", "rwd", "rw0", "dec", "gom", "mix"];
    let rows = text
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            ReferenceRow {
                series: fields[0].to_owned(),
                negative: fields[2] == "1",
                probabilities: fields[4..].iter().map(|f| f.parse().unwrap()).collect(),
            }
        })
        .collect();
    let class = ReferenceClass { models: models.map(str::to_owned).to_vec(), rows };
    let summary = class.summary(0.95).unwrap();
    assert_eq!((summary.windows, summary.negatives), (31, 6));
    let rounded = |x: f64| (x * 1000.0).round() / 1000.0;
    assert_eq!(rounded(summary.climatology_brier), 0.156);
    let scores: Vec<f64> = summary.models.iter().map(|m| rounded(m.brier)).collect();
    assert_eq!(scores, [0.390, 0.294, 0.185, 0.207, 0.194, 0.189]);
    assert!(summary.models.iter().all(|m| m.gain < 0.0));
    // evidence.md, part a: [.07, .33] over the 16 series.
    assert_eq!(summary.series, 16);
    let clustered = summary.clustered.unwrap();
    assert!((clustered.low.unwrap() - 0.07).abs() <= 0.02, "{clustered:?}");
    assert!((clustered.high.unwrap() - 0.33).abs() <= 0.02, "{clustered:?}");
    // No model beat the base rate, so none has a weight.
    assert!(summary.models.iter().all(|m| m.weight == 0.0));
    assert_eq!(summary.weighted(&next_negative(&SIMILARWEB).unwrap()), None);
    assert_eq!(summary.interval.low.map(|x| (x * 100.0).round()), Some(9.0));
    assert_eq!(summary.interval.high.map(|x| (x * 100.0).round()), Some(36.0));
}

#[test]
fn only_models_that_beat_the_base_rate_are_weighted() {
    // Briers .01, .09 and .36 against .25 of the base rate: gains .24, .16 and none.
    let row = |series: &str, negative, p: f64| {
        let at = |p: f64| if negative { p } else { 1.0 - p };
        ReferenceRow { series: series.to_owned(), negative, probabilities: vec![at(p), at(0.7), at(0.4)] }
    };
    let class = ReferenceClass {
        models: ["random-walk", "linear-trend", "exponential-decay"].map(str::to_owned).to_vec(),
        rows: vec![row("a", true, 0.9), row("a", false, 0.9), row("b", true, 0.9), row("b", false, 0.9)],
    };
    let summary = class.summary(0.95).unwrap();
    for (score, weight) in summary.models.iter().zip([0.6, 0.4, 0.0]) {
        assert!((score.weight - weight).abs() < 1e-12, "{score:?}");
    }
    // Every resample of the two series has the same share.
    assert_eq!(summary.clustered.map(|i| (i.low, i.high)), Some((Some(0.5), Some(0.5))));
    let family = next_negative(&SIMILARWEB).unwrap();
    let said = |model| family.forecast(model).unwrap().probability;
    let expected = 0.6 * said(GrowthModel::RandomWalk) + 0.4 * said(GrowthModel::LinearTrend);
    close(summary.weighted(&family).unwrap(), expected, 1e-12, "weighted");
    let statement = next_negative_statement(&SIMILARWEB, Some(&summary)).unwrap();
    assert!(statement.notes.iter().any(|note| note.key == "adoption-next-reference-weighted"));
}

#[test]
fn a_small_class_is_scored_by_hand() {
    let row = |negative, p| ReferenceRow { series: "s".to_owned(), negative, probabilities: vec![p] };
    let class = ReferenceClass {
        models: vec!["m".to_owned()],
        rows: vec![row(true, 0.9), row(true, 0.6), row(true, 0.7), row(false, 0.2), row(false, 0.5)],
    };
    let summary = class.summary(0.95).unwrap();
    close(summary.models[0].brier, (0.01 + 0.16 + 0.09 + 0.04 + 0.25) / 5.0, 1e-12, "brier");
    close(summary.climatology_brier, 0.24, 1e-12, "climatology");
    // Leaving one out: 3·(1 − 2/4)² + 2·(3/4)² over 5.
    close(summary.climatology_leave_one_out.unwrap(), 0.375, 1e-12, "leave-one-out");
    // wilson_small "3/5".
    close(summary.interval.low.unwrap(), 0.2307242812760129, 1e-9, "wilson low");
    close(summary.interval.high.unwrap(), 0.8823792257673522, 1e-9, "wilson high");
    // One series cannot be resampled.
    assert_eq!((summary.series, summary.clustered), (1, None));
    assert_eq!(summary.models[0].weight, 1.0);
    let empty = ReferenceClass { models: vec![], rows: vec![] };
    assert_eq!(empty.summary(0.95), Err(AdoptionError::EmptyReferenceClass));
    let broken = ReferenceClass { models: vec!["m".to_owned()], rows: vec![row(true, 90.0)] };
    assert_eq!(broken.summary(0.95), Err(AdoptionError::ReferenceRow { row: 0, models: 1 }));
}

#[test]
fn the_forecast_statement_gives_the_range_and_no_p_value() {
    let statement = next_negative_statement(&SIMILARWEB, None).unwrap();
    assert_eq!((statement.p_value, statement.e_value), (None, None));
    let range = &statement.notes[0];
    assert_eq!((range.args["low"].as_str(), range.args["high"].as_str()), ("0.00", "0.91"));
    assert_eq!(statement.notes.len(), 7);
}
