//! `serve`: open the database, answer until told to stop, and stop without cutting anybody off.

use std::net::SocketAddr;
use std::time::Duration;

use jiff::Timestamp;
use service::seed::{DEMO_USERS, Plan};
use service::user::Next;
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{Failure, open, system};
use crate::config::{Data, Serve};
use crate::web::{Site, Web, router};
use crate::{demo, listen};

/// How long open requests may take to end once told to stop.
const ENDING_MAX: Duration = Duration::from_secs(10);
/// How often ended sessions are forgotten and the ledger follows the calendar.
const SWEEP: Duration = Duration::from_secs(3600);

pub async fn run(data: &Data, how: Serve) -> Result<(), Failure> {
    let Serve { addr, demo, site, public_url, trust_proxy } = how;
    let secure = public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    if demo && !data.file().exists() {
        make_demo(data).await?;
    }
    let store = open(data).await?;
    let is_demo = demo && demo::is_here(&system(&store).await?).await?;
    let listener = TcpListener::bind(addr).await.map_err(|error| taken(addr, &error))?;
    let (end, ending) = watch::channel(false);
    let web = Web {
        secure,
        origin: public_url.as_deref().map(origin),
        trust_proxy,
        demo: is_demo,
        files: data.data.join("files"),
        ..Web::new(store.clone(), Site::open(site), ending)
    };
    service::import::upload::clean(&web.files);
    greet(&store, public_url.as_deref(), listener.local_addr()?, is_demo).await?;
    let sweeper = tokio::spawn(sweep(store.clone()));
    let told = async move {
        stop().await;
        // Live lines end first: they would never end by themselves.
        end.send_replace(true);
    };
    let (late, lateness) = tokio::sync::oneshot::channel::<()>();
    let told = async move {
        told.await;
        drop(late);
    };
    tokio::select! {
        () = listen::serve(listener, router(web), listen::HEAD_MAX, told) => {}
        () = async { let _ = lateness.await; tokio::time::sleep(ENDING_MAX).await } => tracing::warn!("some requests did not end in time"),
    }
    sweeper.abort();
    store.close().await;
    Ok(())
}

/// Makes the demonstration beside, and puts it in place whole: a half-made one is never served.
async fn make_demo(data: &Data) -> Result<(), Failure> {
    super::make_folder(&data.data)?;
    let part = data.data.join("yardstick.db.part");
    for left in ["yardstick.db.part", "yardstick.db.part-wal", "yardstick.db.part-shm"] {
        let left = data.data.join(left);
        if left.exists() {
            std::fs::remove_file(left)?;
        }
    }
    let store = Store::open(&part).await?;
    let ctx = system(&store).await?;
    println!("正在生成演示公司…\nMaking the demonstration company…");
    demo::fill(&ctx, &Plan::default(), Next::Free).await?;
    store.close().await;
    std::fs::rename(&part, data.file())?;
    Ok(())
}

async fn greet(
    store: &Store,
    public_url: Option<&str>,
    addr: SocketAddr,
    is_demo: bool,
) -> Result<(), Failure> {
    let port = addr.port();
    let url = public_url.map_or_else(
        || {
            if addr.ip().is_loopback() || addr.ip().is_unspecified() {
                format!("http://localhost:{port}")
            } else {
                format!("http://{addr}")
            }
        },
        str::to_owned,
    );
    println!("\n  Yardstick 标尺 · {url}\n");
    if is_demo {
        println!("  演示账号 · demonstration sign-ins (密码 password: {})", demo::PASSWORD);
        for (email, role) in DEMO_USERS {
            println!("    {email:<24} {role}");
        }
        if !addr.ip().is_loopback() {
            println!(
                "\n  注意：演示账号的密码人人皆知，请勿对外网开放；正式使用请设 YARDSTICK_DEMO=off。\n  Beware: everybody knows these passwords. Do not open this to a network; set YARDSTICK_DEMO=off for real use."
            );
        }
        println!();
    } else if !service::user::any(store).await? {
        println!(
            "  还没有用户 · nobody can sign in yet:\n    yardstick user add --email you@company.example --name 'Your Name' --role administrator\n"
        );
    }
    Ok(())
}

fn taken(addr: SocketAddr, error: &std::io::Error) -> Failure {
    Failure::new(
        format_args!("无法在 {addr} 上监听：{error}。请用 --addr 换一个地址。"),
        format_args!("Cannot listen on {addr}: {error}. Name another address with --addr."),
    )
}

/// Scheme and host as a browser writes them.
fn origin(url: &str) -> String {
    url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/").to_lowercase()
}

async fn sweep(store: Store) {
    loop {
        if let Err(error) = service::session::shelf::sweep(&store, Timestamp::now()).await {
            tracing::warn!(%error, "ended sessions could not be forgotten");
        }
        match system(&store).await {
            Ok(ctx) => {
                if let Err(error) = service::ledger::catch_up(&ctx).await {
                    tracing::warn!(%error, "the ledger could not follow the calendar");
                }
                if let Err(error) = service::score::catch_up(&ctx).await {
                    tracing::warn!(%error, "the scores could not follow the calendar");
                }
                if let Err(error) = service::view::catch_up(&ctx).await {
                    tracing::warn!(%error, "sponsors who do not look could not be told of");
                }
                if let Err(error) = service::hook::pair::catch_up(&ctx).await {
                    tracing::error!(%error, "the executive pairs could not be looked at");
                }
                if let Err(error) = service::hook::keeper::catch_up(&ctx).await {
                    tracing::error!(%error, "the owners of customers could not be looked at");
                }
                if let Err(error) = service::hook::meeting::catch_up(&ctx).await {
                    tracing::warn!(%error, "meetings that nobody confirmed could not be told of");
                }
                if let Err(error) = service::act::sweep(&ctx).await {
                    tracing::warn!(%error, "old receipts could not be forgotten");
                }
            }
            Err(_) => {
                tracing::warn!("the company's day is not known; the ledger did not follow the calendar")
            }
        }
        tokio::time::sleep(SWEEP).await;
    }
}

async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut told) => _ = told.recv().await,
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
