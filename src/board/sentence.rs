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

    /// A whole sentence: `{0}` is the first number, and `[0|one|many]` is what goes with it, by whether it is 1.
    ///
    /// ```
    /// use domain::board::sentence::Sentence;
    /// let said = |n: &str| {
    ///     let spans = Sentence::of("There [0|is|are] {0} [0|row|rows] of {1}.", &[(n.into(), "/a".into()), ("9".into(), "/b".into())]);
    ///     spans.iter().map(|span| span.text.as_str()).collect::<String>()
    /// };
    /// assert_eq!(said("1"), "There is 1 row of 9.");
    /// assert_eq!(said("2"), "There are 2 rows of 9.");
    /// ```
    pub fn of(words: &str, numbers: &[(String, String)]) -> Vec<Span> {
        let at = |place: &str| place.parse::<usize>().ok().and_then(|place| numbers.get(place));
        let mut sentence = Self::default();
        let mut said = String::new();
        let mut rest = words;
        while let Some((before, sign, after)) = rest
            .find(['{', '['])
            .and_then(|place| Some((rest.get(..place)?, rest.get(place..=place)?, rest.get(place + 1..)?)))
        {
            said.push_str(before);
            let (inside, after) =
                after.split_once(if sign == "{" { '}' } else { ']' }).unwrap_or((after, ""));
            rest = after;
            let mut parts = inside.split('|');
            let number = parts.next().and_then(at);
            match (sign, number) {
                ("{", Some((text, href))) => {
                    sentence = sentence.say(std::mem::take(&mut said)).number(text, href);
                }
                (_, Some((text, _))) => {
                    let (one, many) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                    said.push_str(if text == "1" { one } else { many });
                }
                (_, None) => said.push_str(inside),
            }
        }
        said.push_str(rest);
        sentence.say(said).0.into_iter().filter(|span| !span.text.is_empty()).collect()
    }

    /// The sentence.
    pub fn done(self) -> Vec<Span> {
        self.0
    }
}
