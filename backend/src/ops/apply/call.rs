//! One step's call: once, whatever happens.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::event::{ApplyEvent, Cause};
use shared::plan::{
    Action, Outputs, Step, StepId, Verdict, fill, judge, outputs, primary_deployment, starts_deployment,
};
use tokio::time::{Instant, sleep};

use super::cause::{cause, of_call};
use super::held::{Held, Lost};
use super::{ApprovedPlan, Point};
use crate::ops::Context;
use crate::ops::observe::look;
use crate::ports::{Aws, ErrorKind, PortError, Reply};
use crate::store::{JournalEntry, JournalState};

/// The code of a call that was given up after its time.
const NO_ANSWER: &str = "no-answer";

/// How a call ended.
pub(super) type Called = Result<Outputs, Cause>;

/// What a call needs.
pub(super) struct Calling<'r> {
    pub(super) context: &'r Context,
    pub(super) held: &'r Held<'r>,
    pub(super) plan: &'r ApprovedPlan,
    pub(super) aws: &'r dyn Aws,
}

/// What an attempt came to.
enum Attempt {
    Succeeded { outputs: Outputs, reply: Option<Reply>, took_ms: i64 },
    Failed(PortError),
    Collides(Cause),
}

impl Calling<'_> {
    /// Makes the call of `step`, or finds that it was made. `before` is what the journal says of it.
    pub(super) async fn call(
        &self,
        step: &Step,
        before: Option<&JournalEntry>,
        known: &BTreeMap<StepId, Outputs>,
    ) -> Result<Called, Lost> {
        let input = match fill(step, &self.held.claim.apply, known) {
            Ok(input) => input,
            Err(unfilled) => {
                let cause = cause("flawed-plan", format!("{unfilled}."), "Plan again; if it happens again, report it.");
                return self.fail(step, 0, cause).await.map(Err);
            }
        };
        let ran = match before {
            Some(entry) => entry.outputs.deployment.clone(),
            None => self.runs(step).await,
        };
        let intended = Outputs { arn: None, deployment: ran.clone() };
        let give_up = Instant::now() + self.context.pace.give_up;
        let mut attempt = before.map_or(0, |entry| entry.attempt) + 1;
        // An attempt of an earlier worker may have taken effect.
        let mut must_look = before.is_some();
        loop {
            let started = ApplyEvent::StepStarted { step: step.id.clone(), attempt };
            self.held.journal(&step.id, JournalState::Intended, attempt, intended.clone(), vec![started]).await?;
            self.context.points.reached(Point::IntentStored, step).await;
            let error = match self.attempt(step, &input, must_look, ran.as_deref()).await? {
                Attempt::Succeeded { outputs, reply, took_ms } => {
                    self.context.points.reached(Point::ReplyReceived, step).await;
                    self.succeed(step, attempt, &outputs, reply, took_ms).await?;
                    self.context.points.reached(Point::OutcomeStored, step).await;
                    return Ok(Ok(outputs));
                }
                Attempt::Collides(cause) => return self.fail(step, attempt, cause).await.map(Err),
                Attempt::Failed(error) => error,
            };
            let mut pause = self.context.pace.pause(attempt + 1);
            if error.code == NO_ANSWER {
                // It may be under way still, and a look before it has arrived would find nothing.
                pause = pause.max(self.context.pace.late);
            }
            if !passes(&error) || Instant::now() + pause > give_up {
                return self.fail(step, attempt, of_call(step, &error)).await.map(Err);
            }
            must_look |= error.outcome_unknown();
            let delayed = ApplyEvent::StepDelayed {
                step: step.id.clone(),
                attempt,
                reason: format!("{}: {}", error.code, error.message),
                again_in_ms: i64::try_from(pause.as_millis()).unwrap_or(i64::MAX),
            };
            self.held.say(vec![delayed]).await?;
            sleep(pause).await;
            attempt += 1;
        }
    }

    async fn attempt(&self, step: &Step, input: &Value, must_look: bool, ran: Option<&str>) -> Result<Attempt, Lost> {
        if must_look && let Some(found) = self.look_before(step, input, ran).await {
            return Ok(found);
        }
        self.held.ready_to_call().await?;
        let from = Instant::now();
        // The time first: a worker that was stopped before the request was sent must not send it when it goes on.
        let answer = tokio::select! {
            biased;
            () = sleep(self.context.pace.call) => {
                Err(PortError::new(ErrorKind::Unavailable, NO_ANSWER, "no answer came in time"))
            }
            answer = self.aws.change(step.action, input) => answer,
        };
        let took_ms = i64::try_from(from.elapsed().as_millis()).unwrap_or(i64::MAX);
        Ok(match answer {
            Ok(reply) => Attempt::Succeeded { outputs: outputs(step.action, &reply.body), reply: Some(reply), took_ms },
            // It may be our own, made by an attempt that nobody heard of.
            Err(error) if error.kind == ErrorKind::Conflict || error.kind == ErrorKind::NotFound => {
                match self.look_before(step, input, ran).await {
                    Some(Attempt::Failed(_)) | None => Attempt::Failed(error),
                    Some(found) => found,
                }
            }
            Err(error) => Attempt::Failed(error),
        })
    }

    /// What AWS has of the step already; nothing where the call has to be made.
    /// `ran` is the deployment that there was before the first attempt of an update.
    async fn look_before(&self, step: &Step, input: &Value, ran: Option<&str>) -> Option<Attempt> {
        let found = match look(self.aws, &step.look).await {
            Ok(found) => found,
            Err(error) => return Some(Attempt::Failed(error)),
        };
        match judge(step, input, found.as_ref()) {
            Verdict::Call => {
                let came_and_went = |service: &&Value| {
                    ran.is_some() && starts_deployment(input) && primary_deployment(service).as_deref() != ran
                };
                let service = found.as_ref().filter(came_and_went)?;
                // Its deployment came and went, or somebody else's came after it: a second one would repeat it. The
                // wait finds that it is gone, and tells why.
                let arn = service.get("serviceArn").and_then(Value::as_str).map(str::to_owned);
                Some(Attempt::Succeeded { outputs: Outputs { arn, deployment: None }, reply: None, took_ms: 0 })
            }
            Verdict::Adopt(mut outputs) => {
                // An update that starts no deployment goes with the one that there was, whatever came after it.
                if step.action == Action::UpdateService && !starts_deployment(input) && ran.is_some() {
                    outputs.deployment = ran.map(str::to_owned);
                }
                Some(Attempt::Succeeded { outputs, reply: None, took_ms: 0 })
            }
            Verdict::Conflict(why) => {
                Some(Attempt::Collides(cause("conflict", why, "Plan again: the new plan shows what is there now.")))
            }
        }
    }

    /// The deployment that there is before an update. What can't be read is not known.
    async fn runs(&self, step: &Step) -> Option<String> {
        if step.action != Action::UpdateService {
            return None;
        }
        match self.plan.seen(&step.look) {
            Some(seen) => primary_deployment(seen),
            None => look(self.aws, &step.look).await.ok().flatten().as_ref().and_then(primary_deployment),
        }
    }

    async fn succeed(
        &self,
        step: &Step,
        attempt: u32,
        outputs: &Outputs,
        reply: Option<Reply>,
        took_ms: i64,
    ) -> Result<(), Lost> {
        let (step_id, outputs) = (step.id.clone(), outputs.clone());
        let mut events = vec![match reply {
            Some(reply) => ApplyEvent::StepCalled {
                step: step_id,
                outputs: outputs.clone(),
                request_id: reply.request_id,
                took_ms,
            },
            None => ApplyEvent::StepAdopted { step: step_id, outputs: outputs.clone() },
        }];
        let state = if step.waits_for.is_none() {
            events.push(ApplyEvent::StepDone { step: step.id.clone() });
            JournalState::Done
        } else {
            JournalState::Called
        };
        self.held.journal(&step.id, state, attempt, outputs, events).await
    }

    async fn fail(&self, step: &Step, attempt: u32, cause: Cause) -> Result<Cause, Lost> {
        let failed = ApplyEvent::StepFailed { step: step.id.clone(), cause: cause.clone() };
        self.held.journal(&step.id, JournalState::Failed, attempt, Outputs::default(), vec![failed]).await?;
        Ok(cause)
    }
}

/// Whether the same call may succeed later: AWS says so, the credentials may be renewed, or what was just made is not
/// known everywhere yet.
pub(super) fn passes(error: &PortError) -> bool {
    error.may_pass() || error.kind == ErrorKind::Credentials || settles(error)
}

/// A new role can be used only some seconds after it was made; until then ECS calls it invalid.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency>
fn settles(error: &PortError) -> bool {
    let message = error.message.to_ascii_lowercase();
    message.contains("role") && (message.contains("not valid") || message.contains("unable to assume"))
}
