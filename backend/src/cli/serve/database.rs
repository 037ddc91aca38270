//! Which file `--database` means.

use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// Why there is no file to use.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum DatabaseError {
    #[error("--database {0} is no address of a database. Write one as sqlite:PATH")]
    Address(String),
    #[error("this system has no data folder for you. Name a file with --database sqlite:PATH")]
    NoDataFolder,
    #[error("the folder {} can't be made: {cause}. Name a file elsewhere with --database sqlite:PATH", folder.display())]
    Folder { folder: PathBuf, cause: io::Error },
}

/// The file in `sqlite:PATH`, or the default in the platform's data folder.
pub(in crate::cli) fn path(url: Option<&str>) -> Result<PathBuf, DatabaseError> {
    let Some(url) = url else { return default_path() };
    let path = url.strip_prefix("sqlite:").map(|rest| rest.strip_prefix("//").unwrap_or(rest));
    match path {
        Some(path) if !path.is_empty() && path != ":memory:" => Ok(PathBuf::from(path)),
        Some(_) | None => Err(DatabaseError::Address(url.to_owned())),
    }
}

fn default_path() -> Result<PathBuf, DatabaseError> {
    let folders = ProjectDirs::from("", "", "bayplan").ok_or(DatabaseError::NoDataFolder)?;
    let folder = folders.data_dir();
    private_folder(folder).map_err(|cause| DatabaseError::Folder { folder: folder.to_owned(), cause })?;
    Ok(folder.join("bayplan.db"))
}

/// Makes a folder that only its owner can enter: designs may hold secrets.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_databases() {
        for (url, expected) in [("sqlite:a.db", "a.db"), ("sqlite:/a/b.db", "/a/b.db"), ("sqlite:///a.db", "/a.db")] {
            assert_eq!(path(Some(url)).unwrap(), Path::new(expected));
        }
        for url in ["a.db", "postgres://host/db", "sqlite:", "sqlite::memory:"] {
            assert!(path(Some(url)).is_err(), "{url}");
        }
    }
}
