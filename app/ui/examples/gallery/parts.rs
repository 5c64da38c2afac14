//! The parts, each in its states.

use domain::board::Lamp;
use domain::chart::*;
use domain::text::Locale;
use leptos::prelude::*;
use ui::chart::ChartView;
use ui::component::*;

use crate::board::words;

pub fn all(locale: Locale) -> String {
    [register(locale), controls(locale), charts(locale), record(locale), states(locale)].concat()
}

fn controls(locale: Locale) -> String {
    let t = words(locale);
    view! {
        <div class="stack">
            <div class="cluster">
                <Button kind=Kind::Primary>{t("保存", "Save")}</Button>
                <Button>{t("导出", "Export")}</Button>
                <Button kind=Kind::Quiet>{t("取消", "Cancel")}</Button>
                <Button kind=Kind::Danger>{t("归档", "Archive")}</Button>
                <Button disabled=true>{t("不可用", "Disabled")}</Button>
                <IconButton icon=icondata_lu::LuColumns3 label=t("列", "Columns")/>
                <LampView lamp=Lamp::Good locale/> <LampView lamp=Lamp::Watch locale/> <LampView lamp=Lamp::Act locale/>
                <Chip>{t("标杆客户", "Reference")}</Chip>
                <Stale age="fresh" words=t("8 秒前", "8 s ago")/>
                <Stale age="old" words=t("12 分钟前", "12 min ago")/>
                <Stale age="stale" words=t("3 小时前", "3 h ago")/>
            </div>
            <form class="form">
                <div class="form-row">
                    <Field id="name" label=t("客户名称", "Account name") required=true locale>
                        <Input id="name" name="name" value=t("华东地产", "Eastline Estates")/>
                    </Field>
                    <Field id="tier" label=t("级别", "Tier") locale>
                        <Select id="tier" name="tier" locale value="a" options=vec![("a".into(), t("战略", "Strategic")), ("b".into(), t("重点", "Key"))]/>
                    </Field>
                </div>
                <Field id="arr" label=t("年费", "Annual fee") help=t("不含税，人民币", "Net of tax, in CNY") error=t("请填数字，例如 128.5 万", "Enter a number such as 1,285,000") locale>
                    <Input id="arr" name="arr" kind=InputKind::Number value="12八万" invalid=true/>
                </Field>
                <Field id="words" label=t("1W 原话", "Sponsor's own words") help=t("逐字记录，不要概括", "Verbatim, not summarised") locale>
                    <Input id="words" name="words" kind=InputKind::LongText/>
                </Field>
                <div class="form-foot"><span class="form-foot-note">{t("2 处未保存", "2 unsaved changes")}</span><Button kind=Kind::Quiet>{t("取消", "Cancel")}</Button><Button kind=Kind::Primary submit=true>{t("保存", "Save")}</Button></div>
            </form>
            <ol class="steps"><li class="step" data-done>{t("选择文件", "Choose files")}</li><li class="step" aria-current="step">{t("对应列", "Map columns")}</li><li class="step">{t("试运行", "Dry run")}</li><li class="step">{t("导入", "Import")}</li></ol>
            <label class="drop"><Icon icon=icondata_lu::LuUpload/><b>{t("把文件拖到这里，或点击选择", "Drop files here, or choose them")}</b><span>{t("CSV、XLSX，UTF-8 或 GB18030", "CSV or XLSX, UTF-8 or GB18030")}</span></label>
            <Progress done=38 whole=100 words=t("每秒 12,000 行 · 还需 4 秒", "12,000 rows a second · 4 s left")/>
            <div class="toast"><span>{t("已归档「华东地产」", "Eastline Estates archived")}</span><button class="toast-action">{t("撤销", "Undo")}</button></div>
            <p class="notice" data-kind="watch">{t("连接断开，显示的是 14:02 的数据。", "Connection lost; these are the figures of 14:02.")}</p>
        </div>
    }
    .to_html()
}

fn register(locale: Locale) -> String {
    let t = words(locale);
    let rows = [
        ("华东地产", "Eastline Estates", "战略", "Strategic", Lamp::Act, "4,120,000.00", "2024-12-18"),
        (
            "中科智造（深圳）有限公司",
            "Zhongke Smart Manufacturing",
            "重点",
            "Key",
            Lamp::Act,
            "2,860,000.00",
            "2025-01-06",
        ),
        ("海纳医药", "Haina Pharma", "重点", "Key", Lamp::Watch, "1,640,000.00", "2025-02-11"),
        ("北辰物流", "Polar Freight", "普通", "Standard", Lamp::Good, "730,500.00", "2025-06-30"),
    ];
    view! {
        <Breadcrumb crumbs=vec![Crumb { words: t("台账", "Registers"), href: Some("#".into()) }, Crumb { words: t("客户", "Accounts"), href: None }] locale/>
        <header class="page-head">
            <h1 class="page-title">{t("客户", "Accounts")}</h1>
            <div class="page-tools"><Button>{t("导入", "Import")}</Button><Button kind=Kind::Primary><Icon icon=icondata_lu::LuPlus/>{t("新增客户", "New account")}</Button></div>
        </header>
        <section class="register">
            <div class="register-bar">
                <form class="search"><Icon icon=icondata_lu::LuSearch/><input class="input" type="search" placeholder=t("名称、行业、负责人…", "Name, industry, owner…")/></form>
                <FilterChip words=t("灯：预警、关注", "Lamp: act, watch") remove="#" locale/>
                <FilterChip words=t("级别：重点以上", "Tier: key and up") remove="#" locale/>
                <div class="register-tools"><Button kind=Kind::Quiet>{t("列", "Columns")}</Button><Button kind=Kind::Quiet>{t("视图", "Views")}</Button><Button kind=Kind::Quiet>{t("导出", "Export")}</Button></div>
            </div>
            <p class="register-count">{t("500 家中的 4 家 · 单位：元", "4 of 500 · in CNY")}</p>
            <div class="register-scroll"><table class="table">
                <thead><tr><th>{t("客户", "Account")}</th><th>{t("级别", "Tier")}</th><th>{t("灯", "Lamp")}</th><th data-kind="number" aria-sort="descending"><a href="#">"ARR"</a></th><th data-kind="date">{t("到期", "Due")}</th></tr></thead>
                <tbody>{rows.map(|(z, e, tz, te, lamp, arr, due)| view! {
                    <tr><td data-label=t("客户", "Account") data-lead><a href="#">{t(z, e)}</a></td><td data-label=t("级别", "Tier")>{t(tz, te)}</td><td data-label=t("灯", "Lamp")><LampView lamp locale/></td><td data-label="ARR" data-kind="number">{arr}</td><td data-label=t("到期", "Due") data-kind="date">{due}</td></tr>
                }).collect_view()}</tbody>
            </table></div>
            <nav class="pager"><span class="pager-place">{t("第 1–4 行", "Rows 1–4")}</span><Button>{t("上一页", "Previous")}</Button><Button>{t("下一页", "Next")}</Button></nav>
        </section>
        <hr/>
    }
    .to_html()
}

fn record(locale: Locale) -> String {
    let t = words(locale);
    view! {
        <hr/>
        <nav class="tabs"><a class="tab" aria-current="page">{t("概况", "Overview")}</a><a class="tab">{t("干系人", "People")}<span class="tab-count">"12"</span></a><a class="tab">{t("历史", "History")}</a></nav>
        <dl class="facts">
            <div class="fact"><dt>{t("行业", "Industry")}</dt><dd>{t("地产", "Real estate")}</dd></div>
            <div class="fact"><dt>{t("负责人", "Owner")}</dt><dd>{t("李敏", "Li Min")}</dd></div>
            <div class="fact"><dt>{t("首次签约", "First signed")}</dt><dd>"2021-03-15"</dd></div>
            <div class="fact"><dt>{t("上级", "Parent")}</dt><dd></dd></div>
        </dl>
        <blockquote class="verbatim"><p>{t("“我要在手机上每天看到回款，三个月内。”", "“I want to see collections on my phone, every day, within three months.”")}</p><footer>{t("1W 张总 · 2024-09-12 启动会", "Sponsor Mr Zhang · kickoff, 12 Sep 2024")}</footer></blockquote>
        <ol class="timeline">
            <li class="event"><time class="event-when">{t("今天 14:02", "Today 14:02")}</time><p class="event-what">{t("李敏 把级别从 ", "Li Min changed tier from ")}<del>{t("重点", "key")}</del>{t(" 改为 ", " to ")}<ins>{t("战略", "strategic")}</ins></p></li>
            <li class="event"><time class="event-when">"2024-11-20"</time><p class="event-what">{t("巡检完成，3 项发现", "Inspection done, 3 findings")}</p></li>
        </ol>
    }
    .to_html()
}

fn states(locale: Locale) -> String {
    let t = words(locale);
    view! {
        <Empty why=t("还没有客户，因为数据库是新的。", "No accounts yet, because the database is new.")><Button kind=Kind::Primary>{t("导入一个文件", "Import a file")}</Button></Empty>
        <ErrorState happened=t("没有保存：王强刚刚改了同一条记录", "Not saved: Wang Qiang just changed the same record") safe=t("您填写的内容都还在。", "Everything you typed is still here.") todo=t("看一下差异，再保存一次。", "Look at the differences, then save again.") reference="7F3A-21C9" locale/>
        <Forbidden who_grants=t("管理员 李敏 可以在「用户」里授权。", "Li Min (administrator) can grant it under Users.") locale/>
    }
    .to_html()
}

fn charts(locale: Locale) -> String {
    let t = words(locale);
    let frame = |words: String| Frame::new(words, t("月份", "Month"), Unit::count("%"));
    let months = ["1", "2", "3", "4", "5", "6"];
    let points = |values: [i64; 6]| {
        months.iter().zip(values).map(|(m, v)| Mark::new(*m, v, v.to_string())).collect::<Vec<_>>()
    };
    let mut forecast = points([10, 12, 15, 18, 22, 27]);
    for point in forecast.iter_mut().skip(4) {
        *point = point.clone().forecast();
    }
    let all = vec![
        (
            t("分布", "Distribution"),
            Chart::Distribution(Distribution {
                frame: frame(t("健康分布", "Health")),
                bands: vec![
                    Mark::new(t("正常", "On track"), 431, "431").tone(Tone::Good).href("#"),
                    Mark::new(t("关注", "Watch"), 52, "52").tone(Tone::Watch).href("#"),
                    Mark::new(t("预警", "Act"), 17, "17").tone(Tone::Act).href("#"),
                ],
            }),
        ),
        (
            t("走势，含预测", "Trend with forecast"),
            Chart::Trend(Trend {
                frame: frame(t("工单", "Tickets")),
                labels: months.map(String::from).to_vec(),
                series: vec![Series { label: t("工单", "Tickets"), tone: Tone::Accent, points: forecast }],
                target: None,
            }),
        ),
        (
            t("火花线", "Spark"),
            Chart::Spark(Spark {
                frame: frame(t("周活", "Weekly use")),
                points: points([4, 7, 5, 8, 9, 12]),
            }),
        ),
        (
            t("热力", "Heat"),
            Chart::Heat(Heat {
                frame: frame(t("核心功能使用", "Core usage")),
                labels: months.map(String::from).to_vec(),
                rows: ["看板", "审批", "巡检", "移动端"]
                    .iter()
                    .zip(["Boards", "Approval", "Inspection", "Mobile"])
                    .enumerate()
                    .map(|(i, (z, e))| HeatRow {
                        label: if t("z", "e") == "z" { (*z).into() } else { e.into() },
                        href: Some("#".into()),
                        cells: points([12, 33, 45, 61, 70 + i as i64 * 5, 95 - i as i64 * 20]),
                    })
                    .collect(),
            }),
        ),
        (
            t("排名，有正有负", "Ranked with losses"),
            Chart::Ranked(Ranked {
                frame: frame(t("贡献", "Contribution")),
                marks: vec![
                    Mark::new(t("活跃", "Usage"), 18, "+18").tone(Tone::Rise),
                    Mark::new(t("满意", "CSAT"), 6, "+6").tone(Tone::Rise),
                    Mark::new(t("1W 触点", "Sponsor contact"), -14, "−14").tone(Tone::Fall),
                    Mark::missing(t("价值", "Value")),
                ],
            }),
        ),
    ];
    let tiles = all.into_iter().map(|(words, chart)| view! { <article class="tile" data-size="half" data-desk="6"><h2 class="tile-headline">{words}</h2><div class="tile-body"><ChartView chart locale/></div></article> }).collect_view();
    view! { <hr/><section class="board">{tiles}</section> }.to_html()
}
