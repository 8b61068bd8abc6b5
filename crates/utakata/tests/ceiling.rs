//! Ceilings against evidence.md part a and an independent profile (plain Python, Levenberg–Marquardt, golden section).

use utakata::adoption::{AdoptionError, Curve, ceiling};

/// The index December to May: December = 1, then the growth figures compounded.
fn index(growth: [f64; 5]) -> Vec<f64> {
    let mut levels = vec![1.0];
    for g in growth {
        levels.push(levels[levels.len() - 1] * (1.0 + g));
    }
    levels
}

#[test]
fn the_profile_set_matches_the_reference() {
    let similarweb = index([1.316, 0.625, 0.558, 0.126, 0.028]);
    let article = index([1.30, 0.60, 0.60, 0.10, 0.03]);
    // Ratio, residual sum of squares and upper end of the independent profile; evidence.md prints 1.06, 1.26, 1.23, 1.99
    // for the first two. The ratio is a flat minimum: half the digits.
    for (levels, curve, ratio, sum, high) in [
        (&similarweb, Curve::Logistic, 1.061458263329921, 0.007918527855161213, 1.260698406968065),
        (&similarweb, Curve::Gompertz, 1.233946979754018, 0.014306495498090897, 1.9924832896441174),
        (&article, Curve::Logistic, 1.0655382667034612, 0.011449000191029724, 1.3202480528062033),
        (&article, Curve::Gompertz, 1.2365752811768758, 0.018942851226271942, 2.2521202204963036),
    ] {
        let fit = ceiling(levels, curve, 0.95).unwrap();
        assert!((fit.ratio.unwrap() - ratio).abs() < 1e-6, "{fit:?}");
        assert!((fit.residual_deviation.powi(2) * 3.0 / sum - 1.0).abs() < 1e-9, "{fit:?}");
        assert!((fit.interval.high.unwrap() - high).abs() < 1e-7, "{fit:?}");
        // The ceiling may have been reached already.
        assert_eq!(fit.interval.low, None);
        assert_eq!(fit.highest, levels[5]);
    }
}

#[test]
fn early_growth_bounds_no_ceiling_from_above() {
    // Nearly exponential growth: any high ceiling will do.
    let levels = [1.0, 1.52, 2.2, 3.4, 5.0, 7.7, 11.2];
    let fit = ceiling(&levels, Curve::Logistic, 0.95).unwrap();
    assert_eq!(fit.interval.high, None);
    assert!(fit.interval.low.unwrap() > 1.0);
}

#[test]
fn a_completed_curve_gives_a_narrow_set_around_the_truth() {
    // Logistic with ceiling 10 and multiplicative errors of ±2 % in turn.
    let levels: Vec<f64> = (0..16)
        .map(|t| {
            let error = if t % 2 == 0 { 1.02 } else { 0.98 };
            10.0 / (1.0 + (-(f64::from(t) - 6.0)).exp()) * error
        })
        .collect();
    let fit = ceiling(&levels, Curve::Logistic, 0.95).unwrap();
    let truth = 10.0 / fit.highest;
    // The highest level carries its own error, so the set may reach below it.
    assert!(fit.interval.low.is_none_or(|low| low < truth));
    assert!(fit.interval.high.is_some_and(|high| high < 1.05), "{fit:?}");
}

#[test]
fn levels_that_cannot_be_fitted_are_refused() {
    let curve = Curve::Logistic;
    assert!(matches!(
        ceiling(&[1.0, 2.0, 3.0, 3.5], curve, 0.95),
        Err(AdoptionError::TooShort { needed: 5, .. })
    ));
    assert_eq!(
        ceiling(&[1.0, 2.0, 0.0, 3.5, 3.6], curve, 0.95),
        Err(AdoptionError::NotPositive { index: 2, value: 0.0 })
    );
    assert_eq!(ceiling(&[2.0; 6], curve, 0.95), Err(AdoptionError::NoModel));
    let exact: Vec<f64> = (0..8).map(|t| 10.0 / (1.0 + (4.0 - f64::from(t)).exp())).collect();
    assert_eq!(ceiling(&exact, curve, 0.95), Err(AdoptionError::NoModel));
}
