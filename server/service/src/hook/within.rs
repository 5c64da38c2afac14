//! What is said of a customer's people stays within that customer: who reports to whom, who influences whom, who decides. A
//! person who moves to another customer leaves these behind first, so that nothing hangs in the air.

use domain::problem::Problem;
use domain::query::{Op, Query};
use domain::record::{Kind, Row, Scope, Spec};
use domain::value::Value;
use store::record::Cut;
use store::{Conn, Error};

use super::text;

/// The nouns whose references stay within their customer.
const WITHIN: &[&str] =
    &["stakeholder", "influence", "rival_stance", "decision_step", "executive_pair", "success_goal"];

/// Where a person is named.
const NAMED: &[(&str, &str)] = &[
    ("stakeholder", "reports_to_id"),
    ("influence", "from_id"),
    ("influence", "to_id"),
    ("rival_stance", "stakeholder_id"),
    ("decision_step", "stakeholder_id"),
    ("executive_pair", "stakeholder_id"),
    ("success_goal", "stakeholder_id"),
];

/// What does not stay within its customer.
pub async fn refuse(
    conn: &mut Conn,
    spec: &Spec,
    before: Option<&Row>,
    cells: &[Value],
) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    if !WITHIN.contains(&spec.table) {
        return Ok(problems);
    }
    let account = text(spec, cells, "account_id");
    for (field, cell) in spec.fields.iter().zip(cells) {
        let Kind::Ref(table) = field.kind else { continue };
        let Some(of) = domain::noun::spec(table).filter(|of| matches!(of.scope, Scope::By(_))) else {
            continue;
        };
        let Some(row) = store::record::get(conn, of, &Cut::All, cell.as_str()).await? else { continue };
        if text(of, &row.cells, "account_id") != account {
            problems.push(Problem::invalid(
                field.name,
                "这条记录属于另一家客户，请选择本客户的。",
                "That record belongs to another customer. Please choose one of this customer.",
            ));
        }
    }
    if spec.table == "influence" && text(spec, cells, "from_id") == text(spec, cells, "to_id") {
        problems.push(Problem::invalid(
            "to_id",
            "一个人影响的是别人，不是自己：请选择另一位。",
            "Somebody influences others, not themselves: please choose another person.",
        ));
    }
    if let Some(before) =
        before.filter(|row| spec.table == "stakeholder" && text(spec, &row.cells, "account_id") != account)
    {
        problems.extend(left_behind(conn, &before.id).await?);
    }
    Ok(problems)
}

/// What still names a person who is to move.
async fn left_behind(conn: &mut Conn, id: &str) -> Result<Option<Problem>, Error> {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (table, field) in NAMED {
        let Some(of) = domain::noun::spec(table) else { continue };
        let asked = Query::default().filter(field, Op::Eq, id);
        let many = store::record::count(conn, of, &Cut::All, &asked, 100).await?;
        if many > 0 {
            zh.push(format!("{} {many} 条", of.noun.zh));
            en.push(format!("{many} × {}", of.noun.en.to_lowercase()));
        }
    }
    if zh.is_empty() {
        return Ok(None);
    }
    Ok(Some(Problem::invalid(
        "account_id",
        format!(
            "此人在原客户的关系里还有：{}。请先改到别人名下或收起，再换客户；什么都没有丢。",
            zh.join("、")
        ),
        format!(
            "At the customer they leave they are still named in: {}. Please give these to somebody else or put them away first; nothing is lost.",
            en.join(", ")
        ),
    )))
}

#[cfg(test)]
mod tests {
    use domain::noun::account::Account;
    use domain::noun::power::Influence;
    use domain::noun::stakeholder::Stakeholder;
    use domain::record::{Draft, Record as _};

    use crate::Ctx;
    use crate::record::{archive, create, update};

    fn typed(cells: &[(&str, &str)]) -> Draft {
        cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[tokio::test]
    async fn people_and_what_binds_them_stay_within_their_customer() {
        let store = store::Store::in_memory().await.unwrap();
        let ctx = Ctx::system(store, "2026-11-22T02:00:00Z".parse().unwrap());
        let account = async |name: &str| {
            create(&ctx, Account::SPEC, &typed(&[("name", name), ("stage", "service")])).await.unwrap()
        };
        let (here, there) = (account("甲").await, account("乙").await);
        let person = async |account: &str, name: &str, above: &str| {
            let cells = [("account_id", account), ("name", name), ("role", "user"), ("reports_to_id", above)];
            create(&ctx, Stakeholder::SPEC, &typed(&cells)).await
        };
        let head = person(&here, "顾", "").await.unwrap();
        let other = person(&here, "陆", &head).await.unwrap();
        let stranger = person(&there, "苏", "").await.unwrap();
        assert_eq!(person(&there, "秦", &head).await.unwrap_err()[0].field.as_deref(), Some("reports_to_id"));
        let bend = |from: &str, to: &str| {
            typed(&[
                ("account_id", &here),
                ("from_id", from),
                ("to_id", to),
                ("strength", "2"),
                ("note", "会上看到"),
            ])
        };
        assert_eq!(
            create(&ctx, Influence::SPEC, &bend(&other, &stranger)).await.unwrap_err()[0].field.as_deref(),
            Some("to_id")
        );
        assert_eq!(
            create(&ctx, Influence::SPEC, &bend(&other, &other)).await.unwrap_err()[0].field.as_deref(),
            Some("to_id")
        );
        let held = create(&ctx, Influence::SPEC, &bend(&other, &head)).await.unwrap();

        let moved = typed(&[("account_id", &there), ("reports_to_id", "")]);
        let refused = update(&ctx, Stakeholder::SPEC, &other, 1, &moved).await.unwrap_err();
        assert!(refused[0].zh.contains("影响关系 1 条"), "{}", refused[0].zh);
        archive(&ctx, Influence::SPEC, &held, 1).await.unwrap();
        assert!(update(&ctx, Stakeholder::SPEC, &other, 1, &moved).await.is_ok());
        let circle = typed(&[("reports_to_id", &head)]);
        assert_eq!(
            update(&ctx, Stakeholder::SPEC, &head, 1, &circle).await.unwrap_err()[0].field.as_deref(),
            Some("reports_to_id")
        );
    }
}
