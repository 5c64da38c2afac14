//! The signature mark (标尺): a rule with ticks, a notch for the target, a needle for now and a
//! ghost for then. Attainment, score, progress and time elapsed all read the same way.

use domain::chart::{Mark, Ruler};

use super::fit::{self, Fit, width};
use super::scale::{At, Scale};
use super::{Words, svg, tone};
use crate::markup::Markup;

/// Where the three pointers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointers {
    pub now: Option<At>,
    pub then: Option<At>,
    pub target: Option<At>,
}

/// Pointers beyond the ends of the rule stand at its ends.
pub fn pointers(chart: &Ruler) -> Pointers {
    let scale = Scale::new(chart.from, chart.to);
    let at = |mark: &Mark| mark.value.map(|value| scale.at(value));
    Pointers {
        now: at(&chart.now),
        then: chart.then.as_ref().and_then(at),
        target: chart.target.as_ref().and_then(at),
    }
}

pub(crate) fn draw(page: &mut Markup, chart: &Ruler) {
    let marks = [Some(&chart.now), chart.target.as_ref(), chart.then.as_ref()];
    let marks = marks.into_iter().flatten().map(|m| (m.label.as_str(), m.display.as_str()));
    let words = Words { class: "ruler-scale", ..Words::new(&chart.frame.caption, marks) };
    page.element("div", &[("class", "ruler"), tone(chart.now.tone)], |page| {
        svg(page, &words, false, |page| {
            draw_scale(page, pointers(chart));
            draw_words(page, chart);
        });
    });
}

/// The ends of the rule in figures, the target's words under its notch, the ghost's words over it.
fn draw_words(page: &mut Markup, chart: &Ruler) {
    let Pointers { then, target, .. } = pointers(chart);
    let word = |mark: &Mark| format!("{} {}", mark.label, mark.display);
    let ends = [(At::START, chart.frame.unit.show(chart.from)), (At::END, chart.frame.unit.show(chart.to))];
    let notch = chart.target.as_ref().zip(target).map(|(mark, at)| (at, word(mark)));
    for (at, words) in ends {
        let fit = match &notch {
            Some((notch, told)) => fit::beside((at, width(&words)), (*notch, width(told))),
            None => Fit::Always,
        };
        if fit != Fit::Never {
            draw_word(page, &[("class", "ruler-end"), fit.attribute()], at, ("100%", "1.1em"), &words);
        }
    }
    if let Some((at, words)) = &notch {
        draw_word(page, &[("class", "ruler-target")], *at, ("100%", "1.1em"), words);
    }
    if let (Some(mark), Some(at)) = (&chart.then, then) {
        draw_word(page, &[("class", "ruler-before")], at, ("0%", "-0.35em"), &word(mark));
    }
}

fn draw_word(
    page: &mut Markup,
    class: &[(&'static str, &str)],
    at: At,
    (y, dy): (&'static str, &'static str),
    words: &str,
) {
    let anchor = fit::leaning(at);
    let x = at.to_string();
    let place = [("x", x.as_str()), ("y", y), ("dy", dy), ("text-anchor", anchor)];
    page.words("text", &[class, &place[..]].concat(), words);
}

fn draw_scale(page: &mut Markup, Pointers { now, then, target }: Pointers) {
    for tick in 0..=20 {
        let x = At(tick * 500).to_string();
        let (class, y) = match tick {
            tick if tick % 10 == 0 => ("ruler-tick", "24%"),
            tick if tick % 2 == 0 => ("ruler-tick", "38%"),
            _ => ("ruler-tick ruler-fine", "48%"),
        };
        page.empty("line", &[("class", class), ("x1", &x), ("x2", &x), ("y1", y), ("y2", "62%")]);
    }
    page.empty("line", &[("class", "ruler-rule"), ("x2", "100%"), ("y1", "66%"), ("y2", "66%")]);
    if let Some(now) = now {
        let now = now.to_string();
        page.empty("line", &[("class", "ruler-run"), ("x2", &now), ("y1", "66%"), ("y2", "66%")]);
    }
    for (class, place, y1, y2) in [
        ("ruler-then", then, "18%", "78%"),
        ("ruler-notch", target, "66%", "100%"),
        ("ruler-now", now, "0%", "86%"),
    ] {
        if let Some(place) = place {
            let x = place.to_string();
            page.empty("line", &[("class", class), ("x1", &x), ("x2", &x), ("y1", y1), ("y2", y2)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_beyond_the_rule_stands_at_its_end() {
        let chart = Ruler {
            from: 0,
            to: 100,
            now: Mark::new("now", 140, "140%"),
            target: Some(Mark::new("target", 95, "95%")),
            then: Some(Mark::missing("then")),
            ..Ruler::default()
        };
        assert_eq!(pointers(&chart), Pointers { now: Some(At::END), then: None, target: Some(At(9_500)) });
    }
}
