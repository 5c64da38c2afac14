//! The closed loop as a strip: what is behind, where the account stands, what is ahead; or how many stand where.

use domain::chart::{Loop, Mark};

use super::quadrant::step;
use crate::markup::{Markup, when};

/// How a stage relates to where the account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Behind,
    Here,
    Ahead,
    /// A portfolio stands everywhere at once.
    Open,
}

/// The places of the stages: behind up to the named one.
pub fn places(stages: &[Mark]) -> Vec<Place> {
    let here = stages.iter().position(|stage| stage.named);
    let is_open = here.is_none() || stages.iter().any(|stage| stage.value.is_some());
    let place = |index: usize| match here {
        _ if is_open => Place::Open,
        Some(here) if index < here => Place::Behind,
        Some(here) if index == here => Place::Here,
        _ => Place::Ahead,
    };
    (0..stages.len()).map(place).collect()
}

pub(crate) fn draw(page: &mut Markup, chart: &Loop) {
    let most = chart.stages.iter().filter_map(|stage| stage.value).max().unwrap_or(1);
    page.element("ol", &[("class", "loop"), ("aria-label", &chart.frame.caption)], |page| {
        for (stage, place) in chart.stages.iter().zip(places(&chart.stages)) {
            let place = match place {
                Place::Behind => "behind",
                Place::Here => "here",
                Place::Ahead => "ahead",
                Place::Open => "open",
            };
            let current = when(place == "here", ("aria-current", "step"));
            page.element("li", &[("data-place", place), current], |page| draw_stage(page, stage, most));
        }
    });
}

fn draw_stage(page: &mut Markup, stage: &Mark, most: i64) {
    let size = stage.value.map_or(0, |value| if value == 0 { 0 } else { step(value, most) }).to_string();
    let named = when(stage.named, ("data-named", ""));
    let inside = |page: &mut Markup| {
        page.words("span", &[("class", "loop-label")], &format!("{} ", stage.label));
        page.empty("span", &[("class", "loop-dot"), ("data-size", &size)]);
        page.words("b", &[("class", "loop-value")], &stage.display);
    };
    match &stage.href {
        Some(href) => page.element("a", &[("class", "loop-stage"), ("href", href), named], inside),
        None => page.element("span", &[("class", "loop-stage"), named], inside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_before_the_account_are_behind_it_and_a_portfolio_stands_everywhere() {
        let stage = |named| Mark { named, ..Mark::default() };
        assert_eq!(
            places(&[stage(false), stage(true), stage(false)]),
            [Place::Behind, Place::Here, Place::Ahead]
        );
        let counted = [Mark::new("lead", 3, "3"), Mark::new("service", 40, "40").named()];
        assert_eq!(places(&counted), [Place::Open, Place::Open]);
        assert_eq!(places(&[stage(false)]), [Place::Open], "lost: it stands nowhere on the loop");
    }
}
