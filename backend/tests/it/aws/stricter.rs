//! The built program against another simulator of AWS, which refuses more than ours: a check of both. It is part of the
//! reference material that `BAYPLAN_SHARED` names, and is skipped where that isn't there.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use bayplan::ops::SAMPLE;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::client::Client;
use crate::support::program::command;

const REGION: &str = "eu-central-1";
const ACTIONS_OF_AN_IMAGE: [&str; 2] = ["RegisterTaskDefinition", "UpdateService"];
/// What the bench races with.
const BENCH: &str = include_str!("../../../../e2e/bench/apply/design.json");
/// Runs the simulator as it is, until standard input ends.
const RUN: &str = "
import os, runpy, sys, threading
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name='__main__')
";
/// What the service needs and the design doesn't make.
const SURROUNDINGS: &str = "
import boto3, json
ec2, elb = boto3.client('ec2'), boto3.client('elbv2')
found = ec2.describe_subnets()['Subnets']
vpc, subnets = found[0]['VpcId'], [each['SubnetId'] for each in found[:2]]
group = ec2.create_security_group(GroupName='shop', Description='shop', VpcId=vpc)['GroupId']
target = elb.create_target_group(Name='shop', Protocol='HTTP', Port=80, VpcId=vpc, TargetType='ip')
target = target['TargetGroups'][0]['TargetGroupArn']
balancer = elb.create_load_balancer(Name='shop', Subnets=subnets)['LoadBalancers'][0]['LoadBalancerArn']
forward = [{'Type': 'forward', 'TargetGroupArn': target}]
elb.create_listener(LoadBalancerArn=balancer, Protocol='HTTP', Port=80, DefaultActions=forward)
print(json.dumps({'subnets': subnets, 'securityGroups': [group], 'targetGroup': target}))
";

/// The simulator with an empty account, and a folder with a database.
struct Simulator {
    python: String,
    host: String,
    folder: TempDir,
    /// Ends when its standard input does, and so with this process.
    child: Child,
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Simulator {
    fn start() -> Option<Self> {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
        let shared = std::env::var_os("BAYPLAN_SHARED").map_or_else(beside, PathBuf::from);
        let program = shared.join("tools/aws_sim.py");
        let Ok(python) = std::env::var("BAYPLAN_MOTO_PYTHON") else {
            println!("SKIPPED: BAYPLAN_MOTO_PYTHON is not set");
            return None;
        };
        if !program.is_file() {
            println!("SKIPPED: there is no {}; set BAYPLAN_SHARED", program.display());
            return None;
        }
        // The simulator takes no port of its own choice.
        let host = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut child = Command::new(&python)
            .args(["-c", RUN])
            .arg(program)
            .args(["--port", &host.port().to_string(), "--steady-seconds", "1", "--alb-active-seconds", "0.1"])
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("listening"), "the simulator printed {line:?}");
        Some(Self { python, host: host.to_string(), folder: tempfile::tempdir().unwrap(), child })
    }

    fn variables(&self) -> [(&'static str, String); 7] {
        [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.host)),
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_DEFAULT_REGION", REGION.to_owned()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ("BAYPLAN_PACE", "quick".to_owned()),
        ]
    }

    /// The design with the subnets, security groups and target group that are there.
    fn design(&self, text: &str) -> Value {
        let mut python = Command::new(&self.python);
        let made = python.args(["-c", SURROUNDINGS]).envs(self.variables()).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        let made: Value = serde_json::from_slice(&made.stdout).unwrap();
        let mut design: Value = serde_json::from_str(&text.replace("\"REGION\"", &format!("\"{REGION}\""))).unwrap();
        let service = &mut design["services"]["web"];
        service["networkConfiguration"]["awsvpcConfiguration"]["subnets"] = made["subnets"].clone();
        service["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"] = made["securityGroups"].clone();
        service["loadBalancers"][0]["targetGroupArn"] = made["targetGroup"].clone();
        design
    }

    fn run(&self, verb: &str, design: &Value, more: &[&str]) -> Output {
        let file = self.folder.path().join("design.json");
        std::fs::write(&file, design.to_string()).unwrap();
        let database = format!("sqlite:{}", self.folder.path().join("bayplan.db").display());
        let mut arguments = vec![verb, file.to_str().unwrap(), "--environment", "aws", "--database", &database];
        arguments.extend(more);
        command(&arguments).envs(self.variables()).output().unwrap()
    }

    fn steps(&self, design: &Value) -> Vec<Value> {
        let planned = self.run("plan", design, &["--json"]);
        assert!(planned.status.success(), "{planned:?}");
        let plan: Value = serde_json::from_slice(&planned.stdout).unwrap();
        plan["steps"].as_array().unwrap().clone()
    }

    /// The changes since `seq`.
    fn changes(&self, seq: usize) -> Vec<Value> {
        let all = self.ask("GET /sim/calls?mutating=1");
        all.as_array().unwrap().iter().filter(|call| call["seq"].as_u64() > Some(seq as u64)).cloned().collect()
    }

    fn seq(&self) -> usize {
        self.ask("GET /sim/calls").as_array().unwrap().len()
    }

    fn ask(&self, request: &str) -> Value {
        let (status, answer) = Client::connect(&self.host).unwrap().call(request, "", "{}").unwrap();
        assert_eq!(status, 200, "{request}: {answer}");
        serde_json::from_str(&answer).unwrap()
    }

    /// Plans and applies, and holds the calls that arrived against the plan. Gives the actions of the plan.
    fn apply(&self, design: &Value) -> Vec<String> {
        let (steps, from) = (self.steps(design), self.seq());
        let applied = self.run("apply", design, &["--auto-approve"]);
        assert!(applied.status.success(), "{applied:?}");
        let mut arrived = self.changes(from);
        assert!(arrived.iter().all(|call| call["status"] == 200), "{arrived:#?}");
        assert_eq!(arrived.len(), steps.len(), "{arrived:#?}");
        for step in &steps {
            let at = arrived.iter().position(|call| is_of(call, step));
            arrived.remove(at.unwrap_or_else(|| panic!("{step:#} is not in {arrived:#?}")));
        }
        steps.iter().map(|step| step["action"].as_str().unwrap().to_owned()).collect()
    }

    /// The one service, as the simulator has it.
    fn service(&self) -> Value {
        self.ask("GET /sim/state")["services"][0].clone()
    }
}

/// Whether a call is the step's: its action, and every plain member that the simulator recorded whole.
fn is_of(call: &Value, step: &Value) -> bool {
    let input: BTreeMap<_, _> = step["input"].as_object().unwrap().iter().collect();
    let same = call["params"].as_object().unwrap().iter().all(|(name, recorded)| match input.get(name) {
        Some(Value::String(text)) if !text.contains("${") && text.len() <= 80 => recorded == text.as_str(),
        Some(number @ Value::Number(_)) => recorded == *number || recorded.as_str() == Some(&number.to_string()),
        _ => true,
    });
    call["action"] == step["action"] && same
}

fn with_tag(design: &Value, tag: &str) -> Value {
    let mut design = design.clone();
    let containers = design["taskDefinitions"]["web"]["containerDefinitions"].as_array_mut().unwrap();
    let container = containers.last_mut().unwrap();
    let (name, _) = container["image"].as_str().unwrap().rsplit_once(':').unwrap();
    container["image"] = json!(format!("{name}:{tag}"));
    design
}

#[test]
fn the_sample_is_applied_changed_broken_and_rolled_back() {
    let Some(simulator) = Simulator::start() else { return };
    let sample = simulator.design(SAMPLE);
    let made = simulator.apply(&sample);
    assert_eq!(made.len(), 8, "{made:?}");
    assert_eq!(simulator.steps(&sample), [json!(null); 0]);
    assert_eq!(simulator.apply(&with_tag(&sample, "2")), ACTIONS_OF_AN_IMAGE);
    let good = simulator.service();
    assert_eq!((&good["running"], &good["deployments"][0]["rolloutState"]), (&json!(2), &json!("COMPLETED")));

    let broken = with_tag(&sample, "3-crash");
    let from = simulator.seq();
    let failed = simulator.run("apply", &broken, &["--auto-approve"]);
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    let told = String::from_utf8_lossy(&failed.stderr);
    assert!(told.contains("exit code 1"), "{told}");
    let made: Vec<_> = simulator.changes(from).iter().map(|call| call["action"].clone()).collect();
    assert_eq!(made, ACTIONS_OF_AN_IMAGE);

    let back = simulator.run("rollback", &broken, &["--auto-approve", "--accept-risks"]);
    assert!(back.status.success(), "{back:?}");
    assert_eq!(simulator.service()["taskDefinition"], good["taskDefinition"]);
    assert_eq!(simulator.service()["running"], 2);
}

#[test]
fn the_design_of_the_bench_is_applied_and_changed() {
    let Some(simulator) = Simulator::start() else { return };
    let design = simulator.design(BENCH);
    let made = simulator.apply(&design);
    assert_eq!(made.len(), 8, "{made:?}");
    assert_eq!(simulator.apply(&with_tag(&design, "2")), ACTIONS_OF_AN_IMAGE);
}
