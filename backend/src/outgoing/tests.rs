//! Against a server on this machine that does what it is told.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

/// Answers every connection with `answer`, after it has read the request's head, and counts nothing.
async fn server(answer: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.windows(4).any(|four| four == b"\r\n\r\n") {
                    let mut byte = [0];
                    if stream.read(&mut byte).await.unwrap_or(0) == 0 {
                        return;
                    }
                    head.push(byte[0]);
                }
                let _ = stream.write_all(&answer).await;
                if answer.is_empty() {
                    // Says nothing, for as long as the client waits.
                    let _ = stream.read(&mut [0]).await;
                }
            });
        }
    });
    address
}

fn get(url: String) -> Outgo {
    Outgo { method: Method::GET, url, headers: Vec::new(), body: Vec::new() }
}

const LOCAL: Outgoing = Outgoing::new(Reach::PublicAndLoopback);

#[tokio::test]
async fn an_answer_comes_back_as_it_is() {
    let answer = b"HTTP/1.1 201 Created\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok".to_vec();
    let address = server(answer).await;
    let income = LOCAL.send(get(format!("http://{address}/hook"))).await.unwrap();
    assert_eq!((income.status, income.body.as_slice()), (201, &b"ok"[..]));
    assert_eq!(income.content_type.as_deref(), Some("text/plain"));
}

#[tokio::test]
async fn nothing_is_followed() {
    let target = server(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret".to_vec()).await;
    let answer = format!("HTTP/1.1 302 Found\r\nlocation: http://{target}/\r\ncontent-length: 0\r\n\r\n");
    let address = server(answer.into_bytes()).await;
    let income = LOCAL.send(get(format!("http://{address}/"))).await.unwrap();
    assert_eq!((income.status, income.body.len()), (302, 0));
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_cut_off() {
    let mut answer = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..5 {
        answer.extend_from_slice(b"10000\r\n");
        answer.extend(std::iter::repeat_n(b'x', 0x10000));
        answer.extend_from_slice(b"\r\n");
    }
    let address = server(answer).await;
    assert_eq!(LOCAL.send(get(format!("http://{address}/"))).await, Err(OutgoingError::TooLong));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_given_up() {
    let address = server(Vec::new()).await;
    assert_eq!(LOCAL.send(get(format!("http://{address}/"))).await, Err(OutgoingError::Timeout));
}

#[tokio::test]
async fn what_is_out_of_reach_gets_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let public = Outgoing::new(Reach::Public);
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "127.1"] {
        let sent = public.send(get(format!("https://{host}:{port}/"))).await;
        assert!(matches!(sent, Err(OutgoingError::Private(_) | OutgoingError::Unresolved(_))), "{host}: {sent:?}");
    }
    for host in ["169.254.169.254", "169.254.170.2", "[fd00:ec2::254]", "10.0.0.1", "192.168.1.1"] {
        let sent = LOCAL.send(get(format!("https://{host}/latest/meta-data/"))).await;
        assert!(matches!(sent, Err(OutgoingError::Private(_))), "{host}: {sent:?}");
    }
    let accepted = tokio::time::timeout(Duration::from_millis(1), listener.accept()).await;
    assert!(accepted.is_err(), "somebody connected");
}

#[test]
fn an_address_is_judged_before_anything_is_looked_up() {
    let public = Outgoing::new(Reach::Public);
    for (address, reason) in [
        ("nonsense", OutgoingError::Address),
        ("https://", OutgoingError::Address),
        ("http://example.com/", OutgoingError::NotHttps),
        ("http://localhost/", OutgoingError::NotHttps),
        ("ftp://example.com/", OutgoingError::NotHttps),
        ("file:///etc/passwd", OutgoingError::Address),
        ("https://user:password@example.com/", OutgoingError::Login),
    ] {
        assert_eq!(public.check(address).err(), Some(reason), "{address}");
    }
    assert!(public.check("https://example.com:8443/a?b#c").is_ok());
}
