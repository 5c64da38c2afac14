//! Which words fit: text is measured by rule of thumb, so that server and browser agree.
//!
//! Sizes are in thousandths of the font size. Two rooms are considered: a narrow one (a phone, a
//! third of a desk) and a wide one (from 520 px up). A label that fits in only one says so.

use super::scale::At;

/// Plot widths in thousandths of a 12 px letter, with a little air taken off.
const NARROW: usize = 22_000;
const WIDE: usize = 42_000;
const WIDER: usize = 60_000;
/// The last column of a wall: narrower, in letters, than a phone.
const TIGHT: usize = 16_000;

/// Where a label may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Always,
    Wide,
    Narrow,
    Never,
}

impl Fit {
    fn new(narrow: bool, wide: bool) -> Self {
        match (narrow, wide) {
            (true, true) => Self::Always,
            (false, true) => Self::Wide,
            (true, false) => Self::Narrow,
            (false, false) => Self::Never,
        }
    }

    pub(crate) fn attribute(self) -> (&'static str, &'static str) {
        match self {
            Self::Wide => ("data-fit", "wide"),
            Self::Narrow => ("data-fit", "narrow"),
            Self::Always | Self::Never => ("", ""),
        }
    }
}

/// How wide a text is.
pub fn width(words: &str) -> usize {
    words.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> usize {
    match letter {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 290,
        ' ' | 'f' | 't' | 'r' | '-' | '(' | ')' | '/' => 360,
        '0'..='9' => 560,
        'm' | 'w' | 'M' | 'W' | '%' => 880,
        'A'..='Z' | '+' | '−' | '–' => 650,
        letter if (letter as u32) < 0x2E80 => 550,
        _ => 1_000,
    }
}

/// Of equally spaced labels, every so-manieth, counted from the last, as many as each room holds
/// once `taken` has gone from its side. The first leans inward and so needs half its size more.
pub fn thin(labels: &[&str], taken: usize) -> Vec<Fit> {
    thinned(labels, taken, 3, labels.len().saturating_sub(1))
}

/// Which of those that [`thin`] shows are too many for the tightest room, once `taken` has gone from its side.
pub fn crowds(labels: &[&str], taken: usize) -> Vec<bool> {
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 900;
    let every = |room: usize| (widest * labels.len()).div_ceil(room.saturating_sub(taken).max(widest)).max(1);
    // Those that stay are among those a wider room shows.
    let step = every(TIGHT).next_multiple_of(every(NARROW));
    let last = labels.len().saturating_sub(1);
    (0..labels.len()).map(|index| index == 0 && last > 0 || !(last - index).is_multiple_of(step)).collect()
}

/// The same for labels that stand in the middle of their slots, where none leans; counted from the one to keep.
pub fn thin_slots(labels: &[&str], taken: usize, keep: usize) -> Vec<Fit> {
    thinned(labels, taken, 2, keep)
}

/// `first` is how many halves of its size the first label needs.
fn thinned(labels: &[&str], taken: usize, first: usize, keep: usize) -> Vec<Fit> {
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 900;
    let every = |size: usize, room: usize| {
        (size * labels.len()).div_ceil(room.saturating_sub(taken).max(widest)).max(1)
    };
    let shows = |index: usize, room: usize| {
        let step = every(widest, room);
        index.abs_diff(keep).is_multiple_of(step) && (index > 0 || every(widest * first / 2, room) <= step)
    };
    (0..labels.len()).map(|index| Fit::new(shows(index, NARROW), shows(index, WIDE))).collect()
}

/// Figures above marks: all where all fit once `taken` has gone from the side, otherwise only the chosen ones.
pub fn all_or(figures: &[&str], taken: usize, chosen: impl Fn(usize) -> bool) -> Vec<Fit> {
    let widest = figures.iter().map(|figure| width(figure)).max().unwrap_or(0) + 600;
    let fits = |room: usize| widest * figures.len() <= room.saturating_sub(taken);
    (0..figures.len())
        .map(|index| Fit::new(fits(NARROW) || chosen(index), fits(WIDE) || chosen(index)))
        .collect()
}

/// How much room labels need to stand side by side without touching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    Wide,
    Wider,
    TooMuch,
}

pub fn side_by_side(labels: &[&str]) -> Need {
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 500;
    match widest * labels.len() {
        room if room <= WIDE => Need::Wide,
        room if room <= WIDER => Need::Wider,
        _ => Need::TooMuch,
    }
}

/// How much room words of a width are given at a line's end: a word for the style sheet.
pub fn room_of(width: usize) -> &'static str {
    match width {
        0..=4_200 => "s",
        4_201..=7_000 => "m",
        _ => "l",
    }
}

/// How much of a side such words take, in letters of the axis; the style sheet's widths.
pub fn taken_by(width: usize) -> usize {
    match room_of(width) {
        "s" => 5_400,
        "m" => 8_700,
        _ => 12_400,
    }
}

/// How words at a place lean: inward near the ends, so that they never leave the drawing.
pub fn leaning(at: At) -> &'static str {
    match at.0 {
        ..2_500 => "start",
        2_500..=7_500 => "middle",
        _ => "end",
    }
}

/// Whether words at one place keep clear of words at another, in which room; both lean inward.
pub fn beside(one: (At, usize), other: (At, usize)) -> Fit {
    let span = |(at, size): (At, usize), room: usize| {
        let (middle, size) = (i64::from(at.0) * room as i64 / 10_000, size as i64);
        let left = match leaning(at) {
            "start" => middle,
            "end" => middle - size,
            _ => middle - size / 2,
        };
        (left, left + size)
    };
    let clear = |room: usize| {
        let (one, other) = (span(one, room), span(other, room));
        one.1 + 600 <= other.0 || other.1 + 600 <= one.0
    };
    Fit::new(clear(NARROW), clear(WIDE))
}

/// Moves places apart until neighbours keep their distance, staying between the ends, keeping order.
pub fn apart(places: &[At], distance: i32) -> Vec<At> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|index| places.get(*index).copied());
    let mut sorted: Vec<i32> = order.iter().filter_map(|index| places.get(*index)).map(|at| at.0).collect();
    let mut least = i32::MIN;
    for place in &mut sorted {
        *place = (*place).max(least);
        least = *place + distance;
    }
    let mut most = At::END.0;
    for place in sorted.iter_mut().rev() {
        *place = (*place).min(most);
        most = *place - distance;
    }
    let mut moved = places.to_vec();
    for (index, place) in order.iter().zip(sorted) {
        if let Some(slot) = moved.get_mut(*index) {
            *slot = At(place);
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_letter_is_as_wide_as_the_font_is_tall() {
        assert_eq!(width("客户"), 2_000);
        assert!(width("1,234") < 3_000);
    }

    #[test]
    fn the_last_label_always_stays_and_the_rest_thin_out() {
        let months: Vec<String> = (1..=12).map(|month| format!("2024-{month:02}")).collect();
        let labels: Vec<&str> = months.iter().map(String::as_str).collect();
        let fits = thin(&labels, 0);
        assert_eq!(fits[11], Fit::Always);
        assert!(fits.iter().filter(|fit| matches!(fit, Fit::Always | Fit::Narrow)).count() <= 5);
        assert_eq!(thin(&["一月", "二月"], 0), [Fit::Always, Fit::Always]);
        assert!(thin(&[], 0).is_empty());
    }

    #[test]
    fn labels_at_line_ends_never_overlap_and_never_leave_the_plot() {
        for places in
            [vec![At(5_000), At(5_100), At(4_900)], vec![At(9_990), At(10_000)], vec![At(0), At(0), At(0)]]
        {
            let mut moved = apart(&places, 1_200);
            moved.sort();
            assert!(moved.windows(2).all(|pair| pair[1].0 - pair[0].0 >= 1_200), "{places:?} → {moved:?}");
            assert!(moved.iter().all(|at| (0..=10_000).contains(&at.0)), "{moved:?}");
        }
    }

    #[test]
    fn the_words_of_a_notch_near_the_end_of_a_rule_take_the_place_of_the_end_s_figure() {
        let (end, notch) = ((At::END, 2_000), |at| (At(at), 8_000));
        assert_eq!(beside(end, notch(5_000)), Fit::Always);
        assert_eq!(beside(end, notch(7_400)), Fit::Wide);
        assert_eq!(beside(end, notch(9_800)), Fit::Never);
    }

    #[test]
    fn the_label_of_the_bar_the_sentence_names_always_stays() {
        let labels = ["December"; 12];
        let fits = thin_slots(&labels, 0, 4);
        assert_eq!(fits[4], Fit::Always);
        assert!(fits.contains(&Fit::Wide) || fits.contains(&Fit::Never));
    }

    #[test]
    fn figures_that_do_not_all_fit_leave_only_the_chosen() {
        let figures = ["1,234万"; 12];
        let fits = all_or(&figures, 0, |index| index == 3);
        assert_eq!(fits[3], Fit::Always);
        assert_eq!(fits[4], Fit::Never);
    }
}
