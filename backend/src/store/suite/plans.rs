//! Plans.

use serde_json::json;
use shared::api::ApplyKind;
use shared::environment::Environment;
use shared::plan::{Action, Lookup, Plan, Remark, Risk, Sighting, Step, StepId};

use super::on_each_store;
use crate::store::{Store, StoreError, StoredPlan, Thing};

fn plan() -> Plan {
    Plan {
        fingerprint: "f".to_owned(),
        design_fingerprint: "d".to_owned(),
        design: "shop".to_owned(),
        environment: "sandbox".to_owned(),
        environment_counter: 1,
        account: "123456789012".to_owned(),
        region: "eu-central-1".to_owned(),
        observed_at: 5,
        steps: vec![Step {
            id: StepId("cluster:CreateCluster".to_owned()),
            element: "cluster".to_owned(),
            service: Action::CreateCluster.service(),
            action: Action::CreateCluster,
            // The order of members and the way numbers are written are what was planned.
            input: json!({"zeta": 1.5, "alpha": [1.0, 100_000_000_000_i64, "\u{e9}"], "clusterName": "shop"}),
            holes: Vec::new(),
            after: Vec::new(),
            after_done: Vec::new(),
            why: "the cluster isn't there".to_owned(),
            risk: Risk::None,
            waits_for: None,
            look: Lookup::Cluster { name: "shop".to_owned() },
        }],
        relies_on: vec![Sighting { lookup: Lookup::Cluster { name: "shop".to_owned() }, found: None }],
        blockers: Vec::new(),
        unchanged: vec![Remark { element: String::new(), message: "nothing".to_owned() }],
        notes: Vec::new(),
    }
}

pub(super) fn stored(id: &str) -> StoredPlan {
    StoredPlan {
        id: id.to_owned(),
        design_id: "one".to_owned(),
        version: 3,
        kind: ApplyKind::Rollback,
        environment: Environment::sandbox(),
        plan: plan(),
        created_at: 9,
    }
}

async fn a_plan_comes_back_as_it_was_made(store: &dyn Store) {
    assert!(matches!(store.plan("p").await, Err(StoreError::Missing(Thing::Plan))));
    let stored = stored("p");
    store.keep_plan(stored.clone()).await.unwrap();
    let copy = store.plan("p").await.unwrap();
    assert_eq!(copy, stored);
    let text = |plan: &Plan| serde_json::to_string(plan).unwrap();
    assert_eq!(text(&copy.plan), text(&stored.plan), "members keep their order");
}

on_each_store![a_plan_comes_back_as_it_was_made];
