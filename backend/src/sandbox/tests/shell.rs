use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::json;
use shared::environment::Environment;
use shared::plan::Action;

use crate::ports::{Clock, Connect as _, Read, Reads as _};
use crate::sandbox::simulation::MemorySandbox;
use crate::sandbox::{Pace, Simulated};
use crate::store::{Sandboxes, StoreError};

/// Keeps one account, and lets others win some of the races.
#[derive(Default)]
struct Kept {
    account: Mutex<(Option<String>, i64)>,
    lost_races: Mutex<u32>,
}

#[async_trait]
impl Sandboxes for Kept {
    async fn sandbox(&self, _: &str) -> Result<(Option<String>, i64), StoreError> {
        Ok(self.account.lock().unwrap().clone())
    }

    async fn save_sandbox(&self, _: &str, expected: i64, text: String) -> Result<bool, StoreError> {
        let mut account = self.account.lock().unwrap();
        let mut lost = self.lost_races.lock().unwrap();
        if *lost > 0 {
            *lost -= 1;
            account.1 += 1;
        }
        if account.1 != expected {
            return Ok(false);
        }
        *account = (Some(text), expected + 1);
        Ok(true)
    }
}

fn simulated(kept: &Arc<Kept>) -> Simulated {
    Simulated::new(Arc::clone(kept) as Arc<dyn Sandboxes>, Clock::System, Pace::default())
}

#[tokio::test]
async fn an_account_outlives_its_connection() {
    let kept = Arc::new(Kept::default());
    let environment = Environment::sandbox();
    let aws = simulated(&kept).connect(&environment).await.unwrap();
    let reply = aws.change(Action::CreateCluster, &json!({ "clusterName": "shop" })).await.unwrap();
    assert!(reply.request_id.is_some());
    let aws = simulated(&kept).connect(&environment).await.unwrap();
    let found = aws.read(Read::DescribeClusters, &json!({ "clusters": ["shop"] })).await.unwrap();
    assert_eq!(found["clusters"][0]["status"], "ACTIVE");
}

#[tokio::test]
async fn a_change_that_lost_a_race_is_made_again() {
    let kept = Arc::new(Kept::default());
    *kept.lost_races.lock().unwrap() = 3;
    let aws = simulated(&kept).connect(&Environment::sandbox()).await.unwrap();
    let containers = json!([{ "name": "app", "image": "shop:1" }]);
    let input = json!({ "family": "web", "containerDefinitions": containers });
    let reply = aws.change(Action::RegisterTaskDefinition, &input).await.unwrap();
    assert_eq!(reply.body["taskDefinition"]["revision"], 1);
}

#[tokio::test]
async fn a_change_that_fails_keeps_nothing() {
    let kept = Arc::new(Kept::default());
    let aws = simulated(&kept).connect(&Environment::sandbox()).await.unwrap();
    aws.change(Action::DeleteRole, &json!({ "RoleName": "nobody" })).await.unwrap_err();
    assert_eq!(*kept.account.lock().unwrap(), (None, 0));
}

#[tokio::test(start_paused = true)]
async fn in_memory_time_is_the_clocks_and_drift_is_seen() {
    let sandbox = MemorySandbox::new(Clock::from(super::START), Pace { steady_ms: 1_000 });
    sandbox.foreign_cluster("shop");
    sandbox.foreign_service("shop", "web");
    tokio::time::advance(std::time::Duration::from_secs(3)).await;
    let asked = json!({ "cluster": "shop", "services": ["web"] });
    let found = sandbox.read(Read::DescribeServices, &asked).await.unwrap();
    assert_eq!(found["services"][0]["deployments"][0]["rolloutState"], "COMPLETED");
    sandbox.drift_scale("shop", "web", 3);
    let arn = sandbox.drift_roll_out("shop", "web", "other:2");
    let state = sandbox.state();
    assert!(arn.ends_with(":2"));
    let service = &state["clusters"]["shop"]["services"]["web"];
    assert_eq!(service["desiredCount"], 3);
    let document = &service["settings"]["taskDefinition"]["document"];
    assert_eq!(document["containerDefinitions"][0]["image"], "other:2");
    sandbox.govern("shop", "web", 1, 4);
    let targets = json!({ "ServiceNamespace": "ecs", "ResourceIds": ["service/shop/web"] });
    let found = sandbox.read(Read::DescribeScalableTargets, &targets).await.unwrap();
    assert_eq!(found["ScalableTargets"][0]["MaxCapacity"], 4);
    sandbox.drift_delete_service("shop", "web");
    assert_eq!(sandbox.state()["clusters"]["shop"]["services"], json!({}));
    sandbox.foreign_role("execution");
    sandbox.foreign_log_group("/web");
    assert_eq!(sandbox.state()["roles"]["execution"]["tags"], json!({ "owner": "other" }));
    assert_eq!(sandbox.state()["logGroups"]["/web"]["tags"], json!({ "owner": "other" }));
}
