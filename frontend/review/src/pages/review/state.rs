//! What the page knows of a review, and what a person does with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::api;
use parts::me::me;
use shared::access::Permission;
use shared::api::{Me, ReviewCopy, Thread};
use shared::review::{ChangeGroup, DecisionKind};
use wasm_bindgen_futures::spawn_local;

use super::draft::Draft;
use super::news::{moved, news};
use super::places::{Spot, spot};
use super::viewed;

/// What the dialog that sends a review is to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Comment,
    Approve,
    RequestChanges,
}

impl Choice {
    pub(super) const fn decision(self) -> Option<DecisionKind> {
        match self {
            Self::Comment => None,
            Self::Approve => Some(DecisionKind::Approve),
            Self::RequestChanges => Some(DecisionKind::RequestChanges),
        }
    }
}

/// What the parts of this page share.
#[derive(Clone, Copy)]
pub(super) struct Reviewing {
    pub(super) id: StoredValue<String>,
    /// Nothing until it is known.
    pub(super) me: Memo<Option<Me>>,
    /// What is shown; nothing until it has come.
    pub(super) copy: RwSignal<Option<Arc<ReviewCopy>>>,
    /// Why it can't be shown; empty if it can.
    pub(super) unopened: RwSignal<String>,
    /// What the server has now, where that is about something else than what is shown.
    pub(super) newer: RwSignal<Option<Arc<ReviewCopy>>>,
    /// What has changed in what the review is about; empty if nothing has.
    pub(super) moved: RwSignal<Vec<String>>,
    pub(super) draft: RwSignal<Draft>,
    /// The keys of the changes that were looked at.
    pub(super) viewed: RwSignal<BTreeSet<String>>,
    /// The number of the change that the keys act on; 0 before the first.
    pub(super) current: RwSignal<usize>,
    /// Whether something is being sent.
    pub(super) busy: RwSignal<bool>,
    /// Whether the server was not reached last.
    pub(super) lost: RwSignal<bool>,
    /// What went wrong last; empty if nothing did.
    pub(super) problem: RwSignal<String>,
    /// The dialogs.
    pub(super) finishing: RwSignal<bool>,
    pub(super) choice: RwSignal<Choice>,
    pub(super) sharing: RwSignal<bool>,
    pub(super) breaking: RwSignal<bool>,
    pub(super) announcer: Announcer,
    /// Counts what was sent: an answer to an earlier question is dropped.
    pub(super) sent: StoredValue<u32>,
}

impl Reviewing {
    pub(super) fn new(id: String) -> Self {
        let (draft, viewed) = (Draft::kept(&id), viewed::kept(&id));
        Self {
            id: StoredValue::new(id),
            me: Memo::new(move |_| me().get()),
            copy: RwSignal::new(None),
            unopened: RwSignal::new(String::new()),
            newer: RwSignal::new(None),
            moved: RwSignal::new(Vec::new()),
            draft: RwSignal::new(draft),
            viewed: RwSignal::new(viewed),
            current: RwSignal::new(0),
            busy: RwSignal::new(false),
            lost: RwSignal::new(false),
            problem: RwSignal::new(String::new()),
            finishing: RwSignal::new(false),
            choice: RwSignal::new(Choice::Comment),
            sharing: RwSignal::new(false),
            breaking: RwSignal::new(false),
            announcer: Announcer::here(),
            sent: StoredValue::new(0),
        }
    }

    pub(super) fn load(self) {
        self.unopened.set(String::new());
        let id = self.id.get_value();
        spawn_local(async move {
            match api::review(&id).await {
                Ok(copy) => self.copy.set(Some(Arc::new(copy))),
                Err(error) => self.unopened.set(error.to_string()),
            }
        });
    }

    /// A part of what is shown; it changes only when it differs.
    pub(super) fn part<T>(self, pick: impl Fn(&ReviewCopy) -> T + Send + Sync + 'static) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.copy.with(|copy| copy.as_deref().map(&pick)))
    }

    pub(super) fn groups(self) -> Memo<Option<Vec<ChangeGroup>>> {
        self.part(|copy| copy.groups.clone())
    }

    /// The ids of the threads that are shown at a spot, oldest first.
    pub(super) fn threads_at(self, wanted: Spot) -> Memo<Vec<String>> {
        self.threads_where(move |found| *found == wanted)
    }

    pub(super) fn threads_where(self, wanted: impl Fn(&Spot) -> bool + Send + Sync + 'static) -> Memo<Vec<String>> {
        Memo::new(move |_| {
            self.copy.with(|copy| {
                let Some(copy) = copy else { return Vec::new() };
                let here = |thread: &&Thread| wanted(&spot(thread, &copy.groups));
                copy.threads.iter().filter(here).map(|thread| thread.id.clone()).collect()
            })
        })
    }

    pub(super) fn thread(self, id: String) -> Memo<Option<Thread>> {
        Memo::new(move |_| self.copy.with(|copy| copy.as_ref()?.threads.iter().find(|thread| thread.id == id).cloned()))
    }

    /// Whether who looks may do this; false until it is known.
    pub(super) fn may(self, permission: Permission) -> bool {
        self.copy.with(|copy| copy.as_ref().is_some_and(|copy| copy.may.contains(&permission)))
    }

    /// The id of the person who looks; nothing for a guest.
    pub(super) fn my_id(self) -> Option<String> {
        self.me.with(|me| me.as_ref()?.person.as_ref().map(|person| person.id.clone()))
    }

    /// Whether who looks has a link and no account.
    pub(super) fn is_guest(self) -> bool {
        self.me.with(|me| me.as_ref().is_some_and(|me| me.person.is_none()))
    }

    /// Takes in what the server has now, and tells what others have done.
    pub(super) fn take(self, now: ReviewCopy) {
        let before = self.copy.get_untracked();
        if let Some(before) = &before {
            let me = untrack(|| self.my_id());
            let mut news = news(before, &now, me.as_deref());
            news.dedup();
            if !news.is_empty() {
                self.announcer.say(news.join(". "));
            }
        }
        if before.as_deref() != Some(&now) {
            self.copy.set(Some(Arc::new(now)));
        }
    }

    /// As [`Self::take`]; but what is about something else than what is shown waits until a person wants to see it.
    pub(super) fn hear(self, now: ReviewCopy) {
        let changed = self.copy.with_untracked(|shown| shown.as_ref().map(|shown| moved(shown, &now)));
        match changed {
            Some(lines) if !lines.is_empty() => {
                if self.newer.with_untracked(|newer| newer.as_deref() != Some(&now)) {
                    self.announcer.say("The review has moved: it is about something else now.");
                    self.moved.set(lines);
                    self.newer.set(Some(Arc::new(now)));
                }
            }
            Some(_) | None => self.take(now),
        }
    }

    /// Shows what the review is about now.
    pub(super) fn show_newer(self) {
        if let Some(newer) = self.newer.get_untracked() {
            self.newer.set(None);
            self.current.set(0);
            self.copy.set(Some(newer));
        }
    }

    /// Changes the draft, and keeps it.
    pub(super) fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        let id = self.id.get_value();
        if !self.draft.with_untracked(|draft| draft.keep(&id)) {
            self.problem.set("This browser keeps nothing: send your comments before you leave the page.".to_owned());
        }
    }

    /// Opens the dialog that sends the review, where that may be done.
    pub(super) fn finish(self, choice: Choice) {
        let why = untrack(|| self.why_not(choice));
        if !why.is_empty() {
            return self.announcer.fail(why);
        }
        self.choice.set(choice);
        self.finishing.set(true);
    }

    /// Why who looks may not send this; empty where they may.
    pub(super) fn why_not(self, choice: Choice) -> String {
        self.copy.with(|copy| {
            let Some(copy) = copy else { return "The review is being opened.".to_owned() };
            let may = |permission| copy.may.contains(&permission);
            let environment = &copy.meta.environment;
            match choice {
                Choice::Comment if may(Permission::Comment) => String::new(),
                Choice::Comment => "You may look at this review, and not comment.".to_owned(),
                Choice::Approve | Choice::RequestChanges if !may(Permission::Approve) => {
                    format!("You may not approve in {environment}. An owner can make you an approver there.")
                }
                Choice::Approve | Choice::RequestChanges if self.newer.with(Option::is_some) => {
                    "The review has moved. Look at what it is about now first.".to_owned()
                }
                Choice::Approve => copy.standing.cannot_approve.clone().unwrap_or_default(),
                Choice::RequestChanges => String::new(),
            }
        })
    }
}
