//! Past booms replayed: nothing of the future is used, and what is counted is right.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a failing test may panic; one shows its rates

use jiff::ToSpan;
use jiff::civil::date;
use utakata::boom::{Asset, Calendar, Openings, Rule};
use utakata::random::{Normal, Stream};
use utakata::replay::{
    Alert, Label, Method, Monitors, ReplayOptions, Replayed, SummaryDesign, Truth, judged, replay, summarise,
};
use utakata::{Execution, Frequency, Series};

const FEW: ReplayOptions = ReplayOptions { false_alarm_rate: 0.05, replications: 199, patience: 20, seed: 1 };

fn weekly(name: &str, values: Vec<f64>) -> Series {
    let dates = (0..values.len() as i64).map(|t| date(1990, 1, 5) + (7 * t).days()).collect();
    Series::new(name, dates, values).unwrap()
}

fn booms(series: &Series, monitors: &Monitors) -> Vec<Replayed> {
    let calendar = Calendar::of_series(series).unwrap();
    let openings = Openings::new(Rule::TwoYearDouble, calendar, 1, &Execution::serial()).unwrap();
    let asset = Asset {
        prices: series,
        group: "made",
        market: None,
        volume: None,
        delisting_return: None,
        splits: &[],
    };
    replay(&asset, &openings, monitors).unwrap()
}

/// Weekly prices: a year of noise, a run-up that gathers pace for `rise` weeks, then a change of `after` a week.
fn boom(rise: usize, after: f64, weeks: usize, seed: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(seed, 0));
    let mut log = 4.6;
    (0..weeks)
        .map(|t| {
            log += match t {
                0..150 => 0.0,
                t if t < 150 + rise => 0.04 * (t - 150) as f64 / rise as f64,
                _ => after,
            } + 0.02 * normal.sample(&mut stream);
            f64::exp(log)
        })
        .collect()
}

/// Every look at the whole series equals the last look at the series cut there.
#[test]
fn no_look_depends_on_what_came_later() {
    let values = boom(60, -0.03, 300, 5);
    let monitors = Monitors::new(FEW);
    let whole = booms(&weekly("whole", values.clone()), &monitors);
    let first = &whole[0];
    assert!(first.episode.crash && first.looks.len() == 105);
    let said = |label| first.looks.iter().any(|look| look.labels.contains(&label));
    assert!(said(Label::Inflating) && said(Label::Bursting), "a path on which nothing is said tests nothing");
    let entry = first.known - 1;
    let at_start = monitors.at_start(&values, entry, Calendar { year: 52, stride: 1 }).unwrap();
    assert_eq!(at_start, first.looks[0].label(Method::Levels));
    for (at, look) in first.looks.iter().enumerate() {
        let cut = booms(&weekly("cut", values[..=entry + at].to_vec()), &monitors);
        let seen = cut[0].looks.last().unwrap();
        assert_eq!((seen.date, seen.labels, seen.score), (look.date, look.labels, look.score), "look {at}");
        assert_eq!((seen.day, seen.price, seen.drawdown), (look.day, look.price, look.drawdown));
        assert_eq!(seen.truth.is_none(), at < 104, "the truth is known when the two years are over");
    }
}

#[test]
fn the_truth_follows_the_path() {
    // Doubles to observation 104, rises to 110, falls by a tenth a week: 40 % below the peak five weeks later.
    let mut values: Vec<f64> = (0..=104).map(|t| 100.0 * 2.01_f64.powf(f64::from(t) / 104.0)).collect();
    values.extend((1..=6).map(|t| 201.0 + f64::from(t)));
    values.extend((1..=120).map(|t| 207.0 * 0.9_f64.powi(t.min(8))));
    let found = booms(&weekly("made", values), &Monitors::new(FEW));
    let boom = &found[0];
    assert_eq!((boom.course.peak_day, boom.course.peak, boom.course.burst_day), (6, 207.0, Some(11)));
    assert!((boom.course.low - 207.0 * 0.9_f64.powi(8)).abs() < 1e-9);
    let counts = Truth::ALL.map(|truth| boom.looks.iter().filter(|l| l.truth == Some(truth)).count());
    assert_eq!(counts, [0, 7, 4, 94]);
    // A fifth is lost in the third week of the fall; two weeks to the burst, 252/52 trading days each.
    let sounded = Alert::Fall { drawdown: 0.2 }.first(boom).unwrap();
    let lead = sounded.lead.unwrap();
    assert_eq!(boom.looks[sounded.look].day, 9);
    assert!((lead.days - 2.0 * 252.0 / 52.0).abs() < 1e-9 && lead.after_peak);
    let low = 0.9_f64.powi(8);
    assert!((lead.to_come - (0.9_f64.powi(3) - low) / (1.0 - low)).abs() < 1e-9);
    assert_eq!(Alert::Fall { drawdown: 0.6 }.first(boom), None);
}

#[test]
fn daily_prices_are_looked_at_every_fifth_day_and_short_ones_not_at_all() {
    let values = boom(60, 0.0, 300, 5);
    let daily: Vec<f64> = values.iter().flat_map(|&v| [v; 5]).collect();
    let dates = (0..daily.len() as i64).map(|t| date(1990, 1, 1) + t.days()).collect();
    let series = Series::new("daily", dates, daily).unwrap();
    assert_eq!(series.frequency(), Frequency::Daily);
    let found = booms(&series, &Monitors::new(FEW));
    let looks = &found[0].looks;
    assert!(looks.windows(2).all(|w| w[1].day - w[0].day == 5) && looks[0].day < 5);
    assert!(looks.last().unwrap().day <= 504);
    assert_eq!(Monitors::training(70), None);
    assert_eq!((Monitors::training(71), Monitors::training(300)), (Some(61), Some(91)));
}

/// Random walks in logarithms, 3 % a week, that have doubled by chance. No boom among those that do not fall 40 % is a
/// bubble, so whatever is called over there is called in vain.
fn by_chance(paths: u64) -> Vec<Replayed> {
    let (monitors, normal) = (Monitors::new(FEW), Normal::new());
    let path = |seed| {
        let mut stream = Stream::new(77, seed);
        let mut log = 4.6;
        (0..420)
            .map(|_| {
                log += 0.03 * normal.sample(&mut stream);
                f64::exp(log)
            })
            .collect()
    };
    (0..paths).flat_map(|seed| booms(&weekly(&format!("walk {seed}"), path(seed)), &monitors)).collect()
}

#[test]
fn walks_that_doubled_by_chance_are_seldom_called_over_in_logarithms() {
    let mut all = by_chance(1200);
    // Eras by position: the walks are independent, their dates are not.
    for (era, boom) in all.iter_mut().enumerate() {
        boom.episode.era = (era % 40) as i16 + 1950;
    }
    let mut design = SummaryDesign::new(1);
    design.alarms.bootstrap.replications = 199;
    let summary = summarise(&all, &design).unwrap();
    assert_eq!(summary.booms, all.iter().filter(|b| judged(b)).count());
    for rates in &summary.alerts {
        let (vain, power) = (rates.false_alarms.as_ref().unwrap(), rates.power.as_ref().unwrap());
        println!(
            "{:20} false {:.3} of {}, power {:.3} of {}",
            rates.name, vain.share, vain.of, power.share, power.of
        );
    }
    let vain = |name: &str| {
        let rates = summary.alerts.iter().find(|rates| rates.name == name).unwrap();
        let share = rates.false_alarms.as_ref().unwrap();
        (share.share, share.of as f64)
    };
    // Growth is called by chance in 5 % of horizons, and a boom of two years with what is known before it has three or
    // more, of which two fall into it at most; having doubled makes a call likelier. Hence a bound, not an equality.
    let (share, of) = vain("bursting-logarithms");
    assert!(share <= 0.1 + 3.0 * (0.1 * 0.9 / of).sqrt(), "{share}");
    assert!(
        vain("fall-20").0 > 0.5 && vain("bursting-crossing").0 > 0.5,
        "what everybody can see says little"
    );
    for cell in &summary.confusion {
        println!("{:?} {:?} {:.3?} of {}", cell.method, cell.truth, cell.shares, cell.booms);
        assert!(cell.booms == 0 || (cell.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
    let watch = summary.watch.unwrap();
    for (rates, alpha) in watch.rates.alarms.iter().zip([0.05, 0.1, 0.2]) {
        println!("watched at {alpha}: false {:.3}, power {:.3}", rates.false_alarm_rate, rates.power);
        // Exchangeable by construction, so the promise holds up to binomial error.
        let error = 3.0 * (alpha * (1.0 - alpha) / rates.non_bursting as f64).sqrt();
        assert!(rates.false_alarm_rate <= alpha + error, "{alpha}: {}", rates.false_alarm_rate);
    }
}
