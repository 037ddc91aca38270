//! The program `bayplan`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    bayplan::cli::run()
}
