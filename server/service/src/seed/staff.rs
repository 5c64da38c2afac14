//! The demonstration company itself: its settings, its people, its product.

use std::collections::BTreeMap;

use domain::value::Value;
use jiff::civil::Date;

use super::dice::Dice;
use super::names;
use super::sheet::Sheets;
use super::words::{CORE_ACTIONS, FEATURES};

/// The company's name; it says what it is.
pub const COMPANY: &str = "霁衡软件（演示公司）";

/// One sign-in for each role: address and role. The passwords are given by whoever serves the demonstration.
pub const DEMO_USERS: &[(&str, &str)] = &[
    ("admin@demo.example", "administrator"),
    ("exec@demo.example", "executive"),
    ("ar@demo.example", "account_lead"),
    ("sr@demo.example", "solution_lead"),
    ("fr@demo.example", "delivery_lead"),
    ("service@demo.example", "service_manager"),
    ("csm@demo.example", "csm"),
    ("ops@demo.example", "cs_ops"),
    ("partner@demo.example", "partner"),
    ("sponsor@demo.example", "executive_sponsor"),
];

/// Colleagues without a sign-in of their own.
const COLLEAGUES: &[(&str, &str)] = &[
    ("lin.ar@demo.example", "account_lead"),
    ("song.ar@demo.example", "account_lead"),
    ("he.sr@demo.example", "solution_lead"),
    ("luo.fr@demo.example", "delivery_lead"),
    ("xu.fr@demo.example", "delivery_lead"),
    ("tang.csm@demo.example", "csm"),
    ("jiang.csm@demo.example", "csm"),
    ("shen.csm@demo.example", "csm"),
    ("peng.service@demo.example", "service_manager"),
    ("han.bu@demo.example", "executive"),
    ("lu.bu@demo.example", "executive"),
    ("cao.ops@demo.example", "cs_ops"),
];

/// A feature of the product.
#[derive(Clone, Debug)]
pub struct Feature {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: &'static str,
    /// Whether it is a core feature.
    pub is_core: bool,
}

/// The company's people and product, by id.
#[derive(Clone, Debug, Default)]
pub struct Staff {
    /// Role to ids, the demonstration's own first.
    by_role: BTreeMap<&'static str, Vec<String>>,
    /// The product.
    pub features: Vec<Feature>,
}

impl Staff {
    /// One of a role's people: the same for the same number.
    pub fn one(&self, role: &str, number: u32) -> Option<&str> {
        let people = self.by_role.get(role)?;
        people.get(number as usize % people.len().max(1)).map(String::as_str)
    }
}

/// Writes the company, its people (but for the sponsor, who needs an account first) and its product.
/// `known` are people who are there already: address to id.
pub fn settle(
    dice: &mut Dice,
    sheets: &mut Sheets,
    day: Date,
    known: &BTreeMap<String, String>,
    has_company: bool,
) -> Staff {
    if !has_company {
        let id = dice.id(day);
        sheets.add("company", id, &company());
    }
    let mut staff = Staff::default();
    for (email, role) in DEMO_USERS.iter().chain(COLLEAGUES) {
        if *role == "executive_sponsor" {
            continue;
        }
        let (fresh, name) = (dice.id(day), names::person(dice));
        let id = known.get(*email).cloned().unwrap_or_else(|| {
            sheets.add("user", fresh.clone(), &user(email, role, &name, Value::Null));
            fresh
        });
        staff.by_role.entry(role).or_default().push(id);
    }
    for (name, is_core, is_beta, description) in FEATURES {
        let id = dice.id(day);
        let cells = [
            ("name", Value::from(*name)),
            ("is_core", (*is_core).into()),
            ("is_beta", (*is_beta).into()),
            ("description", (*description).into()),
        ];
        sheets.add("feature", id.clone(), &cells);
        staff.features.push(Feature { id, name, is_core: *is_core });
    }
    for (position, (name, feature, description)) in (1_i64..).zip(CORE_ACTIONS) {
        let Some(feature) = staff.features.iter().find(|known| known.name == *feature) else { continue };
        let cells = [
            ("name", Value::from(*name)),
            ("feature_id", feature.id.clone().into()),
            ("position", position.into()),
            ("description", (*description).into()),
        ];
        let id = dice.id(day);
        sheets.add("core_action", id, &cells);
    }
    staff
}

/// The cells of the demonstration company.
pub fn company() -> [(&'static str, Value); 7] {
    [
        ("name", COMPANY.into()),
        ("fiscal_year_start_month", 1_i64.into()),
        ("currency", "CNY".into()),
        ("north_star", "nrr".into()),
        ("rise_colour", "red".into()),
        ("utc_offset_hours", 8_i64.into()),
        ("is_demo", true.into()),
    ]
}

/// The cells of a person who signs in.
pub fn user(email: &str, role: &str, name: &str, account_id: Value) -> [(&'static str, Value); 6] {
    [
        ("name", name.into()),
        ("email", email.into()),
        ("role", role.into()),
        ("account_id", account_id),
        ("locale", Value::Null),
        ("is_active", true.into()),
    ]
}
