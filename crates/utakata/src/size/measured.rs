//! The sizes of `docs/size.md`, so that every answer can say how far its error rate is off.

use crate::Phrase;

/// Nulls of the table, in the order of its columns.
pub const NULLS: [&str; 10] = [
    "iid",
    "student-3",
    "garch",
    "stochastic-volatility",
    "variance-up",
    "variance-up-late",
    "variance-down",
    "ar-0.3",
    "ma-0.5",
    "drift-0.1",
];

/// Per cent of walks of 200 observations rejected at nominal 5 %, by test ([`super::Candidate::name`]) and null: the
/// first columns of `docs/size.md`, which says how they were made and with what error.
#[rustfmt::skip]
pub const MEASURED: [(&str, [f64; 10]); 27] = [
    ("gsadf-monte-carlo-lag0", [4.1, 10.2, 9.8, 16.9, 32.7, 32.5, 3.5, 34.3, 35.6, 9.1]),
    ("gsadf-monte-carlo", [5.1, 9.0, 10.2, 14.1, 25.6, 28.6, 4.0, 8.8, 3.5, 8.5]),
    ("gsadf-drift", [3.4, 6.6, 7.7, 11.6, 22.1, 22.9, 2.7, 6.0, 2.1, 3.7]),
    ("gsadf-wild", [5.4, 5.2, 5.0, 5.5, 5.5, 5.6, 4.6, 7.0, 1.9, 9.2]),
    ("gsadf-wild-lag0", [3.7, 5.9, 3.9, 5.1, 5.4, 4.9, 4.6, 29.5, 27.5, 10.2]),
    ("gsadf-wild-gaussian", [2.2, 2.0, 3.1, 3.7, 4.6, 5.2, 1.7, 3.5, 0.8, 4.5]),
    ("gsadf-wild-skewed", [1.8, 2.0, 2.3, 3.1, 4.1, 4.9, 1.5, 2.7, 0.7, 4.0]),
    ("gsadf-composite", [2.2, 2.8, 5.4, 7.8, 15.6, 15.5, 0.8, 3.9, 0.7, 5.0]),
    ("sadf-wild", [4.7, 4.6, 5.1, 6.0, 5.1, 5.2, 5.7, 4.2, 1.1, 10.3]),
    ("sign", [6.2, 4.8, 5.9, 5.3, 4.9, 6.7, 5.2, 23.8, 22.1, 15.4]),
    ("demeaned-sign", [5.2, 6.3, 4.5, 5.1, 4.7, 6.4, 5.0, 22.4, 20.1, 5.4]),
    ("time-transformed", [5.1, 4.1, 5.9, 4.9, 2.7, 2.2, 3.8, 26.9, 24.6, 17.6]),
    ("kernel-purged", [4.6, 4.0, 5.5, 6.3, 4.4, 5.3, 4.7, 34.0, 33.1, 10.1]),
    ("purged-union", [4.4, 4.1, 5.3, 6.2, 4.6, 5.0, 5.1, 34.6, 31.7, 13.7]),
    ("weighted", [4.9, 5.2, 5.2, 5.3, 5.1, 4.7, 5.4, 21.6, 19.8, 22.7]),
    ("weighted-union", [4.8, 5.1, 4.6, 5.8, 5.8, 4.7, 5.7, 25.4, 24.7, 17.6]),
    ("weighted-union-double", [5.5, 7.2, 4.2, 5.0, 5.5, 5.8, 5.5, 37.5, 29.5, 15.8]),
    ("ssu-monte-carlo", [5.0, 8.6, 22.2, 35.2, 78.7, 68.8, 10.7, 6.3, 6.3, 5.6]),
    ("ssu", [4.5, 5.2, 6.0, 6.3, 5.9, 4.4, 4.8, 2.6, 1.8, 4.2]),
    ("ssu-union", [4.6, 5.4, 5.2, 6.5, 5.4, 4.4, 5.0, 16.8, 16.7, 9.2]),
    ("gssu", [6.5, 5.2, 4.8, 5.8, 5.0, 4.2, 5.5, 2.5, 4.0, 3.2]),
    ("quantile", [5.3, 5.7, 5.2, 4.2, 13.1, 13.4, 1.2, 10.3, 10.6, 10.6]),
    ("quantile-forward", [3.1, 3.7, 6.2, 9.7, 24.5, 14.0, 2.3, 17.9, 16.8, 8.0]),
    ("rolling-adf", [5.9, 4.5, 5.7, 5.2, 5.3, 6.9, 4.6, 5.6, 2.0, 7.4]),
    ("lbi", [5.3, 5.3, 4.7, 5.8, 5.0, 4.7, 5.1, 11.1, 10.6, 41.9]),
    ("cusum", [4.8, 4.8, 4.8, 5.5, 4.9, 4.2, 4.3, 12.4, 12.4, 40.7]),
    ("cusum-generalized", [4.4, 5.3, 4.5, 5.0, 4.7, 4.7, 4.5, 15.2, 16.1, 38.8]),
];

/// Points by which a size may miss the nominal one unmarked.
const TOLERATED: f64 = 2.0;

/// The measured sizes of `test` in words, those off by more than two points marked; `None` for tests not in the table.
pub fn measured(test: &str) -> Option<Phrase> {
    let (_, rates) = MEASURED.iter().find(|(name, _)| *name == test)?;
    let phrase = Phrase::new(
        "size-measured",
        "measured on 200 observations at nominal 5 %, it rejects walks with constant variance {iid} % of the time, \
         Student-t(3) steps {student-3} %, GARCH {garch} %, stochastic volatility {stochastic-volatility} %, variance \
         rising ninefold {variance-up} % (late {variance-up-late} %) or falling {variance-down} %, autocorrelation 0.3 \
         {ar-03} %, moving average 0.5 {ma-05} %, a drift of a tenth of the deviation {drift-01} % (*: more than 2 \
         points off)",
    );
    Some(NULLS.iter().zip(rates).fold(phrase, |phrase, (null, &rate)| {
        let mark = if (rate - 5.0).abs() > TOLERATED + 1e-9 { "*" } else { "" };
        phrase.with(&null.replace('.', ""), format!("{rate:.1}{mark}"))
    }))
}

#[cfg(test)]
mod tests {
    use super::super::CANDIDATES;
    use super::*;

    #[test]
    fn every_candidate_has_its_sizes_and_marks_what_is_off() {
        for test in CANDIDATES {
            let words = measured(test.name).unwrap().english;
            assert!(!words.contains('{'), "{words}");
        }
        assert_eq!(MEASURED.len(), CANDIDATES.len());
        assert!(crate::laboratory::nulls().iter().all(|cell| NULLS.contains(&cell.name.as_str())));
        let words = measured("sign").unwrap().english;
        assert!(
            words.contains("autocorrelation 0.3 23.8* %") && words.contains("constant variance 6.2 %"),
            "{words}"
        );
        assert_eq!(measured("no-such-test"), None);
    }
}
