//! Environments and simulated accounts.

use shared::environment::{Environment, EnvironmentKind, KeyValue};

use super::on_each_store;
use crate::store::{Store, StoreError, Thing};

fn environment(name: &str) -> Environment {
    Environment {
        name: name.to_owned(),
        kind: EnvironmentKind::Development,
        role_arn: Some("arn:aws:iam::123456789012:role/deploy".to_owned()),
        external_id: Some("e".to_owned()),
        subnets: vec!["subnet-1".to_owned()],
        tags: vec![KeyValue { key: "team".to_owned(), value: "\u{e9}".to_owned() }],
        counter: 7,
        ..Environment::sandbox()
    }
}

async fn environments_are_guarded_by_their_counter(store: &dyn Store) {
    assert!(store.environments().await.unwrap().is_empty(), "the sandbox is not kept here");
    assert!(matches!(store.environment("a").await, Err(StoreError::Missing(Thing::Environment))));
    let made = store.create_environment(environment("b")).await.unwrap();
    assert_eq!(made, Environment { counter: 1, ..environment("b") });
    let again = store.create_environment(environment("b")).await;
    assert!(matches!(again, Err(StoreError::Exists(name)) if name == "b"));
    store.create_environment(environment("a")).await.unwrap();
    let names: Vec<_> = store.environments().await.unwrap().into_iter().map(|found| found.name).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(store.environment("b").await.unwrap(), made);

    let other_region = Environment { region: "us-east-1".to_owned(), ..environment("b") };
    let saved = store.save_environment(other_region.clone(), 1).await.unwrap();
    assert_eq!((saved.counter, &*saved.region), (2, "us-east-1"));
    let Err(StoreError::EnvironmentChanged(current)) = store.save_environment(environment("b"), 1).await else {
        panic!("an old counter was accepted");
    };
    assert_eq!(*current, saved);
    assert_eq!(store.environment("b").await.unwrap(), saved);
    let nobody = store.save_environment(environment("c"), 1).await;
    assert!(matches!(nobody, Err(StoreError::Missing(Thing::Environment))));

    assert!(matches!(store.delete_environment("b", 1).await, Err(StoreError::EnvironmentChanged(_))));
    store.delete_environment("b", 2).await.unwrap();
    assert!(matches!(store.delete_environment("b", 2).await, Err(StoreError::Missing(Thing::Environment))));
    assert_eq!(store.environments().await.unwrap().len(), 1);
}

async fn one_of_many_changes_of_an_environment_wins(store: &dyn Store) {
    let make = || store.create_environment(environment("a"));
    let (a, b) = tokio::join!(make(), make());
    assert!(a.is_ok() != b.is_ok());
    let save = || store.save_environment(environment("a"), 1);
    let (a, b) = tokio::join!(save(), save());
    assert!(a.is_ok() != b.is_ok());
    assert_eq!(store.environment("a").await.unwrap().counter, 2);
}

async fn simulated_accounts_are_guarded_by_their_counter(store: &dyn Store) {
    assert_eq!(store.sandbox("1").await.unwrap(), (None, 0));
    assert!(!store.save_sandbox("1", 1, "x".to_owned()).await.unwrap());
    assert!(store.save_sandbox("1", 0, "a".to_owned()).await.unwrap());
    assert!(!store.save_sandbox("1", 0, "b".to_owned()).await.unwrap());
    assert!(store.save_sandbox("1", 1, "c".to_owned()).await.unwrap());
    assert!(!store.save_sandbox("1", 1, "d".to_owned()).await.unwrap());
    assert_eq!(store.sandbox("1").await.unwrap(), (Some("c".to_owned()), 2));
    assert_eq!(store.sandbox("2").await.unwrap(), (None, 0));
}

on_each_store![
    environments_are_guarded_by_their_counter,
    one_of_many_changes_of_an_environment_wins,
    simulated_accounts_are_guarded_by_their_counter,
];
