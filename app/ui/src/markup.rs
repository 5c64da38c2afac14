//! A writer of escaped markup, for pictures that have no moving parts.
//!
//! Charts are drawn by the same code for a screen, a report and an e-mail, and hold hundreds of
//! marks: written as text they cost the browser a few kilobytes of code instead of a type a mark.
//! Everything passed in is escaped; there is no way to write raw text.

/// Markup under construction. Tags and attribute names are ours; values and words are anybody's.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    pub fn new() -> Self {
        Self::default()
    }

    /// An element that holds what `inside` writes.
    pub fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(tag, attributes);
        inside(self);
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// An element that holds only words.
    pub fn words(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], words: &str) {
        self.element(tag, attributes, |inside| inside.escape(words));
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.element(tag, attributes, |_| {});
    }

    pub fn finish(self) -> String {
        self.0
    }

    /// An attribute with an empty name is left out: that is how a caller says “not this time”.
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes.iter().filter(|(name, _)| !name.is_empty()) {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.escape(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn escape(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                other => self.0.push(other),
            }
        }
    }
}

/// The attribute, or nothing when the condition does not hold.
pub fn when(holds: bool, attribute: (&'static str, &'static str)) -> (&'static str, &'static str) {
    if holds { attribute } else { ("", "") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_cannot_break_out_of_their_place() {
        let mut page = Markup::new();
        page.words("a", &[("href", "\"><script>"), when(false, ("id", "x"))], "<b>&'");
        assert_eq!(
            page.finish(),
            "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&#39;</a>",
            "a customer may be called anything"
        );
    }
}
