//! The files of a case as one text, so that they can go through a pipe.
//!
//! Every file is a fenced block of Markdown whose first line names it, as in `docs/case-format.md`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::anyhow;
use utakata_text::draft::Files;

use crate::failure::Failure;

/// Longer than any fence inside a file of a draft.
const FENCE: &str = "````";

pub(super) fn bundle(files: &Files) -> String {
    let mut text = String::new();
    for (name, content) in files {
        let kind = name.rsplit('.').next().unwrap_or_default();
        // Writing into a string cannot fail.
        let _ = write!(text, "{FENCE}{kind} {name}\n{content}");
        if !content.ends_with('\n') {
            text.push('\n');
        }
        let _ = write!(text, "{FENCE}\n\n");
    }
    text
}

/// The files of a bundle by name.
pub(crate) fn unbundle(text: &str) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix(FENCE)) {
            (None, Some(head)) => {
                let name = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
                open = Some((name, String::new()));
            }
            (Some(_), Some("")) => files.extend(open.take()),
            (Some((_, content)), _) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) => {}
        }
    }
    if files.contains_key("case.toml") && open.is_none() {
        return Ok(files);
    }
    Err(Failure::Input(anyhow!(
        "standard input holds no case; `utakata read ARTICLE --published DATE --draft -` prints one"
    )))
}

/// Refuses a folder that is there already.
pub(super) fn is_new(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        return Err(Failure::Input(anyhow!(
            "{} exists already; name a new folder for the draft",
            folder.display()
        )));
    }
    Ok(())
}

/// Writes the files into a new folder, all or none: beside it first, then in one step.
pub(super) fn write(folder: &Path, files: &Files) -> Result<(), Failure> {
    is_new(folder)?;
    let parent = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed =
        |error: std::io::Error| Failure::runtime(error).context(format!("cannot write {}", folder.display()));
    let beside = tempfile::tempdir_in(parent).map_err(failed)?;
    for (name, content) in files {
        let path = beside.path().join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        std::fs::write(&path, content).map_err(failed)?;
    }
    std::fs::rename(beside.path(), folder).map_err(failed)?;
    // It has its place and its name now.
    let _ = beside.keep();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_gives_back_its_files() {
        let files: Files = [("case.toml", "a = 1\n"), ("series/x.csv", "date,v\n2023,1\n")]
            .map(|(name, content)| (name.to_owned(), content.to_owned()))
            .into();
        assert_eq!(unbundle(&bundle(&files)).unwrap(), files);
        assert!(unbundle("nothing").is_err());
        assert!(unbundle("````toml case.toml\na = 1\n").is_err());
    }
}
