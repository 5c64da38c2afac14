//! A sentence under construction: words, and numbers that lead to their rows.

use super::Span;

/// Builds a sentence piece by piece.
#[derive(Debug, Default)]
pub struct Sentence(Vec<Span>);

impl Sentence {
    /// Adds words.
    #[must_use]
    pub fn say(mut self, words: impl Into<String>) -> Self {
        self.0.push(Span::words(words));
        self
    }

    /// Adds a number and the rows behind it.
    #[must_use]
    pub fn number(mut self, text: impl ToString, href: &str) -> Self {
        self.0.push(Span::number(text.to_string(), href));
        self
    }

    /// The sentence.
    pub fn done(self) -> Vec<Span> {
        self.0
    }
}
