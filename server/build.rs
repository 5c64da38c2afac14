//! The site the browser gets is embedded from target/site, which the front-end bundler fills. Where
//! it has not run yet, an empty site stands in, so that everything else compiles and is tested.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let server = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let site = Path::new(&server).join("../target/site");
    let build = site.join("build.json");
    if !build.exists() {
        fs::create_dir_all(&site)?;
        fs::write(&build, "{\"id\":\"none\"}\n")?;
    }
    println!("cargo:rerun-if-changed={}", build.display());
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}
