//! Where to listen, and where people reach that.

use std::net::{SocketAddr, ToSocketAddrs};

use super::ServeError;
use crate::http::PublicAddress;

/// The address to listen on. Where that is every address of the machine, people have to be told one.
pub(super) fn wanted(listen: &str, url: Option<&str>) -> Result<SocketAddr, ServeError> {
    let no_address = || ServeError::Address(listen.to_owned());
    let addresses: Vec<_> = listen.to_socket_addrs().map_err(|_| no_address())?.collect();
    if url.is_none() && addresses.iter().any(|address| address.ip().is_unspecified()) {
        return Err(ServeError::AnyAddress(listen.to_owned()));
    }
    // Before anything is opened; the port is filled in later.
    url.map(|url| read(url, 0)).transpose()?;
    addresses.first().copied().ok_or_else(no_address)
}

/// The address that people open, by accounts; nothing where whoever is at this machine is the only one there is.
pub(super) fn public(listening: SocketAddr, url: Option<&str>) -> Result<Option<PublicAddress>, ServeError> {
    match url {
        Some(url) => read(url, listening.port()).map(Some),
        None if listening.ip().is_loopback() => Ok(None),
        None => read(&format!("http://{listening}"), listening.port()).map(Some),
    }
}

fn read(url: &str, port: u16) -> Result<PublicAddress, ServeError> {
    PublicAddress::read(url, port).map_err(|reason| ServeError::Url { url: url.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public_at(listen: &str, url: Option<&str>) -> Option<String> {
        let listening = wanted(listen, url).unwrap();
        public(listening, url).unwrap().map(|public| public.origin().to_owned())
    }

    #[test]
    fn accounts_are_where_others_can_come() {
        assert_eq!(public_at("127.0.0.1:8080", None), None);
        assert_eq!(public_at("[::1]:8080", None), None);
        let url = Some("https://bayplan.example.com");
        assert_eq!(public_at("127.0.0.1:8080", url).as_deref(), url);
        assert_eq!(public_at("0.0.0.0:8080", url).as_deref(), url);
        assert_eq!(public_at("127.0.0.1:8080", Some("http://127.0.0.1:0")).as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(public_at("192.0.2.1:8080", None).as_deref(), Some("http://192.0.2.1:8080"));
        assert_eq!(public_at("192.0.2.1:80", None).as_deref(), Some("http://192.0.2.1"));
        assert!(matches!(wanted("0.0.0.0:80", None), Err(ServeError::AnyAddress(_))));
        assert!(matches!(wanted("[::]:80", None), Err(ServeError::AnyAddress(_))));
        assert!(matches!(wanted("127.0.0.1:80", Some("bayplan")), Err(ServeError::Url { .. })));
        assert!(matches!(wanted("nowhere", None), Err(ServeError::Address(_))));
    }
}
