//! Event studies of many firms: factors, correlation, signs, halts, limits and neighbouring events.
#![allow(clippy::unwrap_used)] // a failing test may panic

use jiff::ToSpan;
use jiff::civil::date;
use utakata::Series;
use utakata::event_study::{
    Design, EventReturns, EventStudyError, EventTest, NormalModel, NotTraded, Overlap, Window,
    abnormal_returns, combined_tests, confounding, reaction_until_open,
};
use utakata::random::{Normal, Stream};

/// Normal noise for `days` days from 2015 on.
fn noise(name: &str, days: usize, stream: &mut Stream) -> Series {
    let normal = Normal::new();
    let start = date(2015, 1, 1);
    let dates = (0..days).map(|d| start.checked_add((d as i64).days()).unwrap()).collect();
    Series::new(name, dates, (0..days).map(|_| 0.02 * normal.sample(stream)).collect()).unwrap()
}

const FACTORED: Window = Window { estimation: 60, gap: 0, event: 3 };

#[test]
fn factors_are_fitted_with_their_prediction_error() {
    let mut stream = Stream::new(4, 0);
    let [market, size, own] = ["market", "size", "own"].map(|name| noise(name, 70, &mut stream));
    let mixed = |t: usize| 0.001 + 0.8 * market.values()[t] - 0.5 * size.values()[t] + 0.3 * own.values()[t];
    let firm = Series::new("firm", own.dates().to_vec(), (0..70).map(mixed).collect()).unwrap();
    let cut = |factors: &[&Series]| {
        EventReturns::with_factors(&firm, factors, firm.dates()[65], FACTORED, NotTraded::Refuse).unwrap()
    };
    // One factor is the market model.
    let (one, market_model) = (cut(&[&market]), NormalModel::Market);
    let (factors, plain) =
        (abnormal_returns(&one, NormalModel::Factors), abnormal_returns(&one, market_model));
    let (factors, plain) = (factors.unwrap(), plain.unwrap());
    assert_eq!(
        (factors.ar, factors.ar_error, factors.car_error),
        (plain.ar, plain.ar_error, plain.car_error)
    );
    let both = cut(&[&market, &size]);
    let found = abnormal_returns(&both, NormalModel::Factors).unwrap();
    assert!((found.df - 57.0).abs() < 1e-12);
    // Least squares: errors are orthogonal to the constant and both factors.
    for factor in [None, Some(&market), Some(&size)] {
        let weight = |t: usize| factor.map_or(1.0, |factor| factor.values()[5 + t]);
        let product: f64 = found.residuals.iter().enumerate().map(|(t, e)| weight(t) * e).sum();
        assert!(product.abs() < 1e-12, "{product}");
    }
    // The variance of a prediction is that of the fit to data with one more day whose return is free: the leverage of
    // that day in the longer regression, h, gives 1 + x'S⁻¹x = 1/(1 − h).
    let squeezed = |day: usize| {
        let rows: Vec<[f64; 3]> =
            (5..65).chain([65 + day]).map(|t| [1.0, market.values()[t], size.values()[t]]).collect();
        let mut left = vec![0.0; 61];
        left[60] = 1.0;
        // Gram-Schmidt on the columns, then the squared length of what is left of the last unit vector.
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for column in 0..3 {
            let mut v: Vec<f64> = rows.iter().map(|row| row[column]).collect();
            for b in &basis {
                let share: f64 = b.iter().zip(&v).map(|(a, b)| a * b).sum();
                v.iter_mut().zip(b).for_each(|(v, b)| *v -= share * b);
            }
            let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
            basis.push(v.iter().map(|x| x / length).collect());
        }
        1.0 - basis.iter().map(|b| b[60] * b[60]).sum::<f64>()
    };
    for day in 0..3 {
        let expected = found.sd * squeezed(day).recip().sqrt();
        assert!((found.ar_error[day] / expected - 1.0).abs() < 1e-9, "{day}");
    }
    let twice = cut(&[&market, &market]);
    assert!(matches!(
        abnormal_returns(&twice, NormalModel::Factors),
        Err(EventStudyError::ConstantMarket { .. })
    ));
}

#[test]
fn the_correlation_of_staggered_events_is_that_over_all_pairs() {
    let mut stream = Stream::new(5, 0);
    let market = noise("market", 200, &mut stream);
    let firms: Vec<Series> = (0..7).map(|i| noise(&format!("firm {i}"), 200, &mut stream)).collect();
    let days = [70, 70, 90, 125, 128, 190, 70];
    let events: Vec<EventReturns> = firms
        .iter()
        .zip(days)
        .map(|(firm, day)| EventReturns::new(firm, Some(&market), firm.dates()[day], FACTORED).unwrap())
        .collect();
    let tests = combined_tests(&events, NormalModel::Market).unwrap();
    let mut sum = 0.0;
    for i in 0..7 {
        for j in 0..i {
            // Residual t of firm i is of day days[i] − 60 + t.
            let pairs: Vec<(f64, f64)> = (0..60)
                .filter_map(|t| {
                    let other = (days[i] + t).checked_sub(days[j]).filter(|u| *u < 60)?;
                    Some((tests.firms[i].residuals[t], tests.firms[j].residuals[other]))
                })
                .collect();
            if pairs.len() < 3 {
                continue;
            }
            let n = pairs.len() as f64;
            let (a, b) = pairs.iter().fold((0.0, 0.0), |s, p| (s.0 + p.0 / n, s.1 + p.1 / n));
            let products =
                pairs.iter().map(|p| [(p.0 - a) * (p.1 - b), (p.0 - a).powi(2), (p.1 - b).powi(2)]);
            let [ab, aa, bb] = products.fold([0.0; 3], |s, p| [s[0] + p[0], s[1] + p[1], s[2] + p[2]]);
            sum += ab / (aa * bb).sqrt();
        }
    }
    assert!((tests.mean_correlation - sum / 21.0).abs() < 1e-12, "{} {}", tests.mean_correlation, sum / 21.0);
    assert_eq!((tests.design, tests.default_test()), (Design::Mixed, EventTest::PlaceboOfRatios));
}

#[test]
fn signs_are_flipped_by_event_and_by_date() {
    let mut stream = Stream::new(6, 0);
    let firms: Vec<Series> = (0..8).map(|i| noise(&format!("firm {i}"), 120, &mut stream)).collect();
    let window = Window { event: 1, ..FACTORED };
    let cut = |firm: &Series, day: usize| EventReturns::new(firm, None, firm.dates()[day], window).unwrap();
    // Two firms on each of four dates: 2³ patterns of dates, 2⁷ of firms.
    let events: Vec<EventReturns> = firms.iter().zip(0..).map(|(firm, i)| cut(firm, 80 + i / 2)).collect();
    let tests = combined_tests(&events, NormalModel::ConstantMean).unwrap();
    let (flip, wild) = (tests.sign_flip, tests.wild_bootstrap);
    assert_eq!((flip.signs, flip.exact, flip.smallest_p), (8, true, 1.0 / 128.0));
    assert_eq!((wild.signs, wild.exact, wild.smallest_p), (4, true, 1.0 / 8.0));
    let slow = |values: &[f64]| {
        let total = values.iter().sum::<f64>().abs() * (1.0 - 1e-9);
        let signed = |mask: u32| {
            values.iter().enumerate().map(|(i, v)| if mask >> i & 1 == 1 { -v } else { *v }).sum::<f64>()
        };
        let all = 1_u32 << values.len();
        (0..all).filter(|mask| signed(*mask).abs() >= total).count() as f64 / f64::from(all)
    };
    let cars: Vec<f64> = tests.firms.iter().map(|firm| firm.car).collect();
    let by_date: Vec<f64> = tests.firms.chunks(2).map(|pair| pair[0].t_car + pair[1].t_car).collect();
    assert!((flip.p_two_sided - slow(&cars)).abs() < 1e-12);
    assert!((wild.p_two_sided - slow(&by_date)).abs() < 1e-12);
    // Beyond 20 signs a sample of the patterns is taken.
    let many: Vec<EventReturns> = (0..24).map(|i| cut(&firms[i % 8], 61 + i)).collect();
    let sampled = combined_tests(&many, NormalModel::ConstantMean).unwrap();
    assert_eq!((sampled.sign_flip.exact, sampled.sign_flip.signs), (false, 24));
    let cars: Vec<f64> = sampled.firms.iter().map(|firm| firm.car).collect();
    assert!((sampled.sign_flip.p_two_sided - slow(&cars)).abs() < 0.05);
}

#[test]
fn halts_days_without_trade_and_neighbouring_events_are_told() {
    let mut stream = Stream::new(7, 0);
    let market = noise("market", 100, &mut stream);
    let full = noise("firm", 100, &mut stream);
    // The firm does not trade on days 81 and 82.
    let open: Vec<usize> = (0..100).filter(|t| !(81..83).contains(t)).collect();
    let days = open.iter().map(|&t| full.dates()[t]).collect();
    let firm = Series::new("firm", days, open.iter().map(|&t| full.values()[t]).collect()).unwrap();
    let at = |day: usize, convention| {
        EventReturns::with_factors(&firm, &[&market], full.dates()[day], FACTORED, convention)
    };
    let event = at(80, NotTraded::Refuse).unwrap();
    assert_eq!(event.halted(), &full.dates()[81..83]);
    assert_eq!(event.event_dates(), [full.dates()[80], full.dates()[83], full.dates()[84]]);
    assert!(matches!(at(81, NotTraded::Refuse), Err(EventStudyError::EventNotTraded { .. })));
    let moved = at(81, NotTraded::Next).unwrap();
    assert_eq!((moved.date(), moved.event_dates()[0]), (full.dates()[81], full.dates()[83]));
    let later = at(90, NotTraded::Refuse).unwrap();
    let found = confounding(&[later, event, moved]);
    let overlaps: Vec<Overlap> = found.iter().map(|pair| pair.overlap).collect();
    assert_eq!(overlaps, [Overlap::EventWindows, Overlap::Estimation, Overlap::Estimation]);
    assert_eq!((found[0].first, found[0].second), (full.dates()[80], full.dates()[81]));
}

#[test]
fn a_reaction_is_followed_until_the_limit_opens() {
    let start = date(2023, 1, 2);
    let values = vec![0.01, -0.1, -0.0999, -0.04, 0.1, 0.1];
    let dates = (0..6).map(|d| start.checked_add(d.days()).unwrap()).collect();
    let series = Series::new("firm", dates, values).unwrap();
    let from = |day: usize| reaction_until_open(&series, series.dates()[day], 0.1).unwrap();
    assert_eq!((from(1).stopped.len(), from(1).days, from(1).opened), (2, 3, true));
    assert_eq!((from(0).stopped.len(), from(0).days, from(0).opened), (0, 1, true));
    assert_eq!((from(4).stopped.len(), from(4).days, from(4).opened), (2, 2, false));
    assert_eq!(reaction_until_open(&series, start, 10.0), Err(EventStudyError::Limit { value: 10.0 }));
}
