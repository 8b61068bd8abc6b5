//! E-values against `reference/evidence/evalues_expected.json` (numpy, PyPI ville, R harmonicmeanp; copied as
//! literals), against exact enumeration of their expectation, and against Ville's inequality by simulation.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use utakata::adoption::{Ties, rank_process};
use utakata::evalue::{
    EProcess, EvalueError, PoolingRule, all_or_nothing, e_bh, kappa, mixture, partial_conjunction, pool,
    rate_ratio_at_least, shafer, share_at_least, share_at_most, vovk_sellke_bound, weighted_mean,
};
use utakata::random::Stream;

fn close(actual: f64, expected: f64, tolerance: f64, what: &str) {
    let error = (actual - expected).abs();
    assert!(error <= tolerance * expected.abs(), "{what}: {actual} is not {expected}");
}

/// p-values of five streams, in the order of the reference file.
const EXAMPLE: [f64; 5] = [
    0.016666666666666666,
    0.09542743538767395,
    0.16733067729083664,
    0.0010301328404815372,
    0.00398406374501992,
];
/// e-values of five streams: usage, deals at φ = 2, incident, basket, negative growth.
const STREAMS: [f64; 5] = [22.5, 2.9870806424690226, 8.007517224473107, 1.291713077679623, 1.0];

#[test]
fn calibrators_match_the_reference() {
    let expected = [
        (0.05, 2.456023486604883, 1.783322181482338, 3.4721359549995796, 2.23606797749979),
        (0.01, 7.988400565320467, 4.45099226008582, 9.0, 5.0),
        (0.005, 13.88665176963997, 6.900132904185054, 13.142135623730951, 7.0710678118654755),
        (0.001, 53.25600376880312, 20.791133540988064, 30.622776601683793, 15.811388300841896),
        (0.0001, 399.4200282660234, 117.76194878071969, 99.0, 50.0),
    ];
    for (p, bound, mix, shafer_e, half) in expected {
        close(vovk_sellke_bound(p).unwrap(), bound, 1e-9, "bound");
        close(mixture(p).unwrap(), mix, 1e-9, "mixture");
        close(shafer(p).unwrap(), shafer_e, 1e-9, "shafer");
        close(kappa(p, 0.5).unwrap(), half, 1e-9, "kappa");
    }
    close(mixture(1.0 / 251.0).unwrap(), STREAMS[2], 1e-9, "the incident stream");
    close(mixture(EXAMPLE[1]).unwrap(), STREAMS[3], 1e-9, "the basket stream");
}

#[test]
fn the_mixture_is_smooth_up_to_one() {
    assert_eq!(mixture(1.0).unwrap(), 0.5);
    // Where the series hands over to the closed form (p = e^{−½}), both must agree.
    let at = (-0.5_f64).exp();
    let (below, above) = (mixture(at * (1.0 - 1e-9)).unwrap(), mixture(at * (1.0 + 1e-9)).unwrap());
    close(below, above, 1e-8, "hand-over");
    // ½ + u/6 + u²/24 near one.
    let u: f64 = 1e-4;
    close(mixture((-u).exp()).unwrap(), 0.5 + u / 6.0 + u * u / 24.0, 1e-12, "near one");
}

#[test]
fn calibrators_are_fair_bets_against_uniform_p_values() {
    // ∫₀¹ f(p) dp ≤ 1, by the midpoint rule in u = −ln p (dp = e^{−u} du), which tames the pole at zero.
    let integral = |f: &dyn Fn(f64) -> f64, top: f64| -> f64 {
        let steps = 400_000;
        let h = top / f64::from(steps);
        (0..steps)
            .map(|i| {
                let p = (-(f64::from(i) + 0.5) * h).exp();
                f(p) * p * h
            })
            .sum()
    };
    // The mixture's mass beyond u is 1/u to first order: 1/600.
    close(integral(&|p| mixture(p).unwrap(), 600.0), 1.0 - 1.0 / 600.0, 1e-3, "mixture");
    close(integral(&|p| shafer(p).unwrap(), 100.0), 1.0, 1e-6, "shafer");
    close(integral(&|p| kappa(p, 0.5).unwrap(), 100.0), 1.0, 1e-6, "kappa");
    close(integral(&|p| all_or_nothing(p, 0.05).unwrap(), 100.0), 1.0, 1e-3, "all or nothing");
    // The bound is no calibrator: its integral grows without limit (as ln u / e).
    assert!(integral(&|p| vovk_sellke_bound(p).unwrap(), 600.0) > 2.5);
}

#[test]
fn pooled_p_values_match_the_reference() {
    let expected = [
        (PoolingRule::Cauchy, 0.003854101441013724),
        (PoolingRule::HarmonicMean, 0.003851474970489272),
        (PoolingRule::Fisher, 1.0107046628607776e-05),
        (PoolingRule::TwiceMean, 0.1137755903722715),
    ];
    for (rule, p) in expected {
        close(pool(&EXAMPLE, rule).unwrap().p, p, 1e-9, &format!("{rule:?}"));
        // One p-value pooled with itself alone is itself, except for the factor two of the twice-mean.
        let alone = pool(&[0.03], rule).unwrap().p;
        close(alone, if rule == PoolingRule::TwiceMean { 0.06 } else { 0.03 }, 1e-12, "alone");
    }
    assert_eq!(pool(&[1.0, 0.01], PoolingRule::Cauchy).unwrap().p, 1.0);
    assert_eq!(pool(&[0.0], PoolingRule::Fisher), Err(EvalueError::PValue { value: 0.0 }));
    let mean: Vec<f64> = EXAMPLE.iter().map(|p| mixture(*p).unwrap()).collect();
    close(weighted_mean(&mean, None).unwrap(), 6.785077912305543, 1e-9, "mean e");
}

#[test]
fn partial_conjunction_matches_the_reference() {
    let expected = [7.157262188924351, 3.3215777361554384, 1.7595979067162153, 1.1458565388398116, 1.0];
    for (u, e) in (1..=5).zip(expected) {
        let result = partial_conjunction(&STREAMS, u).unwrap();
        close(result.e_value, e, 1e-9, "partial conjunction");
        assert_eq!(result.statement().e_value, Some(result.e_value));
    }
    assert!(partial_conjunction(&STREAMS, 0).is_err());
    assert_eq!(partial_conjunction(&STREAMS, 6), Err(EvalueError::Required { required: 6, streams: 5 }));
}

#[test]
fn e_bh_selects_by_the_step_up_rule() {
    // evidence.md f5: none of the five at .05, .1 or .2 (25 are needed at .2).
    for alpha in [0.05, 0.1, 0.2] {
        assert!(e_bh(&STREAMS, alpha).unwrap().rejected.is_empty());
    }
    close(e_bh(&STREAMS, 0.2).unwrap().needed_alone, 25.0, 1e-12, "needed");
    assert_eq!(e_bh(&STREAMS, 0.25).unwrap().rejected, [0]);
    // By hand at α = .1, K = 4: thresholds 40, 20, 13.3, 10. The largest alone fails, three together pass.
    assert_eq!(e_bh(&[14.0, 30.0, 0.0, 15.0], 0.1).unwrap().rejected, [0, 1, 3]);
    // At the threshold exactly: 5/(0.05·1) = 100.
    assert_eq!(e_bh(&[100.0, 1.0, 1.0, 1.0, 1.0], 0.05).unwrap().rejected, [0]);
}

#[test]
fn weights_are_normalised_or_refused() {
    close(weighted_mean(&[10.0, 1.0], Some(&[3.0, 1.0])).unwrap(), 7.75, 1e-12, "weighted");
    for weights in [&[1.0][..], &[0.0, 0.0], &[-1.0, 2.0], &[f64::NAN, 1.0]] {
        assert_eq!(weighted_mean(&[1.0, 2.0], Some(weights)), Err(EvalueError::Weights { values: 2 }));
    }
    assert_eq!(weighted_mean(&[], None), Err(EvalueError::Empty));
    assert!(matches!(weighted_mean(&[1.0, -0.1], None), Err(EvalueError::EValue { index: 1, .. })));
}

#[test]
fn the_truncated_beta_binomial_matches_the_reference() {
    close(share_at_least(30.0, 90.0, 0.5, 1.0).unwrap(), 27.404320165432264, 1e-9, "30 v 60");
    close(share_at_least(15.0, 45.0, 0.5, 1.0).unwrap(), 2.9870806424690226, 1e-9, "15 v 30");
    close(share_at_least(6.0, 18.0, 0.5, 1.0).unwrap(), 0.9470741985957329, 1e-9, "6 v 12");
    close(share_at_least(30.0, 90.0, 0.5, 2.0).unwrap(), 2.9870806424690226, 1e-9, "dispersion 2");
    let equal = [1.0, 1.0];
    close(rate_ratio_at_least([30.0, 60.0], equal, 1.0, 5.0).unwrap(), 0.9470741985957329, 1e-9, "φ = 5");
    close(share_at_most(60.0, 90.0, 0.5, 1.0).unwrap(), 27.404320165432264, 1e-9, "mirror");
    // Twice the exposure at the same rate: p0 = 2/3.
    let ratio = rate_ratio_at_least([30.0, 60.0], [2.0, 1.0], 1.0, 1.0).unwrap();
    close(ratio, share_at_least(30.0, 90.0, 2.0 / 3.0, 1.0).unwrap(), 1e-12, "exposures");
}

#[test]
fn the_truncated_beta_binomial_is_a_fair_bet_by_enumeration() {
    for (n, p0) in [(7_u32, 0.5), (40, 0.5), (25, 0.2), (25, 0.85)] {
        let expectation = |p: f64| -> f64 {
            let mut choose = 1.0;
            let mut sum = 0.0;
            for x in 0..=n {
                let e = share_at_least(f64::from(x), f64::from(n), p0, 1.0).unwrap();
                sum += choose * p.powi(x as i32) * (1.0 - p).powi((n - x) as i32) * e;
                choose *= f64::from(n - x) / f64::from(x + 1);
            }
            sum
        };
        close(expectation(p0), 1.0, 1e-9, "at the boundary");
        assert!(expectation(p0 + 0.1) < 1.0, "inside the null");
        assert!(expectation(p0 / 2.0) > 1.0, "under the alternative");
    }
}

/// `P(e ≥ 20)` for two independent counts of mean 60 and variance `5 × 60`, by enumeration.
fn chance_of_twenty(dispersion: f64) -> f64 {
    // Negative binomial with size r and success probability 1/5: variance/mean = 5, r = mean/4.
    let size = 60.0 / 4.0;
    let mut probabilities = vec![0.2_f64.powf(size)];
    for k in 1..400 {
        let previous = probabilities[k - 1];
        probabilities.push(previous * 0.8 * (size + k as f64 - 1.0) / k as f64);
    }
    close(probabilities.iter().sum(), 1.0, 1e-9, "negative binomial");
    let mut chance = 0.0;
    for (later, p) in probabilities.iter().enumerate() {
        for (earlier, q) in probabilities.iter().enumerate().skip(later + 1) {
            let counts = [later as f64, earlier as f64];
            if rate_ratio_at_least(counts, [1.0, 1.0], 1.0, dispersion).is_ok_and(|e| e >= 20.0) {
                chance += p * q;
            }
        }
    }
    chance
}

#[test]
fn dispersion_must_be_allowed_for() {
    let (unadjusted, adjusted) = (chance_of_twenty(1.0), chance_of_twenty(5.0));
    println!("P(e >= 20) under dispersion 5: {unadjusted} unadjusted, {adjusted} at counts/5");
    assert!(unadjusted > 0.05, "{unadjusted}");
    assert!(adjusted < 0.05, "{adjusted}");
}

/// Share of 2,000 pairs of equal rates, watched over 24 months of counts with mean 5 and variance `5 × 5`, in which the
/// e-value of the counts so far ever reaches 20.
fn ever_twenty(dispersion: f64) -> f64 {
    // Size mean/4 as above; a count is drawn by inverting its distribution function.
    let size = 5.0 / 4.0;
    let (mut mass, mut sum, mut below) = (0.2_f64.powf(size), 0.0, Vec::new());
    for k in 0..300 {
        sum += mass;
        below.push(sum);
        mass *= 0.8 * (size + f64::from(k)) / f64::from(k + 1);
    }
    close(sum, 1.0, 1e-9, "negative binomial");
    let crosses = |replication: u64| {
        let mut stream = Stream::new(17, replication);
        let mut counts = [0.0, 0.0];
        (0..24).any(|_| {
            for count in &mut counts {
                let u = stream.uniform();
                *count += below.partition_point(|&b| b < u) as f64;
            }
            rate_ratio_at_least(counts, [1.0, 1.0], 1.0, dispersion).is_ok_and(|e| e >= 20.0)
        })
    };
    (0..2000).filter(|&replication| crosses(replication)).count() as f64 / 2000.0
}

#[test]
fn the_process_on_counts_obeys_villes_inequality_under_dispersion() {
    // The bound is 5 %; a rate at it has a standard error of 0.49 points here.
    let (unadjusted, adjusted) = (ever_twenty(1.0), ever_twenty(5.0));
    println!("P(sup e >= 20) under dispersion 5: {unadjusted} unadjusted, {adjusted} at counts/5");
    assert!(unadjusted > 0.05, "{unadjusted}");
    assert!(adjusted <= 0.05, "{adjusted}");
}

#[test]
fn the_rank_process_obeys_villes_inequality() {
    // 24 exchangeable periods; evidence.md a2 found P(sup E ≥ 20) = .028.
    let replications = 20_000_u64;
    let mut crossed = 0.0;
    for replication in 0..replications {
        let mut rng = ChaCha8Rng::seed_from_u64(20230627);
        rng.set_stream(replication);
        let values: Vec<f64> = (0..24).map(|_| (rng.next_u64() >> 11) as f64).collect();
        let process = rank_process(&values, 0.5, Ties::Conservative).unwrap();
        crossed += f64::from(u8::from(process.supremum() >= 20.0));
    }
    let n = replications as f64;
    let share = crossed / n;
    let four_sigma = |p: f64| 4.0 * (p * (1.0 - p) / n).sqrt();
    assert!(share <= 0.05 + four_sigma(0.05), "{share}");
    // Not vacuously small: within rounding and simulation error of the published share.
    assert!((share - 0.028).abs() <= 0.0005 + 1.5 * four_sigma(0.028), "{share}");
}

#[test]
fn partial_conjunction_keeps_its_promise_under_dependence() {
    // K = 5, u = 3, two streams truly turned (huge e), three nulls that share one p-value: the worst dependence.
    let replications = 20_000_u64;
    let mut crossed = 0.0;
    for replication in 0..replications {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        rng.set_stream(replication);
        let p = ((rng.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
        let e = all_or_nothing(p, 0.05).unwrap();
        let broad = partial_conjunction(&[1e6, e, 1e6, e, e], 3).unwrap();
        crossed += f64::from(u8::from(broad.e_value >= 20.0));
    }
    let n = replications as f64;
    let share = crossed / n;
    let four_sigma = 4.0 * (0.05 * 0.95 / n).sqrt();
    // This bet attains the bound, so the share must be 5 % from both sides.
    assert!((share - 0.05).abs() <= four_sigma, "{share}");
}

#[test]
fn the_process_is_a_running_product_with_typed_overflow() {
    let process = EProcess::from_factors(&[2.0, 0.5, 30.0, 0.1]).unwrap();
    assert_eq!(process.path, [2.0, 1.0, 30.0, 3.0]);
    assert_eq!((process.last(), process.supremum()), (3.0, 30.0));
    assert_eq!(process.first_crossing(0.05), Ok(Some(2)));
    assert_eq!(process.first_crossing(0.01), Ok(None));
    assert_eq!(EProcess::from_factors(&[1e200, 1e200]), Err(EvalueError::Overflow { index: 1 }));
    assert!(process.first_crossing(0.0).is_err());
}

#[test]
fn bad_counts_are_named() {
    for result in [
        share_at_least(31.0, 30.0, 0.5, 1.0),
        share_at_least(-1.0, 30.0, 0.5, 1.0),
        share_at_least(1.0, 30.0, 0.5, 0.5),
        share_at_least(1.0, 30.0, 1.0, 1.0),
        share_at_least(f64::NAN, 30.0, 0.5, 1.0),
        rate_ratio_at_least([1.0, 2.0], [0.0, 1.0], 1.0, 1.0),
    ] {
        assert!(result.is_err(), "{result:?}");
    }
    // Nothing observed is no evidence: e = 1.
    close(share_at_least(0.0, 0.0, 0.3, 1.0).unwrap(), 1.0, 1e-12, "no data");
}
