//! Three lamps with three shapes and three words. Shape and word carry it; colour only helps.

use domain::board::Lamp;
use domain::text::{Locale, Text};
use leptos::prelude::*;

use crate::text::{ACT, ON_TRACK, WATCH};

pub(crate) const CIRCLE: &str = "M6 1a5 5 0 1 1 0 10A5 5 0 1 1 6 1z";
pub(crate) const TRIANGLE: &str = "M6 .5 12 11.5H0z";
pub(crate) const SQUARE: &str = "M1 1h10v10H1z";

/// The lamp's key, shape and word.
pub fn parts(lamp: Lamp) -> (&'static str, &'static str, Text) {
    match lamp {
        Lamp::Good => ("good", CIRCLE, ON_TRACK),
        Lamp::Watch => ("watch", TRIANGLE, WATCH),
        Lamp::Act => ("act", SQUARE, ACT),
    }
}

#[component]
pub fn LampView(lamp: Lamp, locale: Locale) -> impl IntoView {
    let (key, path, word) = parts(lamp);
    view! {
        <span class="lamp" data-lamp=key>
            <svg class="lamp-shape" viewBox="0 0 12 12" aria-hidden="true"><path d=path></path></svg>
            <span class="lamp-word">{word.in_(locale)}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lamps_share_a_shape_or_a_word() {
        let all = [Lamp::Good, Lamp::Watch, Lamp::Act].map(parts);
        for (index, one) in all.iter().enumerate() {
            for other in all.iter().skip(index + 1) {
                assert!(one.1 != other.1 && one.2.zh != other.2.zh && one.2.en != other.2.en);
            }
        }
    }
}
