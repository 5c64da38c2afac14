//! Taking connections. Who does not say what they want in time is hung up on, so that nobody holds a
//! place by being slow; who is being answered when the process ends is answered to the end.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::Layer as _;

/// How long the head of a request may take to arrive, and a line may be kept open between two.
pub const HEAD_MAX: Duration = Duration::from_secs(30);
/// How long to wait when no connection can be taken, as when there are too many.
const BREATH: Duration = Duration::from_millis(200);

/// Answers until `told` to stop, then until every open request is answered.
pub async fn serve(listener: TcpListener, app: Router, head_max: Duration, told: impl Future<Output = ()>) {
    let (end, ending) = watch::channel(false);
    let mut open = JoinSet::new();
    let mut told = pin!(told);
    loop {
        let taken = tokio::select! {
            () = &mut told => break,
            taken = listener.accept() => taken,
        };
        while open.try_join_next().is_some() {}
        match taken {
            Ok((stream, peer)) => _ = open.spawn(answer(stream, peer, app.clone(), head_max, ending.clone())),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    end.send_replace(true);
    while open.join_next().await.is_some() {}
}

/// Answers one connection's requests, one after the other.
async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    head_max: Duration,
    mut ending: watch::Receiver<bool>,
) {
    let app = TowerToHyperService::new(Extension(ConnectInfo(peer)).layer(app));
    let mut line = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(head_max)
            .serve_connection(TokioIo::new(stream), app)
    );
    let done = tokio::select! {
        done = line.as_mut() => done,
        () = async { _ = ending.wait_for(|ends| *ends).await } => {
            line.as_mut().graceful_shutdown();
            line.await
        }
    };
    if let Err(error) = done {
        tracing::debug!(%error, "a connection broke off");
    }
}
