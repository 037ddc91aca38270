//! Puts the built pages into the program: a table of the files of `target/ui`, or of the folder in `BAYPLAN_UI_DIR`.
#![forbid(unsafe_code)]

use std::fmt::Write;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=BAYPLAN_UI_DIR");
    // A new migration is compiled in although no source file names it.
    println!("cargo::rerun-if-changed=src/store/migrations");
    let folder = if let Some(folder) = env::var_os("BAYPLAN_UI_DIR") {
        PathBuf::from(folder)
    } else {
        let folder = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../target/ui");
        // Cargo takes a missing folder as changed each time, which would compile the server anew each time.
        fs::create_dir_all(&folder)?;
        folder.canonicalize()?
    };
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    collect(&folder, &mut files)?;
    files.sort();

    let mut table = "&[\n".to_owned();
    for file in &files {
        if ["br", "gz"].iter().any(|ending| has_ending(file, ending) && files.contains(&file.with_extension(""))) {
            continue;
        }
        let path = relative(&folder, file);
        let encoded = |ending: &str| {
            let beside = PathBuf::from(format!("{}.{ending}", file.display()));
            if files.contains(&beside) { format!("Some({})", include(&beside)) } else { "None".to_owned() }
        };
        let (kind, tag, brotli, gzip) = (content_type(file), tag(file)?, encoded("br"), encoded("gz"));
        writeln!(
            table,
            "UiFile {{ path: {path:?}, content_type: {kind:?}, tag: {tag:?}, plain: {}, brotli: {brotli}, gzip: {gzip} }},",
            include(file)
        )
        .map_err(io::Error::other)?;
    }
    table.push(']');
    fs::write(Path::new(&variable("OUT_DIR")?).join("ui_files.rs"), table)
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { collect(&entry.path(), files)? } else { files.push(entry.path()) }
    }
    Ok(())
}

fn include(file: &Path) -> String {
    format!("include_bytes!({:?})", file.to_string_lossy())
}

/// An entity tag that changes with the content.
fn tag(file: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(file)?);
    Ok(format!("\"{:016x}\"", hasher.finish()))
}

/// A file's address under the server's root.
fn relative(folder: &Path, file: &Path) -> String {
    let parts = file.strip_prefix(folder).unwrap_or(file).iter();
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn has_ending(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|known| known == ending)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        Some(_) | None => "application/octet-stream",
    }
}
