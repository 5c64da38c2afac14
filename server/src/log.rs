//! The log: one JSON line an event, on standard error. A panic is logged once, under a reference
//! that whoever met it is shown.

use std::cell::Cell;

use tracing_subscriber::EnvFilter;

thread_local! {
    static PANIC: Cell<Option<String>> = const { Cell::new(None) };
}

/// Starts logging. A filter that cannot be read lets warnings through.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("warn"));
    let started =
        tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    if started.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let reference = service::fault::reference();
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(%reference, %place, "panic");
            PANIC.set(Some(reference));
        }));
    }
}

/// The reference under which this thread's last panic was logged.
pub fn last_panic() -> String {
    PANIC.take().unwrap_or_else(service::fault::reference)
}
