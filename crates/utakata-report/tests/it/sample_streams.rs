//! The streams of the sample.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use utakata::statement::GuaranteeKind;
use utakata::{Guarantee, Phrase, Statement};
use utakata_case::findings::{
    Figure, FigureKind, Line, LineRole, Shade, StreamFinding, StreamKind, StreamStanding,
};

use crate::sample::{own, usage_name, within};

pub(crate) fn streams() -> Vec<StreamFinding> {
    vec![usage(), deals(), price()]
}

fn blank(
    id: &str,
    kind: StreamKind,
    name: Phrase,
    standing: StreamStanding,
    summary: Phrase,
) -> StreamFinding {
    StreamFinding {
        id: id.into(),
        kind,
        name,
        region: Some("US".into()),
        registered: date(2023, 6, 27),
        standing,
        summary,
        statements: vec![],
        numbers: BTreeMap::new(),
        figures: vec![],
        layers: vec![],
        span: Some((date(2023, 1, 1), date(2023, 5, 1))),
        files: vec!["series/visits.csv".into()],
        sources: vec!["similarweb".into()],
    }
}

fn usage() -> StreamFinding {
    let growth = [131.6, 62.5, 55.8, 12.6, 2.8];
    let months: Vec<Date> = (1..=5).map(|m| date(2023, m, 1)).collect();
    let summary = Phrase::fill(
        "usage-summary",
        "Growth went from {first} % ({from}) to {last} % ({to}): slowdown p = {p}, e = {e}. Models put the chance \
         that the next figure is negative anywhere from {low} to {high}.",
        [
            ("first", "+131.6".to_owned()),
            ("from", "2023-01-01".to_owned()),
            ("last", "+2.8".to_owned()),
            ("to", "2023-05-01".to_owned()),
            ("p", "0.0083".to_owned()),
            ("e", "22.5".to_owned()),
            ("low", "0.00".to_owned()),
            ("high", "0.91".to_owned()),
        ],
    );
    StreamFinding {
        statements: vec![slowdown()],
        figures: vec![Figure {
            id: "usage-growth".into(),
            kind: FigureKind::Bars,
            title: usage_name(),
            axis: Phrase::new("axis-growth", "growth on the period before, per cent"),
            dates: months,
            lines: vec![line("line-growth", "growth", LineRole::Main, growth.to_vec())],
            shades: vec![],
            logarithmic: false,
            description: Phrase::fill(
                "figure-growth",
                "Growth by period: {list}.",
                [("list", "2023-01-01 +131.6 %; 2023-02-01 +62.5 %; 2023-03-01 +55.8 %".to_owned())],
            ),
        }],
        ..blank("usage", StreamKind::Usage, usage_name(), StreamStanding::Turned, summary)
    }
}

fn slowdown() -> Statement {
    Statement {
        method: "mann-kendall-exact".into(),
        null: Phrase::new(
            "adoption-slowdown-null",
            "growth rates are exchangeable: any order was equally likely",
        ),
        alternative: Phrase::new("adoption-slowdown-alternative", "growth has been falling"),
        statistic_name: "S".into(),
        statistic: Some(-10.0),
        p_value: Some(1.0 / 120.0),
        smallest_p: Some(1.0 / 120.0),
        e_value: Some(22.5),
        interval: None,
        guarantee: Guarantee {
            kind: GuaranteeKind::AnytimeValid,
            text: Phrase::new(
                "adoption-slowdown-guarantee",
                "if growth had not slowed, the chance of p ≤ α at one look chosen in advance is at most α, and the \
                 chance of ever seeing the e-process reach 1/α is at most α",
            ),
        },
        observations: 5,
        notes: vec![
            Phrase::fill(
                "adoption-slowdown-path",
                "e-process by period: {path}",
                [("path", "1.0000, 1.5000, 3.0000, 7.5000, 22.5000".to_owned())],
            ),
            Phrase::new(
                "adoption-slowdown-not-burst",
                "slower growth is not decline, and decline of usage is not yet a burst",
            ),
        ],
    }
}

fn deals() -> StreamFinding {
    let summary = Phrase::new("sample-without-translation", "US deals outnumber Chinese ones 16.7 to one.");
    let statement = Statement {
        method: "exact-rate-ratio".into(),
        null: Phrase::new("sample-deals-null", "both countries see deals at the same rate"),
        statistic_name: "rate ratio".into(),
        statistic: Some(16.666667),
        p_value: Some(1.2e-40),
        smallest_p: None,
        e_value: Some(2.9870806),
        interval: Some(within(11.533411, 24.955582)),
        observations: 550,
        notes: vec![],
        guarantee: Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::new("sample-deals-guarantee", "exact for Poisson counts"),
        },
        ..slowdown()
    };
    StreamFinding {
        statements: vec![statement],
        ..blank(
            "deals",
            StreamKind::Deals,
            own("AI deals", "AI投資案件", "AI 投资案例"),
            StreamStanding::NotShown,
            summary,
        )
    }
}

fn price() -> StreamFinding {
    let dates: Vec<Date> = date(2022, 6, 1)
        .series(1.day())
        .take(391)
        .filter(|d| d.weekday().to_monday_one_offset() < 6)
        .collect();
    let n = dates.len();
    let close: Vec<f64> = (0..n)
        .map(|i| {
            let t = i as f64 / n as f64;
            100.0 * (0.35 * t * t + 0.06 * (21.0 * t).sin() + 0.02 * (90.0 * t).cos()).exp()
        })
        .collect();
    let statistic: Vec<f64> = (0..n).map(|i| -1.2 + 2.6 * (i as f64 / n as f64).powi(6)).collect();
    let summary = own(
        "Six names, +39 % since June 2022; the statistic stays below its boundary but for a few days.",
        "6銘柄、2022年6月から+39 %。統計量が境界を超えたのは数日のみ。",
        "六只股票，自2022年6月起+39 %；统计量仅有数日越过边界。",
    );
    let shade = Shade {
        from: date(2023, 6, 1),
        to: date(2023, 6, 26),
        label: own("explosive episode", "爆発的な局面", "爆炸性阶段"),
    };
    let mut gap: Vec<Option<f64>> = statistic.iter().copied().map(Some).collect();
    gap[..40].fill(None);
    let figure = |id: &str, lines, logarithmic| Figure {
        id: id.into(),
        kind: FigureKind::Lines,
        title: own("US AI basket", "米国AIバスケット", "美国AI篮子"),
        axis: own("index, 2022-06-01 = 100", "指数（2022-06-01 = 100）", "指数（2022-06-01 = 100）"),
        dates: dates.clone(),
        lines,
        shades: vec![shade.clone()],
        logarithmic,
        description: own(
            "The basket rises by two fifths with one shaded episode in June 2023.",
            "バスケットは約4割上昇し、2023年6月に網掛けの局面が1つある。",
            "篮子上涨约四成，2023年6月有一个阴影阶段。",
        ),
    };
    let benchmark = line(
        "sample-index",
        "NASDAQ-100",
        LineRole::Reference,
        close.iter().map(|c| c.powf(0.96) * 1.2).collect(),
    );
    StreamFinding {
        statements: vec![],
        figures: vec![
            figure(
                "us-price-close",
                vec![line("sample-close", "basket", LineRole::Main, close), benchmark],
                true,
            ),
            figure(
                "us-price-bsadf",
                vec![
                    Line { values: gap, ..line("sample-bsadf", "BSADF", LineRole::Main, vec![]) },
                    line("sample-boundary", "95 % boundary", LineRole::Boundary, vec![1.15; n]),
                ],
                false,
            ),
        ],
        ..blank(
            "us-price",
            StreamKind::Price,
            own("US basket prices", "米国バスケットの価格", "美国篮子价格"),
            StreamStanding::NotShown,
            summary,
        )
    }
}

fn line(key: &str, english: &str, role: LineRole, values: Vec<f64>) -> Line {
    Line { name: Phrase::new(key, english), role, values: values.into_iter().map(Some).collect() }
}
