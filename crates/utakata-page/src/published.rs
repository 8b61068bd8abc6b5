//! The day of publication that a page states about itself.

use jiff::civil::Date;
use serde_json::Value;

use crate::outline::Remark;

/// A day of publication and where the page states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The day, as the page writes it: in the time zone that the page writes it in.
    pub day: Date,
    /// Where it stands, such as `meta article:published_time`.
    pub place: String,
}

/// Names of `meta` elements that hold the day of publication, the most particular first.
const NAMES: [&str; 22] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:release_date",
    "weibo:article:create_at",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
];

/// All days of publication that a page states, the one to take first.
pub(crate) fn published(remarks: &[Remark]) -> Vec<Published> {
    let mut found: Vec<(usize, Published)> = Vec::new();
    for remark in remarks {
        let (rank, place, written) = match remark {
            Remark::Meta { name, content } => {
                let Some(rank) = NAMES.iter().position(|known| known == name) else { continue };
                (if rank == 0 { 0 } else { rank + 2 }, format!("meta {name}"), content.clone())
            }
            Remark::Data(text) => {
                let Some(written) = of_data(text) else { continue };
                (1, "JSON-LD datePublished".to_owned(), written)
            }
            Remark::Time(written) => (2, "time datetime".to_owned(), written.clone()),
        };
        if let Some(day) = day(&written) {
            found.push((rank, Published { day, place }));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, published)| published).collect()
}

/// `datePublished` of the article that JSON-LD describes: the value itself, an entry of a list or of a `@graph`.
fn of_data(text: &str) -> Option<String> {
    let data: Value = serde_json::from_str(text.trim()).ok()?;
    let listed = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let things =
        listed(&data).into_iter().flat_map(|thing| thing.get("@graph").map_or(vec![thing.clone()], listed));
    let is_article = |thing: &Value| {
        let kinds = thing.get("@type").map(listed).unwrap_or_default();
        kinds.iter().filter_map(Value::as_str).any(|kind| {
            kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "WebPage")
        })
    };
    let mut dated =
        things.filter(is_article).filter_map(|thing| thing.get("datePublished")?.as_str().map(str::to_owned));
    dated.next()
}

/// The day at the head of a date: `2023-06-27…`, `2023/6/27`, `2023.06.27`, `20230627…`, `2023年6月27日`.
fn day(written: &str) -> Option<Date> {
    let written = written.trim();
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let (year, month, day) = match digits {
        8 | 14 => (&written[..4], &written[4..6], &written[6..8]),
        4 => {
            let rest = written[4..].strip_prefix(['-', '/', '.', '年'])?;
            let (month, rest) = rest.split_once(['-', '/', '.', '月'])?;
            let day = rest.bytes().take_while(u8::is_ascii_digit).count();
            (&written[..4], month, &rest[..day])
        }
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_pages_use() {
        let wanted = Date::constant(2023, 6, 27);
        for written in [
            "2023-06-27",
            "2023-06-27T23:30:00-05:00",
            " 2023/6/27 10:00",
            "2023.06.27",
            "20230627",
            "20230627093000",
            "2023年6月27日",
        ] {
            assert_eq!(day(written), Some(wanted), "{written}");
        }
        for written in
            ["", "2023", "2023-06", "2023-13-01", "27 June 2023", "2023-02-30", "年年年", "202306271"]
        {
            assert_eq!(day(written), None, "{written}");
        }
    }

    #[test]
    fn the_most_particular_remark_comes_first() {
        let meta =
            |name: &str, content: &str| Remark::Meta { name: name.to_owned(), content: content.to_owned() };
        let graph = r#"{"@context": "https://schema.org", "@graph": [
            {"@type": "BreadcrumbList", "datePublished": "2001-01-01"},
            {"@type": ["NewsArticle"], "datePublished": "2023-06-26T20:00:00Z"}]}"#;
        let remarks = [
            meta("date", "2020-01-01"),
            Remark::Time("2023-06-28".to_owned()),
            Remark::Data(graph.to_owned()),
            meta("article:modified_time", "2024-01-01"),
            meta("article:published_time", "2023-06-27T05:00:00+09:00"),
        ];
        let found = published(&remarks);
        let days: Vec<String> = found.iter().map(|p| p.day.to_string()).collect();
        assert_eq!(days, ["2023-06-27", "2023-06-26", "2023-06-28", "2020-01-01"]);
        assert_eq!(found[1].place, "JSON-LD datePublished");
        let deep = "[".repeat(100_000);
        assert_eq!(published(&[Remark::Data(deep)]), []);
    }
}
