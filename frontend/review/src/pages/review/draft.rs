//! What a person has written and not sent. It is kept in this browser until it is sent or thrown away.

use parts::storage::storage;
use serde::{Deserialize, Serialize};
use shared::api::NewThread;
use shared::document::Pointer;

use parts::values::read;

/// A comment that is not sent yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Note {
    /// What tells it from the others: there is one at each place at most.
    pub(super) key: String,
    /// Nothing where it is about the whole.
    pub(super) path: Option<Pointer>,
    /// The place as a person reads it.
    pub(super) place: String,
    pub(super) text: String,
    /// The suggested value as it was typed; nothing where none is suggested.
    pub(super) suggestion: Option<String>,
    /// Whether a text stands in the place, so that what is typed is one.
    pub(super) is_text: bool,
    /// Whether it is being written.
    pub(super) open: bool,
}

/// All that is not sent yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    pub(super) notes: Vec<Note>,
    /// Answers, with the thread of each.
    pub(super) replies: Vec<(String, String)>,
    /// What is to be said with the decision.
    pub(super) said: String,
}

impl Note {
    /// As it is sent; nothing where there is nothing to send.
    pub(super) fn thread(&self) -> Option<NewThread> {
        let suggestion = self.suggestion.as_ref().map(|typed| read(typed, self.is_text));
        let text = match (self.text.trim(), &suggestion) {
            ("", None) => return None,
            ("", Some(_)) => "I suggest another value.",
            (text, _) => text,
        };
        Some(NewThread { path: self.path.clone(), text: text.to_owned(), suggestion })
    }
}

impl Draft {
    pub(super) fn note(&self, key: &str) -> Option<&Note> {
        self.notes.iter().find(|note| note.key == key)
    }

    /// Opens the note of a place, a new one where there is none.
    pub(super) fn open(&mut self, note: &Note) {
        match self.notes.iter_mut().find(|known| known.key == note.key) {
            Some(known) => known.open = true,
            None => self.notes.push(Note { open: true, ..note.clone() }),
        }
    }

    pub(super) fn change(&mut self, key: &str, change: impl FnOnce(&mut Note)) {
        if let Some(note) = self.notes.iter_mut().find(|note| note.key == key) {
            change(note);
        }
    }

    pub(super) fn remove(&mut self, key: &str) {
        self.notes.retain(|note| note.key != key);
    }

    /// Forgets what was sent. What was changed meanwhile stays.
    pub(super) fn sent(&mut self, notes: &[Note]) {
        let same = |note: &Note, sent: &Note| note.key == sent.key && note.thread() == sent.thread();
        self.notes.retain(|note| !notes.iter().any(|sent| same(note, sent)));
    }

    /// How many comments there are to send.
    pub(super) fn count(&self) -> usize {
        self.notes.iter().filter(|note| note.thread().is_some()).count()
    }

    pub(super) fn reply(&self, thread: &str) -> Option<&str> {
        self.replies.iter().find(|(of, _)| of == thread).map(|(_, text)| text.as_str())
    }

    /// Sets the answer to a thread; nothing takes it away.
    pub(super) fn set_reply(&mut self, thread: &str, text: Option<String>) {
        self.replies.retain(|(of, _)| of != thread);
        self.replies.extend(text.map(|text| (thread.to_owned(), text)));
    }

    /// What this browser has kept of a review.
    pub(super) fn kept(review: &str) -> Self {
        let text = storage().and_then(|storage| storage.get_item(&key(review)).ok().flatten());
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps it in this browser. False where the browser refuses, as when its storage is full.
    pub(super) fn keep(&self, review: &str) -> bool {
        let Some(storage) = storage() else { return false };
        if *self == Self::default() {
            return storage.remove_item(&key(review)).is_ok();
        }
        storage.set_item(&key(review), &serde_json::to_string(self).unwrap_or_default()).is_ok()
    }
}

fn key(review: &str) -> String {
    format!("bayplan.review.{review}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn note(key: &str, text: &str) -> Note {
        Note { key: key.to_owned(), text: text.to_owned(), ..Note::default() }
    }

    #[test]
    fn a_suggestion_is_of_the_kind_that_stands_there() {
        let typed = |is_text| Note { suggestion: Some("512".to_owned()), is_text, ..note("/a", "smaller") };
        let sent = |note: Note| note.thread().and_then(|thread| thread.suggestion);
        assert_eq!(sent(typed(true)), Some(json!("512")));
        assert_eq!(sent(typed(false)), Some(json!(512)));
    }

    #[test]
    fn only_what_was_sent_is_forgotten() {
        let mut draft =
            Draft { notes: vec![note("/a", "one"), note("/b", "two"), note("/c", " ")], ..Draft::default() };
        assert_eq!(draft.count(), 2);
        let sent = draft.notes.clone();
        draft.change("/b", |note| note.text.push('!'));
        draft.sent(&sent[..2]);
        let left: Vec<&str> = draft.notes.iter().map(|note| note.key.as_str()).collect();
        assert_eq!(left, ["/b", "/c"]);
    }

    #[test]
    fn opening_a_place_again_keeps_what_was_written() {
        let mut draft = Draft::default();
        draft.open(&note("/a", ""));
        draft.change("/a", |note| {
            note.text = "long thoughts".to_owned();
            note.open = false;
        });
        draft.open(&note("/a", ""));
        assert_eq!(draft.note("/a").map(|note| (note.text.as_str(), note.open)), Some(("long thoughts", true)));
    }
}
