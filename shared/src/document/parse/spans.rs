//! Where each node of a tree stands in its text.

use serde_json::Value;

use crate::document::Pointer;

/// From the first byte of a node to the byte after its last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// A text that was opened: its tree, and where each node of it stands.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub value: Value,
    pub(super) spans: Node,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) key: Option<(String, Span)>,
    pub(super) span: Span,
    pub(super) children: Vec<Node>,
}

impl Parsed {
    /// Where the value at `pointer` stands, or the nearest container of it that the text has.
    pub fn span(&self, pointer: &Pointer) -> Span {
        self.walk(pointer).span
    }

    /// Where the key of the member at `pointer` stands; the value's span for list items and the root.
    pub fn key_span(&self, pointer: &Pointer) -> Span {
        let node = self.walk(pointer);
        node.key.as_ref().map_or(node.span, |(_, span)| *span)
    }

    /// The innermost node that holds the byte `offset`.
    pub fn pointer_at(&self, offset: usize) -> Pointer {
        let mut pointer = Pointer::root();
        let mut node = &self.spans;
        loop {
            let inside = node.children.iter().enumerate().find(|(_, child)| {
                let start = child.key.as_ref().map_or(child.span.start, |(_, span)| span.start);
                (start..=child.span.end).contains(&offset)
            });
            let Some((at, child)) = inside else { return pointer };
            pointer = match &child.key {
                Some((key, _)) => pointer.key(key),
                None => pointer.index(at),
            };
            node = child;
        }
    }

    fn walk(&self, pointer: &Pointer) -> &Node {
        let mut node = &self.spans;
        for step in pointer.steps() {
            let next = node.children.iter().enumerate().find(|(at, child)| match &child.key {
                Some((key, _)) => *key == step,
                None => step.parse() == Ok(*at),
            });
            let Some((_, child)) = next else { break };
            node = child;
        }
        node
    }
}
