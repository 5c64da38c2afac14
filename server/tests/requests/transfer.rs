//! Files in and out, good and bad.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::policy::Role;
use server::web::Web;

use super::harness::{Answer, Browser, Server, folder};

const CSV: &str = "客户编号,客户名称,行业\nA-1,华东物流,物流\nA-2,Acme,Retail\n";

fn upload(name: &str, file: Option<&[u8]>) -> Request<Body> {
    let mut body = Vec::new();
    if let Some(file) = file {
        body.extend(
            format!("--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                .into_bytes(),
        );
        body.extend(file);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    Request::post("/transfer/upload?table=account")
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap()
}

fn as_program(browser: &Browser) -> Browser {
    let mut program = browser.clone();
    program.headers = vec![("accept".into(), "application/json".into())];
    program
}

async fn server() -> (Server, std::path::PathBuf) {
    let files = folder().join("files");
    let kept = files.clone();
    (Server::with(move |web| Web { files, ..web }).await, kept)
}

#[tokio::test]
async fn an_uploaded_file_is_read_into_the_wizard_also_without_webassembly() {
    let (server, _) = server().await;
    let mut browser = server.signed_in(Role::CsOps).await;
    let answer = browser.send(upload("客户 accounts.csv", Some(CSV.as_bytes()))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let to = answer.header("location").to_owned();
    assert!(to.starts_with("/import?upload=") && to.ends_with("&table=account"), "{to}");
    let page = browser.get(&to).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["客户 accounts.csv", "CSV · UTF-8 · ,", "客户编号", "华东物流", "External id", "Dry run"]
    {
        assert!(page.text.contains(words), "{words}");
    }
    let id = to.trim_start_matches("/import?upload=").trim_end_matches("&table=account").to_owned();
    let mut other = server.signed_in(Role::Administrator).await;
    assert_eq!(
        other.call("import/progress", &[("upload", &id)]).await.status,
        StatusCode::NOT_FOUND,
        "an upload is its owner's"
    );
    assert_eq!(other.get(&format!("/transfer/errors/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        browser.get(&format!("/transfer/errors/{id}")).await.status,
        StatusCode::NOT_FOUND,
        "nothing was tried yet"
    );
}

#[tokio::test]
async fn a_file_may_be_larger_than_an_ordinary_request() {
    let (server, _) = server().await;
    let browser = server.signed_in(Role::CsOps).await;
    let mut large = CSV.as_bytes().to_vec();
    for row in 0..100_000 {
        large.extend(format!("B-{row},A customer with a long name {row},Retail\n").into_bytes());
    }
    assert!(large.len() > 3 << 20);
    let answer = as_program(&browser).send(upload("a.csv", Some(&large))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.text.starts_with("{\"id\":\""), "{}", answer.text);
}

#[tokio::test]
async fn a_bad_upload_is_refused_in_words_and_leaves_nothing_behind() {
    let (server, files) = server().await;
    let mut browser = server.signed_in(Role::CsOps).await;
    let check = |answer: Answer, words: &str| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", answer.text);
        assert!(answer.text.contains("<html") && answer.text.contains(words), "{words}: {}", answer.text);
    };
    check(browser.send(upload("a.csv", None)).await, "No file was chosen");
    check(browser.send(upload("", Some(b""))).await, "No file was chosen");
    check(browser.send(upload("a.csv", Some(b""))).await, "The file is empty");
    check(browser.send(upload("a.png", Some(&[0x89, b'P', b'N', b'G', 0, 0, 0, 13]))).await, "not a table");
    check(browser.send(upload("a.xlsx", Some(b"PK\x03\x04torn"))).await, "cannot be opened");
    let torn = Request::post("/transfer/upload")
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from("--edge\r\ncontent"))
        .unwrap();
    check(browser.send(torn).await, "did not arrive whole");
    let form =
        Request::post("/transfer/upload").header("content-type", "text/plain").body(Body::from("x")).unwrap();
    check(browser.send(form).await, "did not arrive whole");
    assert_eq!(std::fs::read_dir(&files).map_or(0, Iterator::count), 0);
    let mut csm = server.signed_in(Role::Csm).await;
    assert_eq!(csm.send(upload("a.csv", Some(CSV.as_bytes()))).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        as_program(&server.visitor()).send(upload("a.csv", Some(CSV.as_bytes()))).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_register_goes_out_as_it_is_filtered_and_only_to_whom_it_may() {
    let (server, files) = server().await;
    let mut browser = server.signed_in(Role::Csm).await;
    let answer = browser.get("/transfer/export/account?q=Own&format=csv&columns=all").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    assert!(
        answer.header("content-disposition").starts_with("attachment; filename=\"account-2026-11-22.csv\"")
    );
    assert!(
        answer.text.starts_with("\u{FEFF}id,Name,")
            && answer.text.contains("Own Company")
            && !answer.text.contains("Other Company"),
        "{}",
        answer.text
    );
    let book = browser.get("/transfer/export/account?format=xlsx").await;
    assert!(book.status == StatusCode::OK && book.text.starts_with("PK"));
    assert_eq!(
        browser.get("/transfer/export/account?format=exe").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(browser.get("/transfer/export/credential?format=csv").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/transfer/export/audit?format=csv").await.status, StatusCode::NOT_FOUND);
    for role in [Role::Partner, Role::ExecutiveSponsor] {
        let status =
            server.signed_in(role).await.get("/transfer/export/account?format=csv&columns=all").await.status;
        assert_eq!(status, StatusCode::FORBIDDEN, "{role:?}");
    }
    assert_eq!(std::fs::read_dir(&files).map_or(0, Iterator::count), 0, "what was sent is gone");
}
