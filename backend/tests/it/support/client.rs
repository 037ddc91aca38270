//! A plain HTTP client over a real socket.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// One connection, kept open.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    host: String,
    /// The lines above the body of the last answer.
    pub(crate) head: Vec<String>,
}

impl Client {
    /// `host` is as the server prints it: `127.0.0.1:8080`.
    pub(crate) fn connect(host: &str) -> io::Result<Self> {
        Ok(Self { stream: BufReader::new(TcpStream::connect(host)?), host: host.to_owned(), head: Vec::new() })
    }

    /// Sends a request and reads the status and the body.
    pub(crate) fn call(&mut self, request: &str, headers: &str, body: &str) -> io::Result<(u16, String)> {
        self.send(request, headers, body)?;
        self.receive()
    }

    pub(crate) fn send(&mut self, request: &str, headers: &str, body: &str) -> io::Result<()> {
        let (host, length) = (&self.host, body.len());
        let head = format!(
            "{request} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        self.stream.get_mut().write_all((head + body).as_bytes())
    }

    pub(crate) fn receive(&mut self) -> io::Result<(u16, String)> {
        let status = self.line()?.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut length = 0;
        self.head.clear();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some(given) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = given.trim().parse().unwrap();
            }
            self.head.push(line);
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status.ok_or(io::ErrorKind::InvalidData)?, String::from_utf8(body).unwrap()))
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}
