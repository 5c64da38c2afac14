//! What the demonstration company does for its relationships: activities that serve a goal and some that serve none, two
//! raters who do not always agree, budgets, scores against one competitor, executives and their peers, salons, stories.

mod words;

use domain::calendar::{Fiscal, plus_days};
use domain::value::Value;
use jiff::civil::Date;

use super::World;
use super::care::workday;
use super::dice::Dice;
use super::life::{Arc, Life};
use super::people::People;
use super::sheet::Sheets;
use super::story::Story;
use words::{ACTIVITIES, BASES, COMMENTS, HOOKS, KINDS, RIVALS, SALONS, SETTINGS, STORIES};

/// What belongs to no customer, by id.
#[derive(Debug, Default)]
pub struct Told {
    types: Vec<String>,
    stories: Vec<(String, &'static str)>,
    salons: Vec<(String, Date)>,
}

/// Writes the types of activities, the stories and the salons.
pub fn company(sheets: &mut Sheets, world: &World<'_>) -> Told {
    let mut dice = Dice::new(world.plan.rng ^ 0x7265_6C61, u64::MAX);
    let mut told = Told::default();
    for (name, budget, count, result, value, tip) in KINDS {
        let id = dice.id(world.opening);
        let metric = |text: &'static str| if text.is_empty() { Value::Null } else { text.into() };
        let cells = [
            ("name", Value::from(*name)),
            ("budget", (*budget).into()),
            ("count_metric", metric(count)),
            ("result_metric", metric(result)),
            ("value_metric", metric(value)),
            ("tip", (*tip).into()),
        ];
        sheets.add("activity_type", id.clone(), &cells);
        told.types.push(id);
    }
    for (title, kind, industry, size, topic, story, worth, permission) in STORIES {
        let on = workday(plus_days(world.today, -dice.days(30, 500)));
        let id = dice.id(on);
        let cells = [
            ("title", Value::from(*title)),
            ("kind", (*kind).into()),
            ("industry", if industry.is_empty() { Value::Null } else { (*industry).into() }),
            ("size", (*size).into()),
            ("topic", (*topic).into()),
            ("told", (*story).into()),
            ("amount_cents", if *worth > 0 { Value::Int(worth * 1_000_000) } else { Value::Null }),
            ("permission", (*permission).into()),
            ("dated_on", on.into()),
        ];
        sheets.add("knowledge", id.clone(), &cells);
        told.stories.push((id, industry));
    }
    for (name, topic, days, place, host) in SALONS {
        let on = workday(plus_days(world.today, *days));
        let id = dice.id(on.min(world.today));
        let cells = [
            ("name", Value::from(*name)),
            ("topic", (*topic).into()),
            ("held_on", on.into()),
            ("place", (*place).into()),
            ("host", (*host).into()),
        ];
        sheets.add("salon", id.clone(), &cells);
        told.salons.push((id, on));
    }
    told
}

/// Writes what is done for one customer.
pub fn settle(sheets: &mut Sheets, life: &Life, people: &People, world: &World<'_>, told: &Told) {
    let mut dice = Dice::new(world.plan.rng ^ 0x7265_6C61, u64::from(life.index));
    if life.left_on(world.today).is_some() {
        return;
    }
    let one = One { life, people, world, told };
    if !matches!(life.tier, "strategic" | "key") || life.arc == Arc::Prospect {
        one.tell(&mut dice, sheets, None);
        return;
    }
    let goals = one.goals(&mut dice, sheets);
    one.tell(&mut dice, sheets, goals.first());
    one.pair(&mut dice, sheets);
    one.activities(&mut dice, sheets, &goals);
    one.scores(&mut dice, sheets);
    one.guests(&mut dice, sheets, &goals);
    one.blueprint(&mut dice, sheets);
    one.gift(&mut dice, sheets);
    if life.story == Some(Story::RedCarpet) {
        one.benchmark(&mut dice, sheets);
    }
}

/// One customer and everything around it.
struct One<'a> {
    life: &'a Life,
    people: &'a People,
    world: &'a World<'a>,
    told: &'a Told,
}

impl One<'_> {
    fn ago(&self, days: i32) -> Date {
        workday(plus_days(self.world.today, -days))
    }

    fn account(&self) -> (&'static str, Value) {
        ("account_id", Value::from(self.life.id.clone()))
    }

    fn executive(&self) -> Option<String> {
        self.world.staff.one("executive", u32::from(self.life.tier == "key")).map(str::to_owned)
    }

    /// What the activities are for: an expansion, and where somebody planted one, that.
    fn goals(&self, dice: &mut Dice, sheets: &mut Sheets) -> Vec<String> {
        let feature = dice.pick(&self.world.staff.features).map_or("", |feature| feature.name);
        let stage =
            dice.weigh(&[("lead", 20), ("opportunity", 35), ("tender", 20), ("contract", 10), ("won", 15)]);
        let on = self.ago(dice.days(90, 300));
        let id = dice.id(on);
        let cells = [
            self.account(),
            ("name", Value::from(format!("{feature}二期"))),
            ("kind", "expansion".into()),
            ("source", "service".into()),
            ("horizon", "short".into()),
            ("stage", stage.into()),
            ("space_cents", Value::Int(dice.between(40, 260) * 1_000_000)),
            ("owner_id", self.people.ar.clone().into()),
            ("found_on", on.into()),
        ];
        sheets.add("opportunity", id.clone(), &cells);
        let mut goals = vec![id];
        let Some((name, hook)) = dice.pick(HOOKS).copied().filter(|_| dice.chance(60)) else { return goals };
        let on = self.ago(dice.days(150, 420));
        let grown = dice.chance(40).then(|| plus_days(on, dice.days(40, 140)));
        let id = dice.id(on);
        let cells = [
            self.account(),
            ("name", Value::from(name)),
            ("kind", "planted".into()),
            ("source", "technology".into()),
            ("horizon", "long".into()),
            ("stage", if grown.is_some() { "lead" } else { "seed" }.into()),
            ("space_cents", Value::Int(dice.between(80, 500) * 1_000_000)),
            ("owner_id", self.people.sr.clone().into()),
            ("found_on", on.into()),
            ("hook", hook.into()),
            ("germinated_on", grown.into()),
        ];
        sheets.add("opportunity", id.clone(), &cells);
        goals.push(id);
        goals
    }

    /// Our executive and their decision maker; some have not met for too long.
    fn pair(&self, dice: &mut Dice, sheets: &mut Sheets) {
        let late = self.life.story == Some(Story::QuietSponsor) || self.life.index % 14 == 5;
        if self.life.index % 14 == 12 {
            return;
        }
        let (Some(user), Some(peer)) = (self.executive(), self.people.all.get(1)) else { return };
        let days = if late { dice.days(100, 150) } else { dice.days(8, 70) };
        let (on, topic) = (self.ago(days), dice.word(SETTINGS));
        let id = dice.id(self.ago(300));
        let cells = [
            self.account(),
            ("user_id", Value::from(user.clone())),
            ("stakeholder_id", peer.id.clone().into()),
            ("cadence_days", Value::Int(90)),
            ("topic", topic.into()),
        ];
        sheets.add("executive_pair", id, &cells);
        let id = dice.id(on);
        let cells = [
            self.account(),
            ("happened_on", on.into()),
            ("subject", "高层对平：交流规划与投入".into()),
            ("line", "account".into()),
            ("channel", "visit".into()),
            ("stakeholder_id", peer.id.clone().into()),
            ("user_id", user.into()),
            ("depth", Value::Int(4)),
            ("effect", Value::Int(1)),
        ];
        sheets.add("touchpoint", id, &cells);
    }

    fn activities(&self, dice: &mut Dice, sheets: &mut Sheets, goals: &[String]) {
        let year = Fiscal::default().year_of(self.world.today);
        let big = self.life.tier == "strategic";
        let relation = if big { dice.between(18, 30) } else { dice.between(8, 16) } * 100_000 * 10;
        let cells = [
            self.account(),
            ("name", Value::from(format!("{year} 年经营预算"))),
            ("year", Value::Int(i64::from(year))),
            ("business_cents", Value::Int(relation * 3)),
            ("relation_cents", Value::Int(relation)),
        ];
        let id = dice.id(self.ago(300));
        sheets.add("relation_budget", id, &cells);
        for _ in 0..dice.between(5, if big { 9 } else { 7 }) {
            let days = dice.days(-40, 320);
            self.activity(dice, sheets, goals, days);
        }
    }

    fn activity(&self, dice: &mut Dice, sheets: &mut Sheets, goals: &[String], days: i32) {
        let at = dice.between(0, ACTIVITIES.len() as i64 - 1).unsigned_abs() as usize;
        let Some((kind, subject, low, high)) = ACTIVITIES.get(at) else { return };
        let (Some(kind), Some(who)) = (self.told.types.get(*kind), self.people.ar.clone()) else { return };
        let planned = self.ago(days);
        let is_done = planned < plus_days(self.world.today, -6) && !dice.chance(8);
        let done = is_done.then(|| workday(plus_days(planned, dice.days(0, 4))));
        let rated = is_done && dice.chance(80);
        let (quality, effect) = (dice.between(2, 5), dice.between(2, 5));
        let twice = rated && dice.chance(55);
        let near = |dice: &mut Dice, score: i64| {
            (score + dice.weigh(&[(0_i64, 45), (-1, 35), (1, 8), (-2, 12)])).clamp(1, 5)
        };
        let second = (near(dice, quality), near(dice, effect));
        let goal = if dice.chance(82) { dice.pick(goals).cloned() } else { None };
        let with = dice.pick(&self.people.all).map(|person| person.id.clone());
        let id = dice.id(planned.min(self.world.today));
        let cells = [
            self.account(),
            ("subject", Value::from(*subject)),
            ("activity_type_id", kind.clone().into()),
            ("opportunity_id", goal.into()),
            ("stage", self.life.stage(self.world.today).into()),
            ("stakeholder_id", with.into()),
            ("planned_on", planned.into()),
            ("done_on", done.into()),
            ("cost_cents", is_done.then(|| dice.between(*low, *high) * 10_000).into()),
            ("assigner_id", self.executive().into()),
            ("assignee_id", who.into()),
            ("quality", rated.then_some(quality).into()),
            ("effect", rated.then_some(effect).into()),
            ("comment", rated.then(|| dice.word(COMMENTS)).into()),
            ("second_rater_id", if twice { self.people.service.clone() } else { None }.into()),
            ("second_quality", twice.then_some(second.0).into()),
            ("second_effect", twice.then_some(second.1).into()),
            ("evidence", is_done.then_some("活动照片与签到表").into()),
        ];
        sheets.add("activity", id, &cells);
    }

    /// Quarter by quarter: ours, and the competitor's.
    fn scores(&self, dice: &mut Dice, sheets: &mut Sheets) {
        let since = self.ago(400);
        let rival = dice.id(since);
        let cells = [
            self.account(),
            ("name", Value::from(dice.word(RIVALS))),
            ("standing", "competitor".into()),
            ("share_bp", Value::Int(dice.between(5, 35) * 100)),
            ("seen_on", self.ago(60).into()),
        ];
        sheets.add("vendor", rival.clone(), &cells);
        let bad = matches!(self.life.arc, Arc::AtRisk | Arc::Shrinker)
            || self.life.story == Some(Story::QuietSponsor);
        let (mut ours, mut theirs) = (dice.between(48, 70), dice.between(42, 64));
        for quarter in (0..6).rev() {
            let on = self.ago(12 + quarter * 91);
            for (vendor, score) in [(None, ours), (Some(rival.clone()), theirs)] {
                let cells = [
                    self.account(),
                    ("vendor_id", Value::from(vendor)),
                    ("scored_on", on.into()),
                    ("score_bp", Value::Int(score * 100)),
                    ("basis", dice.word(BASES).into()),
                ];
                let id = dice.id(on);
                sheets.add("relation_score", id, &cells);
            }
            ours = (ours + if bad { dice.between(-5, 1) } else { dice.between(-1, 5) }).clamp(20, 92);
            theirs = (theirs + dice.between(-3, 3)).clamp(20, 85);
        }
    }

    fn guests(&self, dice: &mut Dice, sheets: &mut Sheets, goals: &[String]) {
        for (salon, on) in &self.told.salons {
            let is_over = *on < self.world.today;
            let Some(guest) = self.people.all.first().filter(|_| dice.chance(if is_over { 45 } else { 30 }))
            else {
                continue;
            };
            let state = if is_over { dice.weigh(&[("came", 75), ("absent", 25)]) } else { "invited" };
            let led = (state == "came" && dice.chance(45)).then(|| goals.first().cloned()).flatten();
            let cells = [
                self.account(),
                ("salon_id", Value::from(salon.clone())),
                ("stakeholder_id", guest.id.clone().into()),
                ("state", state.into()),
                ("reason", "在意的正是这个主题".into()),
                ("opportunity_id", led.into()),
            ];
            let id = dice.id(on.min(&self.world.today).to_owned());
            sheets.add("salon_guest", id, &cells);
        }
    }

    fn blueprint(&self, dice: &mut Dice, sheets: &mut Sheets) {
        for (place, feature) in self.world.staff.features.iter().enumerate() {
            let state = match place {
                0..=2 => "have",
                3..=4 => dice.weigh(&[("have", 60), ("planned", 30), ("white", 10)]),
                _ => dice.weigh(&[("have", 18), ("planned", 27), ("white", 55)]),
            };
            let since = (state == "have").then(|| self.ago(dice.days(60, 600)));
            let cells = [
                self.account(),
                ("module", Value::from(feature.name)),
                ("state", state.into()),
                ("fit", Value::Int(dice.between(2, 5))),
                ("since_on", since.into()),
                ("owner_id", self.people.sr.clone().into()),
            ];
            let id = dice.id(self.ago(200));
            sheets.add("blueprint", id, &cells);
        }
    }

    /// Small courtesies, all below the limit.
    fn gift(&self, dice: &mut Dice, sheets: &mut Sheets) {
        let Some(person) = self.people.all.get(1).filter(|_| dice.chance(60)) else { return };
        let on = self.ago(dice.days(40, 70));
        let (what, kind, yuan) = dice.weigh(&[
            (("龙井茶一盒", "gift", 198), 40),
            (("中秋月饼", "gift", 168), 40),
            (("工作餐", "meal", 120), 20),
        ]);
        let cells = [
            self.account(),
            ("stakeholder_id", Value::from(person.id.clone())),
            ("what", what.into()),
            ("kind", kind.into()),
            ("value_cents", Value::Int(yuan * 100)),
            ("given_on", on.into()),
            ("user_id", self.people.ar.clone().into()),
            ("occasion", "中秋问候".into()),
            ("verdict", "allowed".into()),
        ];
        let id = dice.id(on);
        sheets.add("gift", id, &cells);
    }

    fn benchmark(&self, dice: &mut Dice, sheets: &mut Sheets) {
        let since = self.ago(420);
        let id = dice.id(since);
        let cells = [
            self.account(),
            ("reason", Value::from("行业第一家把授权、合同、付款打通的集团，值得同行来看")),
            ("cap_cents", Value::Int(600_000_000)),
            ("cost_cents", Value::Int(512_000_000)),
            ("income_cents", Value::Int(468_000_000)),
            ("approved_by_id", self.executive().into()),
            ("since_on", since.into()),
        ];
        sheets.add("benchmark", id, &cells);
        for (subject, kind, visitors, millions, days) in words::REFERENCES {
            let on = self.ago(*days);
            let cells = [
                self.account(),
                ("subject", Value::from(*subject)),
                ("kind", (*kind).into()),
                ("happened_on", on.into()),
                ("visitors", (*visitors).into()),
                (
                    "influenced_cents",
                    if *millions > 0 { Value::Int(millions * 1_000_000) } else { Value::Null },
                ),
            ];
            let id = dice.id(on);
            sheets.add("reference_event", id, &cells);
        }
    }

    /// Stories told to customers of the same business.
    fn tell(&self, dice: &mut Dice, sheets: &mut Sheets, goal: Option<&String>) {
        let fits = |(_, industry): &&(String, &'static str)| *industry == self.life.industry.name;
        let Some((story, _)) = self.told.stories.iter().find(fits).filter(|_| dice.chance(55)) else {
            return;
        };
        let on = self.ago(dice.days(20, 250));
        let cells = [
            self.account(),
            ("knowledge_id", Value::from(story.clone())),
            ("used_on", on.into()),
            ("setting", dice.word(SETTINGS).into()),
            ("opportunity_id", goal.cloned().into()),
        ];
        let id = dice.id(on);
        sheets.add("knowledge_use", id, &cells);
    }
}
