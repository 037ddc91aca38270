//! An endpoint that stands in for AWS in development.

use std::net::Ipv6Addr;

use super::EnvironmentError;
use super::names::shown;

/// Longer than any address that a person writes.
const MAX_LENGTH: usize = 2000;

pub(super) fn check_endpoint(endpoint: &str) -> Result<(), EnvironmentError> {
    if is_endpoint(endpoint) { Ok(()) } else { Err(EnvironmentError::Endpoint { endpoint: shown(endpoint) }) }
}

/// `http` or `https` with a host, perhaps a port and a path. A user in it would be a secret in a list that everybody
/// sees, and whatever follows `?` or `#` would be lost.
fn is_endpoint(endpoint: &str) -> bool {
    let Some(rest) = endpoint.strip_prefix("http://").or_else(|| endpoint.strip_prefix("https://")) else {
        return false;
    };
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#@\\".contains(&byte));
    let authority = rest.split_once('/').map_or(rest, |(authority, _)| authority);
    rest.len() <= MAX_LENGTH && is_plain && is_authority(authority)
}

fn is_authority(authority: &str) -> bool {
    if let Some(bracketed) = authority.strip_prefix('[') {
        let parts = bracketed.split_once(']');
        return parts.is_some_and(|(host, rest)| host.parse::<Ipv6Addr>().is_ok() && is_port(rest));
    }
    let (host, rest) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    !host.is_empty() && host.bytes().all(is_host) && is_port(rest)
}

/// Nothing, or a colon and a number.
fn is_port(rest: &str) -> bool {
    let digits = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    rest.is_empty()
        || rest.strip_prefix(':').is_some_and(|port| digits(port) && port.parse().is_ok_and(|port: u16| port > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_http_with_a_host() {
        for endpoint in [
            "http://localhost:5000",
            "http://127.0.0.1",
            "https://aws.example.com/path/",
            "http://[::1]:4566",
            "http://[::1]",
        ] {
            assert!(is_endpoint(endpoint), "{endpoint}");
        }
        for endpoint in [
            "",
            "localhost:5000",
            "ftp://localhost",
            "HTTP:localhost",
            "http://",
            "http:///path",
            "http://:5000",
            "http://host:",
            "http://host:0",
            "http://host:70000",
            "http://host:+80",
            "http://user:secret@host",
            "http://host/?a=b",
            "http://host#x",
            "http://ho st",
            "http://[::1",
            "http://[host]",
            "http://[::1]5000",
            "http://host\\evil",
            "http://h\u{f6}st",
        ] {
            assert!(!is_endpoint(endpoint), "{endpoint}");
        }
    }
}
