//! Any history keeps the account consistent.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::plan::Action;

use super::{START, STEADY};
use crate::ports::Read;
use crate::sandbox::deployments::Rollout;
use crate::sandbox::services::Status;
use crate::sandbox::tasks::{Stage, Task};
use crate::sandbox::{Account, Fate, Pace};

/// Something that somebody does.
#[derive(Clone, Debug)]
struct Doing {
    action: Action,
    /// Which of the few clusters, services, families, roles and log groups.
    which: u8,
    fate: Fate,
    count: i64,
    breaker: bool,
    /// How long they wait before.
    wait: i64,
}

fn doing() -> impl Strategy<Value = Doing> {
    let likely = [Action::RegisterTaskDefinition, Action::CreateService, Action::UpdateService, Action::UpdateService];
    let actions: Vec<Action> = Action::ALL.into_iter().chain(likely).collect();
    (
        prop::sample::select(actions),
        0..3_u8,
        prop::sample::select(&Fate::ALL[..]),
        0..6_i64,
        any::<bool>(),
        prop_oneof![0..STEADY, 0..20 * STEADY],
    )
        .prop_map(|(action, which, fate, count, breaker, wait)| Doing {
            action,
            which,
            fate,
            count,
            breaker,
            wait,
        })
}

impl Doing {
    fn input(&self) -> Value {
        let Self { action, which, fate, count, breaker, .. } = self;
        let cluster = ["default", "shop"][usize::from(which % 2)];
        let image = fate.word().map_or_else(|| "shop:1".to_owned(), |word| format!("shop:{word}"));
        let configuration = json!({
            "deploymentCircuitBreaker": { "enable": breaker, "rollback": which % 2 == 0 },
            "minimumHealthyPercent": 50 * i64::from(*which),
        });
        let trust = "{}";
        match action {
            Action::CreateCluster => json!({ "clusterName": cluster }),
            Action::UpdateCluster | Action::PutClusterCapacityProviders | Action::DeleteCluster => {
                json!({ "cluster": cluster })
            }
            Action::RegisterTaskDefinition => {
                json!({ "family": format!("f{which}"), "containerDefinitions": [{ "name": "app", "image": image }] })
            }
            Action::CreateService => json!({
                "cluster": cluster,
                "serviceName": format!("s{which}"),
                "taskDefinition": format!("f{which}"),
                "desiredCount": count,
                "deploymentConfiguration": configuration,
                "clientToken": format!("t{count}"),
            }),
            Action::UpdateService => json!({
                "cluster": cluster,
                "service": format!("s{which}"),
                "taskDefinition": format!("f{}", (count % 3)),
                "desiredCount": count,
                "deploymentConfiguration": configuration,
                "forceNewDeployment": breaker,
            }),
            Action::DeleteService => json!({ "cluster": cluster, "service": format!("s{which}"), "force": breaker }),
            Action::TagResource => json!({
                "resourceArn": format!("arn:aws:ecs:eu-central-1:123456789012:service/{cluster}/s{which}"),
                "tags": [{ "key": "k", "value": image }],
            }),
            Action::CreateLogGroup | Action::PutRetentionPolicy => {
                json!({ "logGroupName": format!("/{which}"), "retentionInDays": count })
            }
            Action::CreateRole | Action::DeleteRole | Action::UpdateAssumeRolePolicy => json!({
                "RoleName": format!("r{which}"),
                "AssumeRolePolicyDocument": trust,
                "PolicyDocument": trust,
            }),
            Action::AttachRolePolicy | Action::DetachRolePolicy | Action::PutRolePolicy | Action::DeleteRolePolicy => {
                json!({
                    "RoleName": format!("r{which}"),
                    "PolicyArn": "arn:aws:iam::aws:policy/p",
                    "PolicyName": "p",
                    "PolicyDocument": trust,
                })
            }
        }
    }
}

/// What must hold at any time.
fn consistent(account: &Account) -> Result<(), TestCaseError> {
    let mut ids = BTreeSet::new();
    for service in account.clusters.values().flat_map(|cluster| cluster.services.values()) {
        prop_assert!(service.desired >= 0);
        prop_assert!(service.stopped.len() <= 30);
        prop_assert!(service.tasks.iter().all(|task| task.stage != Stage::Stopped && task.stopped.is_none()));
        prop_assert!(service.stopped.iter().all(|task| task.stage == Stage::Stopped && task.stopped.is_some()));
        for id in service.deployments.iter().map(|deployment| &deployment.id).chain(service.all_tasks().map(|t| &t.id))
        {
            prop_assert!(ids.insert(id.clone()), "{} was given twice", id);
        }
        let known = |task: &Task| service.deployments.iter().any(|deployment| deployment.id == task.deployment);
        prop_assert!(service.tasks.iter().all(known), "a task without its deployment");
        prop_assert!(service.deployments.iter().all(|deployment| deployment.failed >= 0));
        match service.status {
            Status::Active => {
                prop_assert!(!service.deployments.is_empty(), "an active service without a deployment");
                let primary = &service.deployments[0];
                let healthy = service.count(|task| task.deployment == primary.id && task.stage == Stage::Healthy);
                if service.steady && service.due().is_none() {
                    prop_assert_eq!(healthy, service.desired);
                    prop_assert_eq!(primary.rollout, Rollout::Completed);
                }
            }
            Status::Draining => prop_assert!(service.drained_at.is_some()),
            Status::Inactive => prop_assert!(service.tasks.is_empty() && service.due().is_none()),
        }
        prop_assert!(service.due().is_none_or(|due| due > account.now), "something is overdue");
        prop_assert!(service.task_definitions().all(|arn| account.revision(arn).is_some()));
    }
    Ok(())
}

/// Ends with what AWS prints, so that all of that is tried too.
fn one_primary(account: &mut Account, now: i64) -> Result<(), TestCaseError> {
    for cluster in ["default", "shop"] {
        let input = json!({ "cluster": cluster, "services": ["s0", "s1", "s2"] });
        let Ok(found) = account.read(Read::DescribeServices, &input, now) else { continue };
        for service in found["services"].as_array().into_iter().flatten() {
            let deployments = service["deployments"].as_array().unwrap();
            let primaries = deployments.iter().filter(|deployment| deployment["status"] == "PRIMARY").count();
            prop_assert_eq!(primaries, usize::from(service["status"] == "ACTIVE"));
            for count in ["desiredCount", "pendingCount", "runningCount"] {
                let of = |value: &Value| value[count].as_i64().unwrap();
                prop_assert!(deployments.iter().all(|deployment| of(deployment) >= 0));
                if count != "desiredCount" && service["status"] == "ACTIVE" {
                    prop_assert_eq!(deployments.iter().map(of).sum::<i64>(), of(service), "{}", count);
                }
            }
        }
    }
    Ok(())
}

fn run(history: &[Doing], polled: bool) -> Result<String, TestCaseError> {
    let mut account = Account::new("123456789012", "eu-central-1", Pace { steady_ms: STEADY }, START);
    let mut now = START;
    for doing in history {
        if polled {
            let step = (doing.wait / 7).max(1);
            for at in 1..7 {
                account.advance(now + (step * at).min(doing.wait));
                consistent(&account)?;
            }
        }
        now += doing.wait;
        account.advance(now);
        let before = account.clone();
        if account.change(doing.action, &doing.input(), now).is_err() {
            prop_assert!(before == account, "{:?} failed and changed something", doing);
        }
        consistent(&account)?;
        one_primary(&mut account, now)?;
        let text = serde_json::to_string(&account).unwrap();
        let again: Account = serde_json::from_str(&text).unwrap();
        prop_assert!(again == account, "what is kept isn't what was");
    }
    account.advance(now + 3_600_000);
    consistent(&account)?;
    Ok(serde_json::to_string(&account).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_consistent_and_gives_the_same_again(history in prop::collection::vec(doing(), 1..40)) {
        prop_assert_eq!(run(&history, false)?, run(&history, true)?);
    }
}
