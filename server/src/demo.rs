//! The demonstration: one person of each role, on the generated company. Everybody knows their
//! password, so they exist only where somebody asked for a demonstration.

use domain::noun::account::Account;
use domain::noun::team::TeamMember;
use domain::noun::user::User;
use domain::policy::Role;
use domain::problem::Problems;
use domain::query::Query;
use domain::record::{Draft, Record as _};
use service::user::Next;
use service::{Ctx, record, user};

/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "yardstick-demo";

/// Somebody of the demonstration.
#[derive(Debug)]
pub struct Person {
    /// What they sign in with.
    pub email: &'static str,
    /// What they are.
    pub role: Role,
    name: &'static str,
    seat: Option<&'static str>,
}

const fn person(email: &'static str, name: &'static str, role: Role, seat: Option<&'static str>) -> Person {
    Person { email, role, name, seat }
}

/// One of each role, in the order of the policy table.
pub const PEOPLE: &[Person] = &[
    person("admin@demo.example", "管理员 Admin", Role::Administrator, None),
    person("executive@demo.example", "周总 Zhou", Role::Executive, Some("general_manager")),
    person("ar@demo.example", "安然 An Ran", Role::AccountLead, Some("ar")),
    person("sr@demo.example", "沈锐 Shen Rui", Role::SolutionLead, Some("sr")),
    person("fr@demo.example", "方睿 Fang Rui", Role::DeliveryLead, Some("fr")),
    person("service@demo.example", "傅雯 Fu Wen", Role::ServiceManager, Some("service_head")),
    person("csm@demo.example", "程思敏 Cheng Simin", Role::Csm, Some("csm")),
    person("ops@demo.example", "欧普 Ou Pu", Role::CsOps, None),
    person("partner@demo.example", "白卓 Bai Zhuo", Role::Partner, Some("partner")),
    person("sponsor@demo.example", "宋总 Song", Role::ExecutiveSponsor, None),
];

/// How many accounts the demonstration's team looks after.
const ACCOUNTS: u32 = 12;

/// Gives the company its ten people with their sign-ins. Who is there already keeps their record.
///
/// # Errors
/// When something cannot be written.
pub async fn people(ctx: &Ctx, next: Next) -> Result<(), Problems> {
    let one = |problem| vec![problem];
    let accounts = record::list(ctx, Account::SPEC, &Query { limit: ACCOUNTS, ..Query::default() }.sort("-mrr_cents")).await.map_err(one)?;
    let company = accounts.rows.first().map(|row| row.id.clone());
    for person in PEOPLE {
        let found = Query::default().filter("email", domain::query::Op::Eq, person.email);
        let found = record::list(ctx, User::SPEC, &found).await.map_err(one)?;
        let id = match found.rows.into_iter().next() {
            Some(row) => row.id,
            None => record::create(ctx, User::SPEC, &draft(person, company.as_deref())).await?,
        };
        user::give_demo_password(ctx, &id, PASSWORD, next).await.map_err(one)?;
        let Some(seat) = person.seat else { continue };
        let held = record::list(ctx, TeamMember::SPEC, &Query::default().filter("user_id", domain::query::Op::Eq, &id)).await.map_err(one)?;
        for account in if held.rows.is_empty() { accounts.rows.as_slice() } else { &[] } {
            record::create(ctx, TeamMember::SPEC, &typed(&[("account_id", &account.id), ("user_id", &id), ("role", seat)])).await?;
        }
    }
    Ok(())
}

fn draft(person: &Person, company: Option<&str>) -> Draft {
    let mut draft = typed(&[("name", person.name), ("email", person.email), ("role", person.role.key()), ("is_active", "1")]);
    if let (Role::ExecutiveSponsor, Some(company)) = (person.role, company) {
        draft.insert("account_id".to_owned(), company.to_owned());
    }
    draft
}

fn typed(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
