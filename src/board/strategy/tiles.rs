//! The strategy board's tiles, in reading order.

use super::StrategyFacts;
use crate::board::portfolio::tiles::{figure, lamp, tile};
use crate::board::sentence::Sentence;
use crate::board::{Figure, Lamp, Line, Size, Span, Tile};
use crate::chart::{Bars, Chart, Column, Frame, Mark, Tone};
use crate::format::{Measure, count, money, percent_or_dash};
use crate::noun::opportunity::HORIZONS;
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::{Locale, Text, text};

/// Every tile, in the order they are read.
pub fn all(facts: &StrategyFacts, locale: Locale) -> Vec<Tile> {
    vec![
        space(facts, locale),
        coverage(facts, locale),
        decided(facts, locale),
        waiting(facts, locale),
        horizons(facts, locale),
        empty(facts, locale),
    ]
}

/// What is neither won nor lost, and was not let go.
fn open() -> Query {
    Query::default()
        .filter("stage", Op::In, "seed|lead|opportunity|tender|contract")
        .filter("verdict", Op::Ne, "abandoned")
        .sort("-space_cents")
}

fn of(key: &str) -> Query {
    open().filter("horizon", Op::Eq, key)
}

fn decisions(facts: &StrategyFacts, verdict: &str) -> Query {
    let period = facts.year.1;
    Query::default()
        .filter("verdict", Op::Eq, verdict)
        .filter("decided_on", Op::Ge, period.from.to_string())
        .filter("decided_on", Op::Le, period.to.to_string())
        .sort("-decided_on")
}

fn goals(facts: &StrategyFacts) -> Query {
    Query::default().filter("year", Op::Eq, facts.year.0.to_string()).sort("-amount_cents")
}

fn silent(facts: &StrategyFacts) -> Query {
    goals(facts).filter("acknowledged_on", Op::Empty, "")
}

fn unseen() -> Query {
    Query::default()
        .filter("stage", Op::Ne, "lost")
        .filter("without.opportunity.found_on", Op::Filled, "")
        .sort("-mrr_cents")
}

fn said(words: Text, numbers: &[(String, String)], locale: Locale) -> Vec<Span> {
    Sentence::of(words.in_(locale), numbers)
}

fn counted(many: i64, href: String) -> Figure {
    Figure { value: count(many), measure: Measure::Amount(many), href: Some(href), ..Figure::default() }
}

fn space(facts: &StrategyFacts, locale: Locale) -> Tile {
    let cents = facts.horizons.iter().map(|one| one.space_cents).sum();
    let many = facts.horizons.iter().map(|one| one.many).sum();
    let near = facts.horizons.first();
    let (near_many, near_cents) = near.map_or((0, 0), |one| (one.many, one.space_cents));
    let words = text(
        "沙盘上有 {0} 个商机，总空间 {1}，其中短期 {2} 个、{3}。",
        "The sandbox holds {0} [0|opportunity|opportunities] with a space of {1}, of which {2} for {3} are short term.",
    );
    let (all, short) = (open().href("opportunity"), of("short").href("opportunity"));
    let numbers = [
        (count(many), all.clone()),
        (facts.about.money(cents, locale), all.clone()),
        (count(near_many), short.clone()),
        (facts.about.money(near_cents, locale), short),
    ];
    Tile {
        headline: said(words, &numbers, locale),
        figure: Some(figure(money(cents, facts.about.currency, locale), all, None)),
        href: Some("/sandbox".to_owned()),
        ..tile("space", Size::Hero, text("沙盘总空间", "Space in the sandbox"), locale)
    }
}

/// Whether what was chosen is enough for the year.
fn coverage(facts: &StrategyFacts, locale: Locale) -> Tile {
    let (many, cents, _) = facts.goals;
    let share = facts.target_cents.and_then(|target| Ratio::new(cents, target));
    let (goals, targets) = (goals(facts).href("goal"), "/register/target".to_owned());
    let sum = (facts.about.money(cents, locale), goals.clone());
    let tile = tile("coverage", Size::Figure, text("年度目标覆盖", "Coverage of the year"), locale);
    let Some(target) = facts.target_cents else {
        let words = text(
            "{0} 个客户目标合计 {1}；今年还没有签约目标可以对照。",
            "{0} [0|goal|goals] of customers come to {1}; there is no signing target of the year to hold them against.",
        );
        let headline = said(words, &[(count(many), goals.clone()), sum], locale);
        return Tile {
            headline,
            figure: Some(figure(money(cents, facts.about.currency, locale), goals, None)),
            ..tile
        };
    };
    let words = text(
        "{0} 个客户目标合计 {1}，是今年签约目标 {2} 的 {3}。",
        "{0} [0|goal|goals] of customers come to {1}, {3} of the year's signing target of {2}.",
    );
    let share_said = percent_or_dash(share, 0);
    let numbers = [
        (count(many), goals.clone()),
        sum,
        (facts.about.money(target, locale), targets),
        (share_said.to_string(), goals.clone()),
    ];
    Tile {
        headline: said(words, &numbers, locale),
        figure: Some(figure(share_said, goals, None)),
        lamp: lamp(share, 100, 70),
        ..tile
    }
}

fn decided(facts: &StrategyFacts, locale: Locale) -> Tile {
    let ((chosen, chosen_cents), (gone, gone_cents)) = (facts.chosen, facts.abandoned);
    let words = text(
        "今年选择了 {0} 个商机（{1}），放弃了 {2} 个（{3}），理由都在记录里。",
        "This year {0} [0|opportunity was|opportunities were] chosen ({1}) and {2} let go ({3}), each with its reason on record.",
    );
    let (yes, no) =
        (decisions(facts, "chosen").href("decision"), decisions(facts, "abandoned").href("decision"));
    let numbers = [
        (count(chosen), yes.clone()),
        (facts.about.money(chosen_cents, locale), yes.clone()),
        (count(gone), no.clone()),
        (facts.about.money(gone_cents, locale), no),
    ];
    Tile {
        headline: said(words, &numbers, locale),
        figure: Some(counted(chosen, yes)),
        ..tile("decided", Size::Figure, text("今年的战（选择）", "Chosen this year"), locale)
    }
}

fn waiting(facts: &StrategyFacts, locale: Locale) -> Tile {
    let (many, _, waiting) = facts.goals;
    let words = text(
        "今年下发的 {0} 个目标里，{1} 个还没有人确认。",
        "Of {0} [0|goal|goals] issued this year {1} [1|waits|wait] to be acknowledged.",
    );
    let silent = silent(facts).href("goal");
    let headline =
        said(words, &[(count(many), goals(facts).href("goal")), (count(waiting), silent.clone())], locale);
    Tile {
        headline,
        figure: Some(counted(waiting, silent)),
        lamp: (many > 0).then_some(if waiting == 0 { Lamp::Good } else { Lamp::Watch }),
        href: Some(format!("/work-plan?year={}", facts.year.0)),
        ..tile("waiting", Size::Figure, text("待一线确认的目标", "Goals not acknowledged"), locale)
    }
}

fn horizons(facts: &StrategyFacts, locale: Locale) -> Tile {
    let label =
        |key: &str| HORIZONS.iter().find(|one| one.key == key).map_or("", |one| one.label.in_(locale));
    let columns = facts.horizons.iter().map(|one| {
        let part = |name: Text, cents: i64, query: Query, tone| {
            Mark::new(name.in_(locale), cents, facts.about.money(cents, locale))
                .href(query.href("opportunity"))
                .tone(tone)
        };
        let rest = one.space_cents - one.chosen_cents;
        Column {
            label: label(&one.key).to_owned(),
            display: facts.about.brief(one.space_cents, locale),
            parts: vec![
                part(
                    text("战", "Chosen"),
                    one.chosen_cents,
                    of(&one.key).filter("verdict", Op::Eq, "chosen"),
                    Tone::Accent,
                ),
                part(
                    text("未定", "Undecided"),
                    rest,
                    of(&one.key).filter("verdict", Op::Empty, ""),
                    Tone::Muted,
                ),
            ],
        }
    });
    let frame = Frame::new(
        text("各时间段的空间", "Space by horizon").in_(locale),
        text("时间", "Horizon").in_(locale),
        facts.about.money_unit(locale),
    );
    let most = facts.horizons.iter().max_by_key(|one| one.space_cents);
    let headline = most.map(|most| {
        let link = of(&most.key).href("opportunity");
        let (zh, en) = (
            "最大的空间在{h}：{0} 个商机，{1}。",
            "Most space is in the {h}: {0} [0|opportunity|opportunities], {1}.",
        );
        let words =
            if locale == Locale::Zh { zh } else { en }.replace("{h}", &label(&most.key).to_lowercase());
        Sentence::of(
            &words,
            &[(count(most.many), link.clone()), (facts.about.money(most.space_cents, locale), link)],
        )
    });
    Tile {
        headline: headline.unwrap_or_default(),
        chart: Some(Chart::Bars(Bars { frame, columns: columns.collect(), target: None })),
        ..tile("horizons", Size::Half, text("短、中、长期", "Near and far"), locale)
    }
}

/// Where nobody has looked yet (H13).
fn empty(facts: &StrategyFacts, locale: Locale) -> Tile {
    let (all, none) = facts.accounts;
    let line = |(id, name): &(String, String)| Line {
        title: name.clone(),
        href: Some(format!("/account/{id}")),
        detail: text("沙盘上一个商机也没有", "no opportunity in its sandbox").in_(locale).to_owned(),
        lamp: Some(Lamp::Watch),
        ..Line::default()
    };
    let words = text(
        "{0} 家客户里，{1} 家的沙盘一无所有：洞察还没有做。",
        "Of {0} [0|customer|customers] {1} [1|has|have] an empty sandbox: nobody has looked yet.",
    );
    let live = Query::default().filter("stage", Op::Ne, "lost").href("account");
    let href = unseen().href("account");
    Tile {
        headline: said(words, &[(count(all), live), (count(none), href.clone())], locale),
        lines: facts.empty.iter().map(line).collect(),
        href: Some(href),
        ..tile("empty", Size::Half, text("沙盘为空的客户", "Customers with an empty sandbox"), locale)
    }
}
