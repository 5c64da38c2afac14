//! Lamps that are read together. Each says whose it is, how it stands and why; of a portfolio also how many
//! accounts stand how.

use domain::chart::{Distribution, Frame, Light, Lights, Mark, Tone};

use super::distribution::{self, swatch};
use super::tone;
use crate::markup::Markup;

pub(crate) fn draw(page: &mut Markup, chart: &Lights) {
    page.element("ul", &[("class", "lights"), ("aria-label", &chart.frame.caption)], |page| {
        for light in &chart.lights {
            page.element("li", &[("class", "light"), tone(light.mark.tone)], |page| {
                draw_light(page, light, &chart.frame);
            });
        }
    });
}

fn draw_light(page: &mut Markup, light: &Light, frame: &Frame) {
    let Light { mark, reasons, bands } = light;
    let words = |page: &mut Markup| {
        lamp(page, mark.tone);
        page.words("span", &[("class", "light-side")], &format!("{} ", mark.label));
        page.words("b", &[("class", "light-word")], &mark.display);
    };
    match &mark.href {
        Some(href) => page.element("a", &[("class", "light-head"), ("href", href)], words),
        None => page.element("p", &[("class", "light-head")], words),
    }
    if !bands.is_empty() {
        let frame = Frame { caption: format!("{}: {}", frame.caption, mark.label), ..frame.clone() };
        let chart = Distribution { frame, bands: bands.clone() };
        page.element("div", &[("class", "light-bands")], |page| distribution::draw(page, &chart));
    }
    if !reasons.is_empty() {
        page.element("ul", &[("class", "light-reasons")], |page| {
            for reason in reasons {
                page.element("li", &[], |page| draw_reason(page, reason));
            }
        });
    }
}

fn draw_reason(page: &mut Markup, reason: &Mark) {
    let words = |page: &mut Markup| {
        page.words("span", &[], &reason.label);
        if !reason.display.is_empty() {
            page.words("b", &[], &format!(" {}", reason.display));
        }
    };
    match &reason.href {
        Some(href) => page.element("a", &[("href", href)], words),
        None => page.element("span", &[], words),
    }
}

/// The lamp's own shape; a ring where nothing is known.
fn lamp(page: &mut Markup, tone: Tone) {
    match tone {
        Tone::Good | Tone::Watch | Tone::Act => swatch(page, tone),
        _ => {
            let attributes =
                [("class", "chart-swatch light-unknown"), ("viewBox", "0 0 12 12"), ("aria-hidden", "true")];
            page.element("svg", &attributes, |page| {
                page.empty("path", &[("d", crate::component::lamp::CIRCLE)]);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lamp_is_a_shape_a_word_and_a_reason_and_an_unknown_one_is_no_lamp() {
        let light = |tone, word: &str| Light {
            mark: Mark { tone, ..Mark::new("Customer", 0, word) },
            reasons: vec![Mark { label: "No sponsor".into(), href: Some("/x".into()), ..Mark::default() }],
            bands: vec![],
        };
        let drawn = |light| {
            let mut page = Markup::new();
            draw(&mut page, &Lights { lights: vec![light], ..Lights::default() });
            page.finish()
        };
        let act = drawn(light(Tone::Act, "act"));
        for part in [crate::component::lamp::SQUARE, ">act</b>", "<a href=\"/x\"><span>No sponsor</span></a>"]
        {
            assert!(act.contains(part), "{part} in {act}");
        }
        assert!(drawn(light(Tone::Muted, "not known")).contains("light-unknown"));
    }
}
