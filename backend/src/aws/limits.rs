//! Keeps the calls of this process below AWS's limits, so that AWS has nothing to throttle.

mod bucket;
mod group;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use serde_json::Value;
use shared::plan::Action;

use self::bucket::Bucket;
use self::group::Group;
use crate::ports::{Aws, PortError, Read, Reads, Reply};

/// One bucket for each account, Region and group of calls. Everything in a process shares one of these.
#[derive(Debug, Default)]
pub struct Budgets {
    buckets: Mutex<BTreeMap<(String, String, Group), Arc<Bucket>>>,
}

impl Budgets {
    fn bucket(&self, account: &str, region: &str, group: Group) -> Arc<Bucket> {
        // IAM counts an account's calls in all Regions together.
        let region = if group.is_global() { "" } else { region };
        let key = (account.to_owned(), region.to_owned(), group);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(buckets.entry(key).or_insert_with(|| Arc::new(Bucket::new(group.budget()))))
    }
}

/// AWS, with each call held back until its group's bucket has a token. Calls of a group go in the order in which they
/// came.
#[derive(Debug)]
pub struct RateLimited<A> {
    aws: Arc<A>,
    budgets: Arc<Budgets>,
    account: String,
    region: String,
}

impl<A> RateLimited<A> {
    pub fn new(aws: Arc<A>, budgets: Arc<Budgets>, account: &str, region: &str) -> Self {
        Self { aws, budgets, account: account.to_owned(), region: region.to_owned() }
    }

    async fn wait(&self, group: Group) {
        self.budgets.bucket(&self.account, &self.region, group).take().await;
    }
}

#[async_trait]
impl<A: Aws> Reads for RateLimited<A> {
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError> {
        self.wait(Group::of_read(read)).await;
        self.aws.read(read, input).await
    }
}

#[async_trait]
impl<A: Aws> Aws for RateLimited<A> {
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        self.wait(Group::of_change(action)).await;
        self.aws.change(action, input).await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;
    use tokio::time::Instant;

    use super::*;

    /// Answers at once.
    struct Quick;

    #[async_trait]
    impl Reads for Quick {
        async fn read(&self, _read: Read, _input: &Value) -> Result<Value, PortError> {
            Ok(json!({}))
        }
    }

    #[async_trait]
    impl Aws for Quick {
        async fn change(&self, _action: Action, _input: &Value) -> Result<Reply, PortError> {
            Ok(Reply { body: json!({}), request_id: None })
        }
    }

    fn limited(budgets: &Arc<Budgets>, region: &str) -> RateLimited<Quick> {
        RateLimited::new(Arc::new(Quick), Arc::clone(budgets), "123456789012", region)
    }

    #[tokio::test(start_paused = true)]
    async fn connections_to_one_region_share_its_bucket() {
        let budgets = Arc::default();
        let (one, other, elsewhere) =
            (limited(&budgets, "eu-central-1"), limited(&budgets, "eu-central-1"), limited(&budgets, "eu-west-1"));
        let start = Instant::now();
        for _ in 0..10 {
            one.change(Action::RegisterTaskDefinition, &json!({})).await.unwrap();
            other.change(Action::RegisterTaskDefinition, &json!({})).await.unwrap();
        }
        elsewhere.change(Action::RegisterTaskDefinition, &json!({})).await.unwrap();
        one.change(Action::UpdateService, &json!({})).await.unwrap();
        assert_eq!(start.elapsed(), Duration::ZERO);
        one.change(Action::RegisterTaskDefinition, &json!({})).await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn iam_is_one_for_all_regions() {
        let budgets = Arc::default();
        let (one, other) = (limited(&budgets, "eu-central-1"), limited(&budgets, "eu-west-1"));
        let start = Instant::now();
        for _ in 0..20 {
            one.read(Read::GetRole, &json!({})).await.unwrap();
            other.read(Read::GetRole, &json!({})).await.unwrap();
        }
        assert!(start.elapsed() > Duration::ZERO);
    }
}
