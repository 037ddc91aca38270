//! Asks AWS what is there: many describes, in as few calls as AWS allows, side by side.

mod ecs;
mod others;

use std::collections::BTreeMap;

use futures::future::{BoxFuture, FutureExt, try_join_all};
use serde_json::{Value, json};
use shared::plan::{Lookup, Observed, Sighting};

use crate::ports::{ErrorKind, PortError, Read, Reads};

/// Everything that `lookups` name, as `account` has it. The order of what comes back is that of `lookups`.
pub async fn observe(aws: &dyn Reads, account: &str, at: i64, lookups: &[Lookup]) -> Result<Observed, PortError> {
    let found = look_up(aws, lookups).await?;
    let sightings =
        lookups.iter().map(|lookup| Sighting { lookup: lookup.clone(), found: found.get(lookup).cloned() }).collect();
    Ok(Observed { account: account.to_owned(), at, sightings })
}

/// The account that the calls go to.
pub(super) async fn account(aws: &dyn Reads) -> Result<String, PortError> {
    let identity = aws.read(Read::GetCallerIdentity, &json!({})).await?;
    let account = identity.get("Account").and_then(Value::as_str);
    account
        .map(str::to_owned)
        .ok_or_else(|| PortError::new(ErrorKind::Invalid, "no-account", "GetCallerIdentity named no account"))
}

/// What one lookup finds now.
pub(super) async fn look(aws: &dyn Reads, lookup: &Lookup) -> Result<Option<Value>, PortError> {
    Ok(look_up(aws, std::slice::from_ref(lookup)).await?.remove(lookup))
}

type Found = BTreeMap<Lookup, Value>;

/// What is there of `lookups`.
pub(super) async fn look_up(aws: &dyn Reads, lookups: &[Lookup]) -> Result<Found, PortError> {
    let mut clusters = Vec::new();
    let mut services: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut governed: Vec<(&str, &str)> = Vec::new();
    let mut calls: Vec<BoxFuture<'_, Result<Found, PortError>>> = Vec::new();
    for lookup in lookups {
        match lookup {
            Lookup::Cluster { name } => clusters.push(name.as_str()),
            Lookup::Service { cluster, name } => services.entry(cluster).or_default().push(name),
            Lookup::ScalableTarget { cluster, service } => governed.push((cluster, service)),
            Lookup::TaskDefinition { name } => calls.push(one(lookup, ecs::task_definition(aws, name))),
            Lookup::Revision { family, content } => calls.push(one(lookup, ecs::revision(aws, family, content))),
            Lookup::LogGroup { name } => calls.push(one(lookup, others::log_group(aws, name))),
            Lookup::Role { name } => calls.push(one(lookup, others::role(aws, name))),
            Lookup::TargetGroup { arn } => calls.push(one(lookup, others::target_group(aws, arn))),
        }
    }
    for names in clusters.chunks(ecs::CLUSTERS_A_CALL) {
        calls.push(ecs::clusters(aws, names.to_vec()).boxed());
    }
    for (cluster, names) in services {
        for names in names.chunks(ecs::SERVICES_A_CALL) {
            calls.push(ecs::services(aws, cluster, names.to_vec()).boxed());
        }
    }
    for targets in governed.chunks(others::TARGETS_A_CALL) {
        calls.push(others::scalable_targets(aws, targets.to_vec()).boxed());
    }
    Ok(try_join_all(calls).await?.into_iter().flatten().collect())
}

fn one<'a>(
    lookup: &'a Lookup,
    call: impl Future<Output = Result<Option<Value>, PortError>> + Send + 'a,
) -> BoxFuture<'a, Result<Found, PortError>> {
    async move { Ok(call.await?.map(|found| (lookup.clone(), found)).into_iter().collect()) }.boxed()
}

/// Nothing where AWS says that the thing isn't there.
fn unless_missing<T>(answer: Result<T, PortError>) -> Result<Option<T>, PortError> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The items of the list `key` of an answer.
fn items<'v>(answer: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    answer.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn word<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}
