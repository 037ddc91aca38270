//! Which machine a request comes from.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::App;
use super::error::Error;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address that tries are counted by; nothing without a socket.
pub(super) struct Peer(pub(super) Option<IpAddr>);

impl FromRequestParts<App> for Peer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        // We speak no TLS ourselves, so that behind an https address there is a proxy that does.
        let proxied = app.team.as_ref().is_some_and(|team| team.address.is_secure());
        Ok(Self(socket.map(|socket| counted(if proxied { client(socket, &parts.headers) } else { socket }))))
    }
}

/// Who the proxy says that it speaks for: the last it added. Only a neighbour is believed; anybody else could say what
/// they like.
fn client(socket: IpAddr, headers: &HeaderMap) -> IpAddr {
    let near = match socket.to_canonical() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local(),
    };
    let last =
        headers.get_all(FORWARDED_FOR).iter().next_back().and_then(|value| value.to_str().ok()?.rsplit(',').next());
    last.and_then(|last| last.trim().parse().ok()).filter(|_| near).unwrap_or(socket)
}

/// One customer has 2^64 addresses of version 6, so that they count as one.
fn counted(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.into(),
        IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighbouring_proxy_is_believed_and_nobody_else() {
        let mut headers = HeaderMap::new();
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        assert_eq!(client(ip("10.0.0.1"), &headers), ip("10.0.0.1"));
        headers.insert(FORWARDED_FOR, "198.51.100.1, 203.0.113.9".parse().unwrap());
        for near in ["127.0.0.1", "10.0.0.1", "::1", "::ffff:10.0.0.1", "fd00::1"] {
            assert_eq!(client(ip(near), &headers), ip("203.0.113.9"), "{near}");
        }
        assert_eq!(client(ip("192.0.2.1"), &headers), ip("192.0.2.1"));
        headers.append(FORWARDED_FOR, "unknown".parse().unwrap());
        assert_eq!(client(ip("10.0.0.1"), &headers), ip("10.0.0.1"));
    }

    #[test]
    fn a_network_of_version_6_counts_as_one() {
        let ip = |text: &str| counted(text.parse().unwrap());
        assert_eq!(ip("2001:db8:1:2:3::4"), ip("2001:db8:1:2::9"));
        assert_ne!(ip("2001:db8:1:2::"), ip("2001:db8:1:3::"));
        assert_eq!(ip("::ffff:192.0.2.1"), ip("192.0.2.1"));
    }
}
