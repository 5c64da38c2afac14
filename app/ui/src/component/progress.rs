//! How far along: a straight bar and words with rate and rest time. Never a spinner.

use leptos::prelude::*;

/// `words` says the rest: “每秒 12,000 行 · 还需 4 秒”.
#[component]
pub fn Progress(
    #[prop(into)] done: Signal<u32>,
    #[prop(into)] whole: Signal<u32>,
    #[prop(into)] words: Signal<String>,
) -> impl IntoView {
    let share = move || (u64::from(done.get()) * 100 / u64::from(whole.get().max(1))).to_string();
    view! {
        <div class="progress">
            <progress class="progress-bar" value=move || done.get() max=move || whole.get().max(1)></progress>
            <p class="progress-words">
                <b>{share}"%"</b>
                <span>{words}</span>
            </p>
        </div>
    }
}
