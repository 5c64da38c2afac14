//! The live line under many screens: how soon after a write every one of them is told, and what a line that hears
//! nothing costs. Over the loopback, with as many connections as this system lets a process have.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::noun::account::Account;
use domain::query::Query;
use domain::record::Record as _;
use service::record;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::Fallible;
use crate::company::Company;
use crate::load::Line;
use crate::pages::sign_in;
use crate::process::{Process, files};
use crate::spread::Spread;
use crate::table::Table;

/// How many screens hear of a write.
const SCREENS: usize = 200;
/// How many lines hear nothing.
const IDLE: usize = 1_000;
/// How many writes are told of; they are further apart than the line gathers.
const WRITES: usize = 20;
const APART: Duration = Duration::from_millis(300);
/// A line that says nothing for longer was not told.
const TOLD_MOST: Duration = Duration::from_secs(10);
/// What else this process has open.
const SPARE: usize = 100;
/// Who writes.
const WRITER: &str = "admin@demo.example";

/// A customer to log visits to.
pub async fn customer(company: &Company) -> Fallible<String> {
    let one = Query { limit: 1, ..Query::default() };
    let found = record::list(&company.ctx, Account::SPEC, &one).await.map_err(|problem| problem.en)?;
    Ok(found.rows.into_iter().next().ok_or("the company has no customer")?.id)
}

/// Measures both, with visits to this customer.
pub async fn measure(data: &Path, customer: &str, table: &mut Table) -> Fallible {
    let files = files();
    let (process, _) = Process::start(data)?;
    let addr = process.addr;
    let cookie = tokio::task::spawn_blocking(move || sign_in(addr, WRITER)).await??;
    let screens = SCREENS.min(files.saturating_sub(SPARE));
    let told = told(addr, &cookie, screens, customer).await?;
    let missed = screens * WRITES - told.count();
    let is_met = missed == 0 && told.holds(Duration::from_millis(500));
    let lost = if missed == 0 { String::new() } else { format!(", {missed} not told") };
    table.aimed(
        format!("a write told of on {screens} live lines at once, from sending the write"),
        format!("{told}{lost}"),
        "p99 ≤ 500 ms",
        is_met,
    );
    let count = IDLE.min(files.saturating_sub(SPARE));
    let before = process.resident();
    let lines = open(addr, &cookie, count).await?;
    // What a line keeps is there once its first words are out.
    sleep(Duration::from_millis(500)).await;
    let words = match (before, process.resident()) {
        (Some(before), Some(after)) => {
            let grown = after.saturating_sub(before) as f64;
            format!("{:.1} MB, {:.0} bytes each", grown / 1e6, grown / count as f64)
        }
        _ => "not told by this system".to_owned(),
    };
    table.plain(format!("resident memory that {} idle live lines add", lines.len()), words);
    drop(lines);
    process.stop()
}

/// One live line, past its first words.
async fn line(addr: SocketAddr, cookie: &str) -> Fallible<BufReader<TcpStream>> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.set_nodelay(true)?;
    let head = format!(
        "GET /live HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\ncookie: {cookie}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    let mut line = BufReader::with_capacity(1 << 10, stream);
    hear(&mut line, "event: build").await?;
    Ok(line)
}

/// Waits for a line of words that begins like this.
async fn hear(line: &mut BufReader<TcpStream>, begin: &str) -> Fallible {
    let mut words = String::new();
    loop {
        words.clear();
        if timeout(TOLD_MOST, line.read_line(&mut words)).await?? == 0 {
            return Err("a live line broke off".into());
        }
        if words.starts_with(begin) {
            return Ok(());
        }
    }
}

async fn open(addr: SocketAddr, cookie: &str, count: usize) -> Fallible<Vec<BufReader<TcpStream>>> {
    let mut lines = Vec::with_capacity(count);
    for _ in 0..count {
        lines.push(line(addr, cookie).await?);
    }
    Ok(lines)
}

/// How long each line waited for each write.
async fn told(addr: SocketAddr, cookie: &str, screens: usize, customer: &str) -> Fallible<Spread> {
    let (say, mut heard) = mpsc::unbounded_channel();
    let mut all = JoinSet::new();
    for mut line in open(addr, cookie, screens).await? {
        let say = say.clone();
        all.spawn(async move {
            while hear(&mut line, "event: revision").await.is_ok() && say.send(Instant::now()).is_ok() {}
        });
    }
    let mut waits = Vec::new();
    for _ in 0..WRITES {
        sleep(APART).await;
        let (cookie, customer, start) = (cookie.to_owned(), customer.to_owned(), Instant::now());
        tokio::task::spawn_blocking(move || visit(addr, &cookie, &customer)).await??;
        for _ in 0..screens {
            let Ok(Some(told)) = timeout(TOLD_MOST, heard.recv()).await else { break };
            waits.push(told.saturating_duration_since(start));
        }
    }
    all.shutdown().await;
    Ok(Spread::of(waits))
}

/// What a team does all day.
fn visit(addr: SocketAddr, cookie: &str, customer: &str) -> Fallible {
    let body = format!(
        r#"{{"table":"touchpoint","draft":{{"account_id":"{customer}","subject":"Visit","line":"account","channel":"visit"}}}}"#
    );
    let headers = format!("content-type: application/json\r\ncookie: {cookie}\r\n");
    let answer = Line::open(addr)?.ask("POST", "/api/record/create", &headers, &body)?;
    if answer.status == 200 { Ok(()) } else { Err(format!("a visit answered {}", answer.status).into()) }
}
