//! The server and the command line from outside: HTTP without and with a socket, and the built program.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "figures are printed, and a test may panic anywhere")]

mod apply;
mod aws;
mod cli;
mod crash;
mod http;
mod support;
