//! The built program against the local AWS, led there by the AWS SDK's own environment variables alone.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use super::engine::design;
use crate::support::aws::MotoWorld;
use crate::support::program::command;

fn run(world: &MotoWorld, folder: &Path, verb: &[&str]) -> Output {
    let database = format!("sqlite:{}", folder.join("bayplan.db").display());
    let file = folder.join("shop.json");
    let mut arguments = verb.to_vec();
    arguments.extend([file.to_str().unwrap(), "--environment", "aws", "--database", &database, "--json"]);
    command(&arguments).envs(world.variables()).output().unwrap()
}

#[test]
fn the_environment_aws_is_the_sdk_s_own_configuration() {
    let Some(world) = MotoWorld::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    let group = world.target_group("web");
    std::fs::write(folder.path().join("shop.json"), design(&world, &group, "1").to_string()).unwrap();

    let planned = run(&world, folder.path(), &["plan"]);
    assert!(planned.status.success(), "{planned:?}");
    let plan: Value = serde_json::from_slice(&planned.stdout).unwrap();
    let mut steps: Vec<_> =
        plan["steps"].as_array().unwrap().iter().map(|step| step["action"].as_str().unwrap()).collect();

    let applied = run(&world, folder.path(), &["apply", "--auto-approve"]);
    assert!(applied.status.success(), "{applied:?}");
    let calls = world.calls();
    let mut made: Vec<_> = calls.iter().filter(|call| call.mutating).map(|call| call.action.as_str()).collect();
    steps.sort_unstable();
    made.sort_unstable();
    assert_eq!(made, steps);
    assert_eq!(world.state()["services"][0]["runningCount"], 2);

    world.forget();
    let again = run(&world, folder.path(), &["apply", "--auto-approve"]);
    assert!(again.status.success(), "{again:?}");
    assert!(world.calls().iter().all(|call| !call.mutating));
}
