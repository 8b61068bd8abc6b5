//! Finished assets on disk, so that an interrupted replay goes on where it stopped.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use utakata::replay::{ReplayOptions, Replayed};

use crate::failure::Failure;

/// Version of the lines.
const VERSION: u32 = 1;

/// What the replay of an asset depends on beside the asset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Design {
    /// The rule that finds the booms.
    pub(super) rule: String,
    /// Monitors and seed.
    pub(super) options: ReplayOptions,
}

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    journal: u32,
    program: String,
    design: Design,
}

/// Every other line: an asset, known by a digest of everything about it that its replay depends on.
#[derive(Debug, Serialize, Deserialize)]
struct Finished {
    digest: String,
    asset: String,
    booms: Vec<Replayed>,
}

/// A journal: a file of JSON lines, one per finished asset.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
    finished: HashMap<String, Vec<Replayed>>,
}

impl Journal {
    /// Opens the journal at `path`, or begins one. A last line that was cut off by the interruption is dropped.
    pub(super) fn open(path: &Path, design: &Design) -> Result<Self, Failure> {
        let shown = path.display();
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file =
            open.with_context(|| format!("cannot open the journal {shown}")).map_err(Failure::Input)?;
        let mut text = String::new();
        file.read_to_string(&mut text)
            .with_context(|| format!("cannot read the journal {shown}"))
            .map_err(Failure::Input)?;
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut lines = text[..whole].lines().enumerate();
        let mut finished = HashMap::new();
        if let Some((_, head)) = lines.next() {
            check(path, head, design)?;
        }
        for (at, line) in lines {
            let Finished { digest, booms, .. } = serde_json::from_str(line)
                .with_context(|| format!("{shown}, line {}: not a line of a journal; delete it", at + 1))
                .map_err(Failure::Input)?;
            finished.insert(digest, booms);
        }
        file.set_len(whole as u64).and_then(|()| file.seek(SeekFrom::End(0))).map_err(Failure::runtime)?;
        let journal = Self { path: path.to_owned(), file: Mutex::new(file), finished };
        if whole == 0 {
            journal.append(&Head { journal: VERSION, program: program(), design: design.clone() })?;
        }
        Ok(journal)
    }

    /// The booms of an asset that was finished before.
    pub(super) fn finished(&self, digest: &str) -> Option<&Vec<Replayed>> {
        self.finished.get(digest)
    }

    /// Adds a finished asset.
    pub(super) fn finish(&self, digest: String, asset: &str, booms: &[Replayed]) -> Result<(), Failure> {
        self.append(&Finished { digest, asset: asset.to_owned(), booms: booms.to_vec() })
    }

    /// Adds a line in one write.
    fn append(&self, line: &impl Serialize) -> Result<(), Failure> {
        let mut bytes = serde_json::to_vec(line).map_err(Failure::runtime)?;
        bytes.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&bytes)
            .and_then(|()| file.flush())
            .with_context(|| format!("cannot write the journal {}", self.path.display()))
            .map_err(Failure::Runtime)
    }
}

fn program() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Refuses the journal of another program, rule or monitor.
fn check(path: &Path, head: &str, design: &Design) -> Result<(), Failure> {
    let shown = path.display();
    let head: Head = serde_json::from_str(head)
        .with_context(|| {
            format!("{shown} is not a journal of `utakata backtest --replay`; name another file")
        })
        .map_err(Failure::Input)?;
    if head.journal == VERSION && head.program == program() && head.design == *design {
        return Ok(());
    }
    Err(Failure::Input(anyhow::anyhow!(
        "{shown} is the journal of another design (version {}, rule {}, seed {}); this run has version {}, rule {}, seed \
         {}. Name another file with --resume, or delete this one",
        head.program,
        head.design.rule,
        head.design.options.seed,
        program(),
        design.rule,
        design.options.seed
    )))
}
