//! The measure of relationship work (H20–H35): which activities serve no goal, how fast a budget burns, whether two raters
//! agree, where we stand against our own past and against each competitor, and what a point of advantage costs.
//!
//! What is counted here coaches (H30): nothing in this file ranks people.

use crate::ratio::Ratio;

/// How much of a budget is burnt: what was spent ÷ what was planned. Nothing without a budget; above 1 when it is
/// overspent (H21).
///
/// ```
/// use domain::relation::burn;
/// assert_eq!(burn(45_000, 60_000).map(|share| share.percent(1)).as_deref(), Some("75.0"));
/// assert!(burn(45_000, 0).is_none());
/// ```
pub fn burn(spent_cents: i64, budget_cents: i64) -> Option<Ratio> {
    Ratio::new(spent_cents, budget_cents).filter(|_| budget_cents > 0)
}

/// What two raters said of one activity: quality and effect, each 1–5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rated {
    /// Who asked for it: quality and effect.
    pub first: (i64, i64),
    /// The second rater: quality and effect.
    pub second: (i64, i64),
}

/// How far two raters agree (H32).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    /// Activities both rated.
    pub rated: i64,
    /// First minus second, over both questions of all of them: the sum. Above zero the one who asked is kinder.
    pub difference: i64,
    /// Activities in which the two are at most one point apart on both questions.
    pub agreed: i64,
}

impl Calibration {
    /// First minus second a question, on average; −4 to 4.
    pub fn mean_difference(&self) -> Option<Ratio> {
        Ratio::new(self.difference, self.rated * 2)
    }

    /// The share of activities the two agree on; 0 to 1.
    pub fn agreement(&self) -> Option<Ratio> {
        Ratio::new(self.agreed, self.rated)
    }
}

/// Calibration of the activities both have rated: the mean of first minus second over both questions, and the share in
/// which they are at most one point apart on each.
///
/// ```
/// use domain::relation::{Rated, calibration};
/// let found = calibration(&[
///     Rated { first: (4, 5), second: (4, 4) },
///     Rated { first: (5, 5), second: (3, 4) },
/// ]);
/// assert_eq!(found.mean_difference().map(|mean| mean.decimal(2)).as_deref(), Some("1.00"));
/// assert_eq!(found.agreement().map(|share| share.percent(0)).as_deref(), Some("50"));
/// assert!(calibration(&[]).agreement().is_none());
/// ```
pub fn calibration(rated: &[Rated]) -> Calibration {
    let mut found = Calibration::default();
    for one in rated {
        let apart = (one.first.0 - one.second.0, one.first.1 - one.second.1);
        found.rated += 1;
        found.difference += apart.0 + apart.1;
        found.agreed += i64::from(apart.0.abs() <= 1 && apart.1.abs() <= 1);
    }
    found
}

/// Where we stand at a customer, in basis points of 100: now and at the opening, and the best competitor likewise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// Our score on the closing day.
    pub ours_bp: Option<i64>,
    /// Our score on the opening day.
    pub ours_before_bp: Option<i64>,
    /// The best competitor's on the closing day.
    pub rival_bp: Option<i64>,
    /// The same on the opening day.
    pub rival_before_bp: Option<i64>,
}

impl Stand {
    /// Our score minus the best competitor's, basis points; −10,000 to 10,000 (H34). Nothing where one is not scored.
    ///
    /// ```
    /// use domain::relation::Stand;
    /// let stand = Stand { ours_bp: Some(7_200), rival_bp: Some(6_000), ..Stand::default() };
    /// assert_eq!(stand.gap(), Some(1_200));
    /// ```
    pub fn gap(&self) -> Option<i64> {
        Some(self.ours_bp? - self.rival_bp?)
    }

    /// How much the gap moved from opening to closing, basis points (H35).
    ///
    /// ```
    /// use domain::relation::Stand;
    /// let stand = Stand {
    ///     ours_bp: Some(7_200), ours_before_bp: Some(6_500), rival_bp: Some(6_000), rival_before_bp: Some(6_400),
    /// };
    /// assert_eq!((stand.gained(), stand.improved()), (Some(1_100), Some(700)));
    /// ```
    pub fn gained(&self) -> Option<i64> {
        Some(self.gap()? - (self.ours_before_bp? - self.rival_before_bp?))
    }

    /// How much our own score moved from opening to closing, basis points (H33).
    pub fn improved(&self) -> Option<i64> {
        Some(self.ours_bp? - self.ours_before_bp?)
    }
}

/// What a point of advantage cost: money spent ÷ points gained, cents a point (H35). Nothing where nothing was gained:
/// then no price is a price.
///
/// ```
/// use domain::relation::cost_of_a_point;
/// assert_eq!(cost_of_a_point(600_000, 1_200), Some(50_000));
/// assert_eq!(cost_of_a_point(600_000, 0), None);
/// assert_eq!(cost_of_a_point(600_000, -300), None);
/// ```
pub fn cost_of_a_point(spent_cents: i64, gained_bp: i64) -> Option<i64> {
    (gained_bp > 0).then(|| spent_cents.saturating_mul(100) / gained_bp)
}

/// What an activity came to, 0 to 100: how far its goal is × how well it was done (H27). The goal is 0–100 %, quality and
/// effect 1–5 each, counted as the share of ten.
///
/// ```
/// use domain::relation::attained;
/// assert_eq!(attained(80, 5, 3), 64);
/// assert_eq!(attained(100, 5, 5), 100);
/// ```
pub const fn attained(goal_percent: i64, quality: i64, effect: i64) -> i64 {
    (goal_percent * (quality + effect) + 5) / 10
}

/// How far a goal is by the stage of its opportunity, percent (H23). A default of ours: a seed is not yet a lead.
///
/// ```
/// use domain::relation::reached;
/// assert_eq!((reached("seed"), reached("tender"), reached("won"), reached("lost")), (10, 60, 100, 0));
/// ```
pub fn reached(stage: &str) -> i64 {
    match stage {
        "seed" => 10,
        "lead" => 20,
        "opportunity" => 40,
        "tender" => 60,
        "contract" => 80,
        "won" => 100,
        _ => 0,
    }
}

/// Planted opportunities that came up (M20).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Germination {
    /// Planted.
    pub planted: i64,
    /// Of these, with a day on which they germinated.
    pub germinated: i64,
    /// Days from planting to germination, of all of these.
    pub days: i64,
}

impl Germination {
    /// Germinated ÷ planted.
    ///
    /// ```
    /// use domain::relation::Germination;
    /// let found = Germination { planted: 8, germinated: 2, days: 90 };
    /// assert_eq!(found.rate().map(|rate| rate.percent(0)).as_deref(), Some("25"));
    /// assert_eq!(found.mean_days(), Some(45));
    /// ```
    pub fn rate(&self) -> Option<Ratio> {
        Ratio::new(self.germinated, self.planted)
    }

    /// Days it took, on average.
    pub fn mean_days(&self) -> Option<i64> {
        (self.germinated > 0).then(|| (self.days + self.germinated / 2) / self.germinated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calibration_stays_within_its_range_and_swaps_with_its_raters() {
        for (first, second) in [((1, 1), (5, 5)), ((5, 5), (1, 1)), ((3, 4), (3, 4)), ((2, 5), (3, 3))] {
            let one = calibration(&[Rated { first, second }]);
            let other = calibration(&[Rated { first: second, second: first }]);
            assert_eq!(one.difference, -other.difference);
            assert_eq!(one.agreed, other.agreed);
            assert!((-8..=8).contains(&one.difference));
        }
    }

    #[test]
    fn a_stand_without_a_score_has_no_gap() {
        for stand in [
            Stand { ours_bp: Some(1), ..Stand::default() },
            Stand { rival_bp: Some(1), ..Stand::default() },
            Stand { ours_bp: Some(9_000), ours_before_bp: Some(8_000), ..Stand::default() },
        ] {
            assert_eq!((stand.gap(), stand.gained()), (None, None));
        }
    }
}
