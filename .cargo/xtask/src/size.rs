//! How much a browser downloads, compressed, before a page can be used.

use std::fmt;
use std::fs;

use anyhow::Result;

use crate::bundle::{files, with_ending};
use crate::modules::MODULES;
use crate::paths;

/// The most that the pages of a module may take, in bytes of brotli.
const PAGES: u64 = 350_000;
/// The most that the form may take together with the code editor.
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

    /// What the editor takes with its form and the code editor.
    fn with_editor(&self) -> u64 {
        let [form, ..] = &MODULES;
        self.sum(|name| form.loads(name) || name.starts_with("assets/editor-"))
    }

    /// Whether the bundle keeps all limits. An empty one keeps none.
    pub(crate) fn fit(&self) -> bool {
        let pages = MODULES.iter().all(|module| self.sum(|name| module.loads(name)) <= PAGES);
        !self.0.is_empty() && pages && self.with_editor() <= WITH_EDITOR
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, size) in &self.0 {
            writeln!(f, "{size:>9}  {name}")?;
        }
        writeln!(f, "brotli, until there can be used:")?;
        for module in &MODULES {
            writeln!(f, "{:>9}  {} (at most {PAGES})", self.sum(|name| module.loads(name)), module.pages)?;
        }
        writeln!(f, "{:>9}  the form with the code editor (at most {WITH_EDITOR})", self.with_editor())
    }
}
