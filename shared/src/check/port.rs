//! What a port mapping means.

use crate::document::View;
use crate::model::PortMapping;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Protocol {
    Tcp,
    Udp,
}

impl Protocol {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

/// The protocol that AWS uses: tcp for anything but udp. Nothing where it isn't known yet.
pub(super) fn protocol(mapping: &View<'_, PortMapping>) -> Option<Protocol> {
    if !mapping.has(&PortMapping::PROTOCOL) {
        return Some(Protocol::Tcp);
    }
    let word = mapping.get(&PortMapping::PROTOCOL)?;
    Some(if word.eq_ignore_ascii_case("udp") { Protocol::Udp } else { Protocol::Tcp })
}

/// Whether AWS takes this number as a container port.
pub(super) fn is_port(number: i64) -> bool {
    let (low, high) = PortMapping::CONTAINER_PORT.bounds();
    (low..=high).contains(&number)
}

/// The ports from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PortRange {
    pub(super) low: i64,
    pub(super) high: i64,
}

impl PortRange {
    pub(super) const fn single(port: i64) -> Self {
        Self { low: port, high: port }
    }

    /// Reads `low-high`, as AWS takes it: two ports, the lower one first.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (low, high) = text.split_once('-')?;
        let range = Self { low: port(low)?, high: port(high)? };
        (range.low < range.high).then_some(range)
    }

    /// The range that `text` stands for, though it may have blanks in it or the ends swapped.
    pub(super) fn meant(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('-')?;
        let (first, second) = (port(first.trim())?, port(second.trim())?);
        (first != second).then(|| Self { low: first.min(second), high: first.max(second) })
    }

    pub(super) fn contains(self, port: i64) -> bool {
        (self.low..=self.high).contains(&port)
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    pub(super) fn text(self) -> String {
        if self.low == self.high { self.low.to_string() } else { format!("{}-{}", self.low, self.high) }
    }
}

fn port(digits: &str) -> Option<i64> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && is_port(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_at_their_bounds() {
        assert_eq!(PortRange::parse("1-65535"), Some(PortRange { low: 1, high: 65_535 }));
        for text in ["0-10", "1-65536", "10-10", "11-10", "10", "10-", "-10", "+1-10", "1 - 10", "1-5-9", "a-b", ""] {
            assert_eq!(PortRange::parse(text), None, "{text}");
        }
        assert_eq!(PortRange::meant("8010 - 8000"), Some(PortRange { low: 8000, high: 8010 }));
        assert_eq!(PortRange::meant("8000-8000"), None);
    }

    #[test]
    fn ranges_overlap_where_they_share_a_port() {
        let range = |low, high| PortRange { low, high };
        assert!(range(1, 5).overlaps(range(5, 9)));
        assert!(!range(1, 5).overlaps(range(6, 9)));
        assert!(range(1, 9).overlaps(PortRange::single(4)));
    }
}
