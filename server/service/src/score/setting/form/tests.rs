use domain::noun;
use domain::policy::Role;
use domain::record::Draft;
use domain::scorecard::edit::Row;
use store::Store;

use super::*;
use crate::record;

/// Three accounts: one much used, one little, one not at all.
async fn portfolio() -> Ctx {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    let made = async |table: &str, cells: &[(&str, &str)]| {
        let draft: Draft =
            cells.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect();
        record::create(&ctx, noun::spec(table).unwrap(), &draft).await.unwrap()
    };
    let feature = made("feature", &[("name", "报表"), ("is_core", "1"), ("is_beta", "0")]).await;
    for (name, users) in [("甲", Some("9")), ("乙", Some("3")), ("丙", None)] {
        let account = made("account", &[("name", name), ("stage", "service"), ("seats", "10")]).await;
        let of = ("account_id", account.as_str());
        let paid = [
            of,
            ("plan", "P"),
            ("mrr_cents", "1000"),
            ("starts_on", "2025-01-01"),
            ("ends_on", "2027-01-01"),
        ];
        made("subscription", &paid).await;
        if let Some(users) = users {
            made(
                "usage",
                &[of, ("used_on", "2026-11-20"), ("feature_id", &feature), ("uses", "40"), ("users", users)],
            )
            .await;
        }
    }
    ctx
}

fn change(card: &str, version: i64, cells: &[(&str, &str)]) -> Change {
    let typed = cells.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Change { card: card.to_owned(), version, from: None, typed }
}

fn value(sheet: &Sheet, path: &str) -> String {
    let row = |row: &&Row| row.path == path;
    sheet.sections.iter().flat_map(|section| section.lines.iter().flatten()).find(row).unwrap().value.clone()
}

fn fields(problems: &Problems) -> Vec<&str> {
    problems.iter().map(|problem| problem.field.as_deref().unwrap_or_default()).collect()
}

#[tokio::test]
async fn new_weights_are_shown_on_everybody_and_nothing_is_stored() {
    let ctx = portfolio().await;
    let typed = change(
        "warmth",
        0,
        &[("groups.frequency.weight", "0"), ("bands.watch_from_bp", "20"), ("bands.good_from_bp", "70")],
    );
    let shown = preview(&ctx, &typed).await.unwrap();
    assert_eq!((shown.accounts, shown.changed), (3, 2), "{shown:?}");
    assert_eq!(shown.rows.iter().flat_map(|(_, counts)| counts).sum::<i64>(), 3, "every account once");
    assert_eq!(shown.rows.len(), shown.heads.len());
    let names: Vec<&str> = shown.shifts.iter().map(|shift| shift.name.as_str()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"甲") && names.contains(&"乙"));
    assert!(
        shown.shifts.iter().all(|shift| shift.before != shift.after && shift.change.starts_with(['+', '-']))
    );
    let after = sheet(&ctx, "warmth", None).await.unwrap();
    assert_eq!((after.version, value(&after, "groups.frequency.weight").as_str()), (0, "20"));
    assert_eq!(after.history.len(), 1, "how the product came");
}

#[tokio::test]
async fn what_is_saved_has_a_reason_a_version_and_a_way_back() {
    let ctx = portfolio().await;
    let typed = change("warmth", 0, &[("groups.reach.weight", "50")]);
    assert_eq!(fields(&super::change(&ctx, &typed, " ").await.unwrap_err()), ["note"]);
    assert_eq!(super::change(&ctx, &typed, "看重活跃").await.unwrap(), 1);
    let saved = sheet(&ctx, "warmth", None).await.unwrap();
    assert_eq!(value(&saved, "groups.reach.weight"), "50");
    let history: Vec<_> =
        saved.history.iter().map(|past| (past.version, past.note.as_str(), past.saved_at.as_str())).collect();
    assert_eq!(history, [(1, "看重活跃", "2026-11-22 10:00"), (0, "产品初始设置", "")]);

    let stale = super::change(&ctx, &typed, "再来").await.unwrap_err();
    assert_eq!(stale[0].kind, ProblemKind::Conflict, "somebody saved meanwhile");

    let old = sheet(&ctx, "warmth", Some(0)).await.unwrap();
    assert_eq!((old.version, value(&old, "groups.reach.weight").as_str()), (1, "35"));
    let back = Change { from: Some(0), ..change("warmth", 1, &[]) };
    assert_eq!(super::change(&ctx, &back, "改回去").await.unwrap(), 2);
    assert_eq!(value(&sheet(&ctx, "warmth", None).await.unwrap(), "groups.reach.weight"), "35");
    for (card, from) in [("nothing", None), ("warmth", Some(9)), ("warmth", Some(-1))] {
        assert_eq!(sheet(&ctx, card, from).await.unwrap_err().kind, ProblemKind::NotFound, "{card} {from:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_told_where_it_was_typed_and_changes_nothing() {
    let ctx = portfolio().await;
    let none = [
        ("groups.reach.weight", "0"),
        ("groups.frequency.weight", "0"),
        ("groups.depth.weight", "0"),
        ("groups.breadth.weight", "0"),
    ];
    for (card, cells, field) in [
        ("warmth", &none[..], "groups"),
        ("warmth", &[("groups.reach.active_seats", "0")], "groups.reach"),
        ("warmth", &[("groups.reach.weight", "heavy")], "groups.reach.weight"),
        ("warmth", &[("bands.watch_from_bp", "90")], "bands"),
        ("warmth", &[("remove", "yes")], "remove"),
        ("health", &[("remove", "yes")], "remove"),
        ("portfolio", &[("warmth_bp", "100")], "warmth_bp"),
        ("portfolio", &[("watch_from_bp", "30")], "act_from_bp"),
        ("portfolio", &[("groups.reach.weight", "1")], "groups.reach.weight"),
    ] {
        let typed = change(card, 0, cells);
        for problems in
            [preview(&ctx, &typed).await.unwrap_err(), super::change(&ctx, &typed, "试").await.unwrap_err()]
        {
            assert_eq!(fields(&problems), [field], "{card} {cells:?}");
            assert!(problems.iter().all(|problem| !problem.zh.is_empty() && !problem.en.is_empty()));
        }
    }
    assert_eq!(sheet(&ctx, "", None).await.unwrap().version, 0, "nothing was changed");
}

#[tokio::test]
async fn a_card_for_some_stages_goes_and_comes_back_from_history() {
    let ctx = portfolio().await;
    assert_eq!(
        super::change(&ctx, &change("health_renewal", 0, &[("remove", "yes")]), "不用了").await.unwrap(),
        1
    );
    assert_eq!(sheet(&ctx, "health_renewal", None).await.unwrap_err().kind, ProblemKind::NotFound);
    assert_eq!(sheet(&ctx, "health_renewal", Some(0)).await.unwrap().card.stages, "续约");
    let back = Change { from: Some(0), ..change("health_renewal", 1, &[]) };
    assert_eq!(super::change(&ctx, &back, "还要").await.unwrap(), 2);
    assert!(sheet(&ctx, "health_renewal", None).await.is_ok());
}

#[tokio::test]
async fn other_axes_move_accounts_between_corners() {
    let ctx = portfolio().await;
    let shown = preview(&ctx, &change("portfolio", 0, &[("warmth_bp", "1")])).await.unwrap();
    assert_eq!(shown.accounts, 3);
    assert_eq!(shown.rows.iter().flat_map(|(_, counts)| counts).sum::<i64>(), 3);
    assert_eq!(i64::try_from(shown.shifts.len()).unwrap(), shown.changed);
}

#[tokio::test]
async fn who_only_reads_is_told_so_and_who_is_not_ours_learns_nothing() {
    let ctx = portfolio().await;
    for role in Role::ALL {
        let mut theirs = ctx.clone();
        theirs.who.role = role;
        let typed = change("warmth", 0, &[("groups.reach.weight", "50")]);
        let read = sheet(&theirs, "warmth", None).await;
        let tried = preview(&theirs, &typed).await;
        match role {
            Role::Administrator | Role::CsOps => {
                assert!(read.unwrap().may_change && tried.is_ok(), "{role:?}");
            }
            Role::Partner | Role::ExecutiveSponsor => {
                assert_eq!(read.unwrap_err().kind, ProblemKind::NotFound, "{role:?}");
                assert_eq!(tried.unwrap_err()[0].kind, ProblemKind::NotFound, "{role:?}");
            }
            _ => {
                assert!(!read.unwrap().may_change, "{role:?}");
                assert_eq!(tried.unwrap_err()[0].kind, ProblemKind::Forbidden, "{role:?}");
            }
        }
    }
}
