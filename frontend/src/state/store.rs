//! The design being edited. Every control reads and writes it here.

use leptos::prelude::*;
use serde_json::Value;
use shared::check::Diagnostic;
use shared::document::{Patch, Pointer};
use shared::editor::Editor;

use super::{Announcer, Checks, Findings};

/// A handle to the design: its only writer, and reads by place that fire only when that place changes.
#[derive(Clone, Copy)]
pub(crate) struct DesignStore {
    editor: RwSignal<Editor>,
    findings: Memo<Findings>,
    checks: Checks,
    announcer: Announcer,
}

impl DesignStore {
    pub(crate) fn new(document: Value) -> Self {
        let editor = RwSignal::new(Editor::new(document));
        let checks = Checks::here();
        let findings = Memo::new(move |_| editor.with(|editor| Findings::of(editor.document(), checks)));
        Self { editor, findings, checks, announcer: Announcer::here() }
    }

    /// The store of the page around.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Reads the document; a caller that is reactive runs again after every change.
    pub(crate) fn with<T>(self, read: impl FnOnce(&Value) -> T) -> T {
        self.editor.with(|editor| read(editor.document()))
    }

    /// Reads the document once.
    pub(crate) fn with_untracked<T>(self, read: impl FnOnce(&Value) -> T) -> T {
        self.editor.with_untracked(|editor| read(editor.document()))
    }

    /// Counts every change, undone or not; fires on each.
    pub(crate) fn revision(self) -> u64 {
        self.editor.with(Editor::revision)
    }

    /// [`Self::revision`] without firing.
    pub(crate) fn revision_untracked(self) -> u64 {
        self.editor.with_untracked(Editor::revision)
    }

    /// The diagnostics of the document as it stands.
    pub(crate) fn findings(self) -> Memo<Findings> {
        self.findings
    }

    /// Makes a change as a step of its own. False if it doesn't fit any more; then the reason is announced.
    pub(crate) fn apply(self, patch: &Patch) -> bool {
        self.change(|editor| editor.apply(patch))
    }

    /// Makes a change that joins the step before if that was of the same burst.
    pub(crate) fn apply_in_burst(self, patch: &Patch, burst: &str) -> bool {
        self.change(|editor| editor.apply_in_burst(patch, burst))
    }

    /// Applies the fix of a diagnostic, after trying it: a fix that breaks something else is not applied, and that is
    /// said.
    pub(crate) fn apply_fix(self, diagnostic: &Diagnostic) -> bool {
        let Some(fix) = &diagnostic.fix else { return false };
        let at = self.findings.with_untracked(|findings| findings.all().iter().position(|known| known == diagnostic));
        if at.is_some_and(|at| self.with_untracked(|document| self.checks.fix_holds(document, at))) {
            return self.apply(&fix.patch);
        }
        self.announcer.fail("The fix was not applied: it would cause another error. Mend the other problems first.");
        false
    }

    /// Ends a burst of typing: what follows is a step of its own.
    pub(crate) fn end_burst(self) {
        self.editor.update_untracked(Editor::end_burst);
    }

    pub(crate) fn can_undo(self) -> bool {
        self.editor.with(Editor::can_undo)
    }

    pub(crate) fn can_redo(self) -> bool {
        self.editor.with(Editor::can_redo)
    }

    pub(crate) fn undo(self) {
        let done = self.editor.try_update(Editor::undo).unwrap_or(false);
        self.announcer.say(if done { "Undone" } else { "Nothing to undo" });
    }

    pub(crate) fn redo(self) {
        let done = self.editor.try_update(Editor::redo).unwrap_or(false);
        self.announcer.say(if done { "Redone" } else { "Nothing to redo" });
    }

    fn change(self, make: impl FnOnce(&mut Editor) -> Result<(), shared::document::PatchError>) -> bool {
        match self.editor.try_update(make) {
            Some(Ok(())) => true,
            Some(Err(error)) => {
                self.announcer.fail(format!("The change was not made: {error}."));
                false
            }
            None => false,
        }
    }

    /// Whether there is anything at `path`.
    pub(crate) fn exists(self, path: &Pointer) -> bool {
        self.with_untracked(|document| path.get(document).is_some())
    }
}
