//! Where a rule puts what it found.

use std::borrow::Cow;

use super::{Diagnostic, Rule};
use crate::document::Pointer;

/// The findings of one rule.
#[derive(Debug)]
pub struct Report<'r> {
    rule: &'static Rule,
    found: &'r mut Vec<Diagnostic>,
}

impl<'r> Report<'r> {
    pub(super) fn new(rule: &'static Rule, found: &'r mut Vec<Diagnostic>) -> Self {
        Self { rule, found }
    }

    /// Says `message` about the place `path`. Help, a fix and another severity can be added to what is returned.
    pub(crate) fn at(&mut self, path: Pointer, message: impl Into<String>) -> &mut Diagnostic {
        self.found.push(Diagnostic {
            rule: Cow::Borrowed(self.rule.id),
            severity: self.rule.severity,
            path,
            message: message.into(),
            help: self.rule.help.to_owned(),
            docs: Cow::Borrowed(self.rule.docs),
            fix: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}
