use std::path::PathBuf;

use domain::import::Column;
use domain::policy::Role;
use domain::query::Op;
use domain::record::Row;
use domain::value::Value;
use store::Store;

use super::*;

struct Place {
    ctx: Ctx,
    directory: PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

impl Place {
    async fn new() -> Self {
        let store = Store::in_memory().await.unwrap();
        let directory = std::env::temp_dir().join(format!("yardstick-{}", new_id()));
        std::fs::create_dir_all(&directory).unwrap();
        Self { ctx: Ctx::system(store, "2026-11-22T01:00:00Z".parse().unwrap()), directory }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    async fn import(
        &self,
        table: &str,
        path: &Path,
        change: impl FnOnce(&mut Mapping),
    ) -> Result<Report, Problems> {
        let mut mapping = inspect_path(&self.ctx, table, path).await.unwrap().mapping;
        change(&mut mapping);
        run_path(&self.ctx, &mapping, path, true, None).await
    }

    async fn rows(&self, table: &str) -> Vec<Row> {
        let spec = domain::noun::spec(table).unwrap();
        let mut conn = self.ctx.store.read().await.unwrap();
        store::record::list(&mut conn, spec, &Cut::All, &Query::default().sort(spec.title), 100_000)
            .await
            .unwrap()
    }

    async fn column(&self, table: &str, field: &str) -> Vec<Value> {
        let spec = domain::noun::spec(table).unwrap();
        self.rows(table).await.iter().map(|row| spec.cell(row, field).cloned().unwrap()).collect()
    }
}

fn counts(report: &Report) -> [u64; 5] {
    [report.rows, report.new, report.changed, report.unchanged, report.bad]
}

const ACCOUNTS: &str = "客户编号,客户名称,行业,分级,席位数,注册日期\nA-1,华东物流,物流,战略,\"1,200\",16-10-2024\nA-2,Acme,Retail,key,40,17-10-2024\n";

#[tokio::test]
async fn a_dry_run_promises_what_the_run_keeps_and_a_second_run_changes_nothing() {
    let place = Place::new().await;
    let path = place.file("accounts.csv", ACCOUNTS);
    let mapping = inspect_path(&place.ctx, "", &path).await.unwrap().mapping;
    assert_eq!(mapping.table, "account");
    let before = place.ctx.store.revision();
    let tried = run_path(&place.ctx, &mapping, &path, false, None).await.unwrap();
    assert_eq!((counts(&tried), tried.is_stored), ([2, 2, 0, 0, 0], false));
    assert_eq!((place.rows("account").await.len(), place.ctx.store.revision()), (0, before));

    let done = run_path(&place.ctx, &mapping, &path, true, None).await.unwrap();
    assert_eq!((counts(&done), done.is_stored), ([2, 2, 0, 0, 0], true));
    assert_eq!(place.column("account", "name").await, [Value::from("Acme"), Value::from("华东物流")]);
    assert_eq!(
        place.column("account", "signed_up_on").await,
        [Value::from("2024-10-17"), Value::from("2024-10-16")]
    );
    assert_eq!(place.column("account", "seats").await, [Value::Int(40), Value::Int(1_200)]);

    let revision = place.ctx.store.revision();
    let again = run_path(&place.ctx, &mapping, &path, true, None).await.unwrap();
    assert_eq!((counts(&again), again.is_stored), ([2, 0, 0, 2, 0], false));
    assert_eq!((place.ctx.store.revision(), place.rows("audit").await.len()), (revision, 1));
}

#[tokio::test]
async fn a_changed_row_changes_its_record_and_writes_its_history() {
    let place = Place::new().await;
    let path = place.file("accounts.csv", ACCOUNTS);
    place.import("account", &path, |_| ()).await.unwrap();
    let path = place.file("accounts.csv", ACCOUNTS.replace("Acme,Retail", "Acme,Grocery"));
    let report = place.import("account", &path, |_| ()).await.unwrap();
    assert_eq!(counts(&report), [2, 0, 1, 1, 0]);
    let acme = place.rows("account").await.into_iter().next().unwrap();
    assert_eq!(acme.version, 2);
    let spec = domain::noun::spec("account").unwrap();
    let history = crate::record::history(&place.ctx, spec, &acme.id).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].action, "import");
    assert_eq!(history[0].changes, [("industry".to_owned(), Value::from("Retail"), Value::from("Grocery"))]);
}

const BAD: &str = "客户编号,客户名称,席位数,注册日期\nA-1,Good,1,16-10-2024\nA-2,=cmd(),many,17-10-2024\nA-3,Late,3,2024年13月1日\nA-1,Twice,3,16-10-2024\n,No key,3,16-10-2024\nA-5,Short\n";

#[tokio::test]
async fn a_few_rows_leave_the_same_ledger_and_scores_as_counting_everything_anew() {
    const SUBSCRIPTIONS: &str = "外部编号,客户,方案版本,月费 MRR,开始,自动续约\nS-1,华东物流,标准,1000,2026-01-01,是\nS-2,Acme,标准,500,2026-02-01,是\n";
    let place = Place::new().await;
    place.import("account", &place.file("accounts.csv", ACCOUNTS), |_| {}).await.unwrap();
    place.import("subscription", &place.file("subscriptions.csv", SUBSCRIPTIONS), |_| {}).await.unwrap();
    let kept = [place.rows("account").await, place.rows("arr_event").await, place.rows("score_day").await]
        .map(|rows| rows.into_iter().map(|row| row.cells).collect::<Vec<_>>());
    assert_eq!((kept[1].len(), kept[2].len()), (2, 2), "both customers are in the ledger and are scored");
    let mut write = place.ctx.store.write().await.unwrap();
    trace::settle(&place.ctx, write.conn(), &["subscription"]).await.unwrap();
    write.commit().await.unwrap();
    for (kept, table) in kept.into_iter().zip(["account", "arr_event", "score_day"]) {
        let anew: Vec<_> = place.rows(table).await.into_iter().map(|row| row.cells).collect();
        assert_eq!(kept, anew, "{table}");
    }
}

#[tokio::test]
async fn one_bad_row_keeps_everything_out_unless_bad_rows_may_be_skipped() {
    let place = Place::new().await;
    let path = place.file("bad.csv", BAD);
    let refused = place.import("account", &path, |_| ()).await.unwrap();
    assert_eq!((counts(&refused), refused.is_stored), ([6, 1, 0, 0, 5], false));
    assert_eq!(place.rows("account").await.len(), 0);

    let taken = place.import("account", &path, |mapping| mapping.mode = Mode::SkipBad).await.unwrap();
    assert_eq!((counts(&taken), taken.is_stored), ([6, 1, 0, 0, 5], true));
    assert_eq!(place.column("account", "name").await, [Value::from("Good")]);
}

#[tokio::test]
async fn every_fault_is_listed_with_its_row_column_value_and_what_to_do() {
    let place = Place::new().await;
    let path = place.file("bad.csv", BAD);
    let mut mapping = inspect_path(&place.ctx, "account", &path).await.unwrap().mapping;
    for column in &mut mapping.columns {
        column.dates = domain::import::DateOrder::Dmy;
    }
    let errors = place.directory.join("errors.csv");
    let report = run_path(&place.ctx, &mapping, &path, false, Some(&errors)).await.unwrap();
    let found: Vec<_> =
        report.faults.iter().map(|fault| (fault.row, fault.column.as_str(), fault.value.as_str())).collect();
    let expected = [
        (3, "席位数", "many"),
        (4, "注册日期", "2024年13月1日"),
        (5, "客户编号", "A-1"),
        (6, "客户编号", ""),
        (7, "", "A-5 | Short"),
    ];
    let mut sorted = found.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    assert!(
        report.faults.iter().all(|fault| !fault.todo_zh.is_empty()
            && !fault.todo_en.is_empty()
            && !fault.problem.en.is_empty())
    );
    let text = std::fs::read_to_string(&errors).unwrap();
    assert!(text.starts_with('\u{FEFF}'), "spreadsheets need the mark");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((lines.len(), lines[0].len()), (5, 7));
}

#[tokio::test]
async fn a_file_reads_alike_whatever_it_is_written_in() {
    let place = Place::new().await;
    let lines = "客户编号;客户名称;行业\r\nA-1;华东物流;物流\r\nA-2;\"Semi;colon\";零售\r\n";
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(lines.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bytes: Vec<(&str, Vec<u8>)> = vec![
        ("utf8.csv", lines.into()),
        ("bom.csv", format!("\u{FEFF}{lines}").into_bytes()),
        ("gb18030.csv", encoding_rs::GB18030.encode(lines).0.into_owned()),
        ("utf16.csv", utf16),
        (
            "tab.txt",
            lines.replace("\"Semi;colon\"", "Semi_colon").replace(';', "\t").replace('_', ";").into_bytes(),
        ),
        (
            "bar.txt",
            lines.replace("\"Semi;colon\"", "Semi_colon").replace(';', "|").replace('_', ";").into_bytes(),
        ),
        ("book.xlsx", workbook()),
    ];
    for (index, (name, bytes)) in bytes.into_iter().enumerate() {
        let path = place.file(name, bytes);
        let report = place.import("account", &path, |_| ()).await.unwrap();
        let expected = if index == 0 { [2, 2, 0, 0, 0] } else { [2, 0, 0, 2, 0] };
        assert_eq!(counts(&report), expected, "{name}: {:?}", report.faults);
    }
    assert_eq!(place.column("account", "name").await, [Value::from("Semi;colon"), Value::from("华东物流")]);
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let _ = book.add_worksheet();
    let sheet = book.add_worksheet();
    for (row, cells) in
        [["客户编号", "客户名称", "行业"], ["A-1", "华东物流", "物流"], ["A-2", "Semi;colon", "零售"]]
            .iter()
            .enumerate()
    {
        for (column, text) in cells.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn numbers_and_days_of_a_workbook_arrive_as_such() {
    let place = Place::new().await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (column, header) in ["name", "seats", "signup date", "is_trial"].iter().enumerate() {
        sheet.write_string(0, column as u16, *header).unwrap();
    }
    sheet.write_string(1, 0, "Acme").unwrap();
    sheet.write_number(1, 1, 74.0).unwrap();
    sheet
        .write_datetime_with_format(
            1,
            2,
            rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 10, 16).unwrap(),
            &day,
        )
        .unwrap();
    sheet.write_boolean(1, 3, true).unwrap();
    let path = place.file("book.xlsx", book.save_to_buffer().unwrap());
    let report = place.import("account", &path, |_| ()).await.unwrap();
    assert_eq!(counts(&report), [1, 1, 0, 0, 0], "{:?}", report.faults);
    assert_eq!(place.column("account", "seats").await, [Value::Int(74)]);
    assert_eq!(place.column("account", "signed_up_on").await, [Value::from("2024-10-16")]);
    assert_eq!(place.column("account", "is_trial").await, [Value::Int(1)]);
}

#[tokio::test]
async fn references_are_found_by_id_external_id_or_name_and_never_guessed() {
    let place = Place::new().await;
    let accounts = "customer number,name\nA-1,North\nA-2,South\nA-3,South\n";
    place.import("account", &place.file("a.csv", accounts), |_| ()).await.unwrap();
    let id = place.rows("account").await.first().unwrap().id.clone();
    let people = format!(
        "account,name,reports to\nNorth,Second,First\nA-1,First,\n{id},Third,First\nSouth,Lost,\nNowhere,Lost,\n"
    );
    let path = place.file("p.csv", people);
    let tried = {
        let mut mapping = inspect_path(&place.ctx, "stakeholder", &path).await.unwrap().mapping;
        mapping.mode = Mode::SkipBad;
        run_path(&place.ctx, &mapping, &path, false, None).await.unwrap()
    };
    let done = place.import("stakeholder", &path, |mapping| mapping.mode = Mode::SkipBad).await.unwrap();
    assert_eq!(counts(&tried), counts(&done), "{:?}", tried.faults);
    assert_eq!(counts(&done), [5, 3, 0, 0, 2], "{:?}", done.faults);
    let values: Vec<_> = done.faults.iter().map(|fault| fault.value.as_str()).collect();
    assert_eq!(values, ["South", "Nowhere"]);
    let spec = domain::noun::spec("stakeholder").unwrap();
    let rows = place.rows("stakeholder").await;
    assert!(rows.iter().all(|row| spec.cell(row, "account_id") == Some(&Value::from(id.as_str()))));
    let first = rows.iter().find(|row| spec.title_of(row) == "First").unwrap();
    let reports: Vec<_> = rows
        .iter()
        .filter(|row| spec.cell(row, "reports_to_id") == Some(&Value::from(first.id.as_str())))
        .collect();
    assert_eq!(reports.len(), 2, "a row may name one further down");
    let again = place.import("stakeholder", &path, |mapping| mapping.mode = Mode::SkipBad).await.unwrap();
    assert_eq!(counts(&again), [5, 0, 0, 3, 2]);
}

#[tokio::test]
async fn only_who_may_import_imports_and_what_the_product_computes_stays_out() {
    let mut place = Place::new().await;
    let path = place.file("accounts.csv", ACCOUNTS);
    let mut mapping = inspect_path(&place.ctx, "account", &path).await.unwrap().mapping;
    place.ctx.who.role = Role::AccountLead;
    place.ctx.who.user_id = Some("u".to_owned());
    let refused = run_path(&place.ctx, &mapping, &path, true, None).await.unwrap_err();
    assert_eq!(refused[0].kind, domain::problem::ProblemKind::Forbidden);
    assert!(upload::begin(&place.ctx, &place.directory, "x.csv").is_err());
    place.ctx.who.role = Role::CsOps;
    mapping.columns.push(Column {
        header: "席位数".to_owned(),
        field: Some("mrr_cents".to_owned()),
        ..Column::default()
    });
    let refused = run_path(&place.ctx, &mapping, &path, true, None).await.unwrap_err();
    assert!(refused[0].en.contains("computed by the product"), "{refused:?}");
}

#[tokio::test]
async fn what_is_no_table_is_refused_in_words() {
    let place = Place::new().await;
    let rows: &[(&str, &[u8], &str)] = &[
        ("empty.csv", b"", "empty"),
        ("blank.csv", b"\n\n \n", "empty"),
        ("old.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old Excel"),
        ("picture.png", &[0x89, b'P', b'N', b'G', 0, 0, 0, 13, 0, 1, 2], "not a table"),
        ("torn.xlsx", b"PK\x03\x04torn", "cannot be opened"),
    ];
    for (name, bytes, words) in rows {
        let problem = inspect_path(&place.ctx, "account", &place.file(name, bytes)).await.unwrap_err();
        assert!(problem.en.contains(words), "{name}: {}", problem.en);
    }
}

#[tokio::test]
async fn an_upload_is_seen_tried_run_and_forgotten_by_its_owner_alone() {
    let place = Place::new().await;
    let mut upload = upload::begin(&place.ctx, &place.directory, "C:\\files\\accounts.csv").unwrap();
    for piece in BAD.as_bytes().chunks(7) {
        upload.write(piece).unwrap();
    }
    let id = upload.finish(&place.ctx).unwrap();
    let seen = inspect(&place.ctx, &id, "").await.unwrap();
    assert_eq!((seen.file.as_str(), seen.headers.len(), seen.samples.len()), ("accounts.csv", 4, 5));
    let mapping = Mapping { mode: Mode::SkipBad, ..seen.mapping };
    for writes in [false, true] {
        start(&place.ctx, &id, &mapping, writes).await.unwrap();
        let report = loop {
            let progress = progress(&place.ctx, &id).unwrap();
            match progress.phase {
                Phase::Done => break progress.report.unwrap(),
                Phase::Failed => panic!("{:?}", progress.problems),
                _ => tokio::task::yield_now().await,
            }
        };
        assert_eq!((report.new, report.bad, report.is_stored), (1, 5, writes));
    }
    assert_eq!(error_file(&place.ctx, &id).unwrap().1, "accounts-errors.csv");
    let mut other = place.ctx.clone();
    other.who.user_id = Some("somebody".to_owned());
    assert!(
        progress(&other, &id).is_err() && error_file(&other, &id).is_err() && discard(&other, &id).is_err()
    );
    discard(&place.ctx, &id).unwrap();
    assert!(progress(&place.ctx, &id).is_err());
    assert_eq!(std::fs::read_dir(&place.directory).unwrap().count(), 0, "nothing is left behind");
}

#[tokio::test]
async fn a_mapping_is_remembered_for_its_noun() {
    let place = Place::new().await;
    let path = place.file("accounts.csv", ACCOUNTS);
    let mapping = inspect_path(&place.ctx, "account", &path).await.unwrap().mapping;
    save_profile(&place.ctx, " 每月 ", &mapping).await.unwrap();
    let kept = inspect_path(&place.ctx, "account", &path).await.unwrap().profiles;
    assert_eq!(
        kept.iter().map(|profile| (profile.name.as_str(), &profile.mapping)).collect::<Vec<_>>(),
        [("每月", &mapping)]
    );
    remove_profile(&place.ctx, &kept[0].id).await.unwrap();
    assert_eq!(profiles(&place.ctx, "account").await.unwrap(), []);
    assert!(save_profile(&place.ctx, "  ", &mapping).await.is_err());
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../end2end/data/ravenstack")
}

#[tokio::test]
async fn ravenstack_comes_in_whole_once_and_gives_its_oracles() {
    let place = Place::new().await;
    let report = ravenstack(&place.ctx, &data()).await.unwrap();
    assert_eq!((report.rows, report.new, report.made, report.is_stored), (33_100, 33_100, 40, true));
    for (table, rows) in [
        ("account", 500),
        ("subscription", 5_000),
        ("usage", 25_000),
        ("ticket", 2_000),
        ("churn_event", 600),
        ("feature", 40),
    ] {
        assert_eq!(place.rows(table).await.len(), rows, "{table}");
    }
    let tickets = domain::noun::spec("ticket").unwrap();
    let mut conn = place.ctx.store.read().await.unwrap();
    for (ask, rows) in [
        (Query::default().filter("score", Op::Ge, "4"), 779),
        (Query::default().filter("score", Op::Filled, ""), 1_175),
    ] {
        assert_eq!(store::record::count(&mut conn, tickets, &Cut::All, &ask, 10_000).await.unwrap(), rows);
    }
    let accounts = domain::noun::spec("account").unwrap();
    let billed = Query::default().filter("mrr_cents", Op::Filled, "");
    assert_eq!(
        store::record::count(&mut conn, accounts, &Cut::All, &billed, 10_000).await.unwrap(),
        500,
        "the ledger was derived"
    );
    drop(conn);

    let revision = place.ctx.store.revision();
    let again = ravenstack(&place.ctx, &data()).await.unwrap();
    assert_eq!(
        (again.unchanged, again.new, again.changed, again.made, again.is_stored),
        (33_100, 0, 0, 0, false)
    );
    assert_eq!(place.ctx.store.revision(), revision);
}

#[tokio::test]
async fn only_a_demonstration_gives_way_to_ones_own_data() {
    let place = Place::new().await;
    assert!(replace_demo(&place.ctx).await.is_err(), "there is no demonstration");
    let spec = Company::SPEC;
    let cells: Vec<Value> = spec
        .fields
        .iter()
        .map(|field| match field.kind {
            Kind::Line(_) => Value::from("Demo"),
            Kind::Choice(set) => Value::from(set[0].key),
            _ => Value::Int(1),
        })
        .collect();
    let mut write = place.ctx.store.write().await.unwrap();
    store::record::insert(write.conn(), spec, "company", &cells, "2026-11-22T00:00:00Z").await.unwrap();
    write.commit().await.unwrap();
    place.import("account", &place.file("accounts.csv", ACCOUNTS), |_| ()).await.unwrap();
    let mut lead = place.ctx.clone();
    lead.who.role = Role::CsOps;
    assert!(replace_demo(&lead).await.is_err());
    replace_demo(&place.ctx).await.unwrap();
    assert_eq!(place.rows("account").await.len(), 0);
    assert_eq!(place.column("company", "name").await, [Value::from(COMPANY)]);
    assert_eq!(place.column("company", "is_demo").await, [Value::Int(0)]);
    assert!(replace_demo(&place.ctx).await.is_err(), "it is ones own now");
}
