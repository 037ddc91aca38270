//! What a person has the server do with a review, and what comes of it.

use leptos::prelude::*;
use parts::api::{self, Answer, ApiError};
use shared::api::{NewThread, RefreshReview, Submission};
use shared::review::DecisionKind;
use wasm_bindgen_futures::spawn_local;

use super::draft::{Draft, Note};
use super::guest;
use super::news::moved;
use super::state::Reviewing;
use parts::words::count;

impl Reviewing {
    /// Asks for the review once more, and shows it with what has changed.
    async fn reload(self) -> Answer<()> {
        let id = self.id.get_value();
        let now = api::review(&id).await?;
        let changed = self.copy.with_untracked(|shown| shown.as_ref().map(|shown| moved(shown, &now)));
        self.moved.set(changed.unwrap_or_default());
        self.newer.set(None);
        self.take(now);
        Ok(())
    }

    /// Sends comments, and a decision if there is one. What was sent leaves the draft; where it was refused, all of it
    /// stays.
    pub(super) fn submit(self, notes: Vec<Note>, said: &str, decision: Option<DecisionKind>, then: Callback<()>) {
        if self.busy.get_untracked() {
            return;
        }
        let mut threads: Vec<NewThread> = notes.iter().filter_map(Note::thread).collect();
        if decision.is_none() && !said.is_empty() {
            threads.push(NewThread { path: None, text: said.to_owned(), suggestion: None });
        }
        let submission = Submission {
            threads,
            decision,
            note: if decision.is_some() { said.to_owned() } else { String::new() },
            plan_fingerprint: self.copy.with_untracked(|copy| {
                copy.as_ref().map(|copy| copy.plan.plan.fingerprint.clone()).unwrap_or_default()
            }),
            guest: untrack(|| self.is_guest()).then(guest::name).flatten(),
        };
        let said = said.to_owned();
        self.run(async move {
            let id = self.id.get_value();
            let answer = api::submit_review(&id, &submission).await;
            let copy = match answer {
                Ok(copy) => copy,
                Err(error) => return self.refused(error).await,
            };
            self.edit(|draft| {
                draft.sent(&notes);
                if draft.said.trim() == said {
                    draft.said.clear();
                }
            });
            self.moved.set(Vec::new());
            self.take(copy);
            self.announcer.say("Sent");
            then.run(());
            Ok(())
        });
    }

    /// Shows what has changed where the review has moved. Nothing that was written is lost.
    async fn refused(self, error: ApiError) -> Answer<()> {
        if !matches!(error, ApiError::Refused { status: 409, .. }) {
            return Err(error);
        }
        self.finishing.set(false);
        self.breaking.set(false);
        self.reload().await?;
        if self.moved.with_untracked(Vec::is_empty) {
            return Err(error);
        }
        let kept = self.draft.with_untracked(Draft::count);
        let words = match kept {
            0 => "Nothing was sent.".to_owned(),
            kept => format!("Nothing was sent; your {} kept.", count(kept, "comment is", "comments are")),
        };
        self.moved.update(|lines| lines.insert(0, words));
        self.announcer.fail("The review has moved. Look at what has changed, and send again.");
        Ok(())
    }

    /// Has the review be about another version, or about what is in AWS now.
    pub(super) fn refresh(self, version: Option<i64>) {
        self.run(async move {
            let id = self.id.get_value();
            api::refresh_review(&id, &RefreshReview { version }).await?;
            self.reload().await?;
            if self.moved.with_untracked(Vec::is_empty) {
                self.announcer.say("Nothing has changed: the plan is the same.");
                self.moved.set(vec!["AWS was asked again: the plan is the same, nothing has changed.".to_owned()]);
            }
            Ok(())
        });
    }

    /// Does one thing after the other, and says what went wrong.
    pub(super) fn run(self, doing: impl Future<Output = Answer<()>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(String::new());
        spawn_local(async move {
            let done = doing.await;
            self.sent.update_value(|sent| *sent += 1);
            self.busy.set(false);
            if let Err(error) = done {
                let words = match error {
                    ApiError::NotPlanned(why) => format!("{} {}", why.cause.summary, why.cause.next),
                    ApiError::Unreachable | ApiError::Conflict(_) | ApiError::Refused { .. } | ApiError::Garbled => {
                        error.to_string()
                    }
                };
                self.announcer.fail(words.clone());
                self.problem.set(words);
            }
        });
    }

    /// Asks for the review, as after something of one's own.
    pub(super) async fn again(self) -> Answer<()> {
        let id = self.id.get_value();
        let now = api::review(&id).await?;
        self.hear(now);
        Ok(())
    }

    /// Sends what is chosen with all comments that are kept.
    pub(super) fn send(self) {
        let choice = self.choice.get_untracked();
        let (notes, said) = self.draft.with_untracked(|draft| (draft.notes.clone(), draft.said.trim().to_owned()));
        let then = Callback::new(move |()| self.finishing.set(false));
        self.submit(notes, &said, choice.decision(), then);
    }
}
