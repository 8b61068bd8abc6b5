//! Where results go: standard output, or a file that is written whole or not at all.

#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, StripStream};
use anyhow::Context;
use serde::Serialize;

use crate::failure::Failure;

/// Where a result goes. Made before long work starts, so that a wrong folder is told at once.
#[derive(Debug)]
pub(crate) enum Destination {
    /// Standard output.
    Standard,
    /// A file that is replaced in one step.
    File {
        /// The file, symbolic links followed.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// Something that is there but not a file (a device, a pipe): written to directly.
    Device(PathBuf),
}

impl Destination {
    /// Standard output for no path or `-`.
    pub(crate) fn new(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else { return Ok(Self::Standard) };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Err(Failure::Input(anyhow::anyhow!(
                "{} is a folder; give --output the name of a file",
                path.display()
            ))),
            Ok(metadata) if !metadata.is_file() => Ok(Self::Device(path.to_owned())),
            Ok(_) => {
                let path = fs::canonicalize(path)
                    .with_context(|| format!("cannot follow {}", path.display()))
                    .map_err(Failure::Input)?;
                Ok(Self::file(path))
            }
            Err(_) => {
                let Self::File { path, folder } = Self::file(path.to_owned()) else {
                    return Ok(Self::Standard);
                };
                if folder.is_dir() {
                    Ok(Self::File { path, folder })
                } else {
                    Err(Failure::Input(anyhow::anyhow!(
                        "cannot write {}: there is no folder {}; make it first",
                        path.display(),
                        folder.display()
                    )))
                }
            }
        }
    }

    fn file(path: PathBuf) -> Self {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        Self::File { path, folder }
    }

    /// Writes text that may carry colours; they reach only a terminal that wants them.
    pub(crate) fn write_text(&self, text: &str) -> Result<(), Failure> {
        if let Self::Standard = self
            && crate::embed::observer().is_none()
        {
            return finish(AutoStream::auto(io::stdout().lock()), text.as_bytes());
        }
        let mut plain = StripStream::new(Vec::new());
        plain.write_all(text.as_bytes()).map_err(Failure::runtime)?;
        self.write_bytes(&plain.into_inner())
    }

    /// Writes a value as indented JSON.
    pub(crate) fn write_json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let mut bytes = serde_json::to_vec_pretty(value).map_err(Failure::runtime)?;
        bytes.push(b'\n');
        self.write_bytes(&bytes)
    }

    /// Writes bytes as they are.
    pub(crate) fn write_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Standard if crate::embed::keep_output(bytes) => Ok(()),
            Self::Standard => finish(io::stdout().lock(), bytes),
            Self::Device(path) => File::options()
                .write(true)
                .open(path)
                .with_context(|| format!("cannot open {}", path.display()))
                .map_err(Failure::Runtime)
                .and_then(|file| finish(file, bytes)),
            Self::File { path, folder } => replace(path, folder, bytes)
                .with_context(|| format!("cannot write {}; nothing was changed", path.display()))
                .map_err(Failure::Runtime),
        }
    }
}

/// Writes to a stream; a reader that went away (`| head`) is no error.
fn finish(mut stream: impl Write, bytes: &[u8]) -> Result<(), Failure> {
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::Runtime(anyhow::Error::new(error).context("cannot write the result"))),
        Ok(()) => Ok(()),
    }
}

/// Writes beside the file and renames: readers see the old content or the new, never a part.
fn replace(path: &Path, folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".utakata-");
    #[cfg(unix)]
    builder.permissions(permissions(path));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Those of the file replaced, else what the process would give a new file.
#[cfg(unix)]
fn permissions(path: &Path) -> Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).map_or_else(|_| Permissions::from_mode(0o666), |m| m.permissions())
}
