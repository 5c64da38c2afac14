//! A customer's power map as somebody sees it: the people and what binds them, what is not known, each opportunity's chain of
//! decision with its weakest link.

use std::collections::BTreeMap;

use domain::calendar::days_between;
use domain::format::Currency;
use domain::noun::account::Account;
use domain::noun::company::Company;
use domain::noun::executive_pair::ExecutivePair;
use domain::noun::opportunity::Opportunity;
use domain::noun::power::{DecisionStep, Influence as Bend, RivalStance};
use domain::noun::stakeholder::Stakeholder;
use domain::noun::touchpoint::Touchpoint;
use domain::noun::vendor::Vendor;
use domain::policy::Action;
use domain::power::{Influence, Person, Unknown, completeness};
use domain::problem::Problem;
use domain::query::{Op, Query};
use domain::record::Record as _;

use crate::Ctx;
use crate::board::company;
use crate::fault::of_store;
use crate::policy::require;
use crate::record::{typed, typed_list};

/// The most people, and the most of what binds them.
const MOST: u32 = 400;
/// The most contacts that are looked at for who was met when.
const CONTACTS_MOST: u32 = 3_000;

/// An opportunity and who decides it, in order.
#[derive(Clone, Debug)]
pub struct Chain {
    /// What is decided.
    pub opportunity: Opportunity,
    /// Who does what, in order.
    pub steps: Vec<(DecisionStep, Person)>,
}

/// The map.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Whose.
    pub account: Account,
    /// Everybody there.
    pub people: Vec<Person>,
    /// Who is listened to by whom.
    pub influences: Vec<Influence>,
    /// What is not known.
    pub unknown: Vec<Unknown>,
    /// How many things there are to know.
    pub all: i64,
    /// The opportunities that are not over, the largest first.
    pub chains: Vec<Chain>,
    /// The currency amounts are kept in.
    pub currency: Currency,
    /// Whether this person may change it.
    pub may_write: bool,
}

/// A customer's map.
///
/// # Errors
/// `NotFound` when the account, or maps as such, are not there for this person.
pub async fn look(ctx: &Ctx, account_id: &str) -> Result<Shown, Problem> {
    require(ctx, Action::Read, Bend::SPEC)?;
    let currency = Company::currency_of(company(ctx).await?.as_ref());
    let conn = &mut *ctx.store.read().await.map_err(of_store)?;
    let account: Account = typed(ctx, conn, account_id).await?;
    let of = |sort: &str| Query::default().filter("account_id", Op::Eq, account_id).sort(sort);
    let people: Vec<Stakeholder> = typed_list(ctx, conn, &of("name"), MOST).await?;
    let contacts: Vec<Touchpoint> =
        typed_list(ctx, conn, &of("-happened_on").filter("stakeholder_id", Op::Ne, ""), CONTACTS_MOST)
            .await?;
    let pairs: Vec<ExecutivePair> = typed_list(ctx, conn, &of("topic"), MOST).await?;
    let bends: Vec<Bend> = typed_list(ctx, conn, &of("note"), MOST).await?;
    let rivals: Vec<RivalStance> = typed_list(ctx, conn, &of("-stance"), MOST).await?;
    let vendors: Vec<Vendor> = typed_list(ctx, conn, &of("name"), MOST).await?;
    let steps: Vec<DecisionStep> = typed_list(ctx, conn, &of("place"), MOST).await?;
    let open = of("-space_cents").filter("stage", Op::Ne, "won").filter("stage", Op::Ne, "lost");
    let open: Vec<Opportunity> = typed_list(ctx, conn, &open, MOST).await?;

    let mut met: BTreeMap<&str, i64> = BTreeMap::new();
    for one in &contacts {
        let days = i64::from(days_between(one.happened_on, ctx.today));
        if let Some(who) = one.stakeholder_id.as_deref().filter(|_| days >= 0) {
            met.entry(who).or_insert(days);
        }
    }
    let called = |id: &str| vendors.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let person = |one: &Stakeholder| {
        let own = one.stance.unwrap_or(0);
        let leans = rivals.iter().find(|rival| rival.stakeholder_id == one.id && rival.stance > own.max(0));
        Person {
            id: one.id.clone(),
            name: one.name.clone(),
            job_title: one.job_title.clone().unwrap_or_default(),
            role: one.role.clone(),
            reports_to: one.reports_to_id.clone(),
            power: one.power,
            stance: one.stance,
            silent_days: met.get(one.id.as_str()).copied(),
            leans_to: leans.and_then(|rival| called(&rival.vendor_id)),
            has_peer: pairs.iter().any(|pair| pair.stakeholder_id == one.id),
        }
    };
    let people: Vec<Person> = people.iter().map(person).collect();
    let influences = bends
        .into_iter()
        .map(|one| Influence { from: one.from_id, to: one.to_id, strength: one.strength })
        .collect();
    let chain = |opportunity: Opportunity| {
        let of_it = steps.iter().filter(|step| step.opportunity_id == opportunity.id);
        let steps = of_it
            .filter_map(|step| {
                Some((step.clone(), people.iter().find(|one| one.id == step.stakeholder_id)?.clone()))
            })
            .collect();
        Chain { opportunity, steps }
    };
    let chains = open.into_iter().map(chain).collect();
    let (unknown, all) = completeness(&people);
    let may_write = require(ctx, Action::Update, Stakeholder::SPEC).is_ok();
    Ok(Shown { account, people, influences, unknown, all, chains, currency, may_write })
}
