//! Which addresses may be sent to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Hosts of the internet, by https.
    Public,
    /// These, and this machine, by http too: to try things out.
    PublicAndLoopback,
    /// Every host, by http on this machine only: for addresses that whoever started the server stated.
    Anywhere,
}

impl Reach {
    /// Whether http will do for the host.
    pub(super) fn takes_http(self, host: &str) -> bool {
        let loopback =
            host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        match self {
            Self::Public => false,
            Self::PublicAndLoopback | Self::Anywhere => loopback,
        }
    }

    /// Whether the address may be sent to.
    pub(super) fn includes(self, ip: IpAddr) -> bool {
        match self {
            Self::Public => is_public(ip),
            Self::PublicAndLoopback => is_public(ip) || ip.to_canonical().is_loopback(),
            Self::Anywhere => true,
        }
    }
}

/// Whether the address is one of the internet: allocated for everybody, and no way around to a private one.
/// <https://www.iana.org/assignments/iana-ipv4-special-registry/>,
/// <https://www.iana.org/assignments/iana-ipv6-special-registry/>
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Blocks that are not of the internet, with the length of their prefix.
const NOT_PUBLIC_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Among them 169.254.169.254 and 169.254.170.2, where AWS gives out credentials.
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !NOT_PUBLIC_V4.iter().any(|(block, length)| {
        let shift = 32 - length;
        ip.to_bits() >> shift == Ipv4Addr::from(*block).to_bits() >> shift
    })
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    match segments {
        // Another way to write an IPv4 address, and its translation (RFC 6052).
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => {
            let [.., a, b] = segments;
            is_public_v4(Ipv4Addr::from_bits(u32::from(a) << 16 | u32::from(b)))
        }
        // Only 2000::/3 is given out. Of it: protocols such as Teredo, documentation, 6to4.
        [0x2001, second, ..] => second >= 0x0200 && second != 0x0db8,
        [0x2002, ..] => false,
        [0x3fff, second, ..] => second >= 0x1000,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_internet_is_public() {
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for not in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.8.8",
            "169.254.169.254",
            "169.254.170.2",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "2001::1",
            "2001:db8::1",
            "2002:a9fe:a9fe::1",
            "::7f00:1",
        ] {
            assert!(!is_public(not.parse().unwrap()), "{not}");
        }
    }

    #[test]
    fn loopback_is_reached_only_where_that_is_said() {
        let (v4, v6, mapped) = ("127.0.0.1", "::1", "::ffff:127.0.0.1");
        for loopback in [v4, v6, mapped] {
            let ip: IpAddr = loopback.parse().unwrap();
            assert!(!Reach::Public.includes(ip) && Reach::PublicAndLoopback.includes(ip), "{loopback}");
        }
        assert!(!Reach::PublicAndLoopback.includes("10.0.0.1".parse().unwrap()));
        assert!(!Reach::Public.takes_http("localhost") && Reach::Anywhere.takes_http("[::1]"));
        assert!(!Reach::Anywhere.takes_http("issuer.example"));
    }
}
