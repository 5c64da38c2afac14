//! A client that costs next to nothing: plain HTTP/1.1 over connections that are kept, one thread each.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::Fallible;
use crate::spread::Spread;

/// How many ask at once.
pub const CONNECTIONS: usize = 8;

/// One connection.
pub struct Line(BufReader<TcpStream>);

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// What this header says.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }
}

impl Line {
    /// A new connection.
    pub fn open(addr: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(addr)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self(BufReader::with_capacity(64 << 10, stream)))
    }

    /// Asks, with these further header lines, and waits for the whole answer.
    pub fn ask(&mut self, method: &str, path: &str, headers: &str, body: &str) -> io::Result<Answer> {
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
        );
        self.0.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let status =
            head.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
        let mut answer = Answer { status, head, body: Vec::new() };
        if answer.header("transfer-encoding").is_some() {
            while self.chunk(&mut answer.body)? {}
        } else {
            let length = answer.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
            self.0.by_ref().take(length).read_to_end(&mut answer.body)?;
        }
        Ok(answer)
    }

    /// One chunk; false when it was the last.
    fn chunk(&mut self, body: &mut Vec<u8>) -> io::Result<bool> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        let length = u64::from_str_radix(line.trim(), 16).map_err(|_| io::ErrorKind::InvalidData)?;
        self.0.by_ref().take(length).read_to_end(body)?;
        self.0.read_line(&mut line)?;
        Ok(length > 0)
    }
}

/// How many whole pages a second, how long each took, and how many answers were none.
pub struct Load {
    pub rate: f64,
    pub spread: Spread,
    pub failed: usize,
}

/// Asks for `/` on all connections for so long.
pub fn load(addr: SocketAddr, headers: &str, time: Duration) -> Fallible<Load> {
    let start = Instant::now();
    let answers = std::thread::scope(|scope| {
        let lines: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(|| line(addr, headers, time))).collect();
        let mut answers = Vec::new();
        for line in lines {
            answers.extend(line.join().map_err(|_| "a connection broke off")??);
        }
        Fallible::Ok(answers)
    })?;
    let took = start.elapsed().as_secs_f64();
    let pages: Vec<Duration> = answers.iter().copied().flatten().collect();
    let failed = answers.len() - pages.len();
    Ok(Load { rate: pages.len() as f64 / took, spread: Spread::of(pages), failed })
}

/// How long each answer took, unless it was a failure.
fn line(addr: SocketAddr, headers: &str, time: Duration) -> io::Result<Vec<Option<Duration>>> {
    let (start, mut answers, mut line) = (Instant::now(), Vec::new(), Line::open(addr)?);
    while start.elapsed() < time {
        let asked = Instant::now();
        let answer = line.ask("GET", "/", headers, "")?;
        answers.push((answer.status == 200).then(|| asked.elapsed()));
    }
    Ok(answers)
}
