//! The real server, as a process of its own.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::Fallible;
use crate::load::Line;

/// The longest a start may take before it counts as failed.
const START_MAX: Duration = Duration::from_secs(30);

/// A server that runs; ended when let go of.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub addr: SocketAddr,
}

impl Process {
    /// Starts the product on a database; how long until it says that it is ready.
    pub fn start(data: &Path) -> Fallible<(Self, Duration)> {
        let addr = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
        let start = Instant::now();
        // A thousand live lines are a thousand files: as many as the system lets it have.
        let child = Command::new("sh")
            .args(["-c", "ulimit -n \"$(ulimit -H -n)\" 2>/dev/null; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_yardstick"))
            .arg("serve")
            .arg("--data")
            .arg(data)
            .arg("--addr")
            .arg(addr.to_string())
            .stdout(Stdio::null())
            .spawn()?;
        let process = Self { child, addr };
        while start.elapsed() < START_MAX {
            if Line::open(addr)
                .and_then(|mut line| line.ask("GET", "/readyz", "", ""))
                .is_ok_and(|answer| answer.status == 200)
            {
                return Ok((process, start.elapsed()));
            }
            sleep(Duration::from_millis(1));
        }
        Err("the server did not become ready".into())
    }

    /// Starts this very program as a bare route with these bytes.
    pub fn bare(page: &Path) -> Fallible<Self> {
        use std::io::{BufRead as _, BufReader};
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--bench")
            .arg("--bare")
            .arg(page)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut said)?;
        }
        match said.trim().parse() {
            Ok(addr) => Ok(Self { child, addr }),
            Err(error) => {
                child.kill()?;
                Err(error.into())
            }
        }
    }

    /// Resident memory in bytes, where the system tells.
    pub fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
    }

    /// Ends it as a service manager does.
    pub fn stop(mut self) -> Fallible {
        let told = Command::new("kill").arg(self.child.id().to_string()).status();
        if !told.is_ok_and(|status| status.success()) {
            self.child.kill()?;
        }
        self.child.wait()?;
        Ok(())
    }
}

/// How many files this process may have open, where the system tells; few where it does not.
pub fn files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(256)
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing is left to do when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
