//! The server and the command line from outside: HTTP without and with a socket, and the built program.
#![forbid(unsafe_code)]

mod cli;
mod crash;
mod http;
mod support;
