//! The nouns of customer success, one file each, and the list of them all.

pub mod account;
pub mod account_plan;
pub mod activity;
pub mod alert;
pub mod audit;
pub mod benchmark;
pub mod blueprint;
pub mod board_view;
pub mod champion;
pub mod company;
pub mod contract;
pub mod conversation;
pub mod demand;
pub mod executive_pair;
pub mod feature;
pub mod gift;
pub mod goal;
pub mod headline;
pub mod holiday;
pub mod knowledge;
pub mod meeting;
pub mod opportunity;
pub mod payment;
pub mod power;
pub mod profile;
pub mod relation;
pub mod salon;
pub mod score;
pub mod selection;
pub mod sponsor_setup;
pub mod stakeholder;
pub mod subscription;
pub mod survey;
pub mod target;
pub mod task;
pub mod team;
pub mod ticket;
pub mod touchpoint;
pub mod usage;
pub mod user;
pub mod value_statement;
pub mod vendor;

use crate::record::{Record, Spec};

/// Every noun that has a register, in the order menus show them.
pub const ALL: &[&Spec] = &[
    account::Account::SPEC,
    stakeholder::Stakeholder::SPEC,
    touchpoint::Touchpoint::SPEC,
    demand::Demand::SPEC,
    meeting::Meeting::SPEC,
    value_statement::ValueStatement::SPEC,
    sponsor_setup::SponsorSetup::SPEC,
    profile::Profile::SPEC,
    profile::Scan::SPEC,
    profile::ScanLayer::SPEC,
    champion::SuccessGoal::SPEC,
    conversation::Briefing::SPEC,
    conversation::Transcript::SPEC,
    conversation::Competence::SPEC,
    opportunity::Opportunity::SPEC,
    selection::Selection::SPEC,
    selection::Decision::SPEC,
    goal::Goal::SPEC,
    account_plan::AccountPlan::SPEC,
    power::Influence::SPEC,
    power::RivalStance::SPEC,
    power::DecisionStep::SPEC,
    vendor::Vendor::SPEC,
    executive_pair::ExecutivePair::SPEC,
    activity::ActivityType::SPEC,
    activity::Activity::SPEC,
    relation::RelationBudget::SPEC,
    relation::RelationScore::SPEC,
    salon::Salon::SPEC,
    salon::SalonGuest::SPEC,
    blueprint::Blueprint::SPEC,
    knowledge::Knowledge::SPEC,
    knowledge::KnowledgeUse::SPEC,
    benchmark::Benchmark::SPEC,
    benchmark::ReferenceEvent::SPEC,
    gift::Gift::SPEC,
    team::TeamMember::SPEC,
    contract::Contract::SPEC,
    subscription::Subscription::SPEC,
    subscription::ArrEvent::SPEC,
    subscription::ChurnEvent::SPEC,
    payment::Payment::SPEC,
    feature::Feature::SPEC,
    feature::CoreAction::SPEC,
    usage::Usage::SPEC,
    ticket::Ticket::SPEC,
    survey::SurveyResponse::SPEC,
    score::ScoreDay::SPEC,
    board_view::BoardView::SPEC,
    alert::Alert::SPEC,
    task::Task::SPEC,
    headline::Headline::SPEC,
    headline::Refusal::SPEC,
    user::User::SPEC,
    company::Company::SPEC,
    target::Target::SPEC,
    holiday::Holiday::SPEC,
    audit::Audit::SPEC,
];

/// The noun of that table.
pub fn spec(table: &str) -> Option<&'static Spec> {
    ALL.iter().copied().find(|spec| spec.table == table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Kind, Scope};

    #[test]
    fn every_declaration_names_real_fields_and_real_tables() {
        for spec in ALL {
            assert!(spec.field(spec.title).is_some(), "{}: title", spec.table);
            if let Scope::By(field) = spec.scope {
                assert!(
                    matches!(spec.field(field), Some((_, f)) if matches!(f.kind, Kind::Ref("account"))),
                    "{}",
                    spec.table
                );
            }
            for field in spec.fields {
                let suffix_fits = match field.kind {
                    Kind::Money => field.name.ends_with("_cents"),
                    Kind::Percent => field.name.ends_with("_bp"),
                    Kind::Date => field.name.ends_with("_on"),
                    Kind::Instant => field.name.ends_with("_at"),
                    Kind::Ref(table) => field.name.ends_with("_id") && self::spec(table).is_some(),
                    _ => true,
                };
                assert!(suffix_fits, "{}.{}", spec.table, field.name);
            }
        }
    }

    #[test]
    fn what_a_new_record_begins_with_can_be_stored_and_is_needed() {
        for spec in ALL {
            for (name, typed) in spec.begin("2026-11-22", "2026-11-22T09:30:00Z") {
                let (_, field) = spec.field(&name).unwrap();
                assert!(crate::record::parse_cell(field, &typed).is_ok(), "{}.{name}: {typed}", spec.table);
                assert!(field.required && !field.fixed, "{}.{name}", spec.table);
            }
        }
        let begun = spec("demand").unwrap().begin("2026-11-22", "");
        let typed: Vec<_> = begun.iter().map(|(name, typed)| (name.as_str(), typed.as_str())).collect();
        assert_eq!(typed, [("priority", "medium"), ("raised_on", "2026-11-22"), ("state", "open")]);
    }

    #[test]
    fn the_inner_life_of_the_company_is_never_shared() {
        for (table, field) in [
            ("stakeholder", "stance"),
            ("stakeholder", "view_of_us"),
            ("account", "note"),
            ("touchpoint", "effect"),
            ("alert", "message"),
        ] {
            let (_, field) = spec(table).and_then(|s| s.field(field)).unwrap();
            assert!(!field.shared, "{table}.{}", field.name);
        }
    }
}
