//! Mappings that ship with the product. `ravenstack` is the public synthetic data set of that name:
//! five files whose dates read day-month-year.

use std::collections::BTreeMap;

use super::{Column, DateOrder, Mapping, Mode};

/// One file of a profile that ships.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    /// The file's name.
    pub file: &'static str,
    /// What its columns mean.
    pub mapping: Mapping,
}

/// The five files, in an order in which every reference is there before it is needed.
///
/// The stage of an account is not in the files: every account is in service, and nothing else is
/// guessed. A repeated `usage_id` is not the same usage, so usage is met by four fields.
pub fn ravenstack() -> Vec<BuiltIn> {
    vec![accounts(), subscriptions(), usage(), tickets(), churn_events()]
}

/// The shipped mapping whose columns are exactly these headers.
pub fn recognise(headers: &[String]) -> Option<Mapping> {
    ravenstack().into_iter().map(|file| file.mapping).find(|mapping| {
        mapping.columns.len() == headers.len()
            && mapping.columns.iter().zip(headers).all(|(column, header)| column.header == *header)
    })
}

fn accounts() -> BuiltIn {
    let columns = [
        ("account_id", "external_id"),
        ("account_name", "name"),
        ("industry", "industry"),
        ("country", "region"),
        ("signup_date", "signed_up_on"),
        ("referral_source", "referral_source"),
        ("plan_tier", "plan"),
        ("seats", "seats"),
        ("is_trial", "is_trial"),
        ("churn_flag", "is_churned"),
    ];
    built_in("ravenstack_accounts.csv", "account", &columns, &[("stage", "service")], &["external_id"])
}

fn subscriptions() -> BuiltIn {
    let columns = [
        ("subscription_id", "external_id"),
        ("account_id", "account_id"),
        ("start_date", "starts_on"),
        ("end_date", "ends_on"),
        ("plan_tier", "plan"),
        ("seats", "seats"),
        ("mrr_amount", "mrr_cents"),
        ("arr_amount", ""),
        ("is_trial", "is_trial"),
        ("upgrade_flag", "is_upgraded"),
        ("downgrade_flag", "is_downgraded"),
        ("churn_flag", "is_churned"),
        ("billing_frequency", "billing"),
        ("auto_renew_flag", "is_auto_renew"),
    ];
    built_in("ravenstack_subscriptions.csv", "subscription", &columns, &[], &["external_id"])
}

fn usage() -> BuiltIn {
    let columns = [
        ("usage_id", "external_id"),
        ("subscription_id", "subscription_id"),
        ("usage_date", "used_on"),
        ("feature_name", "feature_id"),
        ("usage_count", "uses"),
        ("usage_duration_secs", "seconds"),
        ("error_count", "errors"),
        ("is_beta_feature", ""),
    ];
    let mut file = built_in(
        "ravenstack_feature_usage.csv",
        "usage",
        &columns,
        &[],
        &["external_id", "subscription_id", "used_on", "feature_id"],
    );
    for column in &mut file.mapping.columns {
        column.make = column.header == "feature_name";
    }
    file
}

fn tickets() -> BuiltIn {
    let columns = [
        ("ticket_id", "external_id"),
        ("account_id", "account_id"),
        ("submitted_at", "submitted_at"),
        ("closed_at", "closed_at"),
        ("resolution_time_hours", ""),
        ("priority", "priority"),
        ("first_response_time_minutes", "first_response_minutes"),
        ("satisfaction_score", "score"),
        ("escalation_flag", "is_escalated"),
    ];
    built_in(
        "ravenstack_supports_ticket.csv",
        "ticket",
        &columns,
        &[("state", "closed"), ("subject", "Ticket {ticket_id}")],
        &["external_id"],
    )
}

fn churn_events() -> BuiltIn {
    let columns = [
        ("churn_event_id", "external_id"),
        ("account_id", "account_id"),
        ("churn_date", "happened_on"),
        ("reason_code", "reason"),
        ("refund_amount_usd", "refund_cents"),
        ("preceding_upgrade_flag", "is_after_upgrade"),
        ("preceding_downgrade_flag", "is_after_downgrade"),
        ("is_reactivation", "is_reactivation"),
        ("feedback_text", "feedback"),
    ];
    built_in("ravenstack_churn_events.csv", "churn_event", &columns, &[], &["external_id"])
}

fn built_in(
    file: &'static str,
    table: &str,
    columns: &[(&str, &str)],
    constants: &[(&str, &str)],
    key: &[&str],
) -> BuiltIn {
    let columns = columns
        .iter()
        .map(|(header, field)| Column {
            header: (*header).to_owned(),
            field: (!field.is_empty()).then(|| (*field).to_owned()),
            dates: DateOrder::Dmy,
            ..Column::default()
        })
        .collect();
    let constants: BTreeMap<String, String> =
        constants.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
    let key = key.iter().map(|name| (*name).to_owned()).collect();
    BuiltIn {
        file,
        mapping: Mapping {
            table: table.to_owned(),
            columns,
            constants,
            key,
            mode: Mode::AllOrNothing,
            utc_offset_hours: 0,
        },
    }
}
