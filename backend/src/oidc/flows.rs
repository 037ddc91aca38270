//! Sign-ins that were begun: what is remembered of them until the browser comes back from the provider.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use openidconnect::{Nonce, PkceCodeVerifier};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::time::Instant;

/// How long somebody may take at the provider.
pub const FLOW_TIME: Duration = Duration::from_mins(10);
/// More than people sign in within that time. Beyond it the oldest are forgotten.
const MAX_FLOWS: usize = 5_000;

/// What a sign-in was begun with. It holds secrets, so it has no `Debug`.
pub struct Flow {
    /// What the ID token has to repeat.
    pub nonce: Nonce,
    /// What shows the provider that whoever brings the code began it.
    pub verifier: PkceCodeVerifier,
    /// The token of an invitation, to join with it.
    pub invitation: Option<String>,
    /// Where to go afterwards.
    pub then: String,
}

/// Those that were begun and have not ended, by the hash of their state: how long it takes to find one tells nothing.
#[derive(Default)]
pub struct Flows {
    begun: Mutex<BTreeMap<[u8; 32], (Instant, Flow)>>,
}

impl Flows {
    pub fn begin(&self, state: &str, flow: Flow) {
        let mut begun = self.begun();
        if begun.len() >= MAX_FLOWS {
            begun.retain(|_, (at, _)| at.elapsed() < FLOW_TIME);
        }
        if begun.len() >= MAX_FLOWS {
            let oldest = begun.iter().min_by_key(|(_, (at, _))| *at).map(|(key, _)| *key);
            oldest.and_then(|oldest| begun.remove(&oldest));
        }
        begun.insert(key(state), (Instant::now(), flow));
    }

    /// The sign-in that came back with `state`, if it is the one that this browser, which shows `cookie`, began. It comes
    /// back once.
    pub fn end(&self, state: &str, cookie: &str) -> Option<Flow> {
        if !bool::from(state.as_bytes().ct_eq(cookie.as_bytes())) {
            return None;
        }
        let (at, flow) = self.begun().remove(&key(state))?;
        (at.elapsed() < FLOW_TIME).then_some(flow)
    }

    fn begun(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], (Instant, Flow)>> {
        // Each write is whole by itself.
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(state: &str) -> [u8; 32] {
    Sha256::digest(state).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(then: &str) -> Flow {
        let verifier = PkceCodeVerifier::new("v".repeat(43));
        Flow { nonce: Nonce::new("n".to_owned()), verifier, invitation: None, then: then.to_owned() }
    }

    #[tokio::test(start_paused = true)]
    async fn one_comes_back_once_to_the_browser_that_began_it() {
        let flows = Flows::default();
        flows.begin("one", flow("/1"));
        flows.begin("two", flow("/2"));
        for (state, cookie) in [("one", "two"), ("one", ""), ("", "one"), ("", ""), ("three", "three"), ("one", "one ")]
        {
            assert!(flows.end(state, cookie).is_none(), "{state} {cookie}");
        }
        assert_eq!(flows.end("one", "one").unwrap().then, "/1");
        assert!(flows.end("one", "one").is_none(), "twice");
        tokio::time::advance(FLOW_TIME).await;
        assert!(flows.end("two", "two").is_none(), "too late");
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_are_remembered_than_may_be() {
        let flows = Flows::default();
        for number in 0..=MAX_FLOWS {
            flows.begin(&number.to_string(), flow("/"));
            tokio::time::advance(Duration::from_millis(1)).await;
        }
        assert_eq!(flows.begun().len(), MAX_FLOWS);
        assert!(flows.end("0", "0").is_none() && flows.end("1", "1").is_some());
        tokio::time::advance(FLOW_TIME).await;
        flows.begin("new", flow("/"));
        flows.begin("newer", flow("/"));
        assert_eq!(flows.begun().len(), 2);
    }
}
