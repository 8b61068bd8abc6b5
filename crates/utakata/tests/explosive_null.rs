//! Null distributions against published and independent critical values, and their invariants.

#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; a skipped one says so

mod reference_files;

use reference_files::{column, explosive, table};
use utakata::Execution;
use utakata::explosive::{Layout, default_minimum_window, recursive};
use utakata::null::{BoundaryKind, Null, NullDistribution, NullError, Simulation, quantile, simulate};
use utakata::random::{Multiplier, Normal, Stream, derive_seed};

fn draws_of<'a>(null: &'a NullDistribution, statistic: &str) -> &'a [f64] {
    match statistic {
        "ADF" => null.adf(),
        "SADF" => null.sadf(),
        _ => null.gsadf(),
    }
}

/// Compares every row of the reference table whose sample is at most `longest` long, with replications that fall with
/// the square of the length: each within four standard errors of the difference, and hardly any beyond three.
fn compare_with_the_reference_table(longest: usize, work: usize, least: usize) {
    let Some(folder) = explosive() else { return };
    let (_, rows) = table(&folder.join("mc_critical_values.csv"));
    let (mut compared, mut beyond) = (0, Vec::new());
    let mut done: Vec<[String; 3]> = Vec::new();
    for first in &rows {
        let cell = [first[0].clone(), first[1].clone(), first[2].clone()];
        let observations: usize = first[0].parse().unwrap();
        if observations > longest || done.contains(&cell) {
            continue;
        }
        let replications = (work / (observations * observations)).clamp(least, 20_000);
        let layout = Layout::new(observations, 0, cell[1].parse().unwrap()).unwrap();
        let drift = cell[2].parse::<f64>().unwrap() / observations as f64;
        let simulation = Simulation { replications, seed: 11, keep_sequences: false };
        let null = simulate(&Null::RandomWalk { drift }, &layout, &simulation, &Execution::serial()).unwrap();
        for row in rows.iter().filter(|r| r[..3] == cell) {
            let [r, p, expected, se] = [3, 5, 6, 7].map(|i| row[i].parse::<f64>().unwrap());
            let ours = quantile(draws_of(&null, &row[4]), p).unwrap();
            let distance = (ours - expected).abs() / (se * (1.0 + r / replications as f64).sqrt());
            assert!(distance < 4.0, "{row:?}: {ours}, {distance} standard errors");
            if distance > 3.0 {
                beyond.push(format!("{row:?}: {ours}, {distance} standard errors"));
            }
            compared += 1;
        }
        done.push(cell);
    }
    // By chance 0.27 % of independent comparisons lie beyond three standard errors.
    assert!(beyond.len() <= 1 + compared / 100, "{beyond:#?}");
    assert!(compared >= 100, "{compared}");
}

#[test]
fn monte_carlo_quantiles_agree_with_the_reference_table() {
    compare_with_the_reference_table(600, 500_000_000, 1000);
}

/// All rows, up to 2000 observations: `cargo test -p utakata --test explosive_null -- --ignored`, about two minutes.
#[test]
#[ignore = "two minutes"]
fn monte_carlo_quantiles_agree_with_the_whole_reference_table() {
    compare_with_the_reference_table(usize::MAX, 8_000_000_000, 2000);
}

#[test]
fn the_wild_bootstrap_recomputes_the_statistic_with_its_lag() {
    // The slow twin: the same multipliers, the definition of the bootstrap, the statistic of the tested series.
    let values = walk(90, 1);
    for (lag, multiplier) in [
        (0, Multiplier::Gaussian),
        (1, Multiplier::Rademacher),
        (3, Multiplier::Skewed),
        (3, Multiplier::Gaussian),
    ] {
        let layout = Layout::new(90, lag, 20).unwrap();
        let null = Null::WildBootstrap { values: &values, multiplier };
        let simulation = Simulation { replications: 30, seed: 9, keep_sequences: false };
        let fast = simulate(&null, &layout, &simulation, &Execution::serial()).unwrap();
        let seed = derive_seed(9, "wild-bootstrap");
        let mut slow: Vec<f64> = (0..30)
            .map(|replication| {
                let mut weights = vec![0.0; 89];
                multiplier.fill(&Normal::new(), &mut Stream::new(seed, replication), &mut weights);
                let mut level = 0.0;
                let mut path = vec![0.0];
                for t in 1..90 {
                    level += weights[t - 1] * (values[t] - values[t - 1]);
                    path.push(level);
                }
                recursive(&path, &layout).unwrap().gsadf
            })
            .collect();
        slow.sort_by(f64::total_cmp);
        for (a, b) in fast.gsadf().iter().zip(&slow) {
            assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "lag {lag} {multiplier:?}: {a} {b}");
        }
    }
}

#[test]
fn a_drift_estimated_from_the_series_raises_the_critical_value() {
    // Steps that alternate about 0.25 with unit standard deviation: the drift is 0.25 σ exactly.
    let spread = (399.0_f64 / 400.0).sqrt();
    let mut level = 0.0;
    let values: Vec<f64> = (0..401)
        .map(|t| {
            if t > 0 {
                level += 0.25 + if t % 2 == 0 { spread } else { -spread };
            }
            level
        })
        .collect();
    let null = Null::random_walk_with_drift_of(&values).unwrap();
    let Null::RandomWalk { drift } = null else { panic!("{null:?}") };
    assert!((drift - 0.25).abs() < 1e-9, "{drift}");
    let layout = Layout::new(400, 0, 40).unwrap();
    let simulation = Simulation { replications: 2000, seed: 4, keep_sequences: false };
    let drifting = simulate(&null, &layout, &simulation, &Execution::serial()).unwrap();
    // Section 5.2 of the methods: 3.17 at a drift of 0.25 σ against 2.20 without.
    let value = drifting.critical_values().gsadf.p95.unwrap();
    assert!((value - 3.17).abs() < 0.12, "{value}");
}

/// Share of our draws at or below a peer's critical value, against its nominal level.
fn level_holds(what: &str, draws: &[f64], peer: f64, level: f64, peer_replications: f64) {
    let share = draws.partition_point(|&d| d <= peer) as f64 / draws.len() as f64;
    let se = (level * (1.0 - level) * (1.0 / draws.len() as f64 + 1.0 / peer_replications)).sqrt();
    assert!((share - level).abs() < 3.5 * se, "{what}: {share} at nominal {level}, s.e. {se}");
}

#[test]
fn bootstrap_critical_values_agree_with_the_peers() {
    let Some(folder) = explosive() else { return };
    let text = std::fs::read_to_string(folder.join("cv/bootstrap_cv_peers.json")).unwrap();
    let peers: serde_json::Value = serde_json::from_str(&text).unwrap();
    for series in ["snp_pd", "rw200", "one_bubble250", "volbreak300"] {
        let Some(peer) = peers.get(series) else { continue };
        let path = folder.join(format!("series/{series}.csv"));
        if !path.exists() {
            continue;
        }
        let values = column(&path, "value");
        let layout = Layout::new(values.len(), 0, default_minimum_window(values.len())).unwrap();
        let simulation = Simulation { replications: 1999, seed: 5, keep_sequences: false };
        let run = |null: &Null<'_>| simulate(null, &layout, &simulation, &Execution::serial()).unwrap();
        let levels = [0.90, 0.95, 0.99];

        let wild = run(&Null::WildBootstrap { values: &values, multiplier: Multiplier::Gaussian });
        for (i, level) in levels.into_iter().enumerate() {
            let value = |s: &str| peer["pyexuber_HLST_normal_nboot4999"][s][i].as_f64().unwrap();
            level_holds(&format!("{series} wild"), wild.sadf(), value("sadf"), level, 4999.0);
            level_holds(&format!("{series} wild"), wild.gsadf(), value("gsadf"), level, 4999.0);
        }
        let wild = run(&Null::WildBootstrap { values: &values, multiplier: Multiplier::Rademacher });
        for (key, level) in ["p90", "p95", "p99"].into_iter().zip(levels) {
            level_holds(
                &format!("{series} wild"),
                wild.gsadf(),
                peer["exuber_HLST_rademacher"]["gsadf"][key].as_f64().unwrap(),
                level,
                499.0,
            );
        }
        // Phillips and Shi's sample of Tb levels holds Tb − minw dates. The peer's last simulated increment is always
        // zero, which thins its far tail: the 99 % point is not comparable.
        let control = peer["Tb"].as_u64().unwrap() as usize - layout.window();
        let composite = run(&Null::Composite { values: &values, control });
        for (key, level) in ["p90", "p95"].into_iter().zip(levels) {
            let value = peer["exuber_PS_composite"]["gsadf"][key].as_f64().unwrap();
            level_holds(&format!("{series} composite"), composite.gsadf(), value, level, 499.0);
        }
    }
}

#[test]
fn sequences_agree_with_the_reference_quantiles() {
    let Some(folder) = explosive() else { return };
    for (t, window, replications) in
        [(100, 19, 4000), (120, 20, 3000), (200, 27, 3000), (250, 30, 2000), (400, 40, 1500), (547, 47, 1000)]
    {
        let path = folder.join(format!("cv/seq_T{t}_minw{window}_R2000.csv"));
        let layout = Layout::new(t, 0, window).unwrap();
        let simulation = Simulation::new(replications, 3);
        let null =
            simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &simulation, &Execution::serial()).unwrap();
        for (kind, name) in [(BoundaryKind::Pointwise, "bsadf"), (BoundaryKind::RunningSup, "cmbadf")] {
            let boundary = null.boundary(kind, 0.95).unwrap();
            let [q90, q95, q99] = ["90", "95", "99"].map(|p| column(&path, &format!("{name}{p}")));
            assert_eq!(q95.len(), boundary.values.len());
            for (i, ours) in boundary.values.iter().enumerate() {
                // Two independent estimates of a quantile; its density from the quantiles beside it.
                let density = 0.09 / (q99[i] - q90[i]);
                let se = (0.95 * 0.05 * (1.0 / 2000.0 + 1.0 / replications as f64)).sqrt() / density;
                assert!(
                    (ours.unwrap() - q95[i]).abs() < 4.0 * se,
                    "{t} {name} {i}: {ours:?} {}, {se}",
                    q95[i]
                );
            }
        }
        let (_, rows) = table(&folder.join(format!("cv/scalar_T{t}_minw{window}_R2000.csv")));
        for row in rows.iter().filter(|r| ["ADF", "SADF", "GSADF"].contains(&r[4].as_str())) {
            let [p, expected, se] = [5, 6, 7].map(|i| row[i].parse::<f64>().unwrap());
            let ours = quantile(draws_of(&null, &row[4]), p).unwrap();
            let se = se * (1.0 + 2000.0 / replications as f64).sqrt();
            assert!((ours - expected).abs() < 4.0 * se, "{row:?}: {ours}, s.e. {se}");
        }
        // The two family-wise boundaries hold 5 % by construction; section 5.3 of the methods has the others.
        let rate = |kind| null.boundary(kind, 0.95).unwrap().false_alarm_rate;
        for kind in [BoundaryKind::FamilyWise, BoundaryKind::FamilyWiseShaped] {
            assert!((rate(kind) - 0.05).abs() < 1e-9, "{t} {kind:?}");
        }
        if t == 100 {
            let (pointwise, running) = (rate(BoundaryKind::Pointwise), rate(BoundaryKind::RunningSup));
            assert!(
                (pointwise - 0.70).abs() < 0.04 && (running - 0.36).abs() < 0.04,
                "{pointwise} {running}"
            );
        }
    }
}

fn walk(n: usize, seed: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(seed, 0));
    let mut y = 0.0;
    (0..n)
        .map(|_| {
            y += normal.sample(&mut stream);
            y
        })
        .collect()
}

#[test]
fn threads_do_not_change_a_bit() {
    let values = walk(90, 1);
    let layout = Layout::new(90, 2, 20).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    for null in [
        Null::RandomWalk { drift: 0.1 },
        Null::WildBootstrap { values: &values, multiplier: Multiplier::Skewed },
        Null::Composite { values: &values, control: 12 },
    ] {
        let simulation = Simulation::new(50, 9);
        let serial = simulate(&null, &layout, &simulation, &Execution::serial()).unwrap();
        let parallel = simulate(&null, &layout, &simulation, &Execution::on(&pool)).unwrap();
        assert_eq!(serial, parallel);
    }
}

#[test]
fn p_values_rank_the_statistic_among_the_draws() {
    let values = walk(80, 4);
    let layout = Layout::new(80, 0, 17).unwrap();
    let statistics = recursive(&values, &layout).unwrap();
    let null =
        simulate(&Null::RandomWalk { drift: 0.0 }, &layout, &Simulation::new(199, 2), &Execution::serial())
            .unwrap();
    let above = null.gsadf().iter().filter(|&&g| g >= statistics.gsadf).count();
    let p = null.p_values(&statistics).unwrap();
    assert_eq!(p.gsadf, Some((1 + above) as f64 / 200.0));
    assert_eq!(null.smallest_p(), 1.0 / 200.0);
    // A statistic below every draw and one above.
    let with =
        |gsadf| null.p_values(&utakata::explosive::Recursive { gsadf, ..statistics.clone() }).unwrap().gsadf;
    assert_eq!((with(-1e9), with(1e9)), (Some(1.0), Some(0.005)));
}

#[test]
fn statistics_and_draws_of_different_layouts_are_never_compared() {
    let values = walk(80, 4);
    let null = |lag, window| {
        simulate(
            &Null::RandomWalk { drift: 0.0 },
            &Layout::new(80, lag, window).unwrap(),
            &Simulation::new(19, 2),
            &Execution::serial(),
        )
        .unwrap()
    };
    let statistics = recursive(&values, &Layout::new(80, 1, 17).unwrap()).unwrap();
    assert!(null(1, 17).p_values(&statistics).is_ok());
    for (lag, window) in [(0, 17), (1, 18)] {
        let refused = null(lag, window).p_values(&statistics);
        assert!(matches!(refused, Err(NullError::LayoutMismatch { .. })), "{lag} {window}");
    }

    let layout = statistics.layout;
    let run =
        |null: &Null<'_>, simulation: Simulation| simulate(null, &layout, &simulation, &Execution::serial());
    let composite = run(&Null::Composite { values: &values, control: 10 }, Simulation::new(19, 2)).unwrap();
    assert!(matches!(composite.p_values(&statistics), Err(NullError::Horizon { control: 10, dates: 62 })));
    assert!(matches!(composite.boundary(BoundaryKind::Pointwise, 0.9), Err(NullError::Horizon { .. })));
    assert!(composite.boundary(BoundaryKind::FamilyWise, 0.9).is_ok());
    assert!(matches!(
        run(&Null::Composite { values: &values, control: 63 }, Simulation::new(19, 2)),
        Err(NullError::Control { .. })
    ));
    assert!(matches!(
        run(&Null::RandomWalk { drift: 0.0 }, Simulation::new(0, 2)),
        Err(NullError::Replications { .. })
    ));
    let draws = run(&Null::RandomWalk { drift: 0.0 }, Simulation::new(19, 2)).unwrap();
    for level in [0.0, 0.96, f64::NAN] {
        assert!(
            matches!(draws.boundary(BoundaryKind::FamilyWise, level), Err(NullError::Level { .. })),
            "{level}"
        );
    }
}
