//! 录音还原 · what was said, sentence by sentence, each with the time it was said at (M40): so that a demand keeps the words and
//! the place they came from.

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// When in the recording, as it was written; empty when nobody wrote it.
    pub at: String,
    /// What was said.
    pub words: String,
}

/// The sentences of a transcript, one a line; a time before the words is theirs.
///
/// ```
/// use domain::transcript::excerpts;
/// let said = excerpts("00:12:31 看不到回款，我心里没底。\n\n那就先做这个。");
/// assert_eq!(said.len(), 2);
/// assert_eq!((said[0].at.as_str(), said[0].words.as_str()), ("00:12:31", "看不到回款，我心里没底。"));
/// assert_eq!(said[1].at, "");
/// ```
pub fn excerpts(body: &str) -> Vec<Excerpt> {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).map(excerpt).collect()
}

fn excerpt(line: &str) -> Excerpt {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let mark = first.trim_matches(['[', ']', '（', '）', '(', ')']);
    let is_time =
        mark.contains(':') && mark.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ':' | '.'));
    if is_time && !rest.trim().is_empty() {
        Excerpt { at: mark.to_owned(), words: rest.trim().to_owned() }
    } else {
        Excerpt { at: String::new(), words: line.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_time_only_before_words() {
        for (line, at, words) in [
            ("[00:01] 好", "00:01", "好"),
            ("12:30 开会", "12:30", "开会"),
            ("00:12:31", "", "00:12:31"),
            ("目标: 三年", "", "目标: 三年"),
            ("王总：先看回款", "", "王总：先看回款"),
        ] {
            let said = excerpts(line);
            assert_eq!((said[0].at.as_str(), said[0].words.as_str()), (at, words), "{line}");
        }
        assert!(excerpts(" \n\n").is_empty());
    }
}
