//! Where this page hangs in the whole.

use domain::text::Locale;
use leptos::prelude::*;

use crate::text::BREADCRUMB;

/// One step of the way; the last has no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    pub words: String,
    pub href: Option<String>,
}

#[component]
pub fn Breadcrumb(crumbs: Vec<Crumb>, locale: Locale) -> impl IntoView {
    let step = |Crumb { words, href }| match href {
        Some(href) => view! { <li><a href=href>{words}</a></li> }.into_any(),
        None => view! { <li aria-current="page">{words}</li> }.into_any(),
    };
    view! {
        <nav aria-label=BREADCRUMB.in_(locale)>
            <ol class="breadcrumb">{crumbs.into_iter().map(step).collect_view()}</ol>
        </nav>
    }
}
