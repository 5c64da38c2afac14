//! Three lights (M02, 三个成功): the customer succeeds, the project succeeds, our own organisation succeeds.
//!
//! A light is the band of a scorecard, put into words: the customer's is the health score under the caps of
//! M15 (no benefit felt: at most yellow; no sponsor: red), the project's and our own have cards of their
//! own. A light of which nothing is known is unknown, never green. When two lights of one account part,
//! somebody is paying for somebody else's success: [`Lights::divergence`].

use serde::{Deserialize, Serialize};

use crate::board::Lamp;
use crate::problem::{Problem, Problems};
use crate::ratio::{Ratio, fixed, round_div};
use crate::scorecard::{Contribution, FULL_BP, Hit, Scored};
use crate::text::{Text, Words, text};

/// Whose success a light shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 客户成功.
    Customer,
    /// 项目成功.
    Project,
    /// 自身成功.
    Own,
}

/// A lamp and why it is so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Light {
    /// Nothing when too little is known.
    pub lamp: Option<Lamp>,
    /// Why, the weightiest first; one at least.
    pub reasons: Vec<Words>,
}

/// The three lights of an account, or of the portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lights {
    /// Whether the customer succeeds.
    pub customer: Light,
    /// Whether the project succeeds.
    pub project: Light,
    /// Whether we succeed.
    pub own: Light,
}

/// Two lights that part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divergence {
    /// The brighter one.
    pub well: (Side, Lamp),
    /// The darker one.
    pub ill: (Side, Lamp),
    /// How many lamps apart: 1, or 2 for green against red, which is worth an alert.
    pub steps: u8,
}

impl Side {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Customer, Self::Project, Self::Own];

    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Self::Customer => text("客户成功", "Customer success"),
            Self::Project => text("项目成功", "Project success"),
            Self::Own => text("自身成功", "Our own success"),
        }
    }
}

impl Light {
    /// The light of a score, with its reasons: the limits that hold, else the two heaviest drags.
    ///
    /// ```
    /// use domain::{board::Lamp, light::Light, scorecard::{Input, Kind, Readings, for_stage, presets}};
    /// let cards = presets();
    /// let card = for_stage(&cards, Kind::Own, "service").expect("a card");
    /// let readings = Readings::none(jiff::civil::date(2026, 11, 22)).with(Input::OverdueDays, 90);
    /// let light = Light::of(&card.score(&readings));
    /// assert_eq!(light.lamp, Some(Lamp::Act));
    /// assert_eq!(light.reasons[0].en, "A payment is too long overdue (Payment overdue 90 days, above 60 days)");
    /// ```
    pub fn of(scored: &Scored) -> Self {
        let mut reasons: Vec<Words> = scored.limits.iter().map(Hit::words).collect();
        let drags = scored.drags();
        if scored.band.is_some() && scored.band == scored.band_by_points && scored.band != Some(Lamp::Good) {
            reasons.extend(drags.iter().take(2).map(|given| drag(*given)));
        }
        if reasons.is_empty() {
            reasons.push(standing(scored));
        }
        Self { lamp: scored.band, reasons }
    }
}

/// What one input costs: “活跃席位占比 42.0%，拉低 8.3 分”.
fn drag(given: Contribution) -> Words {
    let (label, shown) = (given.input.label(), given.input.measure().show(given.reading));
    let points = fixed(round_div(given.drag_bp.into(), 10), 1);
    let points = points.trim_end_matches(".0");
    Words::new(
        format!("{} {}，拉低 {points} 分", label.zh, shown.zh),
        format!("{} {} costs {points} points", label.en, shown.en),
    )
}

fn standing(scored: &Scored) -> Words {
    let percent = fixed(round_div(scored.coverage_bp.into(), 100), 0);
    match scored.points_bp {
        Some(points) if scored.band.is_some() => {
            let points = fixed(round_div(points.into(), 10), 1);
            Words::new(
                format!("得分 {points}，依据 {percent}% 的权重"),
                format!("Scores {points}, based on {percent}% of the weights"),
            )
        }
        Some(_) => Words::new(
            format!("数据不足：只有 {percent}% 的权重有依据"),
            format!("Too little is known: only {percent}% of the weights are backed"),
        ),
        None => Words::new("尚无数据", "Nothing has been measured yet"),
    }
}

impl Lights {
    /// The three lights of an account from its health, project and own scores.
    pub fn of(health: &Scored, project: &Scored, own: &Scored) -> Self {
        Self { customer: Light::of(health), project: Light::of(project), own: Light::of(own) }
    }

    /// One of them.
    pub const fn get(&self, side: Side) -> &Light {
        match side {
            Side::Customer => &self.customer,
            Side::Project => &self.project,
            Side::Own => &self.own,
        }
    }

    /// The two lights furthest apart, when any two differ (M02). Unknown lights differ from nothing.
    pub fn divergence(&self) -> Option<Divergence> {
        let known = || Side::ALL.into_iter().filter_map(|side| Some((side, self.get(side).lamp?)));
        let well = known().min_by_key(|(_, lamp)| *lamp)?;
        let ill = known().rev().min_by_key(|(_, lamp)| std::cmp::Reverse(*lamp))?;
        let steps = ill.1 as u8 - well.1 as u8;
        (steps > 0).then_some(Divergence { well, ill, steps })
    }
}

impl Divergence {
    /// Green against red: worth an alert.
    pub const fn is_alert(self) -> bool {
        self.steps > 1
    }

    /// In words: “自身成功正常，客户成功却在预警”.
    pub fn words(self) -> Words {
        let ((well, bright), (ill, dark)) = (self.well, self.ill);
        Words::new(
            format!("{}{}，{}却在{}", well.label().zh, bright.word().zh, ill.label().zh, dark.word().zh),
            format!("{}: {}, yet {}: {}", well.label().en, bright.word().en, ill.label().en, dark.word().en),
        )
    }
}

/// How the accounts of a portfolio stand on one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Green.
    pub good: Share,
    /// Yellow.
    pub watch: Share,
    /// Red.
    pub act: Share,
    /// Too little known.
    pub unknown: Share,
}

/// Accounts and what they pay a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub accounts: i64,
    /// ARR.
    pub arr_cents: i64,
}

/// From which share of red ARR a portfolio's light turns: a setting; basis points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortfolioEdges {
    /// From here on it is watched.
    pub watch_from_bp: i64,
    /// From here on it is red.
    pub act_from_bp: i64,
}

impl Default for PortfolioEdges {
    fn default() -> Self {
        Self { watch_from_bp: 500, act_from_bp: 2_000 }
    }
}

impl PortfolioEdges {
    /// What is wrong with them; nothing when they may be saved.
    pub fn validate(self) -> Problems {
        let Self { watch_from_bp, act_from_bp } = self;
        if 0 < watch_from_bp && watch_from_bp < act_from_bp && act_from_bp <= FULL_BP {
            return Problems::new();
        }
        vec![Problem::invalid(
            "act_from_bp",
            "界线应大于 0%、不超过 100%，且“关注”低于“预警”。",
            "The edges must be above 0 % and at most 100 %, and “watch” must come before “act”.",
        )]
    }
}

impl Tally {
    /// Adds an account.
    pub const fn add(&mut self, lamp: Option<Lamp>, arr_cents: i64) {
        let share = match lamp {
            Some(Lamp::Good) => &mut self.good,
            Some(Lamp::Watch) => &mut self.watch,
            Some(Lamp::Act) => &mut self.act,
            None => &mut self.unknown,
        };
        share.accounts += 1;
        share.arr_cents += arr_cents;
    }

    /// ARR in red ÷ ARR of the accounts whose light is known, 0 to 1.
    pub fn red_share(&self) -> Option<Ratio> {
        let Self { good, watch, act, unknown: _ } = self;
        Ratio::new(
            act.arr_cents,
            good.arr_cents.saturating_add(watch.arr_cents).saturating_add(act.arr_cents),
        )
    }

    /// The portfolio's light on this side: by the share of ARR that is red. Source: M02; the edges are a
    /// default of ours.
    ///
    /// ```
    /// use domain::{board::Lamp, light::{PortfolioEdges, Tally}};
    /// let mut tally = Tally::default();
    /// tally.add(Some(Lamp::Good), 900);
    /// tally.add(Some(Lamp::Act), 100);
    /// let light = tally.light(PortfolioEdges::default());
    /// assert_eq!((light.lamp, light.reasons[0].en.as_str()), (Some(Lamp::Watch), "1 account with 10.0% of ARR is red"));
    /// ```
    pub fn light(&self, edges: PortfolioEdges) -> Light {
        let Some(share) = self.red_share() else {
            let words = Words::new("尚无足够数据", "Too little is known yet");
            return Light { lamp: None, reasons: vec![words] };
        };
        let red_bp = share.scaled(4);
        let lamp = if red_bp >= edges.act_from_bp.into() {
            Lamp::Act
        } else if red_bp >= edges.watch_from_bp.into() {
            Lamp::Watch
        } else {
            Lamp::Good
        };
        let (accounts, share) = (self.act.accounts, share.display_pct(1));
        let mut reasons = vec![match accounts {
            0 => Words::new("没有客户亮红灯", "No account is red"),
            1 => Words::new(
                format!("1 家客户亮红灯，占 ARR 的 {share}"),
                format!("1 account with {share} of ARR is red"),
            ),
            _ => Words::new(
                format!("{accounts} 家客户亮红灯，占 ARR 的 {share}"),
                format!("{accounts} accounts with {share} of ARR are red"),
            ),
        }];
        if self.unknown.accounts > 0 {
            let unknown = self.unknown.accounts;
            reasons.push(Words::new(
                format!("另有 {unknown} 家数据不足"),
                format!("of {unknown} more too little is known"),
            ));
        }
        Light { lamp: Some(lamp), reasons }
    }
}

#[cfg(test)]
mod tests;
