//! Concentration against `reference/evidence/concentration_expected.json` (closed forms), copied as literals.
#![allow(clippy::unwrap_used)] // a failing test may panic

use utakata::{
    Execution,
    concentration::{
        ConcentrationError, Resampling, Shares, concentration, concentration_intervals,
        concentration_statement, hhi_interval, hhi_unbiased, top_share,
    },
};

fn close(actual: f64, expected: f64, what: &str) {
    assert!(
        (actual - expected).abs() <= 1e-12 * expected.abs() + 1e-15,
        "{what}: {actual} is not {expected}"
    );
}

#[test]
fn every_measure_matches_the_reference() {
    let zipf: Vec<f64> = (1..=100).map(|rank| 1.0 / f64::from(rank)).collect();
    let mut two_giants = vec![0.1 / 98.0; 98];
    two_giants.extend([0.45, 0.45]);
    // HHI, effective number, normalised, entropy, effective number by entropy, CR2, CR4, Gini.
    let cases: [(Vec<f64>, [f64; 8]); 5] = [
        (vec![1.0; 100], [0.01, 100.0, 0.0, 4.60517018598809, 100.0, 0.02, 0.04, 0.0]),
        (vec![1.0, 1.0], [0.5, 2.0, 0.0, std::f64::consts::LN_2, 2.0, 1.0, 1.0, 0.0]),
        (
            zipf,
            [
                0.06076000061563767,
                16.458196014939343,
                0.0512727278945835,
                3.680777745058364,
                39.67724085355532,
                0.28916345396094006,
                0.40161590827908344,
                0.6244487280520798,
            ],
        ),
        (
            two_giants,
            [
                0.40510204081632667,
                2.4685138539042812,
                0.3990929705215421,
                1.407412183762456,
                4.085369527227875,
                0.9,
                0.9020408163265309,
                0.88,
            ],
        ),
        (
            vec![60.0, 25.0, 10.0, 5.0],
            [
                0.435,
                2.2988505747126435,
                0.24666666666666667,
                1.033114087516671,
                2.809802194682973,
                0.85,
                1.0,
                0.45,
            ],
        ),
    ];
    for (amounts, expected) in cases {
        let measured = concentration(&Shares::amounts(&amounts).unwrap());
        let actual = [
            measured.hhi,
            measured.effective_number,
            measured.hhi_normalized.unwrap(),
            measured.entropy,
            measured.effective_number_entropy,
            measured.cr2,
            measured.cr4,
            measured.gini,
        ];
        for (i, (actual, expected)) in actual.into_iter().zip(expected).enumerate() {
            close(actual, expected, &format!("measure {i} of {} shares", amounts.len()));
        }
        close(measured.hhi_points, 10_000.0 * measured.hhi, "points");
    }
}

#[test]
fn a_monopoly_and_a_zero_share_are_no_trouble() {
    let alone = concentration(&Shares::fractions(&[1.0]).unwrap());
    assert_eq!((alone.hhi, alone.hhi_normalized, alone.entropy, alone.gini), (1.0, None, 0.0, 0.0));
    let with_zero = concentration(&Shares::fractions(&[1.0, 0.0]).unwrap());
    assert_eq!((with_zero.hhi, with_zero.hhi_normalized, with_zero.entropy), (1.0, Some(1.0), 0.0));
    close(with_zero.gini, 0.5, "Gini of a monopoly among two");
}

#[test]
fn the_unbiased_index_is_unbiased() {
    // All samples of three users over shares (½, ½): two kinds agree in 1/4 of samples, else 2:1.
    let index = |shares: [f64; 2]| hhi_unbiased(&Shares::fractions(&shares).unwrap(), 3).unwrap();
    let mean = 0.25 * index([1.0, 0.0]) + 0.75 * index([2.0 / 3.0, 1.0 / 3.0]);
    close(mean, 0.5, "mean over samples");
    let shares = Shares::amounts(&[1.0, 1.0]).unwrap();
    assert_eq!(hhi_unbiased(&shares, 1), Err(ConcentrationError::Sample { given: 1 }));
}

#[test]
fn the_bootstrap_interval_is_near_the_reference_and_independent_of_threads() {
    let shares = Shares::percentages(&[60.0, 25.0, 10.0, 5.0], 1.0).unwrap();
    let interval = hhi_interval(&shares, 100, 0.95, 20_000, 7, &Execution::serial()).unwrap();
    // [.367, .529] (method notes), by simulation there too.
    assert!((interval.low.unwrap() - 0.367).abs() < 0.004, "{interval:?}");
    assert!((interval.high.unwrap() - 0.529).abs() < 0.004, "{interval:?}");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let parallel = hhi_interval(&shares, 100, 0.95, 20_000, 7, &Execution::on(&pool)).unwrap();
    assert_eq!(parallel, interval);
}

#[test]
fn every_measure_has_an_interval_from_the_same_samples() {
    let shares = Shares::percentages(&[60.0, 25.0, 10.0, 5.0], 1.0).unwrap();
    let resampling = Resampling { users: 100, level: 0.95, replications: 4000, seed: 7 };
    let ask = |execution: &Execution<'_>| {
        concentration_intervals(&shares, &[1, 2, 9], &resampling, execution).unwrap()
    };
    let all = ask(&Execution::serial());
    assert_eq!(all.hhi, hhi_interval(&shares, 100, 0.95, 4000, 7, &Execution::serial()).unwrap());
    // The effective number is a falling function of the index, the other one a rising function of the entropy.
    close(all.effective_number.low.unwrap(), all.hhi.high.unwrap().recip(), "effective number");
    close(all.effective_number_entropy.low.unwrap(), all.entropy.low.unwrap().exp(), "by entropy");
    // The share of the leader is binomial: 2.5 % and 97.5 % points of Bin(100, 0.6) are 50 and 69.
    let leader = all.top[0].interval;
    assert!((leader.low.unwrap() - 0.50).abs() < 0.0101 && (leader.high.unwrap() - 0.69).abs() < 0.0101);
    close(all.top[2].interval.low.unwrap(), 1.0, "share of all");
    close(all.top[1].share, top_share(&shares, 2), "CR2");
    assert!(all.gini.low.unwrap() < 0.45 && 0.45 < all.gini.high.unwrap());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(ask(&Execution::on(&pool)), all);
    let none = concentration_intervals(&shares, &[0], &resampling, &Execution::serial());
    assert_eq!(none, Err(ConcentrationError::Largest));
}

#[test]
fn the_statement_describes() {
    let statement = concentration_statement(&Shares::percentages(&[60.0, 25.0, 10.0, 5.0], 1.0).unwrap());
    close(statement.statistic.unwrap(), 0.435, "HHI");
    assert_eq!((statement.p_value, statement.e_value), (None, None));
}

#[test]
fn bad_shares_are_named() {
    assert_eq!(Shares::fractions(&[]), Err(ConcentrationError::Empty));
    assert_eq!(
        Shares::fractions(&[0.5, 0.6, -0.1]),
        Err(ConcentrationError::Share { index: 2, value: -0.1 })
    );
    assert!(matches!(Shares::fractions(&[0.5, f64::NAN]), Err(ConcentrationError::Share { index: 1, .. })));
    assert!(matches!(Shares::fractions(&[60.0, 40.0]), Err(ConcentrationError::Sum { .. })));
    assert!(matches!(Shares::percentages(&[60.0, 35.0], 1.0), Err(ConcentrationError::Sum { .. })));
    // 33 + 33 + 33 = 99 is three thirds in whole per cents.
    close(Shares::percentages(&[33.0, 33.0, 33.0], 1.0).unwrap().values()[0], 1.0 / 3.0, "a third");
    assert!(matches!(Shares::amounts(&[0.0, 0.0]), Err(ConcentrationError::Sum { .. })));
    let shares = Shares::amounts(&[1.0, 2.0]).unwrap();
    let ask = |level, replications| hhi_interval(&shares, 10, level, replications, 1, &Execution::serial());
    assert!(matches!(ask(95.0, 1000), Err(ConcentrationError::Level { .. })));
    assert!(matches!(ask(0.95, 3), Err(ConcentrationError::Replications { .. })));
}
