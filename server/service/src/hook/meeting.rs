//! A meeting the customer's decision maker has not confirmed in its last week is an alert (M12), and none any more once
//! they have answered, or it is moved, held or cancelled. One alert a meeting, however often that goes back and forth.

use domain::noun::meeting::Meeting;
use domain::record::Record as _;
use jiff::{SignedDuration, Timestamp};
use store::record::Cut;
use store::{Conn, Error};

use super::notice::{Moved, Notice};
use crate::Ctx;
use crate::ctx::stamp;

/// How long before a meeting its sponsor should have said that they come.
const NEAR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// So near that somebody has to act today.
const NEXT: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Raises or settles the alert of a meeting as it stands now; whether anything was written.
pub async fn settle(ctx: &Ctx, conn: &mut Conn, id: &str) -> Result<bool, Error> {
    let Some(row) = store::record::get(conn, Meeting::SPEC, &Cut::All, id).await? else { return Ok(false) };
    let archived = row.archived_at.is_some();
    let Some(meeting) = Meeting::from_row(&row) else { return Ok(false) };
    let at = meeting.meets_at.parse::<Timestamp>().ok();
    let left = at.map(|at| at.duration_since(ctx.now)).filter(|left| left.is_positive() && *left <= NEAR);
    let waits = left.filter(|_| !archived && meeting.state == "planned" && meeting.reply == "pending");
    let wanted = waits.map(|left| notice(&meeting, left));
    let told = "1W 已答复，或会议已改期、召开、取消。\nThe sponsor has answered, or the meeting was moved, held or cancelled.";
    let moved = super::notice::settle(ctx, conn, &super::alarm::id_of(id), wanted, told).await?;
    Ok(moved != Moved::Nothing)
}

/// Looks at every meeting that has come near, whoever wrote nothing; how many alerts that moved.
///
/// # Errors
/// When the store fails.
pub async fn catch_up(ctx: &Ctx) -> Result<u64, Error> {
    let until = stamp(ctx.now.checked_add(NEAR).unwrap_or(ctx.now));
    let near = store::meeting::unsettled(&mut *ctx.store.read().await?, &ctx.stamp(), &until).await?;
    let mut moved = 0;
    for id in near {
        let mut write = ctx.store.write().await?;
        if settle(ctx, write.conn(), &id).await? {
            write.commit().await?;
            moved += 1;
        }
    }
    Ok(moved)
}

fn notice(meeting: &Meeting, left: SignedDuration) -> Notice {
    let day = meeting.meets_at.get(..10).unwrap_or_default();
    Notice {
        account_id: meeting.account_id.clone(),
        message: format!("“{}”定在 {day}，1W 还没有确认参加。", meeting.subject),
        rule: "meeting_unconfirmed",
        severity: if left <= NEXT { "act" } else { "watch" },
        owner_id: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{archive, create, update};
    use domain::noun::account::Account;
    use domain::noun::alert::Alert;
    use domain::query::{Op, Query};
    use domain::record::Draft;
    use jiff::ToSpan as _;
    use store::Store;

    fn draft(cells: &[(&str, &str)]) -> Draft {
        cells.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect()
    }

    async fn alerts(ctx: &Ctx) -> Vec<Alert> {
        let conn = &mut *ctx.store.read().await.unwrap();
        let asked = Query::default().filter("rule", Op::Eq, "meeting_unconfirmed");
        let rows = store::record::list(conn, Alert::SPEC, &Cut::All, &asked, 9).await.unwrap();
        rows.iter().filter_map(Alert::from_row).collect()
    }

    /// A company with one customer, and a meeting so many hours ahead.
    async fn planned(hours: i64) -> (Ctx, String) {
        let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
        let account = draft(&[("name", "汀岳教育科技"), ("stage", "service")]);
        let account = create(&ctx, Account::SPEC, &account).await.unwrap();
        let at = stamp(ctx.now.checked_add(hours.hours()).unwrap());
        let cells = [
            ("account_id", account.as_str()),
            ("subject", "季度回顾"),
            ("kind", "business_review"),
            ("meets_at", at.as_str()),
            ("state", "planned"),
            ("reply", "pending"),
        ];
        let id = create(&ctx, Meeting::SPEC, &draft(&cells)).await.unwrap();
        (ctx, id)
    }

    async fn set(ctx: &Ctx, id: &str, cells: &[(&str, &str)]) {
        let version = {
            let conn = &mut *ctx.store.read().await.unwrap();
            store::record::get(conn, Meeting::SPEC, &Cut::All, id).await.unwrap().unwrap().version
        };
        update(ctx, Meeting::SPEC, id, version, &draft(cells)).await.unwrap();
    }

    #[tokio::test]
    async fn an_unconfirmed_meeting_within_a_week_is_an_alert_and_within_three_days_an_urgent_one() {
        for (hours, expected) in [
            (24, Some("act")),
            (72, Some("act")),
            (73, Some("watch")),
            (168, Some("watch")),
            (169, None),
            (-1, None),
        ] {
            let (ctx, _) = planned(hours).await;
            let found = alerts(&ctx).await;
            assert_eq!(found.first().map(|alert| alert.severity.as_str()), expected, "{hours} h");
            assert!(found.iter().all(|alert| alert.state == "open"), "{hours} h");
        }
    }

    #[tokio::test]
    async fn it_ends_with_an_answer_or_another_day_and_comes_back_as_the_same_one() {
        let (ctx, id) = planned(48).await;
        let states = async || alerts(&ctx).await.into_iter().map(|alert| alert.state).collect::<Vec<_>>();
        set(&ctx, &id, &[("reply", "confirmed")]).await;
        assert_eq!(states().await, ["resolved"]);
        set(&ctx, &id, &[("reply", "pending")]).await;
        assert_eq!(states().await, ["open"]);
        set(&ctx, &id, &[("state", "cancelled")]).await;
        assert_eq!(states().await, ["resolved"]);
        set(&ctx, &id, &[("state", "planned")]).await;
        let version = {
            let conn = &mut *ctx.store.read().await.unwrap();
            store::record::get(conn, Meeting::SPEC, &Cut::All, &id).await.unwrap().unwrap().version
        };
        archive(&ctx, Meeting::SPEC, &id, version).await.unwrap();
        assert_eq!(states().await, ["resolved"]);
    }

    #[tokio::test]
    async fn a_meeting_comes_near_by_itself_once() {
        let (mut ctx, _) = planned(200).await;
        assert_eq!(catch_up(&ctx).await.unwrap(), 0);
        ctx.now = ctx.now.checked_add(40.hours()).unwrap();
        assert_eq!((catch_up(&ctx).await.unwrap(), alerts(&ctx).await.len()), (1, 1));
        assert_eq!(catch_up(&ctx).await.unwrap(), 0, "it was told");
    }
}
