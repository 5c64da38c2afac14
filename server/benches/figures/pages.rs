//! The server as people meet it: how soon it is there, how many whole pages a second it serves somebody who is signed
//! in, and how much memory it holds after that.

use std::net::SocketAddr;
use std::time::Duration;

use server::demo;

use crate::Fallible;
use crate::ask::Ask;
use crate::company::{Company, READER};
use crate::load::{CONNECTIONS, Line, Load, load};
use crate::process::Process;
use crate::spread::{Spread, millis};
use crate::table::Table;

/// How often the server is started.
const STARTS: usize = 7;
/// What else people open, so that memory is measured after more than one kind of page.
const OTHERS: [&str; 5] = [
    "/register/account",
    "/register/usage?sort=-used_on",
    "/register/ticket?q=a",
    "/register/alert",
    "/wall/portfolio",
];

/// Measures all three.
pub async fn measure(company: &Company, ask: &Ask, table: &mut Table) -> Fallible {
    let (company, ask) = (company.folder.clone(), ask.clone());
    let figures =
        tokio::task::spawn_blocking(move || Figures::measure(&company, Duration::from_secs(ask.seconds)))
            .await??;
    let Figures { starts, encodings, resident } = figures;
    for Encoding { name, bytes, ours, bare } in encodings {
        let kilobytes = bytes as f64 / 1_000.0;
        let failed =
            |load: &Load| if load.failed == 0 { String::new() } else { format!(", {} failed", load.failed) };
        let per_second = |load: &Load| format!("{:.0} /s ({}){}", load.rate, load.spread, failed(load));
        table.plain(
            format!("bare route, the same {kilobytes:.0} kB, {CONNECTIONS} connections"),
            per_second(&bare),
        );
        table.plain(
            format!("full page /, {name}"),
            format!("{}, {:.3} of bare", per_second(&ours), ours.rate / bare.rate),
        );
    }
    match resident {
        Some(bytes) => table.aimed(
            "resident memory after that",
            format!("{:.0} MB", bytes as f64 / 1e6),
            "≤ 150 MB",
            bytes <= 150_000_000,
        ),
        None => table.plain("resident memory after that", "not told by this system"),
    }
    let slowest = starts.percentile(100);
    let is_met = slowest <= Duration::from_millis(300);
    table.aimed(
        "start until /readyz answers",
        format!("p50 {} · slowest {}", millis(starts.percentile(50)), millis(slowest)),
        "≤ 300 ms",
        is_met,
    );
    Ok(())
}

struct Figures {
    starts: Spread,
    encodings: Vec<Encoding>,
    resident: Option<u64>,
}

/// A page as it goes over the wire.
struct Encoding {
    name: &'static str,
    bytes: usize,
    ours: Load,
    bare: Load,
}

impl Figures {
    fn measure(data: &std::path::Path, time: Duration) -> Fallible<Self> {
        let mut starts = Vec::new();
        for _ in 1..STARTS {
            let (process, took) = Process::start(data)?;
            starts.push(took);
            process.stop()?;
        }
        let (process, took) = Process::start(data)?;
        starts.push(took);
        let cookie = sign_in(process.addr, READER)?;
        let mut encodings = Vec::new();
        for (name, accepted) in [("as it is", "identity"), ("in brotli", "br")] {
            let headers = format!(
                "accept: text/html\r\naccept-language: zh-CN\r\naccept-encoding: {accepted}\r\ncookie: {cookie}\r\n"
            );
            let page = page(process.addr, "/", &headers)?;
            let file = data.join("page");
            std::fs::write(&file, &page)?;
            let bare = Process::bare(&file)?;
            let ours = load(process.addr, &headers, time)?;
            let bare = load(bare.addr, &headers, time)?;
            std::fs::remove_file(file)?;
            encodings.push(Encoding { name, bytes: page.len(), ours, bare });
        }
        let headers = format!("accept: text/html\r\ncookie: {cookie}\r\n");
        for path in OTHERS {
            page(process.addr, path, &headers)?;
        }
        let resident = process.resident();
        process.stop()?;
        Ok(Self { starts: Spread::of(starts), encodings, resident })
    }
}

fn page(addr: SocketAddr, path: &str, headers: &str) -> Fallible<Vec<u8>> {
    let answer = Line::open(addr)?.ask("GET", path, headers, "")?;
    if answer.status != 200 {
        return Err(format!("{path} answered {}", answer.status).into());
    }
    Ok(answer.body)
}

/// The cookie of a session of this person.
pub fn sign_in(addr: SocketAddr, email: &str) -> Fallible<String> {
    let form = format!("email={email}&password={}&next=", demo::PASSWORD);
    let headers = "content-type: application/x-www-form-urlencoded\r\n";
    let answer = Line::open(addr)?.ask("POST", "/session", headers, &form)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(cookie.ok_or_else(|| format!("signing in answered {}", answer.status))?.to_owned())
}
