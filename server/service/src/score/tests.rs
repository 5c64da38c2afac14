use domain::board::Lamp;
use domain::noun;
use domain::query::Query;
use domain::record::Draft;
use domain::scorecard::{Input, Kind, Readings};
use store::Store;
use store::record::Cut;

use super::*;
use crate::record;

async fn made(ctx: &Ctx, table: &str, cells: &[(&str, &str)]) -> String {
    let draft: Draft = cells.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect();
    record::create(ctx, noun::spec(table).unwrap(), &draft).await.unwrap()
}

/// A customer who pays and uses, and whose sponsor nobody has spoken with.
async fn customer() -> (Ctx, String, String) {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    let account = made(&ctx, "account", &[("name", "甲"), ("stage", "service"), ("seats", "10")]).await;
    let of = ("account_id", account.as_str());
    let sub =
        [of, ("plan", "P"), ("mrr_cents", "1000"), ("starts_on", "2025-01-01"), ("ends_on", "2027-01-01")];
    made(&ctx, "subscription", &sub).await;
    let feature = made(&ctx, "feature", &[("name", "报表"), ("is_core", "1"), ("is_beta", "0")]).await;
    for day in ["2026-11-01", "2026-11-20"] {
        let usage = [of, ("used_on", day), ("feature_id", &feature), ("uses", "40"), ("users", "8")];
        made(&ctx, "usage", &usage).await;
    }
    let sponsor = [of, ("name", "董事长"), ("role", "executive_sponsor"), ("stance", "1")];
    let sponsor = made(&ctx, "stakeholder", &sponsor).await;
    (ctx, account, sponsor)
}

async fn readings(ctx: &Ctx, account: &str) -> BTreeMap<Input, i64> {
    let conn = &mut *ctx.store.read().await.unwrap();
    let now = explain::at(conn, account, ctx.today).await.unwrap().unwrap();
    now.readings.of.iter().map(|(input, reading)| (*input, reading.value)).collect()
}

async fn account_cell(ctx: &Ctx, id: &str, name: &str) -> String {
    let spec = noun::spec("account").unwrap();
    let row = record::get(ctx, spec, id).await.unwrap().row;
    spec.cell(&row, name).unwrap().as_str().to_owned()
}

#[tokio::test]
async fn what_is_written_is_measured_in_the_same_breath() {
    let (ctx, account, sponsor) = customer().await;
    let found = readings(&ctx, &account).await;
    for (input, value) in [
        (Input::ActiveSeats, 8_000),
        (Input::ActiveDays, 2),
        (Input::CoreBreadth, 10_000),
        (Input::CoreUses, 800),
        (Input::IdleDays, 2),
        (Input::SponsorNamed, 1),
        (Input::SponsorTouches, 0),
        (Input::SponsorStance, 1),
        (Input::ArrChange, 0),
        (Input::RenewalDays, 40),
        (Input::UrgentTickets, 0),
        (Input::TeamFilled, 0),
        (Input::BenefitEvidence, 0),
    ] {
        assert_eq!(found.get(&input), Some(&value), "{input:?} of {found:?}");
    }
    for input in [Input::SponsorSilence, Input::Csat, Input::PaidOnTime, Input::Budget, Input::UsageChange] {
        assert_eq!(found.get(&input), None, "{input:?} was not measured");
    }
    assert_eq!(
        account_cell(&ctx, &account, "sponsor_lamp").await,
        "act",
        "nobody ever spoke with the sponsor"
    );
    let of = ("account_id", account.as_str());
    let touch = |day: &'static str| {
        [
            of,
            ("happened_on", day),
            ("subject", "拜访"),
            ("line", "account"),
            ("channel", "visit"),
            ("stakeholder_id", &sponsor),
            ("effect", "1"),
        ]
    };
    made(&ctx, "touchpoint", &touch("2026-11-10")).await;
    made(&ctx, "touchpoint", &touch("2026-11-21")).await;
    let found = readings(&ctx, &account).await;
    assert_eq!(found.get(&Input::SponsorSilence), Some(&1));
    assert_eq!(found.get(&Input::SponsorTouches), Some(&2));
    assert_eq!(found.get(&Input::RenewalIntent), Some(&100));
    assert_ne!(account_cell(&ctx, &account, "sponsor_lamp").await, "act");
}

#[tokio::test]
async fn service_and_payment_are_measured_as_they_stood_on_the_day() {
    let (ctx, account, _) = customer().await;
    let of = ("account_id", account.as_str());
    let ticket = |at: &'static str, priority: &'static str, more: &[(&'static str, &'static str)]| {
        let mut cells = vec![
            of,
            ("subject", "坏了"),
            ("priority", priority),
            ("state", "open"),
            ("submitted_at", at),
            ("is_escalated", "0"),
        ];
        cells.extend(more);
        cells
    };
    made(&ctx, "ticket", &ticket("2026-11-02T02:00:00Z", "urgent", &[])).await;
    let closed = [("closed_at", "2026-11-03T02:30:00Z"), ("first_response_minutes", "5"), ("score", "5")];
    made(&ctx, "ticket", &ticket("2026-11-03T02:00:00Z", "low", &closed)).await;
    made(
        &ctx,
        "payment",
        &[
            of,
            ("node", "一期"),
            ("due_on", "2026-10-01"),
            ("amount_cents", "300"),
            ("state", "paid"),
            ("paid_on", "2026-10-01"),
        ],
    )
    .await;
    made(
        &ctx,
        "payment",
        &[of, ("node", "二期"), ("due_on", "2026-11-12"), ("amount_cents", "100"), ("state", "invoiced")],
    )
    .await;
    let found = readings(&ctx, &account).await;
    for (input, value) in [
        (Input::UrgentTickets, 1),
        (Input::SlaBreaches, 1),
        (Input::Csat, 10_000),
        (Input::PaidOnTime, 7_500),
        (Input::OverdueDays, 10),
    ] {
        assert_eq!(found.get(&input), Some(&value), "{input:?} of {found:?}");
    }
    let conn = &mut *ctx.store.read().await.unwrap();
    let before = "2026-11-02".parse().unwrap();
    let book = store::score::measure(conn, None, before, &day_end(before)).await.unwrap();
    let then = &book[&account].readings.of;
    assert_eq!(then[&Input::OverdueDays].value, 0, "nothing was overdue on 2 November");
    assert_eq!(then[&Input::UrgentTickets].value, 1);
}

#[tokio::test]
async fn a_service_level_stands_still_on_the_companys_days_off_in_scores_as_on_the_ticket() {
    let (ctx, account, _) = customer().await;
    let ticket = [
        ("account_id", account.as_str()),
        ("subject", "坏了"),
        ("priority", "medium"),
        ("state", "closed"),
        ("submitted_at", "2026-11-20T01:00:00Z"),
        ("first_response_minutes", "480"),
        ("closed_at", "2026-11-20T09:00:00Z"),
        ("is_escalated", "0"),
    ];
    let id = made(&ctx, "ticket", &ticket).await;
    let lamps = async || {
        let clocks = record::get(&ctx, noun::spec("ticket").unwrap(), &id).await.unwrap().derived;
        clocks.iter().map(|clock| clock.lamp).collect::<Vec<_>>()
    };
    assert_eq!(lamps().await, [Some(Lamp::Act), Some(Lamp::Good)], "on a working day the answer came late");
    assert_eq!(readings(&ctx, &account).await.get(&Input::SlaBreaches), Some(&1));
    made(&ctx, "holiday", &[("falls_on", "2026-11-20"), ("kind", "off"), ("name", "厂庆")]).await;
    assert_eq!(lamps().await, [Some(Lamp::Good); 2]);
    assert_eq!(readings(&ctx, &account).await.get(&Input::SlaBreaches), Some(&0));
}

#[tokio::test]
async fn keeping_one_account_after_another_leaves_what_scoring_all_leaves() {
    let (ctx, account, _) = customer().await;
    let kept = || async {
        let conn = &mut *ctx.store.read().await.unwrap();
        let rows =
            store::record::list(conn, ScoreDay::SPEC, &Cut::All, &Query::default(), 100).await.unwrap();
        let cells: Vec<_> = rows.into_iter().map(|row| (row.id, row.cells)).collect();
        (cells, store::score::all_readings(conn, ctx.today).await.unwrap())
    };
    let one_by_one = kept().await;
    assert_eq!(one_by_one.0.len(), 1);
    let mut write = ctx.store.write().await.unwrap();
    take(&ctx, write.conn(), ctx.today).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(kept().await, one_by_one);
    let version = record::get(&ctx, noun::spec("account").unwrap(), &account).await.unwrap().row.version;
    assert_eq!(version, 1, "scores do not disturb who edits the account");
}

#[tokio::test]
async fn what_moved_between_two_days_adds_up_to_the_change() {
    let (ctx, account, sponsor) = customer().await;
    let earlier = plus_days(ctx.today, -30);
    let mut write = ctx.store.write().await.unwrap();
    take(&ctx, write.conn(), earlier).await.unwrap();
    write.commit().await.unwrap();
    let touch = [
        ("account_id", account.as_str()),
        ("happened_on", "2026-11-20"),
        ("subject", "拜访"),
        ("line", "account"),
        ("channel", "visit"),
        ("stakeholder_id", &sponsor),
    ];
    made(&ctx, "touchpoint", &touch).await;
    let conn = &mut *ctx.store.read().await.unwrap();
    let before = explain::at(conn, &account, plus_days(earlier, 3)).await.unwrap().unwrap();
    let now = explain::at(conn, &account, ctx.today).await.unwrap().unwrap();
    assert_eq!(before.on, earlier, "the last day scored at or before the one asked for");
    for kind in [Kind::Health, Kind::Warmth, Kind::Sponsor] {
        let moved = explain::since(&before, &now, kind).unwrap();
        let sum: i64 = moved.moves.iter().map(|one| one.change_bp).sum();
        assert_eq!(sum, moved.change_bp, "{kind:?}");
    }
    assert!(explain::at(conn, &account, plus_days(earlier, -1)).await.unwrap().is_none());
}

#[tokio::test]
async fn settings_are_tried_on_everybody_and_saved_as_a_new_version() {
    let (ctx, account, _) = customer().await;
    let now = setting::get(&ctx).await.unwrap();
    let mut strict = now.clone();
    for card in strict.cards.iter_mut().filter(|card| card.kind == Kind::Warmth) {
        card.bands.watch_from_bp = 9_800;
        card.bands.good_from_bp = 9_900;
    }
    let tried = setting::try_out(&ctx, &strict, Kind::Warmth).await.unwrap();
    assert_eq!(tried.lamps.cells.iter().map(|cell| cell.accounts).sum::<i64>(), 1);
    assert_eq!(tried.shifts[0].account_id, account);
    assert_eq!(tried.shifts[0].lamps.1, Some(Lamp::Act));
    assert_eq!(setting::get(&ctx).await.unwrap(), now, "trying out changes nothing");

    let mut empty = now.clone();
    empty.cards[0].groups.iter_mut().for_each(|group| group.weight = 0);
    assert!(!setting::save(&ctx, &empty, "").await.unwrap_err().is_empty(), "weights of nothing are refused");
    let mut crossed = now.clone();
    crossed.cards[0].bands.watch_from_bp = crossed.cards[0].bands.good_from_bp + 1;
    assert!(
        !setting::save(&ctx, &crossed, "").await.unwrap_err().is_empty(),
        "edges out of order are refused"
    );
    assert_eq!(setting::get(&ctx).await.unwrap().version, 0);

    assert_eq!(setting::save(&ctx, &strict, "更严").await.unwrap(), 1);
    assert_eq!(
        setting::save(&ctx, &strict, "").await.unwrap_err()[0].kind,
        domain::problem::ProblemKind::Conflict
    );
    assert_eq!(setting::history(&ctx).await.unwrap()[0].note, "更严");
    let conn = &mut *ctx.store.read().await.unwrap();
    let after = explain::at(conn, &account, ctx.today).await.unwrap().unwrap();
    assert_eq!(after.scores.get(Kind::Warmth).unwrap().band, Some(Lamp::Act), "everybody was scored anew");
}

#[test]
fn readings_are_read_back_as_they_were_written() {
    let on = jiff::civil::date(2026, 11, 22);
    let readings = Readings::none(on).with(Input::UsageChange, -1_200).with_on(
        Input::SponsorPulse,
        400,
        jiff::civil::date(2026, 10, 1),
    );
    assert_eq!(written(&readings), "usage_change=-1200;sponsor_pulse=400@2026-10-01");
    assert_eq!(read(on, &written(&readings)), readings);
    assert_eq!(read(on, "nonsense;budget=x;;"), Readings::none(on));
}
