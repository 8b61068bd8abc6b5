//! The files of a case, from a folder on disk or from memory.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::CaseError;

/// The files of one case by their path inside the folder, with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Documents {
    /// The folder as it was named to us; empty for the built-in case.
    pub(super) origin: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Documents {
    /// Reads `case.toml`, `ledger.toml`, `series/*.csv` and `series.local/*.csv` below `folder`.
    pub(super) fn on_disk(folder: &Path) -> Result<Self, CaseError> {
        let origin = folder.display().to_string();
        if !folder.is_dir() {
            return Err(CaseError::NoFolder { path: origin });
        }
        let mut files = BTreeMap::new();
        for name in ["case.toml", "ledger.toml"] {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => {
                    CaseError::NoFile { folder: origin.clone(), file: name.to_owned() }
                }
                _ => unreadable(&path, &error),
            })?;
            files.insert(name.to_owned(), bytes);
        }
        for name in ["series", "series.local"] {
            for path in tables(&folder.join(name))? {
                let file = path.file_name().map(|f| f.to_string_lossy().into_owned()).unwrap_or_default();
                let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
                files.insert(format!("{name}/{file}"), bytes);
            }
        }
        Ok(Self { origin, files })
    }

    /// Takes files from memory.
    pub(super) fn in_memory(files: &[(&str, &[u8])]) -> Self {
        let files = files.iter().map(|&(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
        Self { origin: String::new(), files }
    }

    /// The bytes of a file the format asks for.
    pub(super) fn required(&self, name: &str) -> Result<&[u8], CaseError> {
        let missing = || CaseError::NoFile { folder: self.label(""), file: name.to_owned() };
        self.get(name).ok_or_else(missing)
    }

    /// The bytes of a file, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// Every file, in name order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Tables of a sub-folder, in name order.
    pub(super) fn tables_in<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let inside = move |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files
            .iter()
            .filter(move |(name, _)| inside(name) && is_table(Path::new(name)))
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// How messages call a file of the case.
    pub(super) fn label(&self, name: &str) -> String {
        match (self.origin.as_str(), name) {
            ("", "") => "built-in case".to_owned(),
            ("", name) => format!("built-in case: {name}"),
            (origin, name) => Path::new(origin).join(name).display().to_string(),
        }
    }
}

fn tables(folder: &Path) -> Result<Vec<PathBuf>, CaseError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(folder, &error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if is_table(&path) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"))
}

fn unreadable(path: &Path, error: &io::Error) -> CaseError {
    CaseError::Unreadable { file: path.display().to_string(), reason: error.to_string() }
}
