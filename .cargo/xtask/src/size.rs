//! How much a browser downloads, compressed, before the form can be used.

use std::fmt;
use std::fs;

use anyhow::Result;

use crate::bundle::{files, with_ending};
use crate::paths;

/// The most that the form may take, in bytes of brotli.
const FORM: u64 = 350_000;
/// The most that it may take together with the code editor.
const WITH_EDITOR: u64 = 500_000;

/// The compressed size of each file of the bundle.
pub(crate) struct Sizes(Vec<(String, u64)>);

/// Measures the bundle in [`paths::ui`].
pub(crate) fn measure() -> Result<Sizes> {
    let ui = paths::ui();
    let mut sizes = Vec::new();
    for file in files(&ui)? {
        let compressed = with_ending(&file, "br");
        if compressed.is_file() {
            let name = file.strip_prefix(&ui).unwrap_or(&file).display().to_string();
            sizes.push((name, fs::metadata(compressed)?.len()));
        }
    }
    Ok(Sizes(sizes))
}

impl Sizes {
    fn sum(&self, wanted: impl Fn(&str) -> bool) -> u64 {
        self.0.iter().filter(|(name, _)| wanted(name)).map(|(_, size)| size).sum()
    }

    fn form(&self) -> u64 {
        self.sum(|name| !is_editor(name) && !is_checks(name) && !is_operate(name))
    }

    fn with_editor(&self) -> u64 {
        self.sum(|name| !is_checks(name) && !is_operate(name))
    }

    fn with_checks(&self) -> u64 {
        self.sum(|name| !is_operate(name))
    }

    /// What the pages beside the editor load, the style sheet included.
    fn operate(&self) -> u64 {
        self.sum(|name| is_operate(name) || name.starts_with("assets/style-"))
    }

    /// Whether the bundle keeps both limits. An empty one keeps none.
    pub(crate) fn fit(&self) -> bool {
        !self.0.is_empty() && self.form() <= FORM && self.with_editor() <= WITH_EDITOR && self.operate() <= FORM
    }
}

fn is_editor(name: &str) -> bool {
    name.starts_with("assets/editor-")
}

/// The checks come while the form is used already.
fn is_checks(name: &str) -> bool {
    name.starts_with("assets/checks-")
}

/// The pages beside the editor are a module of their own, which the editor doesn't load.
fn is_operate(name: &str) -> bool {
    name.starts_with("assets/operate") || name == "operate.html"
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, size) in &self.0 {
            writeln!(f, "{size:>9}  {name}")?;
        }
        writeln!(f, "{:>9}  until the form can be used (brotli; at most {FORM})", self.form())?;
        writeln!(f, "{:>9}  with the code editor (at most {WITH_EDITOR})", self.with_editor())?;
        writeln!(f, "{:>9}  with the checks too", self.with_checks())?;
        writeln!(f, "{:>9}  the pages beside the editor (at most {FORM})", self.operate())
    }
}
