//! The local AWS of the tests: moto with our additions behind the fault proxy, one pair for all tests of the binary and
//! one Region for each case. It needs the Python that `BAYPLAN_MOTO_PYTHON` names (`cargo xtask test` makes it).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_credential_types::Credentials;
use bayplan::aws::{SdkConnect, Timeouts};
use bayplan::ports::Connect;
use serde::Deserialize;
use serde_json::{Value, json};
use shared::environment::{Environment, EnvironmentKind};
use shared::plan::Action;

use super::client::Client;

const PYTHON: &str = "BAYPLAN_MOTO_PYTHON";
/// Seconds until a deployment is steady, unless a test says otherwise.
const STEADY: &str = "0.5";

/// A Region of its own in the local AWS.
pub(crate) struct MotoWorld {
    pub(crate) region: String,
    processes: &'static Processes,
}

/// A call as the proxy saw it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Call {
    pub(crate) action: String,
    pub(crate) mutating: bool,
    pub(crate) body: String,
    pub(crate) fault: Option<String>,
    /// The HTTP status that AWS gave, when it has.
    pub(crate) status: Option<u16>,
}

/// They end when their standard input does, which is when this process ends, however it does.
struct Processes {
    server: Process,
    proxy: Process,
}

struct Process {
    host: String,
    _child: Child,
}

impl Process {
    fn start(python: &str, arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../e2e/aws");
        let mut command = Command::new(python);
        command.current_dir(folder).env("PYTHONDONTWRITEBYTECODE", "1").args(arguments).arg("--watch-stdin");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{arguments:?} printed {line:?}"));
        Self { host: format!("127.0.0.1:{}", ready["port"]), _child: child }
    }
}

impl MotoWorld {
    /// A new Region; nothing, and a word about it, where there is no moto.
    pub(crate) fn new() -> Option<Self> {
        static PROCESSES: OnceLock<Processes> = OnceLock::new();
        static CASES: AtomicUsize = AtomicUsize::new(1);
        let Ok(python) = std::env::var(PYTHON) else {
            println!("SKIPPED: {PYTHON} is not set");
            return None;
        };
        let processes = PROCESSES.get_or_init(|| {
            let server = Process::start(&python, &["server.py", "--port", "0", "--steady-seconds", STEADY]);
            let proxy = Process::start(&python, &["fault_proxy.py", "--listen", "0", "--upstream", &server.host]);
            Processes { server, proxy }
        });
        let case = CASES.fetch_add(1, Ordering::Relaxed);
        Some(Self { region: format!("xx-case-{case}"), processes })
    }

    /// An environment that leads to this Region through the proxy.
    pub(crate) fn environment(&self) -> Environment {
        Environment {
            name: "moto".to_owned(),
            kind: EnvironmentKind::Development,
            region: self.region.clone(),
            endpoint: Some(format!("http://{}", self.processes.proxy.host)),
            ..Environment::sandbox()
        }
    }

    /// A way to AWS that does not depend on this process's environment variables, and is quick to give up.
    pub(crate) fn connector() -> SdkConnect {
        let timeouts = Timeouts {
            connect: Duration::from_secs(5),
            attempt: Duration::from_secs(10),
            operation: Duration::from_secs(30),
            first_retry: Duration::from_millis(10),
        };
        Self::connector_with(timeouts)
    }

    pub(crate) fn connector_with(timeouts: Timeouts) -> SdkConnect {
        let credentials = Credentials::builder().access_key_id("test").secret_access_key("test").provider_name("test");
        SdkConnect::with_timeouts(timeouts).with_credentials(credentials.build())
    }

    /// What leads another program to this Region through the proxy, by the AWS SDK's own variables.
    pub(crate) fn variables(&self) -> [(&'static str, String); 5] {
        [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.processes.proxy.host)),
            ("AWS_REGION", self.region.clone()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        ]
    }

    /// Makes the Region's calls fail: `[{"action": "CreateService", "nth": 1, "fault": "lost"}]`.
    #[expect(clippy::needless_pass_by_value, reason = "callers write json!([...])")]
    pub(crate) fn rules(&self, rules: Value) {
        self.proxy("POST /__proxy/rules", &json!({"region": self.region, "rules": rules}));
    }

    /// What was called in the Region, in order.
    pub(crate) fn calls(&self) -> Vec<Call> {
        let mut answer = self.proxy(&format!("GET /__proxy/calls?region={}", self.region), &json!({}));
        serde_json::from_value(answer["calls"].take()).unwrap()
    }

    /// Forgets the Region's calls and rules.
    pub(crate) fn forget(&self) {
        self.proxy(&format!("POST /__proxy/reset?region={}", self.region), &json!({}));
    }

    /// What is in the Region: `clusters`, `services`, `taskDefinitions`, `logGroups`, and all `roles`.
    pub(crate) fn state(&self) -> Value {
        self.server(&format!("GET /admin/state?region={}", self.region), &json!({}))
    }

    /// Makes a target group and gives its ARN.
    pub(crate) fn target_group(&self, name: &str) -> String {
        let made = self.server("POST /admin/target-group", &json!({"region": self.region, "name": name}));
        made["arn"].as_str().unwrap().to_owned()
    }

    /// Makes a call as somebody else does who isn't under test.
    pub(crate) fn change(&self, action: Action, input: &Value) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let aws = Self::connector().connect(&self.environment()).await.unwrap();
            aws.change(action, input).await.unwrap();
        });
    }

    /// Makes ECS call a role of this name not valid for so long after it was made.
    pub(crate) fn settles(&self, role: &str, ms: u32) {
        self.server("POST /admin/role", &json!({"name": role, "settlesMs": ms}));
    }

    fn proxy(&self, request: &str, body: &Value) -> Value {
        call(&self.processes.proxy.host, request, body)
    }

    fn server(&self, request: &str, body: &Value) -> Value {
        call(&self.processes.server.host, request, body)
    }
}

fn call(host: &str, request: &str, body: &Value) -> Value {
    let (status, answer) = Client::connect(host).unwrap().call(request, "", &body.to_string()).unwrap();
    assert_eq!(status, 200, "{request}: {answer}");
    serde_json::from_str(&answer).unwrap()
}
