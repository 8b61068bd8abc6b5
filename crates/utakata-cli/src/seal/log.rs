//! The log on disk: read whole, checked whole, replaced whole.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use utakata_case::seal::{Chain, ChainError, Record, SealedVerdict};

use crate::failure::Failure;
use crate::output::Destination;

/// Reads a log that must be there.
pub(crate) fn read(path: &Path) -> Result<Chain, Failure> {
    read_if_there(path)?.ok_or_else(|| {
        Failure::Input(anyhow::anyhow!("{}: no such log; `utakata seal --log` begins one", path.display()))
    })
}

/// Reads a log, if there is one.
pub(super) fn read_if_there(path: &Path) -> Result<Option<Chain>, Failure> {
    let name = path.display().to_string();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::Input(anyhow::Error::new(error).context(format!("cannot read {name}"))));
        }
    };
    Chain::parse(&name, &bytes).map(Some).map_err(Failure::input)
}

/// Appends a verdict. The new log is written beside the old one and put in its place in one step, so that a reader or
/// a power cut finds the old chain or the new. A lock file keeps two writers from losing each other's record.
pub(super) fn append(path: &Path, verdict: SealedVerdict, now: Timestamp) -> Result<Record, Failure> {
    let destination = Destination::new(Some(path))?;
    if matches!(destination, Destination::Device(_) | Destination::Standard) {
        return Err(Failure::Input(anyhow::anyhow!("{} is not a file; a log must be one", path.display())));
    }
    let lock = Lock::take(path)?;
    let chain = match read_if_there(path)? {
        Some(chain) => chain,
        None => Chain::parse(&path.display().to_string(), b"").map_err(Failure::input)?,
    };
    let (record, line) = chain.next(verdict, now).map_err(|error| match error {
        ChainError::Unwritable { .. } => Failure::runtime(error),
        _ => Failure::input(error),
    })?;
    let mut bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Failure::runtime(error)),
    };
    bytes.extend_from_slice(line.as_bytes());
    destination.write_bytes(&bytes)?;
    drop(lock);
    Ok(record)
}

/// A file whose existence says that a log is being written; removed when dropped.
#[derive(Debug)]
struct Lock(PathBuf);

impl Lock {
    fn take(log: &Path) -> Result<Self, Failure> {
        let mut name = log.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        match File::create_new(&path) {
            Ok(_) => Ok(Self(path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure::Runtime(anyhow::anyhow!(
                "{} exists: another seal is being written, or one was interrupted. Nothing was changed; try again, \
                     or delete that file if no other seal is running",
                path.display()
            ))),
            Err(error) => Err(Failure::Runtime(
                anyhow::Error::new(error).context(format!("cannot write {}", path.display())),
            )),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // If it cannot be removed, the next seal says so.
        let _ = fs::remove_file(&self.0);
    }
}
