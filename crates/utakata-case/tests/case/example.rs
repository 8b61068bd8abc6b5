//! The example case of the documentation, to be opened as it is or damaged first.

use std::path::PathBuf;

use utakata_case::{Case, CaseError};

/// Files of a case in memory.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    files: Vec<(String, String)>,
}

/// The example of `docs/case-format.md`.
pub(crate) fn example() -> Example {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/case-format.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut files = Vec::new();
    let mut blocks = page.split("\n```");
    blocks.next();
    for block in blocks.step_by(2) {
        let (info, body) = block.split_once('\n').unwrap();
        if let Some((_, name)) = info.split_once(' ') {
            files.push((name.to_owned(), format!("{body}\n")));
        }
    }
    Example { files }
}

impl Example {
    /// Replaces `old`, which must be there exactly once, in `file`.
    pub(crate) fn with(mut self, file: &str, old: &str, new: &str) -> Self {
        let text = &mut self.files.iter_mut().find(|(name, _)| name == file).unwrap().1;
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {file}");
        *text = text.replace(old, new);
        self
    }

    /// Adds a file or replaces it.
    pub(crate) fn with_file(mut self, file: &str, text: &str) -> Self {
        self.files.retain(|(name, _)| name != file);
        self.files.push((file.to_owned(), text.to_owned()));
        self
    }

    /// Takes a file away.
    pub(crate) fn without(mut self, file: &str) -> Self {
        self.files.retain(|(name, _)| name != file);
        self
    }

    pub(crate) fn text(&self, file: &str) -> &str {
        &self.files.iter().find(|(name, _)| name == file).unwrap().1
    }

    pub(crate) fn open(&self) -> Result<Case, CaseError> {
        self.open_with(&[])
    }

    pub(crate) fn open_with(&self, extra: &[PathBuf]) -> Result<Case, CaseError> {
        let files: Vec<(&str, &[u8])> =
            self.files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        Case::embedded(&files, extra)
    }

    /// The message with which the case is refused.
    pub(crate) fn refused(&self) -> String {
        self.open().expect_err("the case opened").to_string()
    }

    /// Writes the files below `folder`.
    pub(crate) fn write(&self, folder: &std::path::Path) {
        for (name, text) in &self.files {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}
