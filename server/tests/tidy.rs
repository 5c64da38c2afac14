//! What keeps the base from rotting: the arrows between crates, the size of files, portable SQL,
//! colours in one place, and nothing that ties the sources to one machine.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

const LINES_MAX: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Every file below these folders with one of these endings, as a path below the root and its text.
fn files(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(path) = open.pop() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | "report" | ".git" | "data") {
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending))
            && let Ok(text) = fs::read_to_string(&path)
        {
            found.push((path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(), text));
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing in {folders:?}");
    found
}

fn none(rule: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

/// Each line of each file in which `is_bad` finds something.
fn lines(files: &[(String, String)], is_bad: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in files {
        for (index, line) in text.lines().enumerate() {
            if is_bad(path, line) {
                faults.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    faults
}

/// Whether `word` stands in `line` on its own.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(part)
            && !line[at + word.len()..].chars().next().is_some_and(part)
    })
}

/// What a manifest depends on outside of tests: for the browser too, and on the host only.
fn dependencies(manifest: &str) -> (Vec<String>, Vec<String>) {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let (mut everywhere, mut host) = (Vec::new(), Vec::new());
    let mut section = String::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            line.clone_into(&mut section);
        } else if let Some((name, _)) = line.split_once(['=', '.']) {
            let name = name.trim().to_owned();
            if section == "[dependencies]"
                || section.contains("cfg(target_arch = \"wasm32\"") && section.ends_with("dependencies]")
            {
                everywhere.push(name);
            } else if section.contains("cfg(not(target_arch = \"wasm32\"))") {
                host.push(name);
            }
        }
    }
    (everywhere, host)
}

#[test]
fn arrows_between_crates_point_down_to_the_domain() {
    const OURS: &[&str] = &["domain", "ui", "app", "browser", "store", "service", "server"];
    let allowed: &[(&str, &[&str], &[&str])] = &[
        ("Cargo.toml", &[], &[]),
        ("app/ui/Cargo.toml", &["domain"], &[]),
        ("app/Cargo.toml", &["domain", "ui"], &["service"]),
        ("app/browser/Cargo.toml", &["app"], &[]),
        ("server/store/Cargo.toml", &["domain"], &[]),
        ("server/service/Cargo.toml", &["domain", "store"], &[]),
        ("server/Cargo.toml", &["domain", "app", "store", "service"], &[]),
    ];
    let mut faults = Vec::new();
    for (manifest, everywhere, host) in allowed {
        let (has_everywhere, has_host) = dependencies(manifest);
        let stray = |has: Vec<String>, may: &[&str]| {
            has.into_iter()
                .filter(|name| OURS.contains(&name.as_str()) && !may.contains(&name.as_str()))
                .collect::<Vec<_>>()
        };
        for name in stray(has_everywhere, everywhere).into_iter().chain(stray(has_host, host)) {
            faults.push(format!("{manifest} depends on {name}"));
        }
    }
    none("an arrow that is not in the map", faults);
}

#[test]
fn what_runs_in_the_browser_knows_no_server_and_only_the_store_knows_the_engine() {
    const HOST: &[&str] = &[
        "tokio",
        "axum",
        "sqlx",
        "tower",
        "tower-http",
        "leptos_axum",
        "argon2",
        "service",
        "store",
        "uuid",
    ];
    let mut faults = Vec::new();
    let mut check = |manifest: &str, banned: &[&str]| {
        let (everywhere, host) = dependencies(manifest);
        let all = if banned == HOST { everywhere } else { [everywhere, host].concat() };
        faults.extend(
            all.into_iter()
                .filter(|name| banned.contains(&name.as_str()))
                .map(|name| format!("{manifest} depends on {name}")),
        );
    };
    for manifest in ["Cargo.toml", "app/ui/Cargo.toml", "app/Cargo.toml", "app/browser/Cargo.toml"] {
        check(manifest, HOST);
    }
    check("Cargo.toml", &["leptos", "rand", "getrandom", "futures"]);
    for manifest in ["server/Cargo.toml", "server/service/Cargo.toml", "app/Cargo.toml"] {
        check(manifest, &["sqlx", "libsqlite3-sys", "rusqlite"]);
    }
    check("server/service/Cargo.toml", &["axum", "leptos", "leptos_axum", "tower", "tower-http", "hyper"]);
    check("server/store/Cargo.toml", &["axum", "leptos", "tower", "service"]);
    let sources = files(&["src", "app", "server/src", "server/service"], &[".rs"]);
    faults.extend(lines(&sources, |_, line| line.contains("sqlx::")));
    none("a dependency in the wrong layer", faults);
}

#[test]
fn only_one_file_reads_the_environment() {
    let sources = files(&["src", "app", "server/src", "server/service", "server/store"], &[".rs"]);
    let read = |line: &str| line.contains("env::var") || line.contains("env = \"YARDSTICK");
    none(
        "the environment is read by server/src/config.rs only",
        lines(&sources, |path, line| path != "server/src/config.rs" && read(line)),
    );
}

#[test]
fn files_are_short_and_open_with_what_they_are() {
    let mut faults = Vec::new();
    for (path, text) in files(&["src", "app", "server"], &[".rs"]) {
        let count = text.lines().count();
        if count > LINES_MAX {
            faults.push(format!("{path}: {count} lines"));
        }
        let tests = path.ends_with("/tests.rs") || path.contains("/tests/");
        if !tests && !text.starts_with("//!") && !text.starts_with("#!") {
            faults.push(format!("{path}: does not open with //!"));
        }
        if path.ends_with("/mod.rs") {
            faults.push(format!("{path}: name the file after its module"));
        }
    }
    none("too long, or nameless", faults);
}

#[test]
fn sql_is_portable() {
    const ENGINE: &str = "server/store/src/db.rs";
    let banned =
        ["datetime(", "strftime", "julianday", "insert or", "glob ", "json_", "autoincrement", "ifnull("];
    let texts =
        [files(&["server/store/migrations"], &[".sql"]), files(&["server/store/src"], &[".rs"])].concat();
    let bad = |path: &str, line: &str| {
        let lower = line.to_lowercase();
        let rowid = has_word(&lower, "rowid") && !(path.ends_with(".sql") && lower.contains("without rowid"));
        let prose = lower.trim_start().starts_with("//");
        path != ENGINE && !prose && (rowid || banned.iter().any(|word| lower.contains(word)))
    };
    none("SQL that only one engine speaks", lines(&texts, bad));
}

#[test]
fn only_the_engines_file_names_the_engine() {
    let sources = files(&["server/store/src"], &[".rs"]);
    none(
        "the engine is named in db.rs only",
        lines(&sources, |path, line| path != "server/store/src/db.rs" && line.contains("Sqlite")),
    );
}

#[test]
fn colours_live_in_the_themes() {
    let sheets = files(&["style"], &[".css"]);
    let hex = |line: &str| {
        line.match_indices('#').any(|(at, _)| {
            let digits: String = line[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
            matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit())
        })
    };
    let function = |line: &str| {
        ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "lab(", "lch("].iter().any(|name| line.contains(name))
    };
    let bad = |path: &str, line: &str| {
        // Paper is a theme too.
        let home = matches!(path, "style/tokens.css" | "style/print.css") || path.starts_with("style/theme/");
        !home && (hex(line) && line.contains(':') || function(line))
    };
    none("a colour outside the themes", lines(&sheets, bad));
    let mut views = files(&["app"], &[".rs"]);
    views.retain(|(path, _)| !path.contains("/tests/"));
    none("a colour in a view", lines(&views, |_, line| line.contains("\"#") && hex(line) || function(line)));
}

#[test]
fn views_carry_no_style_attributes() {
    let views = files(&["app", "server/src"], &[".rs"]);
    let bad = |line: &str| {
        [" style=", " style:", "\tstyle="].iter().any(|word| line.contains(word))
            && !line.trim_start().starts_with("//")
    };
    none("style belongs in style/ (and the content policy refuses it)", lines(&views, |_, line| bad(line)));
}

#[test]
fn server_functions_are_at_most_three_lines() {
    let mut faults = Vec::new();
    for (path, text) in files(&["app/src/api"], &[".rs"]) {
        let mut rest = text.lines().enumerate();
        while let Some((at, line)) = rest.next() {
            if !line.trim_start().starts_with("#[server") {
                continue;
            }
            let body = rest
                .by_ref()
                .skip_while(|(_, line)| !line.trim_end().ends_with('{'))
                .skip(1)
                .take_while(|(_, line)| *line != "}" && line.trim() != "}");
            let count = body
                .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
                .count();
            if count > 3 {
                faults.push(format!("{path}:{}: {count} lines", at + 1));
            }
        }
    }
    none("a server function that does more than hand over", faults);
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let endings = [".rs", ".toml", ".css", ".mjs", ".js", ".sql", ".md", ".json", ".service"];
    let texts =
        files(&["Cargo.toml", "README.md", "src", "app", "server", "style", "public", "end2end"], &endings);
    let banned =
        [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["/ho", "me/"].concat(), ["/Us", "ers/"].concat()];
    none(
        "a path of one machine",
        lines(&texts, |_, line| banned.iter().any(|path| line.contains(path.as_str()))),
    );
}

#[test]
fn lists_and_maps_have_one_order_on_both_sides() {
    let sources = files(&["src", "app"], &[".rs"]);
    none(
        "HashMap has no order: the page would differ from its hydration",
        lines(&sources, |_, line| has_word(line, "HashMap") && !line.trim_start().starts_with("//")),
    );
}
