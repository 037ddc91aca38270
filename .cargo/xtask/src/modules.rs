//! What the browser loads: one WebAssembly module for the pages of each kind, so that none waits for another's code.

/// A module that has pages.
pub(crate) struct Module {
    /// Its package; the names of its files begin with it.
    pub(crate) name: &'static str,
    /// What the server sends for the addresses of its pages.
    pub(crate) page: &'static str,
    /// The style sheet under `style/` that it needs besides `main.css`; each imports what it is made of.
    pub(crate) style: Option<&'static str>,
    /// What its pages are, for people.
    pub(crate) pages: &'static str,
}

/// The editor first. The server knows which addresses are whose.
pub(crate) const MODULES: [Module; 4] = [
    Module { name: "frontend", page: "index.html", style: None, pages: "the editor's form" },
    Module {
        name: "operate",
        page: "operate.html",
        style: Some("operate.css"),
        pages: "the pages for history, plans and applies",
    },
    Module { name: "review", page: "review.html", style: Some("review.css"), pages: "the pages for reviews" },
    Module { name: "team", page: "team.html", style: Some("team.css"), pages: "the pages for people" },
];

impl Module {
    /// Whether a file of the bundle is this module's alone.
    fn owns(&self, file: &str) -> bool {
        file == self.page || file.strip_prefix("assets/").is_some_and(|asset| asset.starts_with(self.name))
    }

    /// Whether the browser loads a file before a page of this module can be used.
    pub(crate) fn loads(&self, file: &str) -> bool {
        let comes_later = ["assets/editor-", "assets/checks-"].iter().any(|later| file.starts_with(later));
        let others = MODULES.iter().any(|other| other.name != self.name && other.owns(file));
        // What no module's name is on is shared, or what the editor's own JavaScript is called.
        !comes_later && !others
    }
}
