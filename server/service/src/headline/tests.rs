use domain::noun;
use domain::policy::Role;
use domain::problem::ProblemKind;
use store::Store;

use super::*;
use crate::act::{self, Deed};
use crate::seed::{Plan, run};
use crate::{Who, record};

const EMPTY: (&str, &str) = ("", "");

/// A generated company, and its product at work.
async fn company() -> Ctx {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
    run(&ctx, &Plan { accounts: 12, days: 120, rng: 7 }).await.unwrap();
    ctx
}

async fn person(ctx: &Ctx, role: Role) -> Ctx {
    let email = format!("{}@x.example", new_id());
    let fields = [("name", role.key()), ("email", email.as_str()), ("role", role.key()), ("is_active", "1")];
    let id = record::create(ctx, User::SPEC, &typed(&fields)).await.unwrap();
    let who = Who { user_id: Some(id), name: role.key().to_owned(), role, account_id: None };
    Ctx { who, ..ctx.clone() }
}

fn typed(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

async fn board(ctx: &Ctx, url: &str) -> Board {
    crate::board::board(ctx, &Which::Portfolio(url.to_owned())).await.unwrap()
}

fn tile<'a>(board: &'a Board, key: &str) -> &'a Tile {
    board.tiles.iter().find(|tile| tile.key == key).unwrap()
}

fn deed(key: &str, words: (&str, &str)) -> Deed {
    let fields = [
        ("board", "portfolio"),
        ("tile", "arr"),
        ("from_on", "2026-11-22"),
        ("until_on", "2026-11-30"),
        ("opens_on", ""),
        ("words_zh", words.0),
        ("words_en", words.1),
    ];
    Deed { key: key.to_owned(), table: "headline".to_owned(), draft: typed(&fields), ..Deed::default() }
}

const WORDS: (&str, &str) = ("三家大客户带来了一半的增长。", "Three customers brought half of the growth.");

#[tokio::test]
async fn every_sentence_the_product_writes_passes_its_own_lint() {
    let system = company().await;
    let query = Query::default().filter("stage", Op::Eq, "service");
    let account = record::list(&system, noun::spec("account").unwrap(), &query).await.unwrap().rows.remove(0);
    let (mut said, mut faults) = (0, Vec::new());
    for (locale, _) in LANGUAGES {
        let ctx = Ctx { locale, ..system.clone() };
        for url in ["", "period=last-quarter", "tier=key"] {
            let mut all = vec![Which::Portfolio(url.to_owned())];
            all.extend(Named::ALL.map(|board| Which::Named(board, url.to_owned())));
            all.push(Which::Account { id: account.id.clone(), url: String::new() });
            for which in all {
                for tile in crate::board::board(&ctx, &which).await.unwrap().tiles {
                    let sentence = tile.sentence();
                    let has_data = !numbers(&sentence).is_empty();
                    let wrong = fault(&sentence, locale, has_data);
                    faults.extend(wrong.map(|fault| format!("{fault:?} {which:?} {}: {sentence}", tile.key)));
                    said += 1;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(said > 300, "{said}");
}

#[tokio::test]
async fn words_are_put_on_the_board_signed_and_taken_down_again() {
    let system = company().await;
    let exec = person(&system, Role::Executive).await;
    let own = tile(&board(&exec, "").await, "arr").sentence();
    let done = act::perform(&exec, &deed("one", WORDS)).await.unwrap();
    let shown = board(&exec, "").await;
    assert_eq!(tile(&shown, "arr").sentence(), WORDS.0);
    let worded = tile(&shown, "arr").worded.clone().unwrap();
    assert_eq!((worded.signed.as_str(), worded.now.len()), ("executive改写 · 11月22日 周日", 0));
    let english = board(&Ctx { locale: Locale::En, ..exec.clone() }, "").await;
    assert_eq!(tile(&english, "arr").sentence(), WORDS.1);
    for other in ["tier=key", "from=2026-09-30", "to=2026-11-21", "against=last-year"] {
        assert!(
            tile(&board(&exec, other).await, "arr").worded.is_none(),
            "{other}: they speak of all, of one period"
        );
    }
    let text = domain::board::brief::brief(&shown, Locale::Zh);
    assert!(text.contains("增长。（executive改写 · 11月22日 周日）"), "{text}");

    let later = Ctx { today: jiff::civil::date(2026, 11, 30), ..exec.clone() };
    assert_eq!(tile(&board(&later, "").await, "arr").sentence(), WORDS.0, "to the end of the month");
    let over = Ctx { today: jiff::civil::date(2026, 12, 1), ..exec.clone() };
    assert!(tile(&board(&over, "").await, "arr").worded.is_none());

    act::undo(&exec, "one").await.unwrap();
    assert_eq!(tile(&board(&exec, "").await, "arr").sentence(), own);
    let again = act::perform(&exec, &deed("two", WORDS)).await.unwrap();
    assert_ne!(done.record, again.record);
    let admin = person(&system, Role::Administrator).await;
    let change = |key: &str, version, fields: &[(&str, &str)]| Deed {
        key: key.to_owned(),
        table: "headline".to_owned(),
        record: again.record.clone(),
        version,
        draft: typed(fields),
    };
    let anew = [("words_zh", "两家大客户带来了增长。"), ("words_en", "Two customers brought the growth.")];
    act::perform(&admin, &change("three", 1, &anew)).await.unwrap();
    assert!(tile(&board(&exec, "").await, "arr").worded.clone().unwrap().signed.starts_with("administrator"));
    act::undo(&admin, "three").await.unwrap();
    let back = board(&exec, "").await;
    assert!(
        tile(&back, "arr").worded.clone().unwrap().signed.starts_with("executive"),
        "undone, it is theirs again"
    );
    assert_eq!(tile(&back, "arr").sentence(), WORDS.0);
    act::perform(&exec, &change("four", 3, &[("state", "withdrawn")])).await.unwrap();
    assert_eq!(tile(&board(&exec, "").await, "arr").sentence(), own);
    act::undo(&exec, "four").await.unwrap();
    assert_eq!(tile(&board(&exec, "").await, "arr").sentence(), WORDS.0);
}

#[tokio::test]
async fn words_say_when_the_numbers_have_moved_and_the_report_says_whose() {
    let system = company().await;
    let exec = person(&system, Role::Executive).await;
    let said = both(&exec, "portfolio", "arr", None, exec.today).await.unwrap();
    act::perform(&exec, &deed("one", (&said[0], &said[1]))).await.unwrap();
    let pinned = board(&exec, "").await;
    let links = |tile: &Tile| tile.headline.iter().filter(|span| span.href.is_some()).count();
    assert!(tile(&pinned, "arr").worded.clone().unwrap().signed.contains("钉住"));
    assert!(links(tile(&pinned, "arr")) > 0, "every number leads to its rows");
    assert!(report(&exec).await.unwrap()[0].moved.is_empty());

    let query = Query::default().filter("mrr_cents", Op::Gt, "0");
    let account = record::list(&system, noun::spec("account").unwrap(), &query).await.unwrap().rows.remove(0);
    let fields = [
        ("account_id", account.id.as_str()),
        ("happened_on", "2026-11-20"),
        ("kind", "expansion"),
        ("delta_cents", "900000.00"),
        ("after_cents", "900000.00"),
        ("source", "manual"),
    ];
    record::create(&system, noun::spec("arr_event").unwrap(), &typed(&fields)).await.unwrap();
    let moved = board(&exec, "").await;
    let worded = tile(&moved, "arr").worded.clone().unwrap();
    assert_eq!(tile(&moved, "arr").sentence(), said[0], "the words stay");
    assert!(
        worded.now.iter().any(|span| span.href.is_some()),
        "and what they would be now is said, with its links"
    );
    let alone = moved.clone().alone();
    assert!(tile(&alone, "arr").worded.clone().unwrap().now.iter().all(|span| span.href.is_none()));
    let author = report(&exec).await.unwrap().remove(0);
    assert_eq!((author.name.as_str(), author.written.0, author.moved.len()), ("executive", 1, 1));
    assert!(author.moved[0].href.starts_with("/?") && author.moved[0].href.contains("write=arr"));
}

#[tokio::test]
async fn what_says_nothing_is_refused_and_counted_for_its_author() {
    let system = company().await;
    let exec = person(&system, Role::Executive).await;
    for (words, field) in [
        (EMPTY, "words_zh"),
        (("经常性收入情况", WORDS.1), "words_zh"),
        (("客户在增长。", WORDS.1), "words_zh"),
        ((WORDS.0, "Recurring revenue overview"), "words_en"),
        ((WORDS.0, "Revenue is growing."), "words_en"),
    ] {
        let problems = act::perform(&exec, &deed("", words)).await.unwrap_err();
        assert_eq!(
            (problems[0].kind, problems[0].field.as_deref()),
            (ProblemKind::Invalid, Some(field)),
            "{words:?}"
        );
    }
    assert!(tile(&board(&exec, "").await, "arr").worded.is_none());
    let refused = record::list(&exec, Refusal::SPEC, &Query::default()).await.unwrap();
    assert_eq!(refused.rows.len(), 6, "an empty pair counts twice");
    let author = report(&exec).await.unwrap().remove(0);
    assert_eq!((author.written.0, author.refused.0), (0, 6));
    assert!(author.refused.1.starts_with("/register/headline_refusal?"));
    let mut strange = deed("", WORDS);
    strange.draft.insert("tile".to_owned(), "nothing".to_owned());
    let problems = act::perform(&exec, &strange).await.unwrap_err();
    assert!(problems[0].en.contains("arr"), "it says which there are: {problems:?}");
    let mut backwards = deed("", WORDS);
    backwards.draft.insert("until_on".to_owned(), "2026-11-01".to_owned());
    assert_eq!(act::perform(&exec, &backwards).await.unwrap_err()[0].field.as_deref(), Some("until_on"));
    let mut forged = deed("", WORDS);
    forged.draft.insert("said_zh".to_owned(), "x".to_owned());
    assert!(act::perform(&exec, &forged).await.is_err(), "what the board said is not typed in");
}

#[tokio::test]
async fn who_may_not_write_is_offered_nothing_and_who_may_not_read_sees_the_boards_own_words() {
    let system = company().await;
    let exec = person(&system, Role::Executive).await;
    act::perform(&exec, &deed("one", WORDS)).await.unwrap();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::ExecutiveSponsor) {
        let ctx = person(&system, role).await;
        let may = matches!(role, Role::Administrator | Role::Executive | Role::CsOps);
        let shown = board(&ctx, "view=text&write=arr").await;
        assert_eq!(shown.write.is_some(), may, "{role:?}");
        let is_worded = shown.tiles.iter().any(|tile| tile.worded.is_some());
        assert_eq!(is_worded, role != Role::Partner, "{role:?}");
        assert_eq!(act::perform(&ctx, &deed("", WORDS)).await.is_ok(), may, "{role:?}");
        assert_eq!(report(&ctx).await.is_ok(), role != Role::Partner, "{role:?}");
        if let Some(writing) = shown.write {
            assert!(shown.kept_as.is_empty() && !writing.acts.is_empty(), "{role:?}");
        }
    }
    let wall = Who { user_id: None, name: "wall".to_owned(), role: Role::Wall, account_id: None };
    let wall = board(&Ctx { who: wall, ..system.clone() }, "write=arr").await;
    assert!(
        tile(&wall, "arr").worded.is_some() && wall.write.is_none(),
        "a wall shows words and writes none"
    );
    assert!(board(&exec, "write=arr").await.alone().write.is_none());
}
