//! An account's card, the people there who matter and the people of ours around it.

use domain::calendar::plus_days;
use domain::value::Value;

use super::World;
use super::dice::Dice;
use super::life::{Arc, Life, Mood};
use super::names;
use super::sheet::Sheets;
use super::story::Story;
use super::words::{REFERRALS, VIEWS_BAD, VIEWS_GOOD, VIEWS_PLAIN};

/// Who is who around one account.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// The executive sponsor (1W).
    pub sponsor: Person,
    /// The champion (强C).
    pub champion: Person,
    /// Everybody there, the two above among them.
    pub all: Vec<Person>,
    /// Our account lead.
    pub ar: Option<String>,
    /// Our solution lead.
    pub sr: Option<String>,
    /// Our delivery lead, when the place is filled.
    pub fr: Option<String>,
    /// Our success manager, when the place is filled.
    pub csm: Option<String>,
    /// Our service manager.
    pub service: Option<String>,
}

/// A person at the customer.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
}

/// Places at a customer: role, titles, power, whom they report to (place in this list).
const PLACES: &[(&str, &[&str], i64, usize)] = &[
    ("decision_maker", &["财务总监", "分管副总裁", "首席财务官"], 4, 0),
    ("champion", &["运营总监", "信息化总监", "总裁办主任", "流程与数字化总监"], 3, 0),
    ("influencer", &["IT 部经理", "系统架构师", "数据主管"], 3, 2),
    ("user", &["业务主管", "区域经理", "项目专员"], 1, 2),
    ("buyer", &["采购经理", "招采主管"], 2, 1),
    ("user", &["财务会计", "行政主管", "门店督导"], 1, 3),
];

/// Writes the account, its people and its team.
pub fn settle(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    world: &World<'_>,
    parent: Option<&str>,
) -> People {
    let team = number(life);
    let place = |role: &str, key: &str| {
        if life.vacant.contains(&key) { None } else { world.staff.one(role, team).map(str::to_owned) }
    };
    let mut people = People {
        ar: place("account_lead", "ar"),
        sr: place("solution_lead", "sr"),
        fr: place("delivery_lead", "fr"),
        csm: place("csm", "csm"),
        service: place("service_manager", "service_head"),
        ..People::default()
    };
    account(dice, sheets, life, world, &people, parent);
    there(dice, sheets, life, &mut people);
    ours(dice, sheets, life, world, &people);
    people
}

/// The demonstration's own people look after the stories; everybody shares the rest.
fn number(life: &Life) -> u32 {
    if life.story.is_some() { 0 } else { life.index }
}

fn account(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    world: &World<'_>,
    people: &People,
    parent: Option<&str>,
) {
    let plan = match life.tier {
        "strategic" => "旗舰版",
        "key" => "专业版",
        "standard" => "标准版",
        _ => "基础版",
    };
    let level = match life.tier {
        "strategic" => "president",
        "key" => "domain",
        _ => "personal",
    };
    let has_plan = !life.terms.is_empty();
    let is_trial = life.terms.iter().any(|term| term.is_trial && term.end > world.today);
    let number = format!("K{:05}", u64::from(life.index) + 1_001);
    let closed = dice.chance(3) && life.story.is_none();
    let cells = [
        ("name", Value::from(life.name.clone())),
        ("external_id", number.into()),
        ("industry", life.industry.name.into()),
        ("region", life.region.into()),
        ("province", province(life).into()),
        ("tier", life.tier.into()),
        ("stage", life.stage(world.today).into()),
        ("owner_id", people.ar.clone().into()),
        ("level", level.into()),
        ("parent_id", parent.map(str::to_owned).into()),
        ("visibility", if closed { "team" } else { "open" }.into()),
        ("is_long_cycle", matches!(life.industry.name, "金融" | "能源").into()),
        ("plan", has_plan.then_some(plan).into()),
        ("seats", has_plan.then(|| life.seats(world.today)).into()),
        ("signed_up_on", life.since.into()),
        ("referral_source", dice.word(REFERRALS).into()),
        ("is_trial", is_trial.into()),
        ("is_churned", life.left_on(world.today).is_some().into()),
        ("note", life.story.map(Story::note).into()),
    ];
    sheets.add("account", life.id.clone(), &cells);
}

/// The people at the customer: reporting lines lead up to the sponsor.
fn there(dice: &mut Dice, sheets: &mut Sheets, life: &Life, people: &mut People) {
    let count = match life.tier {
        "strategic" => PLACES.len(),
        "key" => dice.between(4, 5) as usize,
        "standard" => dice.between(3, 4) as usize,
        _ => 2,
    };
    let name = life.story.map_or_else(|| names::person(dice), |story| story.sponsor().to_owned());
    let title = life.story.map_or_else(|| dice.word(life.industry.sponsor_titles), Story::sponsor_title);
    people.sponsor = person(dice, sheets, life, ("executive_sponsor", title, 5), name, None);
    people.all.push(people.sponsor.clone());
    for (role, titles, power, above) in PLACES.iter().take(count) {
        let above = people.all.get(*above).or(people.all.first()).map(|person| person.id.clone());
        let (title, name) = (dice.word(titles), names::person(dice));
        let somebody = person(dice, sheets, life, (role, title, *power), name, above);
        if *role == "champion" {
            people.champion = somebody.clone();
        }
        people.all.push(somebody);
    }
}

fn person(
    dice: &mut Dice,
    sheets: &mut Sheets,
    life: &Life,
    (role, title, power): (&str, &str, i64),
    name: String,
    above: Option<String>,
) -> Person {
    let quiet = life.story == Some(Story::QuietSponsor) && role == "executive_sponsor";
    let stance = match life.mood() {
        _ if quiet => -1,
        Mood::Happy => dice.weigh(&[(2, 50), (1, 40), (0, 10)]),
        Mood::Content => dice.weigh(&[(2, 15), (1, 50), (0, 30), (-1, 5)]),
        Mood::Uneasy => dice.weigh(&[(1, 25), (0, 45), (-1, 30)]),
        Mood::Bad => dice.weigh(&[(1, 10), (0, 30), (-1, 40), (-2, 20)]),
    };
    let view = match stance {
        1.. => dice.word(VIEWS_GOOD),
        0 => dice.word(VIEWS_PLAIN),
        _ => dice.word(VIEWS_BAD),
    };
    let id = dice.id(plus_days(life.since, 7));
    let cells = [
        ("account_id", Value::from(life.id.clone())),
        ("name", name.clone().into()),
        ("job_title", title.into()),
        ("role", role.into()),
        ("reports_to_id", above.into()),
        ("power", power.into()),
        ("stance", stance.into()),
        ("view_of_us", view.into()),
        (
            "email",
            format!("p{}@k{:05}.example", sheets.of("stakeholder").len() + 1, u64::from(life.index) + 1_001)
                .into(),
        ),
    ];
    sheets.add("stakeholder", id.clone(), &cells);
    Person { id, name }
}

fn ours(dice: &mut Dice, sheets: &mut Sheets, life: &Life, world: &World<'_>, people: &People) {
    let with_us = life.arc != Arc::Prospect;
    let big = matches!(life.tier, "strategic" | "key");
    let team = number(life);
    let one = |role: &str, number: u32| world.staff.one(role, number).map(str::to_owned);
    let head = one("executive", team + 1);
    let places = [
        ("ar", people.ar.clone(), true),
        ("sr", people.sr.clone(), true),
        ("fr", people.fr.clone(), with_us),
        ("csm", people.csm.clone(), with_us),
        ("service_head", people.service.clone(), with_us),
        ("bu_head", head, big),
        ("general_manager", one("executive", 0), big),
        (
            "partner",
            one("partner", 0),
            life.story == Some(Story::LateProject) || (life.story.is_none() && life.index % 17 == 5),
        ),
    ];
    let start = life.terms.first().map_or(life.since, |term| term.start);
    for (role, user, wanted) in places {
        let Some(user) = user.filter(|_| wanted) else { continue };
        let from = if matches!(role, "fr" | "csm" | "service_head") { start } else { life.since };
        let id = dice.id(from);
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("user_id", user.into()),
            ("role", role.into()),
            ("from_on", from.into()),
        ];
        sheets.add("team_member", id, &cells);
    }
    // A place that is empty now was filled once: that is how the gap is known.
    for role in life.vacant.iter().copied() {
        let (was, until) =
            (if role == "fr" { "delivery_lead" } else { "csm" }, plus_days(world.today, -dice.days(12, 40)));
        let Some(user) = one(was, team + 1).filter(|_| start < until) else { continue };
        let id = dice.id(start);
        let cells = [
            ("account_id", Value::from(life.id.clone())),
            ("user_id", user.into()),
            ("role", role.into()),
            ("from_on", start.into()),
            ("until_on", until.into()),
        ];
        sheets.add("team_member", id, &cells);
    }
}

/// Where in its region a customer is: told by its place in the company, so that nothing else is drawn otherwise.
fn province(life: &Life) -> Option<&'static str> {
    let (_, all) = super::names::PROVINCES.iter().find(|(region, _)| *region == life.region)?;
    let at = usize::try_from(life.index / 3 + life.index).unwrap_or(0) % all.len().max(1);
    all.get(at).copied()
}
