//! 年度工作规划 · what a year's goals ask of each customer's team (H18, H19): generated, never written by hand.

use jiff::civil::Date;

/// A goal as a plan and a sitting show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The goal.
    pub id: String,
    /// Its customer.
    pub account_id: String,
    /// The customer's name.
    pub account: String,
    /// What is to be reached.
    pub name: String,
    /// How much.
    pub amount_cents: i64,
    /// With how much.
    pub resources_cents: i64,
    /// And with what.
    pub resources: String,
    /// Who answers for it.
    pub owner_id: Option<String>,
    /// Their name.
    pub owner: String,
    /// When it was issued.
    pub issued_on: Date,
    /// When the front line said that it has it.
    pub acknowledged_on: Option<Date>,
    /// When it may be signed.
    pub expected_on: Option<Date>,
    /// The horizon of its opportunity.
    pub horizon: String,
}

/// A customer's part of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The customer.
    pub account_id: String,
    /// Its name.
    pub account: String,
    /// Its goals, the largest first.
    pub goals: Vec<Issued>,
}

impl Part {
    /// What is to be reached there.
    pub fn amount_cents(&self) -> i64 {
        self.goals.iter().map(|goal| goal.amount_cents).sum()
    }

    /// With how much.
    pub fn resources_cents(&self) -> i64 {
        self.goals.iter().map(|goal| goal.resources_cents).sum()
    }
}

/// Goals by customer, the largest customer first.
pub fn by_customer(goals: Vec<Issued>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for goal in goals {
        match parts.iter_mut().find(|part| part.account_id == goal.account_id) {
            Some(part) => part.goals.push(goal),
            None => parts.push(Part {
                account_id: goal.account_id.clone(),
                account: goal.account.clone(),
                goals: vec![goal],
            }),
        }
    }
    for part in &mut parts {
        part.goals.sort_by(|left, right| {
            right.amount_cents.cmp(&left.amount_cents).then_with(|| left.id.cmp(&right.id))
        });
    }
    parts.sort_by(|left, right| {
        right.amount_cents().cmp(&left.amount_cents()).then_with(|| left.account.cmp(&right.account))
    });
    parts
}
