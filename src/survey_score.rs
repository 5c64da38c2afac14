//! What surveys say in one number: NPS, CSAT, CES, and how many answered at all.
//!
//! Each result keeps its counts, because a score without its N is a rumour. Answers off the scale are not
//! counted here; the form and the import refuse them before. How satisfied customers are and how satisfied
//! our own people are (the satisfaction mirror) stay two series: no function here blends them.

use crate::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// Under so many answers an NPS is not shown: one person would turn it.
pub const NPS_ANSWERS_MIN: u32 = 5;

/// Net promoter score: how many would recommend us, less how many would warn of us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nps {
    /// Answers of 9 or 10.
    pub promoters: u32,
    /// Answers of 7 or 8.
    pub passives: u32,
    /// Answers of 0 to 6; zero is an answer too.
    pub detractors: u32,
}

impl Nps {
    /// Counts answers on the scale 0 to 10.
    ///
    /// ```
    /// use domain::survey_score::Nps;
    /// let nps = Nps::of([10, 9, 9, 8, 0]);
    /// assert_eq!((nps.promoters, nps.passives, nps.detractors), (3, 1, 1));
    /// assert_eq!((nps.score(), nps.answers()), (Some(40), 5));
    /// ```
    pub fn of(scores: impl IntoIterator<Item = u8>) -> Self {
        let mut nps = Self::default();
        for score in scores {
            match score {
                0..=6 => nps.detractors += 1,
                7..=8 => nps.passives += 1,
                9..=10 => nps.promoters += 1,
                _ => {}
            }
        }
        nps
    }

    /// N, shown beside the score always.
    pub fn answers(&self) -> u32 {
        self.promoters.saturating_add(self.passives).saturating_add(self.detractors)
    }

    /// `(promoters − detractors) ÷ N`, from −1 to 1; nothing without answers. Source: formulas §5.
    pub fn exact(&self) -> Option<Ratio> {
        Ratio::new(i64::from(self.promoters) - i64::from(self.detractors), self.answers())
    }

    /// The score as shown: `(promoters − detractors) ÷ N × 100` in whole points from −100 to 100, no sign %;
    /// nothing under [`NPS_ANSWERS_MIN`] answers.
    pub fn score(&self) -> Option<i32> {
        let shown = self.answers() >= NPS_ANSWERS_MIN;
        self.exact().filter(|_| shown).and_then(|exact| i32::try_from(exact.scaled(2)).ok())
    }
}

/// Customer satisfaction: how many answered 4 or 5 on the scale 1 to 5 (top-2 box, not the mean).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Csat {
    /// Answers of 4 or 5.
    pub satisfied: u32,
    /// All answers.
    pub answers: u32,
    /// What all answers add up to, for the mean beside.
    pub sum: u32,
}

impl Csat {
    /// Counts answers on the scale 1 to 5.
    ///
    /// ```
    /// use domain::survey_score::Csat;
    /// let csat = Csat::of([5, 4, 3, 1]);
    /// assert_eq!(csat.share().map(|r| r.display_pct(2)).as_deref(), Some("50.00%"));
    /// assert_eq!(csat.mean().map(|r| r.decimal(2)).as_deref(), Some("3.25"));
    /// ```
    pub fn of(scores: impl IntoIterator<Item = u8>) -> Self {
        let mut csat = Self::default();
        for score in scores.into_iter().filter(|score| (1..=5).contains(score)) {
            csat.answers += 1;
            csat.sum = csat.sum.saturating_add(u32::from(score));
            csat.satisfied += u32::from(score >= 4);
        }
        csat
    }

    /// CSAT: `answers of 4 or 5 ÷ answers`, 0 to 1; nothing without answers. Source: formulas §5.
    pub fn share(&self) -> Option<Ratio> {
        Ratio::new(self.satisfied, self.answers)
    }

    /// The mean answer, 1 to 5: a second figure, never called CSAT.
    pub fn mean(&self) -> Option<Ratio> {
        Ratio::new(self.sum, self.answers)
    }
}

/// Customer effort score: how easy it was, on the scale 1 to 7, 7 is easiest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ces {
    /// Answers of 5 to 7.
    pub easy: u32,
    /// All answers.
    pub answers: u32,
    /// What all answers add up to.
    pub sum: u32,
}

impl Ces {
    /// Counts answers on the scale 1 to 7.
    ///
    /// ```
    /// use domain::survey_score::Ces;
    /// let ces = Ces::of([7, 5, 4, 2]);
    /// assert_eq!(ces.mean().map(|r| r.decimal(1)).as_deref(), Some("4.5"));
    /// assert_eq!(ces.easy_share().map(|r| r.display_pct(0)).as_deref(), Some("50%"));
    /// ```
    pub fn of(scores: impl IntoIterator<Item = u8>) -> Self {
        let mut ces = Self::default();
        for score in scores.into_iter().filter(|score| (1..=7).contains(score)) {
            ces.answers += 1;
            ces.sum = ces.sum.saturating_add(u32::from(score));
            ces.easy += u32::from(score >= 5);
        }
        ces
    }

    /// CES: the mean answer, 1 to 7; nothing without answers. Source: formulas §5.
    pub fn mean(&self) -> Option<Ratio> {
        Ratio::new(self.sum, self.answers)
    }

    /// The share of answers of 5 to 7, 0 to 1. Source: formulas §5.
    pub fn easy_share(&self) -> Option<Ratio> {
        Ratio::new(self.easy, self.answers)
    }
}

/// Response rate (答卷率): `answers ÷ asked`, 0 to 1; nothing when nobody was asked. Source: formulas §5.
///
/// ```
/// let rate = domain::survey_score::response_rate(1175, 2000);
/// assert_eq!(rate.map(|r| r.display_pct(2)).as_deref(), Some("58.75%"));
/// ```
pub fn response_rate(answers: u32, asked: u32) -> Option<Ratio> {
    Ratio::new(answers, asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nps_is_hidden_under_five_answers_and_whole_above() {
        let check = |scores: &[u8], score, answers| {
            let nps = Nps::of(scores.iter().copied());
            assert_eq!((nps.score(), nps.answers()), (score, answers), "{scores:?}");
        };
        check(&[], None, 0);
        check(&[10, 10, 10, 10], None, 4);
        check(&[10, 10, 10, 10, 10], Some(100), 5);
        check(&[0, 0, 0, 0, 0], Some(-100), 5);
        check(&[6, 7, 8, 9, 10], Some(20), 5);
        check(&[9, 8, 8, 8, 8, 8, 8, 8], Some(13), 8); // 12.5 rounds up
        check(&[11, 255, 9, 9, 9, 9, 9], Some(100), 5);
    }

    #[test]
    fn an_answer_off_the_scale_is_not_counted() {
        assert_eq!(Csat::of([0, 6, 5]), Csat { satisfied: 1, answers: 1, sum: 5 });
        assert_eq!(Ces::of([0, 8, 4]), Ces { easy: 0, answers: 1, sum: 4 });
        assert_eq!((Csat::of([]).share(), Ces::of([]).mean(), response_rate(0, 0)), (None, None, None));
    }

    proptest! {
        #[test]
        fn scores_stay_within_their_ranges(scores in prop::collection::vec(0..=10_u8, 0..80)) {
            let nps = Nps::of(scores.iter().copied());
            prop_assert!(nps.score().is_none_or(|score| (-100..=100).contains(&score)));
            prop_assert_eq!(nps.score().is_some(), scores.len() >= 5);
            let csat = Csat::of(scores);
            prop_assert!(csat.share().is_none_or(|share| share <= Ratio::whole(1)));
            prop_assert!(csat.mean().is_none_or(|mean| mean >= Ratio::whole(1) && mean <= Ratio::whole(5)));
        }
    }
}
