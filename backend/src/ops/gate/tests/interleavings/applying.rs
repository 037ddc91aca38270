//! Applies: ordered, overtaken, killed, resumed; and what the oracle says to each.

use shared::api::{ApplyMeta, ApplyRequest};
use shared::event::{ApplyEvent, Outcome};
use tokio::time::{Duration, sleep};

use super::oracle::{Expected, Who};
use super::team::Team;
use crate::http::refused;
use crate::ops::{OpsError, StartError, Worked, Worker, start_apply};
use crate::store::StoreError;

impl Team {
    /// Somebody orders a plan, the newest mostly; sometimes two at once.
    pub(super) async fn order(&mut self) {
        if self.plans.is_empty() {
            return;
        }
        let (first, second) = (self.any_plan(), self.any_plan());
        let who = if self.random.chance(60) { "paul" } else { self.anybody() };
        if !self.random.chance(20) {
            let answer = self.ask(who, &first).await;
            self.judge_order(who, &first, answer);
            return;
        }
        let other = self.anybody();
        self.note("two orders at once");
        let (one, two) = {
            let team = &*self;
            tokio::join!(team.ask(who, &first), team.ask(other, &second))
        };
        self.judge_order(who, &first, one);
        self.judge_order(other, &second, two);
    }

    fn any_plan(&mut self) -> String {
        let last = self.plans.len() - 1;
        let at = if self.random.chance(75) { last } else { self.random.below(last + 1) };
        self.plans[at].clone()
    }

    async fn ask(&self, who: Who, plan: &str) -> Result<ApplyMeta, StartError> {
        let by = self.actor(who).await;
        let fingerprint = self.context.store.plan(plan).await.unwrap().plan.fingerprint;
        start_apply(&self.context, &by, plan, &ApplyRequest { fingerprint, accept_risks: true }).await
    }

    fn judge_order(&mut self, who: Who, plan: &str, answer: Result<ApplyMeta, StartError>) {
        let expected = self.books.expects(who, plan, self.now());
        let known = self.books.tried.iter().any(|(tried, _)| tried == plan);
        let said = answer.as_ref().map(|_| ()).map_err(ToString::to_string);
        self.note(format!("{who} orders plan {}: {said:?}; expected {expected:?}", &plan[..6]));
        let error = match answer {
            // The same plan again is the same apply, and does nothing more.
            Ok(_) if known => return,
            Ok(meta) => {
                if expected != Expected::Fine {
                    self.violation(format!("an apply was ordered, and has to be refused: {expected:?}"));
                }
                if self.open.is_some() {
                    self.violation("two applies at once");
                }
                let effective = self.books.plans[plan].effective;
                self.books.tried.push((plan.to_owned(), effective));
                self.open = Some((meta.id, plan.to_owned(), who, false));
                return self.count("ordered");
            }
            Err(error) => error,
        };
        let right = match &error {
            StartError::MayNotApply { .. } => expected != Expected::Fine,
            StartError::EnvironmentChanged => expected == Expected::EnvironmentChanged,
            StartError::NeedsApproval(lacks) => {
                let changed = matches!(lacks[..], [shared::review::Lack::EnvironmentChanged, ..]);
                expected == Expected::NotApproved || (changed && expected == Expected::EnvironmentChanged)
            }
            StartError::Ops(OpsError::Store(StoreError::ApplyActive(_))) => {
                self.open.is_some() && expected == Expected::Fine
            }
            StartError::OtherPlan | StartError::Blocked(_) | StartError::RisksNotAccepted(_) | StartError::Ops(_) => {
                false
            }
        };
        if !right {
            self.violation(format!("refused although {expected:?}: {error:?}"));
        }
        let (status, message) = refused(error);
        if ![403, 409].contains(&status) || message.split_whitespace().count() < 6 {
            self.violation(format!("a refusal has to be 403 or 409 with a reason: {status} {message}"));
        }
        self.count("refused");
    }

    /// A worker takes up what was ordered. Things happen in the middle, or it dies.
    pub(super) async fn work(&mut self) {
        let Some((apply, plan, who, begun)) = self.open.take() else { return };
        let made = self.stage.made();
        self.stage.hold_at(self.random.chance(35).then(|| i64::try_from(self.random.below(4)).unwrap()));
        self.stage.die_at(self.random.chance(15).then(|| i64::try_from(self.random.below(2)).unwrap()));
        let worker = Worker::new(self.context.clone(), "worker");
        let mut working = Box::pin(async { worker.work(Some(&apply)).await });
        let stage = std::sync::Arc::clone(&self.stage);
        let died = loop {
            tokio::select! {
                biased;
                () = stage.reached.notified() => {}
                worked = &mut working => {
                    if !matches!(worked, Ok(Worked::Ended { .. })) {
                        self.violation(format!("the worker has not ended: {worked:?}"));
                    }
                    break false;
                }
            }
            if stage.is_dying() {
                break true;
            }
            self.note("in the middle:");
            self.overtake().await;
            stage.go_on.notify_one();
        };
        drop(working);
        self.stage.hold_at(None);
        self.stage.die_at(None);
        let changed = self.stage.made() > made;
        let events = self.context.store.events(&apply, 0, i64::MAX).await.unwrap();
        let admitted = events.iter().find_map(|record| match &record.event {
            ApplyEvent::Admitted { by, break_glass, .. } => Some((record.at, by.len(), *break_glass)),
            _ => None,
        });
        if begun {
            // It goes on, whatever people have decided since.
            self.count("resumed");
        } else {
            self.judge_admission(who, &plan, &apply, admitted, changed).await;
        }
        if changed {
            self.books.epoch += 1;
        }
        if died {
            self.note("the worker is killed");
            sleep(Duration::from_secs(30)).await;
            self.open = Some((apply, plan, who, begun || changed));
            return;
        }
        let outcome = self.context.store.apply(&apply).await.unwrap().outcome;
        self.note(format!("it ends: {outcome:?}"));
        let succeeded = outcome.as_ref().is_some_and(Outcome::succeeded);
        if succeeded {
            let note = &self.books.plans[&plan];
            self.books.applied.push((note.stamp.0, note.version));
            self.count("applied");
        } else if begun {
            self.violation(format!("what was begun was not finished: {outcome:?}"));
        }
    }

    async fn judge_admission(
        &mut self,
        who: Who,
        plan: &str,
        apply: &str,
        admitted: Option<(i64, usize, bool)>,
        changed: bool,
    ) {
        let at = admitted.map_or(self.now(), |(at, _, _)| at);
        let expected = self.books.expects(who, plan, at);
        self.note(format!("admitted: {admitted:?}; expected {expected:?}"));
        match admitted {
            Some((_, _, emergency)) => {
                if expected != Expected::Fine {
                    self.violation(format!("APPLIED without a valid approval of exactly that: {expected:?}"));
                }
                if emergency {
                    self.count("let through in an emergency");
                }
            }
            None if changed => self.violation("AWS was changed, and nothing was admitted"),
            None => {
                let outcome = self.context.store.apply(apply).await.unwrap().outcome;
                let Some(Outcome::Failed { cause }) = outcome else { return };
                let drifted = cause.code == "drift" && self.books.epoch > self.books.plans[plan].epoch;
                if expected == Expected::Fine && !drifted {
                    self.violation(format!("refused although it is approved: {cause:?}"));
                }
                if cause.summary.split_whitespace().count() < 6 || cause.next.is_empty() {
                    self.violation(format!("refused without a reason in words: {cause:?}"));
                }
                self.count(if cause.code == "drift" { "drifted" } else { "refused at the last moment" });
            }
        }
    }

    /// What can come in between when AWS is being asked; what changes AWS itself is another matter.
    async fn overtake(&mut self) {
        for _ in 0..=self.random.below(2) {
            self.act_in_between().await;
        }
    }
}
