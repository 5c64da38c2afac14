use calamine::Reader as _;
use domain::policy::Role;
use domain::query::Op;
use store::Store;

use super::*;

async fn place() -> (Ctx, PathBuf) {
    let ctx = Ctx::system(Store::in_memory().await.unwrap(), "2026-11-22T01:00:00Z".parse().unwrap());
    let directory = std::env::temp_dir().join(format!("yardstick-{}", crate::ctx::new_id()));
    std::fs::create_dir_all(&directory).unwrap();
    let line = |n: u32| {
        format!("N-{n},Customer {n},{},{n},2024-10-16\n", if n.is_multiple_of(2) { "战略" } else { "key" })
    };
    let rows = (0..1_203).map(line).collect::<Vec<_>>().concat();
    let path = directory.join("in.csv");
    std::fs::write(
        &path,
        format!("客户编号,name,tier,seats,signup date\n{rows}X-1,=HYPERLINK(1),key,5,2024-10-16\n"),
    )
    .unwrap();
    let mapping = crate::import::inspect_path(&ctx, "account", &path).await.unwrap().mapping;
    crate::import::run_path(&ctx, &mapping, &path, true, None).await.unwrap();
    (ctx, directory)
}

#[tokio::test]
async fn exactly_what_is_filtered_goes_out_and_comes_back_unchanged() {
    let (ctx, directory) = place().await;
    let spec = domain::noun::spec("account").unwrap();
    let ask = Query::default().filter("tier", Op::Eq, "key").sort("name");
    let export = to_file(&ctx, spec, &ask, Format::Csv, Columns::All, &directory).await.unwrap();
    assert_eq!((export.rows, export.name.as_str()), (602, "account-2026-11-22.csv"));
    let text = std::fs::read_to_string(&export.path).unwrap();
    assert!(text.starts_with("\u{FEFF}系统编号,客户名称,"), "{}", &text[..80]);
    assert!(text.contains(",'=HYPERLINK(1),") && !text.contains("战略"));
    assert!(!text.contains("Customer 2,"), "what is not asked for stays in");
    let mapping = crate::import::inspect_path(&ctx, "account", &export.path).await.unwrap().mapping;
    assert_eq!(mapping.key, ["id"]);
    let back = crate::import::run_path(&ctx, &mapping, &export.path, true, None).await.unwrap();
    assert_eq!((back.rows, back.unchanged, back.bad), (602, 602, 0), "{:?}", back.faults.first());
    let _ = std::fs::remove_dir_all(&directory);
}

#[tokio::test]
async fn a_workbook_holds_numbers_and_days_and_the_columns_shown() {
    let (ctx, directory) = place().await;
    let spec = domain::noun::spec("account").unwrap();
    let ask = Query {
        columns: vec!["name".to_owned(), "seats".to_owned(), "signed_up_on".to_owned()],
        ..Query::default().sort("-seats")
    };
    let export = to_file(&ctx, spec, &ask, Format::Xlsx, Columns::Shown, &directory).await.unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&export.path).unwrap();
    let range = book.worksheet_range("客户").unwrap();
    assert_eq!(range.get_size(), (1_205, 3));
    assert_eq!(range.get_value((0, 1)).unwrap().to_string(), "席位数");
    assert_eq!(range.get_value((1, 1)), Some(&calamine::Data::Float(1_202.0)));
    assert!(matches!(range.get_value((1, 2)), Some(calamine::Data::DateTime(_))));
    let _ = std::fs::remove_dir_all(&directory);
}

#[tokio::test]
async fn who_may_not_export_gets_no_file_and_who_does_is_written_down() {
    let (mut ctx, directory) = place().await;
    let spec = domain::noun::spec("account").unwrap();
    to_file(&ctx, spec, &Query::default(), Format::Csv, Columns::Shown, &directory).await.unwrap();
    let audit = domain::noun::spec("audit").unwrap();
    let ask = Query::default().filter("action", Op::Eq, "export");
    let mut conn = ctx.store.read().await.unwrap();
    let cut = store::record::Cut::All;
    assert_eq!(store::record::count(&mut conn, audit, &cut, &ask, 10).await.unwrap(), 1);
    drop(conn);
    for role in [Role::Partner, Role::ExecutiveSponsor] {
        ctx.who.role = role;
        ctx.who.user_id = Some("u".to_owned());
        ctx.who.account_id = Some("a".to_owned());
        assert!(
            to_file(&ctx, spec, &Query::default(), Format::Csv, Columns::All, &directory).await.is_err(),
            "{role:?}"
        );
    }
    let _ = std::fs::remove_dir_all(&directory);
}

#[test]
fn what_a_spreadsheet_would_run_is_made_text_and_numbers_are_left_alone() {
    for (given, expected) in [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-12.50", "-12.50"),
        ("@x", "'@x"),
        (" =x", "' =x"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        ("", ""),
    ] {
        assert_eq!(guarded(given), expected, "{given:?}");
    }
}
