//! Reading the shared reference folder; tests that need it are skipped when it is absent.

use std::path::{Path, PathBuf};

/// The folder with the explosive-root reference numbers, if it is there.
pub(crate) fn explosive() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/explosive");
    if !folder.is_dir() {
        eprintln!("skipped: {} is absent", folder.display());
        return None;
    }
    Some(folder)
}

/// Header and rows of a CSV file.
pub(crate) fn table(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines =
        text.lines().map(|l| l.split(',').map(|f| f.trim_matches('"').to_owned()).collect::<Vec<_>>());
    (lines.next().unwrap(), lines.collect())
}

/// One numeric column by name.
pub(crate) fn column(path: &Path, name: &str) -> Vec<f64> {
    let (header, rows) = table(path);
    let at = header.iter().position(|h| h == name).unwrap_or_else(|| panic!("{name} in {}", path.display()));
    rows.iter().map(|r| r[at].parse().unwrap()).collect()
}
