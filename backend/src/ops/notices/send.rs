//! Sends messages until they arrive or are given up.

use futures::future::join_all;
use reqwest::StatusCode;
use shared::api::{Delivery, DeliveryState};

use super::form::outgo;
use crate::ops::{Context, OpsError};
use crate::store::StoreError;

/// How many messages are sent at once.
const BATCH: i64 = 8;
/// How long a message is held by whoever sends it, in milliseconds: longer than sending may take.
const LEASE_MS: i64 = 60_000;
/// How long after each failed attempt the next is made, in seconds; after the last it is given up, nearly nine hours
/// after the first.
const PAUSES: [i64; 7] = [10, 30, 120, 600, 1800, 7200, 21600];

/// Sends what is due, and tells how many messages that was.
pub(super) async fn send_due(context: &Context) -> Result<usize, OpsError> {
    if context.store.hooks().await?.is_empty() {
        return Ok(0);
    }
    let due = context.store.take_due(BATCH, LEASE_MS).await?;
    let count = due.len();
    for attempted in join_all(due.into_iter().map(|delivery| attempt(context, delivery))).await {
        attempted?;
    }
    Ok(count)
}

async fn attempt(context: &Context, delivery: Delivery) -> Result<(), OpsError> {
    let hook = match context.store.hook(&delivery.hook_id).await {
        Ok(hook) => hook,
        // Removed meanwhile, and the message with it.
        Err(StoreError::Missing(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let outcome = match outgo(&hook, &delivery, context.clock.now()) {
        None => Err("the message can't be read".to_owned()),
        Some(outgo) => match context.outgoing.send(outgo).await {
            Ok(income) if (200..300).contains(&income.status) => Ok(status(income.status)),
            Ok(income) => Err(status(income.status)),
            Err(error) => Err(error.to_string()),
        },
    };
    context.store.attempted(&after(delivery, outcome, context.clock.now())).await?;
    Ok(())
}

fn status(code: u16) -> String {
    StatusCode::from_u16(code).map_or_else(|_| code.to_string(), |status| status.to_string())
}

/// The message after an attempt.
fn after(delivery: Delivery, outcome: Result<String, String>, now: i64) -> Delivery {
    let attempts = delivery.attempts + 1;
    let pause = usize::try_from(delivery.attempts).ok().and_then(|made| PAUSES.get(made));
    let (state, at, outcome) = match (outcome, pause) {
        (Ok(outcome), _) => (DeliveryState::Delivered, now, outcome),
        (Err(outcome), Some(seconds)) => (DeliveryState::Waiting, now + seconds * 1000, outcome),
        (Err(outcome), None) => (DeliveryState::Failed, now, outcome),
    };
    Delivery { state, attempts, outcome, at, ..delivery }
}

#[cfg(test)]
mod tests {
    use shared::api::Act;

    use super::*;

    #[test]
    fn a_message_is_tried_eight_times() {
        let mut delivery = Delivery {
            id: "d".to_owned(),
            hook_id: "h".to_owned(),
            act: Act::Approved,
            audit_seq: Some(1),
            body: "{}".to_owned(),
            state: DeliveryState::Waiting,
            attempts: 0,
            outcome: String::new(),
            created_at: 0,
            at: 0,
        };
        let mut pauses = Vec::new();
        while delivery.state == DeliveryState::Waiting {
            let now = delivery.at;
            delivery = after(delivery, Err("503 Service Unavailable".to_owned()), now);
            pauses.push((delivery.at - now) / 1000);
        }
        assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Failed, 8));
        assert_eq!(pauses, [10, 30, 120, 600, 1800, 7200, 21600, 0]);
        let arrived = after(delivery, Ok("204 No Content".to_owned()), 5);
        assert_eq!((arrived.state, arrived.at, &*arrived.outcome), (DeliveryState::Delivered, 5, "204 No Content"));
    }
}
