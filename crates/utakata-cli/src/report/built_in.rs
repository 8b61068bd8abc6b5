//! The founding case, carried in the program so that `utakata report` needs no files.

/// Files of `cases/ai-2023` by their path inside the folder.
pub(super) const FILES: &[(&str, &[u8])] = &[
    ("case.toml", include_bytes!("../../../../cases/ai-2023/case.toml")),
    ("ledger.toml", include_bytes!("../../../../cases/ai-2023/ledger.toml")),
    ("series/chatgpt_visits.csv", include_bytes!("../../../../cases/ai-2023/series/chatgpt_visits.csv")),
    ("series/nasdaq.csv", include_bytes!("../../../../cases/ai-2023/series/nasdaq.csv")),
    ("series/package_births.csv", include_bytes!("../../../../cases/ai-2023/series/package_births.csv")),
    (
        "series/package_births_all.csv",
        include_bytes!("../../../../cases/ai-2023/series/package_births_all.csv"),
    ),
    ("series/us_ai_close.csv", include_bytes!("../../../../cases/ai-2023/series/us_ai_close.csv")),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_case_is_carried() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/ai-2023");
        let mut expected: BTreeSet<String> = ["case.toml".to_owned(), "ledger.toml".to_owned()].into();
        for entry in std::fs::read_dir(folder.join("series")).unwrap() {
            expected.insert(format!("series/{}", entry.unwrap().file_name().to_str().unwrap()));
        }
        let carried: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(carried, expected);
    }
}
