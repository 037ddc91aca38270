use serde_json::json;
use shared::plan::Action;

use super::{Rig, STEADY, service};
use crate::ports::Read;

#[test]
fn a_cluster_that_is_there_is_given_as_it_is() {
    let mut rig = Rig::new();
    let tags = json!([{ "key": "a", "value": "1" }]);
    let settings = json!([{ "name": "containerInsights", "value": "enabled" }]);
    rig.call(Action::CreateCluster, &json!({ "clusterName": "shop", "tags": tags, "settings": settings }));
    let again = rig.call(Action::CreateCluster, &json!({ "clusterName": "shop", "tags": [] }));
    assert_eq!(again["cluster"]["tags"], tags);
    assert_eq!(again["cluster"]["settings"], settings);
}

#[test]
fn what_was_not_asked_for_is_not_printed() {
    let mut rig = Rig::new();
    let tags = json!([{ "key": "a", "value": "1" }]);
    rig.call(Action::CreateCluster, &json!({ "clusterName": "shop", "tags": tags }));
    let found = rig.ask(Read::DescribeClusters, &json!({ "clusters": ["shop", "other"] }));
    assert_eq!(found["clusters"][0]["tags"], json!([]));
    assert_eq!(found["clusters"][0]["settings"], json!([]));
    assert_eq!(found["failures"][0]["reason"], "MISSING");
    let asked = json!({ "clusters": ["shop"], "include": ["TAGS", "SETTINGS"] });
    let found = rig.ask(Read::DescribeClusters, &asked);
    assert_eq!(found["clusters"][0]["tags"], tags);
    assert_eq!(found["clusters"][0]["settings"][0]["value"], "disabled");
}

#[test]
fn updates_replace_what_they_name() {
    let mut rig = Rig::new();
    let configuration = json!({ "executeCommandConfiguration": { "logging": "NONE" } });
    rig.call(Action::UpdateCluster, &json!({ "cluster": "default", "configuration": configuration }));
    let strategy = json!([{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }]);
    let providers = json!({
        "cluster": "default",
        "capacityProviders": ["FARGATE_SPOT"],
        "defaultCapacityProviderStrategy": strategy,
    });
    let cluster = rig.call(Action::PutClusterCapacityProviders, &providers)["cluster"].take();
    assert_eq!(cluster["configuration"], configuration);
    assert_eq!(cluster["defaultCapacityProviderStrategy"], strategy);
    assert_eq!(rig.code(Action::UpdateCluster, &json!({ "cluster": "shop" })), "ClusterNotFoundException");
}

#[test]
fn a_cluster_goes_only_when_its_services_have_gone() {
    let mut rig = Rig::with_service("shop:1", true);
    rig.until_steady();
    let cluster = json!({ "cluster": "default" });
    assert_eq!(rig.code(Action::DeleteCluster, &cluster), "ClusterContainsServicesException");
    rig.call(Action::DeleteService, &json!({ "service": "web", "force": true }));
    assert_eq!(rig.code(Action::DeleteCluster, &cluster), "ClusterContainsTasksException");
    rig.pass(STEADY);
    assert_eq!(rig.call(Action::DeleteCluster, &cluster)["cluster"]["status"], "INACTIVE");
    assert_eq!(rig.code(Action::CreateService, &service(true)), "ClusterNotFoundException");
    assert_eq!(rig.ask(Read::DescribeClusters, &json!({}))["clusters"][0]["status"], "INACTIVE");
    rig.call(Action::CreateCluster, &json!({}));
    rig.call(Action::CreateService, &service(true));
}
