//! The built program.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// Runs `bayplan` with `input` as its standard input.
pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().unwrap();
    // The program may end without reading it all.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// `bayplan` with its output piped.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayplan"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A running server; ended by SIGKILL when dropped.
pub(crate) struct Server {
    pub(crate) child: Child,
    /// Such as `127.0.0.1:8080`.
    pub(crate) host: String,
}

impl Server {
    /// Starts a server on a free port and waits until it prints its address.
    pub(crate) fn start(database: &Path) -> Self {
        let url = format!("sqlite:{}", database.display());
        let mut child =
            command(&["serve", "--listen", "127.0.0.1:0", "--database", &url]).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.trim_end().strip_prefix("Bayplan is at http://").unwrap_or_else(|| panic!("printed {line:?}"));
        Self { child, host: host.to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
