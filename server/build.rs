//! The site the browser gets is embedded from target/site, which the front-end bundler fills. Where
//! it has not run yet, an empty site stands in, so that everything else compiles and is tested. A
//! site made from other sources than the server does not fit its pages, so both are said in a warning.

use std::path::Path;
use std::time::SystemTime;
use std::{env, fs, io};

/// What the site is made from, as seen from here.
const SOURCES: &[&str] =
    &["../src", "../app/src", "../app/ui/src", "../app/browser/src", "../style", "../public"];

fn main() -> io::Result<()> {
    let server = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let server = Path::new(&server);
    let site = server.join("../target/site");
    let build = site.join("build.json");
    if !build.exists() {
        fs::create_dir_all(&site)?;
        fs::write(&build, "{\"id\":\"none\"}\n")?;
    }
    let sources: Vec<_> = SOURCES.iter().map(|source| server.join(source)).collect();
    let is_empty = fs::read_to_string(&build)?.contains("\"id\":\"none\"");
    let made = fs::metadata(&build)?.modified()?;
    let changed =
        sources.iter().map(|source| newest(source)).collect::<io::Result<Vec<_>>>()?.into_iter().max();
    if is_empty {
        println!(
            "cargo::warning=no site is built: pages are plain HTML without WebAssembly or style. Run `make site`."
        );
    } else if changed.is_some_and(|changed| changed > made) {
        println!(
            "cargo::warning=target/site is older than the sources of the screens: pages may fail to come alive in the browser. Run `make site`."
        );
    }
    for path in sources.iter().chain([&build]) {
        println!("cargo:rerun-if-changed={}", path.display());
    }
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}

/// When anything at or below a path was last changed.
fn newest(path: &Path) -> io::Result<SystemTime> {
    if !path.is_dir() {
        return fs::metadata(path)?.modified();
    }
    let mut last = SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(path)? {
        last = last.max(newest(&entry?.path())?);
    }
    Ok(last)
}
