//! `cargo xtask bundle`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::ui::{self, Profile};
use crate::{paths, size};

/// Builds the release UI and its compressed variants.
pub(crate) fn bundle() -> Result<ExitCode> {
    ui::build(Profile::Release)?;
    for file in files(&paths::ui())? {
        compress(&file)?;
    }
    let sizes = size::measure()?;
    print!("{sizes}");
    println!("target/ui is ready; `cargo build --release -p bayplan` puts it into the server");
    Ok(ExitCode::SUCCESS)
}

/// Writes `FILE.br` and `FILE.gz` beside `FILE`.
fn compress(file: &Path) -> Result<()> {
    let content = fs::read(file)?;
    let mut brotli = Vec::new();
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &params)?;
    fs::write(with_ending(file, "br"), brotli)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&content)?;
    fs::write(with_ending(file, "gz"), gzip.finish()?)?;
    Ok(())
}

pub(crate) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", file.display()))
}

/// All files in a folder, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { found.extend(files(&entry.path())?) } else { found.push(entry.path()) }
    }
    found.sort();
    Ok(found)
}
