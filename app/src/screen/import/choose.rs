//! The first step: a file, dropped or chosen. Without WebAssembly it is a plain form.

use domain::problem::Problem;
use domain::query::encode;
use domain::text::{Locale, text};
use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::component::{Button, Icon};

use super::Steps;

/// How the sending of a file stands.
#[derive(Clone, Copy, Debug)]
struct Sending {
    busy: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
    go: RwSignal<Option<String>>,
    #[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "only a browser sends files"))]
    table: StoredValue<String>,
}

#[component]
pub fn Choose(locale: Locale, table: String) -> impl IntoView {
    let sending = Sending {
        busy: RwSignal::new(false),
        problem: RwSignal::new(None),
        go: RwSignal::new(None),
        table: StoredValue::new(table.clone()),
    };
    let over = RwSignal::new(false);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(to) = sending.go.get() {
            navigate(&to, NavigateOptions::default());
        }
    });
    let action = if table.is_empty() {
        "/transfer/upload".to_owned()
    } else {
        format!("/transfer/upload?table={}", encode(&table))
    };
    let noun = domain::noun::spec(&table).map(|spec| spec.plural.in_(locale));
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        browser::send_dropped(&event, sending);
    };
    let held = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    view! {
        <form class="wizard" method="post" enctype="multipart/form-data" action=action>
            <Steps now=Signal::stored(0) locale/>
            {noun.map(|noun| view! { <p class="quiet">{text("导入到：", "Into: ").in_(locale)}<b>{noun}</b></p> })}
            <label class="drop" data-over=move || over.get().then_some("true") on:dragover=held on:dragleave=move |_| over.set(false) on:drop=dropped>
                <Icon icon=icondata_lu::LuUpload/>
                <b>{text("把文件拖到这里，或点击选择", "Drop a file here, or choose one").in_(locale)}</b>
                <span>{text(
                    "CSV（逗号、分号、制表符、竖线；UTF-8、GB18030、UTF-16）或 Excel（.xlsx），最大 200 MB。第一行为列名。",
                    "CSV (comma, semicolon, tab or bar; UTF-8, GB18030 or UTF-16) or Excel (.xlsx), up to 200 MB. The first row names the columns.",
                ).in_(locale)}</span>
                <input
                    type="file"
                    name="file"
                    accept=".csv,.txt,.tsv,.xlsx,text/csv"
                    required
                    disabled=move || sending.busy.get()
                    on:change=move |event| browser::send_chosen(&event, sending)
                />
            </label>
            <div class="cluster">
                <Button kind=ui::component::Kind::Primary submit=true busy=sending.busy>{text("上传", "Upload").in_(locale)}</Button>
                <span role="status">{move || sending.busy.get().then(|| text("正在上传…", "Uploading…").in_(locale))}</span>
            </div>
            {move || sending.problem.get().map(|problem| view! { <p class="notice" data-kind="error" role="alert">{problem.message(locale).to_owned()}</p> })}
        </form>
    }
    .into_any()
}

#[cfg(target_arch = "wasm32")]
mod browser {
    //! Sends the file without leaving the page.

    use domain::problem::{Problem, ProblemKind};
    use leptos::ev;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use leptos::wasm_bindgen::JsCast as _;

    use super::Sending;

    pub fn send_dropped(event: &ev::DragEvent, sending: Sending) {
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        send(file, sending);
    }

    pub fn send_chosen(event: &ev::Event, sending: Sending) {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        send(input.and_then(|input| input.files()).and_then(|files| files.get(0)), sending);
    }

    fn send(file: Option<web_sys::File>, sending: Sending) {
        let Some(file) = file.filter(|_| !sending.busy.get_untracked()) else { return };
        sending.busy.set(true);
        sending.problem.set(None);
        spawn_local(async move {
            let sent = post(&file).await;
            let _ = sending.busy.try_set(false);
            match sent {
                Ok(id) => {
                    let table = sending.table.try_get_value().unwrap_or_default();
                    let _ = sending.go.try_set(Some(super::super::address(&id, &table)));
                }
                Err(problem) => drop(sending.problem.try_set(Some(problem))),
            }
        });
    }

    #[derive(serde::Deserialize)]
    struct Arrived {
        id: String,
    }

    async fn post(file: &web_sys::File) -> Result<String, Problem> {
        let form = web_sys::FormData::new().map_err(|_| lost())?;
        form.append_with_blob_and_filename("file", file, &file.name()).map_err(|_| lost())?;
        let request = gloo_net::http::Request::post("/transfer/upload")
            .header("accept", "application/json")
            .body(form)
            .map_err(|_| lost())?;
        let response = request.send().await.map_err(|_| lost())?;
        if response.ok() {
            return response.json::<Arrived>().await.map(|arrived| arrived.id).map_err(|_| lost());
        }
        Err(response.json::<Problem>().await.unwrap_or_else(|_| lost()))
    }

    fn lost() -> Problem {
        Problem::new(
            ProblemKind::Internal,
            "文件没有上传成功，没有做任何改动。请检查网络，或确认文件不超过 200 MB 后重试。",
            "The file could not be uploaded; nothing was changed. Check the network and that the file is not larger than 200 MB, and try again.",
        )
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    //! Nothing is sent from here: the plain form is.

    use leptos::ev;

    use super::Sending;

    pub fn send_dropped(_event: &ev::DragEvent, _sending: Sending) {}
    pub fn send_chosen(_event: &ev::Event, _sending: Sending) {}
}
