//! The sponsor board's tiles, in reading order.

use super::words::{
    self, Silence, last_contact, lost, of_owner, opened, planned, recorded, sponsors, unnamed,
};
use super::{EDGES, LOST_DAYS, OwnerBands, SILENT_DAYS, Silent, SponsorFacts, Unanswered, Unnamed};
use crate::board::portfolio::tiles::{figure, lamp, tile};
use crate::board::{Figure, Lamp, Line, Size, Span, Tile};
use crate::calendar::{days_between, plus_days};
use crate::chart::{Bars, Chart, Column, Frame, Heat, HeatRow, Mark, Ruler, Tone, Unit};
use crate::format::{count, percent, percent_or_dash};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::{Locale, Text, text};

/// Every tile, in the order they are read.
pub fn all(facts: &SponsorFacts, locale: Locale) -> Vec<Tile> {
    let mut tiles = vec![
        coverage(facts, locale),
        silence(facts, locale),
        attendance(facts, locale),
        openers(facts, locale),
        setup(facts, locale),
        trained(facts, locale),
        matrix(facts, locale),
        distribution(facts, locale),
        opens(facts, locale),
        meetings(facts, locale),
    ];
    // Where everybody has one, the first tile has said so.
    if !facts.coverage.unnamed.is_empty() {
        tiles.push(nobody(facts, locale));
    }
    tiles.push(longest(facts, locale));
    tiles
}

/// The bands, the best first: name, colour.
const BANDS: [(Silence, Text, Tone); 4] = [
    (Silence::Near, text("30 天内", "≤ 30 days"), Tone::Good),
    (Silence::Silent, text("31–60 天", "31–60"), Tone::Watch),
    (Silence::Lost, text("60 天以上", "> 60"), Tone::Act),
    (Silence::Never, text("从未", "Never"), Tone::Muted),
];

const fn of_band(bands: super::Bands, silence: Silence) -> i64 {
    match silence {
        Silence::Near => bands.near,
        Silence::Silent => bands.silent,
        Silence::Lost => bands.lost,
        Silence::Never => bands.never,
    }
}

fn people(caption: Text, across: Text, locale: Locale) -> Frame {
    Frame::new(caption.in_(locale), across.in_(locale), Unit::count(text("位", "sponsors").in_(locale)))
}

fn coverage(facts: &SponsorFacts, locale: Locale) -> Tile {
    let share = Ratio::new(facts.coverage.named, facts.coverage.customers);
    let mark = |label: Text, share: Ratio| {
        Mark::new(label.in_(locale), share.as_ppm() / 100, percent(share, 0).to_string())
    };
    let href = words::paying().filter("with.stakeholder.role", Op::Eq, "executive_sponsor").href("account");
    let chart = share.map(|share| {
        Chart::Ruler(Box::new(Ruler {
            frame: Frame::new(
                text("有 1W 的付费客户", "Paying customers with a sponsor").in_(locale),
                text("时点", "Point").in_(locale),
                Unit { word: "%".to_owned(), divisor: 100, decimals: 0, suffix: "%".to_owned() },
            ),
            from: 0,
            to: 10_000,
            now: mark(text("现在", "Now"), share).href(href.clone()).tone(Tone::Accent).named(),
            then: None,
            target: Ratio::new(95, 100).map(|line| mark(text("正常线", "On track"), line)),
        }))
    });
    Tile {
        headline: words::coverage(facts, locale),
        figure: Some(figure(percent_or_dash(share, 1), href, None)),
        lamp: lamp(share, 95, 80),
        chart,
        ..tile(
            "coverage",
            Size::Hero,
            text("有具名 1W 的付费客户", "Paying customers with a named sponsor"),
            locale,
        )
    }
}

fn silence(facts: &SponsorFacts, locale: Locale) -> Tile {
    let to = facts.about.to;
    let gone = facts.bands.lost + facts.bands.never;
    let heard = Ratio::new(facts.bands.all() - gone, facts.bands.all());
    Tile {
        headline: words::silence(facts, locale),
        figure: Some(Figure {
            value: count(gone),
            unit: text("位", "").in_(locale).to_owned(),
            href: Some(lost(to).href("stakeholder")),
            measure: crate::format::Measure::Amount(gone),
            ..Figure::default()
        }),
        lamp: lamp(heard, 90, 75),
        ..tile("silence", Size::Figure, text("超过 60 天没有联系", "Silent for over 60 days"), locale)
    }
}

fn attendance(facts: &SponsorFacts, locale: Locale) -> Tile {
    let (came, all) = words::totals(facts);
    let share = Ratio::new(came, all).filter(|_| all > 0);
    Tile {
        headline: words::attendance(facts, locale),
        figure: Some(figure(percent_or_dash(share, 0), recorded(facts).href("meeting"), None)),
        lamp: lamp(share, 80, 60),
        ..tile("attendance", Size::Figure, text("1W 出席率", "Sponsors’ attendance"), locale)
    }
}

fn matrix(facts: &SponsorFacts, locale: Locale) -> Tile {
    let to = facts.about.to;
    let row = |one: &OwnerBands| HeatRow {
        label: if one.owner.is_empty() {
            text("没有负责人", "Nobody").in_(locale).to_owned()
        } else {
            one.owner.clone()
        },
        href: Some(of_owner(sponsors(to, None), &one.owner_id).href("stakeholder")),
        cells: BANDS
            .map(|(silence, label, _)| {
                let many = of_band(one.bands, silence);
                let href = of_owner(sponsors(to, Some(silence)), &one.owner_id).href("stakeholder");
                Mark::new(label.in_(locale), many, count(many)).href(href)
            })
            .to_vec(),
    };
    let frame = people(
        text("谁在维护哪些 1W", "Who keeps in touch with how many sponsors"),
        text("负责人", "Owner"),
        locale,
    );
    let labels = BANDS.iter().map(|(_, label, _)| label.in_(locale).to_owned()).collect();
    Tile {
        headline: words::matrix(facts, locale),
        chart: Some(Chart::Heat(Heat { frame, labels, rows: facts.owners.iter().map(row).collect() })),
        href: Some(lost(to).href("stakeholder")),
        ..tile("matrix", Size::Half, text("谁在维护谁（距上次联系）", "Who keeps in touch with whom"), locale)
    }
}

fn longest(facts: &SponsorFacts, locale: Locale) -> Tile {
    let to = facts.about.to;
    let line = |one: &Silent| {
        let days = one.last_on.map(|last| days_between(last, to));
        let owner =
            if one.owner.is_empty() { text("没有负责人", "nobody").in_(locale) } else { &one.owner };
        Line {
            title: format!("{} · {}", one.name, one.account),
            href: Some(format!("/register/stakeholder/{}", one.id)),
            detail: match locale {
                Locale::Zh => format!("负责人：{owner}"),
                Locale::En => format!("Owner: {owner}"),
            },
            value: match (days, locale) {
                (Some(days), Locale::Zh) => format!("{days} 天"),
                (Some(days), Locale::En) => format!("{days} days"),
                (None, _) => text("从未", "never").in_(locale).to_owned(),
            },
            lamp: Some(match days {
                Some(days) if days <= super::SILENT_DAYS => Lamp::Good,
                Some(days) if days <= super::LOST_DAYS => Lamp::Watch,
                _ => Lamp::Act,
            }),
            action: Some(Span::number(
                text("记一次联系", "Note a contact").in_(locale),
                format!("/register/touchpoint/new?account_id={}&stakeholder_id={}", one.account_id, one.id),
            )),
        }
    };
    Tile {
        headline: words::longest(facts, locale),
        lines: facts.silent.iter().map(line).collect(),
        href: Some(lost(to).href("stakeholder")),
        ..tile("longest", Size::Half, text("沉默最久的 1W", "Silent for longest"), locale)
    }
}

fn opens(facts: &SponsorFacts, locale: Locale) -> Tile {
    let last = facts.opens.weeks.len().saturating_sub(1);
    let columns = facts.opens.weeks.iter().enumerate().map(|(index, (from, many))| {
        let mark = Mark::new(text("打开", "Opens").in_(locale), *many, count(*many))
            .href(opened(plus_days(*from, -1), plus_days(*from, 6)).href("board_view"))
            .tone(Tone::Accent);
        Column {
            label: match locale {
                Locale::Zh => format!("{}/{}", from.month(), from.day()),
                Locale::En => from.strftime("%-d %b").to_string(),
            },
            display: count(*many),
            parts: vec![if index == last { mark.named() } else { mark }],
        }
    });
    let frame = Frame::new(
        text("每周打开首页", "Opens of their home a week").in_(locale),
        text("周（首日）", "Week from").in_(locale),
        Unit::count(text("次", "opens").in_(locale)),
    );
    Tile {
        headline: words::opens(facts, locale),
        chart: (facts.opens.last_on.is_some())
            .then(|| Chart::Bars(Bars { frame, columns: columns.collect(), target: None })),
        ..tile("opens", Size::Half, text("1W 打开首页（每周）", "Sponsors’ opens a week"), locale)
    }
}

fn openers(facts: &SponsorFacts, locale: Locale) -> Tile {
    let share = Ratio::new(facts.opens.accounts, facts.coverage.named).filter(|_| facts.coverage.named > 0);
    Tile {
        headline: words::openers_of(facts, locale),
        figure: Some(Figure {
            value: count(facts.opens.accounts),
            unit: text("家", "").in_(locale).to_owned(),
            href: Some(words::openers(facts.about.to, 28).href("account")),
            measure: crate::format::Measure::Amount(facts.opens.accounts),
            ..Figure::default()
        }),
        lamp: lamp(share, 50, 20),
        ..tile("openers", Size::Figure, text("1W 在看首页的客户", "Customers whose sponsor looks"), locale)
    }
}

fn distribution(facts: &SponsorFacts, locale: Locale) -> Tile {
    let to = facts.about.to;
    let all = sponsors(to, None);
    let mut below = None;
    let columns = facts.days.iter().enumerate().map(|(index, many)| {
        let edge = EDGES.get(index).copied();
        let (label, query) = match (edge, below) {
            (Some(edge), None) => (format!("≤ {edge}"), last_contact(all.clone(), to, None, Some(edge))),
            (Some(edge), Some(low)) => {
                (format!("{}–{edge}", low + 1), last_contact(all.clone(), to, Some(low), Some(edge)))
            }
            (None, Some(low)) if index == EDGES.len() => {
                (format!("> {low}"), last_contact(all.clone(), to, Some(low), None))
            }
            _ => (text("从未", "Never").in_(locale).to_owned(), sponsors(to, Some(Silence::Never))),
        };
        below = edge.or(below);
        let tone = match edge {
            Some(edge) if edge <= SILENT_DAYS => Tone::Good,
            Some(edge) if edge <= LOST_DAYS => Tone::Watch,
            _ => Tone::Act,
        };
        let mark = Mark::new(text("1W", "Sponsors").in_(locale), *many, count(*many));
        Column { label, display: count(*many), parts: vec![mark.href(query.href("stakeholder")).tone(tone)] }
    });
    let frame = people(text("距上次联系的天数", "Days since the last contact"), text("天数", "Days"), locale);
    Tile {
        headline: words::distribution(facts, locale),
        chart: Some(Chart::Bars(Bars { frame, columns: columns.collect(), target: None })),
        ..tile("distribution", Size::Half, text("距上次联系的天数", "Days since the last contact"), locale)
    }
}

fn setup(facts: &SponsorFacts, locale: Locale) -> Tile {
    Tile {
        headline: words::setup(facts, locale),
        ..share(
            "setup",
            text("受邀 1W 的装机率", "Invited sponsors with the app"),
            "installed_at",
            facts.setup.installed,
            facts,
            locale,
        )
    }
}

fn trained(facts: &SponsorFacts, locale: Locale) -> Tile {
    Tile {
        headline: words::trained(facts, locale),
        ..share(
            "trained",
            text("受邀 1W 的培训率", "Invited sponsors trained"),
            "trained_on",
            facts.setup.trained,
            facts,
            locale,
        )
    }
}

/// How many of the invited sponsors came so far.
fn share(key: &str, label: Text, field: &str, many: i64, facts: &SponsorFacts, locale: Locale) -> Tile {
    let share = Ratio::new(many, facts.setup.invited).filter(|_| facts.setup.invited > 0);
    let href = Query::default().filter(field, Op::Filled, "").href("sponsor_setup");
    Tile {
        figure: Some(figure(percent_or_dash(share, 0), href, None)),
        lamp: lamp(share, 80, 50),
        ..tile(key, Size::Figure, label, locale)
    }
}

fn meetings(facts: &SponsorFacts, locale: Locale) -> Tile {
    let line = |one: &Unanswered| {
        let days = one.on.map_or(0, |on| days_between(facts.about.to, on));
        let reply = if one.is_declined {
            text("不能参加", "not coming")
        } else {
            text("待答复", "no answer yet")
        };
        Line {
            title: format!("{} · {}", one.account, one.subject),
            href: Some(format!("/register/meeting/{}", one.id)),
            detail: reply.in_(locale).to_owned(),
            value: match (days, locale) {
                (0, _) => text("今天", "today").in_(locale).to_owned(),
                (_, Locale::Zh) => format!("{days} 天后"),
                (1, Locale::En) => "in 1 day".to_owned(),
                (_, Locale::En) => format!("in {days} days"),
            },
            lamp: Some(if days <= 7 || one.is_declined { Lamp::Act } else { Lamp::Watch }),
            action: None,
        }
    };
    Tile {
        headline: words::meetings(facts, locale),
        lines: facts.meetings.iter().map(line).collect(),
        href: Some(planned(facts).href("meeting")),
        ..tile("meetings", Size::Half, text("1W 未确认的会议", "Meetings not confirmed"), locale)
    }
}

fn nobody(facts: &SponsorFacts, locale: Locale) -> Tile {
    let line = |one: &Unnamed| Line {
        title: one.account.clone(),
        href: Some(format!("/account/{}", one.account_id)),
        detail: one.owner.clone(),
        value: facts.about.money(one.arr_cents, locale),
        lamp: Some(Lamp::Act),
        action: Some(Span::number(
            text("登记 1W", "Name the sponsor").in_(locale),
            format!("/register/stakeholder/new?account_id={}&role=executive_sponsor", one.account_id),
        )),
    };
    Tile {
        headline: words::nobody(facts, locale),
        lines: facts.coverage.unnamed.iter().map(line).collect(),
        href: Some(unnamed().href("account")),
        ..tile("nobody", Size::Half, text("没有 1W 的客户（按 ARR）", "Customers without a sponsor"), locale)
    }
}
