//! Connections: slow ones are hung up on, and the last answers are given before the process ends.

use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::get;
use server::listen::serve;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

const SHORT: Duration = Duration::from_millis(50);

async fn connect(listener: &TcpListener) -> TcpStream {
    TcpStream::connect(listener.local_addr().unwrap()).await.unwrap()
}

async fn rest(mut line: TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = line.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn who_does_not_finish_the_head_of_a_request_is_hung_up_on() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (mut slow, mut quick) = (connect(&listener).await, connect(&listener).await);
    let app = Router::new()
        .route("/", get(async |ConnectInfo(peer): ConnectInfo<std::net::SocketAddr>| peer.to_string()));
    slow.write_all(b"GET / HTTP/1.1\r\nhost: yardstick.example\r\n").await.unwrap();
    quick.write_all(b"GET / HTTP/1.1\r\nhost: yardstick.example\r\nconnection: close\r\n\r\n").await.unwrap();
    let serving = tokio::spawn(serve(listener, app, SHORT, std::future::pending()));
    let from = quick.local_addr().unwrap().to_string();
    let answer = rest(quick).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with(&from), "{answer}");
    let answer = rest(slow).await;
    assert!(!answer.contains("200 OK"), "{answer}");
    serving.abort();
}

#[tokio::test]
async fn what_was_asked_before_the_end_is_answered_and_nothing_after() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (mut asking, idle) = (connect(&listener).await, connect(&listener).await);
    let (end, ending) = oneshot::channel::<()>();
    let (begun, mut begins) = watch::channel(false);
    let (go, gone) = watch::channel(false);
    let app = Router::new().route(
        "/",
        get(async move || {
            begun.send_replace(true);
            let _ = gone.clone().wait_for(|gone| *gone).await;
            "answered"
        }),
    );
    let serving = tokio::spawn(serve(listener, app, Duration::from_secs(30), async {
        let _ = ending.await;
    }));
    asking.write_all(b"GET / HTTP/1.1\r\nhost: yardstick.example\r\n\r\n").await.unwrap();
    begins.wait_for(|begun| *begun).await.unwrap();
    end.send(()).unwrap();
    assert_eq!(rest(idle).await, "", "an idle line is closed at once");
    go.send_replace(true);
    assert!(rest(asking).await.ends_with("answered"));
    serving.await.unwrap();
}
