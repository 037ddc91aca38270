//! The local AWS of the tests, as far away as the real one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::paths;

/// What is added to every call, in milliseconds.
pub(crate) const LATENCY_MS: u64 = 100;
/// Until a deployment is steady, in milliseconds: little, so that the time of the calls and of the waiting shows.
pub(crate) const STEADY_MS: u64 = 3000;

/// The server and, before it, the proxy that counts. Both end with this process.
pub(super) struct LocalAws {
    server: Process,
    proxy: Process,
}

struct Process {
    host: String,
    _child: Child,
}

impl Process {
    fn start(python: &Path, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(python);
        command.current_dir(paths::root().join("e2e/aws")).env("PYTHONDONTWRITEBYTECODE", "1");
        command.args(arguments).arg("--watch-stdin").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("the local AWS can't be started")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("the output was asked for")?).read_line(&mut line)?;
        let ready: Value = serde_json::from_str(&line).with_context(|| format!("{arguments:?} printed {line:?}"))?;
        Ok(Self { host: format!("127.0.0.1:{}", ready["port"]), _child: child })
    }
}

impl LocalAws {
    pub(super) fn start(python: &Path) -> Result<Self> {
        let server = Process::start(python, &["server.py", "--port", "0"])?;
        let proxy = Process::start(python, &["fault_proxy.py", "--listen", "0", "--upstream", &server.host])?;
        let seconds = Value::from(STEADY_MS).as_f64().unwrap_or_default() / 1000.0;
        let config = json!({"steadySeconds": seconds, "latencyMs": LATENCY_MS});
        ask(&server.host, "POST /admin/config", &config)?;
        Ok(Self { server, proxy })
    }

    /// Where a contestant finds it.
    pub(super) fn endpoint(&self) -> String {
        format!("http://{}", self.proxy.host)
    }

    /// Forgets everything and makes the target group that the service goes behind; gives its ARN.
    pub(super) fn begin(&self, region: &str) -> Result<String> {
        ask(&self.server.host, "POST /admin/reset", &json!({}))?;
        let made = ask(&self.server.host, "POST /admin/target-group", &json!({"region": region, "name": "web"}))?;
        // moto loads much when it is first asked for a thing, which is no contestant's doing.
        self.state(region)?;
        Ok(made["arn"].as_str().context("the target group has no ARN")?.to_owned())
    }

    /// The names of the calls since this was asked last, in order, and whether each changes something.
    pub(super) fn take_calls(&self) -> Result<Vec<(String, bool)>> {
        let answer = ask(&self.proxy.host, "GET /__proxy/calls", &json!({}))?;
        ask(&self.proxy.host, "POST /__proxy/reset", &json!({}))?;
        let calls = answer["calls"].as_array().context("the proxy listed no calls")?;
        let call = |call: &Value| (call["action"].as_str().unwrap_or("?").to_owned(), call["mutating"] == true);
        Ok(calls.iter().map(call).collect())
    }

    pub(super) fn state(&self, region: &str) -> Result<Value> {
        ask(&self.server.host, &format!("GET /admin/state?region={region}"), &json!({}))
    }
}

/// One HTTP request with JSON in and out; `request` is method and path.
fn ask(host: &str, request: &str, body: &Value) -> Result<Value> {
    let body = body.to_string();
    let mut stream = TcpStream::connect(host)?;
    let length = body.len();
    write!(
        stream,
        "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("no HTTP answer")?;
    ensure!(head.split(' ').nth(1) == Some("200"), "{request}: {answer}");
    Ok(serde_json::from_str(body)?)
}
