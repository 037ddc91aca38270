//! The committed code editor is what its sources build: so that `run` needs no npm, and nothing unseen is served.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::counts::Counts;
use crate::process::run;
use crate::{install, paths};

/// Builds the code editor in a folder of its own and compares the result with `frontend/editor/dist`.
pub(super) fn code_editor() -> Result<Counts> {
    install::npm()?;
    let committed = paths::root().join("frontend/editor");
    let folder = paths::work().join("code-editor");
    for made in ["src", "dist"] {
        if folder.join(made).exists() {
            fs::remove_dir_all(folder.join(made))?;
        }
        fs::create_dir_all(folder.join(made))?;
    }
    for file in ["package.json", "package-lock.json", "build.js"] {
        fs::copy(committed.join(file), folder.join(file))?;
    }
    for file in fs::read_dir(committed.join("src"))? {
        let file = file?;
        fs::copy(file.path(), folder.join("src").join(file.file_name()))?;
    }
    run(Command::new("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    run(Command::new("node").current_dir(&folder).arg("build.js"))?;
    let mut counts = Counts::default();
    for file in ["editor.js", "LICENSES.txt"] {
        let same = read(&committed, file)? == read(&folder, file)?;
        if !same {
            println!("frontend/editor/dist/{file} isn't what its sources build; run `npm ci && npm run build` there");
        }
        counts += Counts::one(same);
    }
    Ok(counts)
}

fn read(folder: &Path, file: &str) -> Result<Vec<u8>> {
    let file = folder.join("dist").join(file);
    fs::read(&file).with_context(|| format!("{} can't be read", file.display()))
}
