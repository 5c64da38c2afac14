//! Who may do what: one table, role by role, printed and tested whole.
//!
//! The company's own people may read every open account (H01: customers belong to the company, not
//! to a person) and write where they are on the team. A partner sees the accounts they work on; an
//! executive sponsor sees their own company, and of it only what is declared shared.

use serde::{Deserialize, Serialize};

use crate::record::{Choice, Scope, Spec, choice};

/// What a person is to Yardstick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation: people, settings, everything.
    Administrator,
    /// General manager, BU head, chief customer officer: reads all, decides.
    Executive,
    /// AR.
    AccountLead,
    /// SR.
    SolutionLead,
    /// FR.
    DeliveryLead,
    /// Runs service and renewals.
    ServiceManager,
    /// Customer success manager.
    Csm,
    /// Keeps data, rules and imports in order.
    CsOps,
    /// Another company working with us on some accounts.
    Partner,
    /// The customer's decision maker: their own company only.
    ExecutiveSponsor,
    /// A screen on a wall, not a person: nobody's role, it signs in with no password. It reads what its boards are made
    /// of where that is open to the whole company, and writes nothing; which boards, its profile says.
    Wall,
}

/// The roles as a user's record stores them.
pub const ROLE_CHOICES: &[Choice] = &[
    choice("administrator", "管理员", "Administrator"),
    choice("executive", "高管", "Executive"),
    choice("account_lead", "客户经理 AR", "Account lead (AR)"),
    choice("solution_lead", "解决方案 SR", "Solution lead (SR)"),
    choice("delivery_lead", "交付 FR", "Delivery lead (FR)"),
    choice("service_manager", "服务经理", "Service manager"),
    choice("csm", "客户成功经理 CSM", "CSM"),
    choice("cs_ops", "客户成功运营", "CS operations"),
    choice("partner", "合作伙伴", "Partner"),
    choice("executive_sponsor", "客户 1W", "Executive sponsor (customer)"),
];

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Action {
    /// See it.
    Read,
    /// Make a new one.
    Create,
    /// Change one.
    Update,
    /// Put one away, or bring it back.
    Archive,
    /// Bring in many from a file.
    Import,
    /// Take many out to a file.
    Export,
}

/// How far a right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grant {
    /// Not at all.
    None,
    /// Within the accounts the person is on the team of (or is the sponsor of).
    Own,
    /// Everywhere.
    All,
}

impl Role {
    /// All that people have, in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::Administrator,
        Self::Executive,
        Self::AccountLead,
        Self::SolutionLead,
        Self::DeliveryLead,
        Self::ServiceManager,
        Self::Csm,
        Self::CsOps,
        Self::Partner,
        Self::ExecutiveSponsor,
    ];

    /// The key stored in a user's record; a wall has none.
    pub fn key(self) -> &'static str {
        if self == Self::Wall {
            return "";
        }
        let index = Self::ALL.iter().position(|role| *role == self).unwrap_or_default();
        ROLE_CHOICES.get(index).map_or("", |choice| choice.key)
    }

    /// Reads the stored key.
    pub fn parse(key: &str) -> Option<Self> {
        let index = ROLE_CHOICES.iter().position(|choice| choice.key == key)?;
        Self::ALL.get(index).copied()
    }

    /// Whether the person works for us.
    pub const fn is_internal(self) -> bool {
        !matches!(self, Self::Partner | Self::ExecutiveSponsor | Self::Wall)
    }

    /// Whether the person sees only fields declared shared.
    pub const fn sees_shared_only(self) -> bool {
        matches!(self, Self::ExecutiveSponsor)
    }
}

/// The nouns no person writes by hand.
const WRITTEN_BY_THE_PRODUCT: &[&str] =
    &["audit", "board_view", "score_day", "headline_refusal", "decision", "goal"];

/// The nouns a partner works with.
const PARTNER_READS: &[&str] = &[
    "account",
    "stakeholder",
    "touchpoint",
    "demand",
    "ticket",
    "task",
    "contract",
    "team_member",
    "feature",
    "core_action",
];
const PARTNER_WRITES: &[&str] = &["touchpoint", "ticket", "task"];

const EXECUTIVE_WRITES: &[&str] = &[
    "touchpoint",
    "task",
    "alert",
    "demand",
    "meeting",
    "value_statement",
    "target",
    "headline",
    "opportunity",
    "selection",
    "executive_pair",
    "briefing",
    "transcript",
    "competence",
    "activity",
    "relation_score",
    "relation_budget",
    "benchmark",
    "salon",
    "salon_guest",
    "knowledge",
    "knowledge_use",
    "gift",
];

/// A log of what happened: it is added to, never changed and never put away.
const ADDED_TO_ONLY: &[&str] = &["gift"];

/// What the whole company writes together: it belongs to no customer.
const WRITTEN_TOGETHER: &[&str] = &["salon", "knowledge"];

/// What a sponsor adds, and what they answer: of a record of ours only the fields left to them.
const SPONSOR_CREATES: &[&str] = &["demand", "survey_response"];
const SPONSOR_ANSWERS: &[&str] = &["meeting", "value_statement"];

/// How far `role` may do `action` to records of `spec`: the policy table, as a function.
pub fn grant(role: Role, action: Action, spec: &Spec) -> Grant {
    let is_write = !matches!(action, Action::Read | Action::Export);
    if is_write && WRITTEN_BY_THE_PRODUCT.contains(&spec.table) {
        return Grant::None;
    }
    if ADDED_TO_ONLY.contains(&spec.table)
        && matches!(action, Action::Update | Action::Archive | Action::Import)
    {
        return Grant::None;
    }
    match role {
        Role::Administrator => Grant::All,
        Role::Executive => executive(action, spec),
        Role::CsOps => operations(action, spec),
        Role::AccountLead | Role::SolutionLead | Role::DeliveryLead | Role::ServiceManager | Role::Csm => {
            lead(role, action, spec)
        }
        Role::Partner => partner(action, spec),
        Role::ExecutiveSponsor => sponsor(action, spec),
        Role::Wall => wall(action, spec),
    }
}

/// What boards are made of, and never who signs in, what was done by whom, or what somebody said in confidence.
fn wall(action: Action, spec: &Spec) -> Grant {
    if action == Action::Read && !matches!(spec.table, "user" | "audit" | "transcript" | "competence") {
        Grant::All
    } else {
        Grant::None
    }
}

fn executive(action: Action, spec: &Spec) -> Grant {
    match action {
        Action::Read | Action::Export => Grant::All,
        Action::Create | Action::Update => if_in(EXECUTIVE_WRITES, spec, Grant::All),
        Action::Archive | Action::Import => Grant::None,
    }
}

fn operations(action: Action, spec: &Spec) -> Grant {
    match (action, spec.table) {
        (Action::Read, _) => Grant::All,
        (_, "user" | "audit" | "company" | "selection") => Grant::None,
        _ => Grant::All,
    }
}

fn lead(role: Role, action: Action, spec: &Spec) -> Grant {
    let by_account = !matches!(spec.scope, Scope::Company);
    match action {
        Action::Read => {
            if spec.table == "audit" {
                Grant::None
            } else {
                Grant::All
            }
        }
        Action::Export => {
            if by_account {
                Grant::All
            } else {
                Grant::None
            }
        }
        // Whoever works with a colleague may say how they lead a conversation; they sign for it.
        Action::Create if spec.table == "competence" => Grant::All,
        Action::Create if spec.table == "account" => {
            if role == Role::AccountLead {
                Grant::All
            } else {
                Grant::None
            }
        }
        Action::Create | Action::Update if WRITTEN_TOGETHER.contains(&spec.table) => Grant::All,
        Action::Create | Action::Update => {
            if by_account {
                Grant::Own
            } else {
                Grant::None
            }
        }
        Action::Archive => {
            if by_account && spec.table != "account" {
                Grant::Own
            } else {
                Grant::None
            }
        }
        Action::Import => Grant::None,
    }
}

fn partner(action: Action, spec: &Spec) -> Grant {
    match action {
        Action::Read => {
            if matches!(spec.scope, Scope::Company) {
                if_in(PARTNER_READS, spec, Grant::All)
            } else {
                if_in(PARTNER_READS, spec, Grant::Own)
            }
        }
        Action::Create | Action::Update => if_in(PARTNER_WRITES, spec, Grant::Own),
        Action::Archive | Action::Import | Action::Export => Grant::None,
    }
}

fn sponsor(action: Action, spec: &Spec) -> Grant {
    match action {
        Action::Read if spec.is_shared() && !matches!(spec.scope, Scope::Company) => Grant::Own,
        Action::Create => if_in(SPONSOR_CREATES, spec, Grant::Own),
        Action::Update => if_in(SPONSOR_ANSWERS, spec, Grant::Own),
        _ => Grant::None,
    }
}

fn if_in(tables: &[&str], spec: &Spec, granted: Grant) -> Grant {
    if tables.contains(&spec.table) { granted } else { Grant::None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noun;

    #[test]
    fn roles_survive_their_keys() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.key()), Some(role));
        }
    }

    #[test]
    fn a_sponsor_asks_and_answers_and_reads_nothing_internal() {
        for spec in noun::ALL {
            for action in [Action::Create, Action::Update, Action::Archive, Action::Import, Action::Export] {
                let may = match action {
                    Action::Create => ["demand", "survey_response"].contains(&spec.table),
                    Action::Update => ["meeting", "value_statement"].contains(&spec.table),
                    _ => false,
                };
                let expected = if may { Grant::Own } else { Grant::None };
                assert_eq!(
                    grant(Role::ExecutiveSponsor, action, spec),
                    expected,
                    "{} {action:?}",
                    spec.table
                );
            }
            let expected = if spec.is_shared() { Grant::Own } else { Grant::None };
            assert_eq!(grant(Role::ExecutiveSponsor, Action::Read, spec), expected, "{}", spec.table);
        }
    }

    #[test]
    fn a_wall_writes_nothing_and_never_reads_people_or_the_audit_log() {
        for spec in noun::ALL {
            for action in [Action::Create, Action::Update, Action::Archive, Action::Import, Action::Export] {
                assert_eq!(grant(Role::Wall, action, spec), Grant::None, "{} {action:?}", spec.table);
            }
            let hidden = ["user", "audit", "transcript", "competence"].contains(&spec.table);
            assert_eq!(grant(Role::Wall, Action::Read, spec) == Grant::None, hidden, "{}", spec.table);
        }
        assert_eq!((Role::parse(""), Role::Wall.key(), Role::Wall.is_internal()), (None, "", false));
    }

    #[test]
    fn nobody_writes_the_audit_log_and_only_an_administrator_writes_people() {
        for role in Role::ALL {
            for action in [Action::Create, Action::Update, Action::Archive, Action::Import] {
                assert_eq!(grant(role, action, noun::spec("audit").unwrap()), Grant::None);
                let people = grant(role, action, noun::spec("user").unwrap());
                assert_eq!(
                    people,
                    if role == Role::Administrator { Grant::All } else { Grant::None },
                    "{role:?} {action:?}"
                );
            }
        }
    }
}
