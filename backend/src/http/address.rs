//! The address that people open.

use axum::http::Uri;
use std::net::IpAddr;

/// Where a team reaches the server, such as `https://bayplan.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    /// As browsers write it in `Origin`: in lower case, without the scheme's own port.
    origin: String,
    secure: bool,
}

/// Why a text is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write it as https://bayplan.example.com: a scheme and a host, a port if it needs one, and nothing behind")]
pub struct NoAddress;

impl PublicAddress {
    /// Reads an address. Port 0 stands for `port`, where the server listens.
    pub fn read(text: &str, port: u16) -> Result<Self, NoAddress> {
        let uri: Uri = text.parse().map_err(|_| NoAddress)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(NoAddress) };
        let (secure, usual) = match scheme {
            "https" => (true, 443),
            "http" => (false, 80),
            _ => return Err(NoAddress),
        };
        let host = authority.host().to_ascii_lowercase();
        let odd = text.contains(['#', '?', '@']) || !matches!(uri.path(), "" | "/") || host.is_empty();
        let given = match authority.as_str().get(host.len()..) {
            Some("") => usual,
            Some(rest) => rest.strip_prefix(':').and_then(|given| given.parse().ok()).ok_or(NoAddress)?,
            None => return Err(NoAddress),
        };
        if odd {
            return Err(NoAddress);
        }
        let port = if given == 0 { port } else { given };
        let port = if port == usual { String::new() } else { format!(":{port}") };
        Ok(Self { origin: format!("{scheme}://{host}{port}"), secure })
    }

    /// The address itself, without a slash behind it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether what is sent can't be read on the way.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether only this machine reaches it.
    pub fn is_loopback(&self) -> bool {
        let host = self.authority();
        let host = host
            .rsplit_once(':')
            .map_or(host, |(host, port)| if port.ends_with(']') { self.authority() } else { host });
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Whether a request that names `host` is addressed to it.
    pub(super) fn is_host(&self, host: &str) -> bool {
        let usual = if self.secure { ":443" } else { ":80" };
        let host = host.to_ascii_lowercase();
        host == self.authority() || host.strip_suffix(usual) == Some(self.authority())
    }

    fn authority(&self) -> &str {
        self.origin.split_once("://").map_or("", |(_, authority)| authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_a_scheme_and_a_host() {
        for (text, origin) in [
            ("https://Bayplan.Example.com", "https://bayplan.example.com"),
            ("https://bayplan.example.com:443/", "https://bayplan.example.com"),
            ("http://10.0.0.5:80", "http://10.0.0.5"),
            ("http://10.0.0.5:8080", "http://10.0.0.5:8080"),
            ("http://127.0.0.1:0", "http://127.0.0.1:4000"),
            ("http://[fd00::1]:8080", "http://[fd00::1]:8080"),
        ] {
            assert_eq!(PublicAddress::read(text, 4000).unwrap().origin(), origin, "{text}");
        }
        for wrong in [
            "",
            "bayplan",
            "bayplan.example.com",
            "ftp://x",
            "https://",
            "https://x/y",
            "https://x?y",
            "https://x/#y",
            "https://u@x",
            "https://u:p@x",
            "https://x:",
            "https://x:99999",
            "https://é.example",
        ] {
            assert_eq!(PublicAddress::read(wrong, 4000), Err(NoAddress), "{wrong}");
        }
    }

    #[test]
    fn a_host_is_the_address_with_or_without_its_usual_port() {
        let address = PublicAddress::read("https://bayplan.example.com", 1).unwrap();
        assert!(address.is_host("BAYPLAN.example.com") && address.is_host("bayplan.example.com:443"));
        for foreign in ["bayplan.example.com:80", "bayplan.example.com.evil", "evil", "", "bayplan.example.com:443:443"]
        {
            assert!(!address.is_host(foreign), "{foreign}");
        }
        let loopback = |text: &str| PublicAddress::read(text, 1).unwrap().is_loopback();
        assert!(loopback("http://127.0.0.1:80") && loopback("http://localhost:3000") && loopback("http://[::1]:3000"));
        assert!(loopback("http://[::1]") && !loopback("http://[fd00::1]") && !loopback("https://bayplan.example.com"));
    }
}
