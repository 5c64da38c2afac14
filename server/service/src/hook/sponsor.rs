//! Two moments with the people who decide: the decision maker comes to a meeting for the first time, and somebody has two
//! days to follow up (M24); the champion leaves or turns away, and the account hears of it (M27).

use domain::calendar::plus_days;
use domain::noun::meeting::Meeting;
use domain::noun::stakeholder::Stakeholder;
use domain::query::{Op, Query};
use domain::record::Record as _;
use domain::value::Value;
use store::record::Cut;
use store::{Conn, Error};

use super::notice::{self, Notice};
use super::{alarm, cell, text};
use crate::Ctx;

/// The first meeting the decision maker came to makes a task of two days for the account's owner.
pub async fn first_attended(
    ctx: &Ctx,
    conn: &mut Conn,
    id: &str,
    after: Option<&[Value]>,
) -> Result<(), Error> {
    let Some(cells) = after.filter(|cells| text(Meeting::SPEC, cells, "attendance") == "attended") else {
        return Ok(());
    };
    let account = text(Meeting::SPEC, cells, "account_id");
    let attended =
        Query::default().filter("account_id", Op::Eq, account).filter("attendance", Op::Eq, "attended");
    let rows = store::record::list(conn, Meeting::SPEC, &Cut::All, &attended, 2).await?;
    if rows.iter().any(|row| row.id != id) {
        return Ok(());
    }
    let subject = text(Meeting::SPEC, cells, "subject");
    let title = format!("48 小时内跟进：1W 首次到场“{subject}” · follow up on their first attendance");
    let task = alarm::id_of(&format!("first attendance {account}"));
    alarm::assign(ctx, conn, &task, account, plus_days(ctx.today, 2), &title).await?;
    Ok(())
}

/// A champion who left, or whose stance is no longer with us, is an alert.
pub async fn champion_lost(
    ctx: &Ctx,
    conn: &mut Conn,
    id: &str,
    before: Option<&[Value]>,
    after: Option<&[Value]>,
) -> Result<(), Error> {
    let spec = Stakeholder::SPEC;
    let stands = |cells: &[Value]| {
        let stance = cell(spec, cells, "stance").and_then(Value::as_int);
        text(spec, cells, "role") == "champion" && stance.is_none_or(|stance| stance > 0)
    };
    let Some(was) = before.filter(|cells| stands(cells)) else { return Ok(()) };
    if after.is_some_and(stands) {
        return Ok(());
    }
    let (name, account) = (text(spec, was, "name"), text(spec, was, "account_id"));
    let message = match after {
        None => format!("强C {name} 已不在名单上：谁来接替他/她支持我们？"),
        Some(now) if text(spec, now, "role") != "champion" => {
            format!("{name} 不再是强C：谁来接替他/她支持我们？")
        }
        Some(_) => format!("强C {name} 的立场不再支持我们：先弄清原因。"),
    };
    let alert = alarm::id_of(&format!("champion {id} {}", ctx.today));
    let notice = Notice {
        account_id: account.to_owned(),
        message,
        rule: "champion_lost",
        severity: "act",
        owner_id: None,
    };
    notice::raise(ctx, conn, &alert, notice).await
}

#[cfg(test)]
mod tests {
    use domain::noun::account::Account;
    use domain::noun::alert::Alert;
    use domain::noun::task::Task;
    use domain::record::{Draft, Record, Row, Spec};

    use super::*;
    use crate::record::{archive, create, update};

    async fn company() -> Ctx {
        let store = store::Store::in_memory().await.unwrap();
        Ctx::system(store, "2026-11-22T02:00:00Z".parse().unwrap())
    }

    async fn rows(ctx: &Ctx, spec: &'static Spec) -> Vec<Row> {
        let mut conn = ctx.store.read().await.unwrap();
        store::record::list(&mut conn, spec, &Cut::All, &Query::default(), 50).await.unwrap()
    }

    fn draft(cells: &[(&str, &str)]) -> Draft {
        cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    async fn account(ctx: &Ctx) -> String {
        let cells = [("name", "海岚家居"), ("stage", "service")];
        create(ctx, Account::SPEC, &draft(&cells)).await.unwrap()
    }

    #[tokio::test]
    async fn the_first_attendance_of_the_decision_maker_makes_one_task_of_two_days() {
        let ctx = company().await;
        let account = account(&ctx).await;
        let meeting = |subject: &str| {
            draft(&[
                ("account_id", &account),
                ("subject", subject),
                ("kind", "kickoff"),
                ("meets_at", "2026-11-20T02:00:00Z"),
                ("state", "held"),
                ("reply", "confirmed"),
            ])
        };
        let first = create(&ctx, Meeting::SPEC, &meeting("启动会")).await.unwrap();
        assert_eq!(rows(&ctx, Task::SPEC).await.len(), 0, "nobody has come yet");
        update(&ctx, Meeting::SPEC, &first, 1, &draft(&[("attendance", "attended")])).await.unwrap();
        let tasks = rows(&ctx, Task::SPEC).await;
        assert_eq!(tasks.len(), 1);
        let due = Task::SPEC.cell(&tasks[0], "due_on").unwrap().as_str().to_owned();
        assert_eq!(due, plus_days(ctx.today, 2).to_string());
        let second = create(&ctx, Meeting::SPEC, &meeting("方案汇报")).await.unwrap();
        update(&ctx, Meeting::SPEC, &second, 1, &draft(&[("attendance", "attended")])).await.unwrap();
        assert_eq!(rows(&ctx, Task::SPEC).await.len(), 1, "it was the first once");
    }

    #[tokio::test]
    async fn a_champion_who_turns_away_or_leaves_is_an_alert_and_a_small_change_is_none() {
        let ctx = company().await;
        let account = account(&ctx).await;
        let person = |name: &str| {
            draft(&[("account_id", &account), ("name", name), ("role", "champion"), ("stance", "2")])
        };
        let one = create(&ctx, Stakeholder::SPEC, &person("沈舟")).await.unwrap();
        let other = create(&ctx, Stakeholder::SPEC, &person("林霁")).await.unwrap();
        let lost = async || {
            let alerts = rows(&ctx, Alert::SPEC).await;
            alerts
                .iter()
                .filter(|row| Alert::SPEC.cell(row, "rule").unwrap().as_str() == "champion_lost")
                .count()
        };
        update(&ctx, Stakeholder::SPEC, &one, 1, &draft(&[("stance", "1")])).await.unwrap();
        assert_eq!(lost().await, 0, "still with us");
        update(&ctx, Stakeholder::SPEC, &one, 2, &draft(&[("stance", "0")])).await.unwrap();
        assert_eq!(lost().await, 1);
        archive(&ctx, Stakeholder::SPEC, &other, 1).await.unwrap();
        assert_eq!(lost().await, 2);
    }
}
