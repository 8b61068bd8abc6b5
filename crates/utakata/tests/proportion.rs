//! Shares against `reference/evidence/small_sample_expected.json` (statsmodels), copied as literals.
#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::proportion::{
    ProportionError, clopper_pearson, design_effect, korn_graubard, rounding_envelope, survey_statement,
    wilson,
};

fn close(actual: Option<f64>, expected: f64, what: &str) {
    let actual = actual.unwrap();
    assert!(
        (actual - expected).abs() <= 1e-9 * expected.abs().max(1e-3),
        "{what}: {actual} is not {expected}"
    );
}

/// share, icc, design effect, Wilson, Korn–Graubard; 12,800 respondents in 18 clusters.
type Row = (f64, f64, f64, [f64; 2], [f64; 2]);
const ROWS: [Row; 12] = [
    (0.86, 0.0, 1.0, [0.8538807895995884, 0.8659031931715357], [0.8533897783735125, 0.8664198865670484]),
    (
        0.86,
        0.02,
        15.202222222222222,
        [0.8349237648559076, 0.8818062267539368],
        [0.8326238188899522, 0.88441263764947],
    ),
    (
        0.86,
        0.05,
        36.50555555555555,
        [0.8197667420817183, 0.8924305474686824],
        [0.8157246915237102, 0.897048873207899],
    ),
    (0.8, 0.0, 1.0, [0.7929809286758859, 0.8068390569667178], [0.7924174976401615, 0.8074240817279872]),
    (
        0.8,
        0.02,
        15.202222222222222,
        [0.7716462952169786, 0.8256286977912252],
        [0.7690381218983589, 0.8285033195247582],
    ),
    (
        0.8,
        0.05,
        36.50555555555555,
        [0.7549815928134316, 0.838516148478569],
        [0.7504336988071854, 0.8435843514736847],
    ),
    (0.36, 0.0, 1.0, [0.35172772181034223, 0.3683562848897762], [0.3510422651369295, 0.36903156667715253]),
    (
        0.36,
        0.02,
        15.202222222222222,
        [0.3282814384945326, 0.39299023143497225],
        [0.32504358629322444, 0.3960980785284634],
    ),
    (
        0.36,
        0.05,
        36.50555555555555,
        [0.3115255021829354, 0.4115088852141312],
        [0.305877235712968, 0.41689373204669294],
    ),
    (0.71, 0.0, 1.0, [0.7020770397197529, 0.7177969502300696], [0.7014390859878248, 0.7184501238536811]),
    (
        0.71,
        0.02,
        15.202222222222222,
        [0.6784514569873438, 0.7396410381183988],
        [0.675516031512762, 0.7427690105997402],
    ),
    (
        0.71,
        0.05,
        36.50555555555555,
        [0.6604321628772637, 0.7550162560271368],
        [0.6553397722417279, 0.7604948066073898],
    ),
];

#[test]
fn every_row_of_the_reference_is_met() {
    for (share, icc, factor, [low, high], [kg_low, kg_high]) in ROWS {
        let design = design_effect(12_800.0, icc, 18.0).unwrap();
        close(Some(design.factor), factor, "design effect");
        let interval = wilson(share, design.effective_n, 0.95).unwrap();
        close(interval.low, low, "Wilson low");
        close(interval.high, high, "Wilson high");
        let interval = korn_graubard(share, &design, 0.95).unwrap();
        close(interval.low, kg_low, "Korn–Graubard low");
        close(interval.high, kg_high, "Korn–Graubard high");
    }
}

#[test]
fn small_samples_and_the_ends_match() {
    for (successes, n, low, high) in [
        (3.0, 5.0, 0.2307242812760129, 0.8823792257673522),
        (0.0, 20.0, 0.0, 0.1611251580528194),
        (1.0, 2.0, 0.09453120573423068, 0.9054687942657693),
    ] {
        let interval = wilson(successes / n, n, 0.95).unwrap();
        close(interval.low, low, "low");
        close(interval.high, high, "high");
        let mirrored = wilson(1.0 - successes / n, n, 0.95).unwrap();
        close(mirrored.high, 1.0 - low, "mirrored");
    }
    // Closed form: with no successes the upper limit is 1 − (α/2)^{1/n}.
    let none = clopper_pearson(0.0, 20.0, 0.95).unwrap();
    assert_eq!(none.low, Some(0.0));
    close(none.high, 1.0 - 0.025_f64.powf(0.05), "rule of three, exactly");
    let all = clopper_pearson(1.0, 20.0, 0.95).unwrap();
    assert_eq!(all.high, Some(1.0));
    close(all.low, 0.025_f64.powf(0.05), "all");
}

#[test]
fn eighty_six_per_cent_means_an_envelope() {
    let rounded = rounding_envelope(0.86, 0.01, 12_800.0, 0.95).unwrap();
    assert!((rounded.low - 0.855).abs() < 1e-12 && (rounded.below - 0.865).abs() < 1e-12);
    let (low, high) = (rounded.interval.low.unwrap(), rounded.interval.high.unwrap());
    assert!((low - 0.8488).abs() < 5e-5 && (high - 0.8708).abs() < 5e-5, "[{low}, {high}]");
    let edge = rounding_envelope(1.0, 0.01, 100.0, 0.95).unwrap();
    assert_eq!((edge.below, edge.interval.high), (1.0, Some(1.0)));
}

#[test]
fn the_statement_allows_for_clusters_and_tests_nothing() {
    let statement = survey_statement(0.86, 12_800.0, 0.02, 18.0, 0.95).unwrap();
    let interval = statement.interval.unwrap();
    close(interval.low, 0.8349237648559076, "low");
    close(interval.high, 0.8818062267539368, "high");
    assert_eq!((statement.p_value, statement.e_value, statement.observations), (None, None, 12_800));
    let simple = statement.notes.iter().find(|note| note.key == "proportion-simple").unwrap();
    assert_eq!((simple.args["low"].as_str(), simple.args["high"].as_str()), ("85.39", "86.59"));
}

#[test]
fn bad_input_is_named() {
    assert_eq!(wilson(86.0, 100.0, 0.95), Err(ProportionError::Share { value: 86.0 }));
    assert_eq!(wilson(0.5, 0.0, 0.95), Err(ProportionError::SampleSize { value: 0.0 }));
    assert!(matches!(wilson(0.5, f64::NAN, 0.95), Err(ProportionError::SampleSize { .. })));
    assert_eq!(wilson(0.5, 10.0, 95.0), Err(ProportionError::Level { value: 95.0 }));
    assert!(matches!(design_effect(100.0, 1.5, 10.0), Err(ProportionError::IntraClass { .. })));
    assert!(matches!(design_effect(100.0, 0.1, 1.0), Err(ProportionError::Clusters { .. })));
    assert!(matches!(rounding_envelope(0.5, 0.0, 10.0, 0.95), Err(ProportionError::RoundingUnit { .. })));
}
