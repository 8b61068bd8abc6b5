//! Coverage of the date sets by simulation. The small grid runs always; the full table is printed by
//! `cargo test -p utakata --release --test dating_coverage -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a failing test may panic; the table is printed

use utakata::Execution;
use utakata::dating::{DateOptions, DateSet, Dated, Lengths, date_bubble};
use utakata::random::{Normal, Stream};

/// How the bubble ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    /// Back at once to where it began.
    Instant,
    /// Down 3 % an observation for 15 observations.
    Slide,
    /// Growth stops.
    Stop,
    /// The sample ends with the bubble.
    Growing,
}

/// Volatility of the shocks, on average one or more.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Volatility {
    Constant,
    /// GARCH(1,1) with 0.09 and 0.90.
    Garch,
    /// Three times as large from 30 % of the sample on.
    Early,
    /// Three times as large from the origination on: the worst place.
    AtOrigination,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    n: usize,
    start: f64,
    root: f64,
    end: End,
    volatility: Volatility,
}

/// Observations 50 % to two thirds of the sample are explosive.
fn regime(n: usize) -> (usize, usize) {
    (n / 2 + 1, 2 * n / 3)
}

fn path(cell: Cell, path: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(4711, path));
    let (from, to) = regime(cell.n);
    let n = if cell.end == End::Growing { to + 1 } else { cell.n };
    let mut values: Vec<f64> = vec![cell.start];
    let (mut variance, mut shock) = (1.0_f64, 0.0_f64);
    for t in 1..n {
        variance = match cell.volatility {
            Volatility::Constant => 1.0,
            Volatility::Garch => 0.01 + 0.09 * shock * shock + 0.90 * variance,
            Volatility::Early => {
                if t < 3 * cell.n / 10 {
                    1.0
                } else {
                    9.0
                }
            }
            Volatility::AtOrigination => {
                if t < from {
                    1.0
                } else {
                    9.0
                }
            }
        };
        shock = variance.sqrt() * normal.sample(&mut stream);
        let last = values[t - 1];
        let base = match cell.end {
            _ if (from..=to).contains(&t) => cell.root * last,
            End::Instant if t == to + 1 => values[from - 1],
            End::Slide if t > to && t <= to + 15 => 0.97 * last,
            _ => last,
        };
        values.push(base + shock);
    }
    values
}

/// Shares of the paths, and mean sizes.
#[derive(Debug, Default)]
struct Coverage {
    datable: f64,
    origination: f64,
    collapse: f64,
    recovery: f64,
    sizes: [f64; 3],
    singles: f64,
}

/// Coverage among the paths on which something could be dated.
fn coverage(cell: Cell, paths: u64) -> Coverage {
    let (from, to) = regime(cell.n);
    let dated: Vec<Dated> = (0..paths)
        .map(|p| date_bubble(&path(cell, p), &DateOptions::default(), p, &Execution::serial()).unwrap())
        .filter(|d| d.datable)
        .collect();
    let n = (dated.len() as f64).max(1.0);
    let mean = |of: &dyn Fn(&Dated) -> f64| dated.iter().map(of).sum::<f64>() / n;
    let share = |of: &dyn Fn(&Dated) -> bool| mean(&|d| f64::from(u8::from(of(d))));
    let size = |set: &DateSet| (set.size() + usize::from(set.may_lie_ahead)) as f64;
    let recovery = match cell.end {
        End::Instant => Some(to + 2),
        End::Slide => Some(to + 16),
        End::Stop => Some(to + 1),
        End::Growing => None,
    };
    Coverage {
        datable: dated.len() as f64 / paths as f64,
        origination: share(&|d| d.origination.contains(from)),
        collapse: share(&|d| match cell.end {
            End::Growing => d.collapse.may_lie_ahead,
            _ => d.collapse.contains(to),
        }),
        recovery: share(&|d| recovery.map_or(d.recovery.may_lie_ahead, |r| d.recovery.contains(r))),
        sizes: [mean(&|d| size(&d.origination)), mean(&|d| size(&d.collapse)), mean(&|d| size(&d.recovery))],
        singles: share(&|d| size(&d.origination) == 1.0),
    }
}

fn printed(cell: Cell, paths: u64) -> Coverage {
    let c = coverage(cell, paths);
    eprintln!(
        "{:>4} {:>4} {:.2} {:8} {:14} datable {:.3}  covered {:.3} {:.3} {:.3}  size {:6.1} {:6.1} {:6.1}  single origination {:.2}",
        cell.n,
        cell.start,
        cell.root,
        format!("{:?}", cell.end),
        format!("{:?}", cell.volatility),
        c.datable,
        c.origination,
        c.collapse,
        c.recovery,
        c.sizes[0],
        c.sizes[1],
        c.sizes[2],
        c.singles
    );
    c
}

#[test]
fn sets_cover_their_dates() {
    for (root, end, paths) in [(1.02, End::Slide, 200), (1.04, End::Instant, 100), (1.03, End::Growing, 100)]
    {
        let cell = Cell { n: 240, start: 100.0, root, end, volatility: Volatility::Constant };
        let c = printed(cell, paths);
        // 90 % less three binomial standard errors at 200 and 100 paths.
        let least = if paths == 200 { 0.835 } else { 0.81 };
        assert!(
            c.datable > 0.99 && c.origination > least && c.collapse > least && c.recovery > least,
            "{c:?}"
        );
        // And they say something.
        assert!(c.sizes[0] < 8.0 && c.sizes[1] < 4.0, "{c:?}");
    }
}

#[test]
fn a_random_walk_can_seldom_be_dated() {
    let paths = 150;
    let mut datable = 0;
    for p in 0..paths {
        let cell = Cell { n: 150, start: 100.0, root: 1.0, end: End::Stop, volatility: Volatility::Constant };
        let dated = date_bubble(&path(cell, p), &DateOptions::default(), p, &Execution::serial()).unwrap();
        if dated.datable {
            datable += 1;
        } else {
            assert!(dated.origination.undatable && dated.collapse.may_lie_ahead);
            let sizes = [&dated.origination, &dated.collapse, &dated.recovery].map(DateSet::size);
            assert_eq!(sizes, [149, 148, 149]);
        }
    }
    let share = f64::from(datable) / paths as f64;
    eprintln!("random walks dated: {share:.3} (10 % nominal)");
    // Three binomial standard errors.
    assert!((share - 0.1).abs() < 0.075, "{share}");
}

#[test]
fn the_answer_depends_on_the_seed_only() {
    let cell = Cell { n: 120, start: 100.0, root: 1.03, end: End::Slide, volatility: Volatility::Garch };
    let values = path(cell, 1);
    let options = DateOptions::default();
    let serial = date_bubble(&values, &options, 3, &Execution::serial()).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    assert_eq!(date_bubble(&values, &options, 3, &Execution::on(&pool)).unwrap(), serial);
    // Steps of 1/1024 stay exact at the offset.
    let near: Vec<f64> = values.iter().map(|v| (v * 1024.0).round() / 1024.0).collect();
    let far: Vec<f64> = near.iter().map(|v| v + 1e7).collect();
    let (near, far) = [near, far].map(|v| date_bubble(&v, &options, 3, &Execution::serial()).unwrap()).into();
    assert_eq!(
        (near.origination, near.collapse, near.recovery),
        (far.origination, far.collapse, far.recovery)
    );
    let json = serde_json::to_value(&serial).unwrap();
    assert!(json["origination"]["ranges"][0]["first"].is_u64(), "{json}");
    assert_eq!(serial.statement().p_value, Some(serial.p_value));
}

#[test]
fn unusable_requests_are_refused() {
    let values: Vec<f64> = (0..60).map(|t| f64::from((t * 37) % 11)).collect();
    let ask = |options: DateOptions| date_bubble(&values, &options, 1, &Execution::serial());
    assert!(ask(DateOptions { replications: 5, ..DateOptions::default() }).is_err());
    assert!(ask(DateOptions { level: 90.0, ..DateOptions::default() }).is_err());
    assert!(
        ask(DateOptions { lengths: Lengths { calm: 0, ..Lengths::live() }, ..DateOptions::default() })
            .is_err()
    );
    let falling: Vec<f64> = (0..40).map(|t| -f64::from(t)).collect();
    assert!(date_bubble(&falling, &DateOptions::default(), 1, &Execution::serial()).is_err());
}

/// About ten minutes of processor time; `PATHS` sets the number of paths per cell, `VOLATILITY` and `N` keep to a part.
#[test]
#[ignore = "prints the table of coverage; minutes"]
fn the_table_of_coverage() {
    let paths = std::env::var("PATHS").ok().and_then(|p| p.parse().ok()).unwrap_or(400);
    for volatility in [Volatility::Constant, Volatility::Garch, Volatility::Early, Volatility::AtOrigination]
    {
        for n in [240, 600] {
            let keeps = |name: &str, value: String| std::env::var(name).map_or(true, |v| v == value);
            if !keeps("VOLATILITY", format!("{volatility:?}")) || !keeps("N", n.to_string()) {
                continue;
            }
            for root in [1.02, 1.04, 1.06] {
                for end in [End::Instant, End::Slide, End::Stop, End::Growing] {
                    if volatility != Volatility::Constant && (root != 1.02 || end == End::Growing) {
                        continue;
                    }
                    printed(Cell { n, start: 100.0, root, end, volatility }, paths);
                }
            }
        }
    }
    let slow = std::env::var("VOLATILITY").map_or(true, |v| v == "Constant");
    for (root, end) in [(1.02, End::Slide), (1.04, End::Slide), (1.04, End::Instant), (1.04, End::Stop)]
        .into_iter()
        .filter(|_| slow)
    {
        printed(Cell { n: 240, start: 20.0, root, end, volatility: Volatility::Constant }, paths);
    }
}
