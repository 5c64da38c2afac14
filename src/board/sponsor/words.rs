//! The sponsor board's sentences and where their numbers lead.

use jiff::civil::Date;

use super::{LOST_DAYS, SILENT_DAYS, SponsorFacts};
use crate::board::Span;
use crate::board::sentence::Sentence;
use crate::calendar::plus_days;
use crate::format::{count, percent_or_dash};
use crate::query::{Op, Query};
use crate::ratio::Ratio;
use crate::text::{Locale, text};

/// How long a sponsor has been silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    Near,
    Silent,
    Lost,
    Never,
}

/// Customers who pay.
pub fn paying() -> Query {
    Query::default().filter("mrr_cents", Op::Gt, "0")
}

/// Of these, those without a sponsor.
pub fn unnamed() -> Query {
    paying().filter("without.stakeholder.role", Op::Eq, "executive_sponsor").sort("-mrr_cents")
}

/// Sponsors of paying customers, by how long they have been silent on the day.
pub fn sponsors(to: Date, silence: Option<Silence>) -> Query {
    let all =
        Query::default().filter("role", Op::Eq, "executive_sponsor").filter("account.mrr_cents", Op::Gt, "0");
    match silence {
        None => all,
        Some(Silence::Near) => last_contact(all, to, None, Some(SILENT_DAYS)),
        Some(Silence::Silent) => last_contact(all, to, Some(SILENT_DAYS), Some(LOST_DAYS)),
        Some(Silence::Lost) => last_contact(all, to, Some(LOST_DAYS), None),
        Some(Silence::Never) => all.filter("without.touchpoint.happened_on", Op::Le, to.to_string()),
    }
}

/// Whose last contact up to the day is longer ago than so many days, and no longer than so many.
pub fn last_contact(query: Query, to: Date, more_than: Option<i32>, at_most: Option<i32>) -> Query {
    let within = |query: Query, word: &str, days: Option<i32>| {
        let field = format!("{word}.touchpoint.happened_on");
        let query = query.filter(&field, Op::Le, to.to_string());
        match days {
            Some(days) => query.filter(&field, Op::Ge, plus_days(to, -days).to_string()),
            None => query,
        }
    };
    let query = within(query, "with", at_most);
    if more_than.is_some() { within(query, "without", more_than) } else { query }
}

/// Sponsors nobody has spoken to for more than 60 days, or ever.
pub fn lost(to: Date) -> Query {
    sponsors(to, None).filter("without.touchpoint.happened_on", Op::Le, to.to_string()).filter(
        "without.touchpoint.happened_on",
        Op::Ge,
        plus_days(to, -LOST_DAYS).to_string(),
    )
}

/// Meetings of the period of which it is known whether the sponsor came.
pub fn recorded(facts: &SponsorFacts) -> Query {
    Query::default()
        .filter("meets_at", Op::Gt, format!("{}T24", facts.about.from))
        .filter("meets_at", Op::Lt, format!("{}T24", facts.about.to))
        .filter("attendance", Op::Filled, "")
        .sort("-meets_at")
}

/// Meetings of the 30 days to come.
pub fn planned(facts: &SponsorFacts) -> Query {
    let until = plus_days(facts.about.to, 30);
    Query::default()
        .filter("state", Op::Eq, "planned")
        .filter("meets_at", Op::Ge, facts.about.to.to_string())
        .filter("meets_at", Op::Lt, format!("{until}T24"))
        .sort("meets_at")
}

/// Opens of sponsors' homes after the end of one day and up to the end of another.
pub fn opened(from: Date, to: Date) -> Query {
    Query::default()
        .filter("board", Op::Eq, "home")
        .filter("opened_at", Op::Gt, format!("{from}T24"))
        .filter("opened_at", Op::Lt, format!("{to}T24"))
        .sort("-opened_at")
}

/// Customers whose sponsor opened their home in the last days.
pub fn openers(to: Date, days: i32) -> Query {
    let from = plus_days(to, -days);
    Query::default()
        .filter("with.board_view.board", Op::Eq, "home")
        .filter("with.board_view.opened_at", Op::Gt, format!("{from}T24"))
        .filter("with.board_view.opened_at", Op::Lt, format!("{to}T24"))
}

/// How many customers have a named sponsor?
pub fn coverage(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let held = &facts.coverage;
    let without = held.customers - held.named;
    let all = (count(held.customers), paying().href("account"));
    if held.customers == 0 {
        let words = text(
            "付费客户为 {0} 家，有客户付费后，这里说明谁有 1W。",
            "There are {0} paying customers; once one pays, this says who has a sponsor.",
        );
        return Sentence::of(words.in_(locale), &[all]);
    }
    if without == 0 {
        let words = text(
            "{0} 家付费客户都有具名的 1W。",
            "Each of {0} paying [0|customer|customers] has a named sponsor.",
        );
        return Sentence::of(words.in_(locale), &[all]);
    }
    let words = text(
        "{0} 家付费客户里有 {1} 有具名的 1W，还有 {2} 家没有，涉及 ARR {3}。",
        "Of {0} paying customers {1} have a named sponsor; {2} [2|has|have] none, with {3} of ARR.",
    );
    let share = percent_or_dash(Ratio::new(held.named, held.customers), 1).to_string();
    let named = paying().filter("with.stakeholder.role", Op::Eq, "executive_sponsor").href("account");
    let none = unnamed().href("account");
    let arr = facts.about.money(held.unnamed_arr_cents, locale);
    Sentence::of(words.in_(locale), &[all, (share, named), (count(without), none.clone()), (arr, none)])
}

/// Who has fallen silent?
pub fn silence(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let (to, bands) = (facts.about.to, facts.bands);
    let gone = bands.lost + bands.never;
    let all = (count(bands.all()), sponsors(to, None).href("stakeholder"));
    let words = match (bands.all(), gone) {
        (0, _) => text("付费客户的 1W 登记了 {0} 位。", "Paying customers have {0} sponsors on record."),
        (_, 0) => text(
            "{0} 位 1W 在 60 天内都有人联系过。",
            "[0|The|All] {0} [0|sponsor has|sponsors have] heard from us within 60 days.",
        ),
        _ => text(
            "{0} 位 1W 里有 {1} 位超过 60 天没有人联系。",
            "Of {0} [0|sponsor|sponsors] {1} [1|has|have] not heard from us for over 60 days.",
        ),
    };
    Sentence::of(words.in_(locale), &[all, (count(gone), lost(to).href("stakeholder"))])
}

/// Do they come?
pub fn attendance(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let (attended, all) = totals(facts);
    let words = if all == 0 {
        text(
            "本期记录了 1W 是否到场的会议为 {0} 场。",
            "This period {0} meetings say whether the sponsor came.",
        )
    } else {
        text(
            "本期 {0} 场会议里，1W 到场 {1} 场。",
            "Sponsors came to {1} of {0} [0|meeting|meetings] in this period.",
        )
    };
    let came = recorded(facts).filter("attendance", Op::Eq, "attended").href("meeting");
    Sentence::of(words.in_(locale), &[(count(all), recorded(facts).href("meeting")), (count(attended), came)])
}

/// Meetings a sponsor came to, and all.
pub fn totals(facts: &SponsorFacts) -> (i64, i64) {
    facts.attendance.iter().fold((0, 0), |(came, all), one| (came + one.attended, all + one.recorded))
}

/// Who of ours has let sponsors go silent?
pub fn matrix(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let to = facts.about.to;
    let all = (count(facts.bands.all()), sponsors(to, None).href("stakeholder"));
    let Some(first) = facts.owners.first().filter(|first| first.bands.lost + first.bands.never > 0) else {
        let words = text(
            "{0} 位 1W 都有负责人在保持联系。",
            "Their owners keep in touch with {0} [0|sponsor|sponsors].",
        );
        return Sentence::of(words.in_(locale), &[all]);
    };
    let theirs =
        (count(first.bands.all()), of_owner(sponsors(to, None), &first.owner_id).href("stakeholder"));
    let gone = count(first.bands.lost + first.bands.never);
    let gone = (gone, of_owner(lost(to), &first.owner_id).href("stakeholder"));
    let words = match (locale, first.owner.is_empty()) {
        (Locale::Zh, true) => "没有负责人的客户有 {0} 位 1W，其中 {1} 位超过 60 天没有人联系，为各处最多。".to_owned(),
        (Locale::En, true) => "Customers nobody has count {1} of their {0} [0|sponsor|sponsors] lost sight of, more than anybody.".to_owned(),
        (Locale::Zh, false) => format!("{}名下 {{0}} 位 1W 里有 {{1}} 位超过 60 天没有联系，人数最多。", first.owner),
        (Locale::En, false) => format!("{} has lost sight of {{1}} of {{0}} [0|sponsor|sponsors], more than anybody else.", first.owner),
    };
    Sentence::of(&words, &[theirs, gone])
}

/// Only of customers one of ours has.
pub fn of_owner(query: Query, owner_id: &str) -> Query {
    if owner_id.is_empty() {
        query.filter("account.owner_id", Op::Empty, "")
    } else {
        query.filter("account.owner_id", Op::Eq, owner_id)
    }
}

/// Who is to be called first?
pub fn longest(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let (to, bands) = (facts.about.to, facts.bands);
    let Some((first, last)) = facts.silent.first().and_then(|first| Some((first, first.last_on?))) else {
        let words = text("从未有人联系过的 1W 有 {0} 位。", "Nobody has ever spoken to {0} of the sponsors.");
        let never = sponsors(to, Some(Silence::Never)).href("stakeholder");
        return Sentence::of(words.in_(locale), &[(count(bands.never), never)]);
    };
    let days = crate::calendar::days_between(last, to);
    let words = match locale {
        Locale::Zh => format!("{}的{}沉默最久，已经 {{0}} 天没有人联系。", first.account, first.name),
        Locale::En => format!(
            "{} of {} has been silent longest: {{0}} [0|day|days] without a contact.",
            first.name, first.account
        ),
    };
    let contacts =
        Query::default().filter("stakeholder_id", Op::Eq, &first.id).sort("-happened_on").href("touchpoint");
    Sentence::of(&words, &[(count(i64::from(days)), contacts)])
}

/// Do they open what we made for them?
pub fn openers_of(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let to = facts.about.to;
    let words = text(
        "28 天里有 {0} 家客户的 1W 打开过首页，最近七天是 {1} 家。",
        "The sponsors of {0} [0|customer|customers] opened their home in 28 days, of {1} in the last seven.",
    );
    let numbers = [
        (count(facts.opens.accounts), openers(to, 28).href("account")),
        (count(facts.opens.accounts_week), openers(to, 7).href("account")),
    ];
    Sentence::of(words.in_(locale), &numbers)
}

/// How often?
pub fn opens(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let to = facts.about.to;
    let words = match (facts.opens.last_on, locale) {
        (Some(on), Locale::Zh) => {
            format!("28 天里 1W 打开首页 {{0}} 次，最近一次在 {} 月 {} 日。", on.month(), on.day())
        }
        (Some(on), Locale::En) => format!(
            "Sponsors opened their home {{0}} [0|time|times] in 28 days, last on {}.",
            on.strftime("%-d %B")
        ),
        (None, Locale::Zh) => "28 天里 1W 打开首页 {0} 次。".to_owned(),
        (None, Locale::En) => "Sponsors opened their home {0} times in 28 days.".to_owned(),
    };
    Sentence::of(&words, &[(count(facts.opens.month), opened(plus_days(to, -28), to).href("board_view"))])
}

/// For how long have sponsors been silent?
pub fn distribution(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let (to, bands) = (facts.about.to, facts.bands);
    let words = text(
        "{0} 位 1W 在 30 天内联系过，{1} 位沉默了 31 到 60 天，{2} 位超过 60 天。",
        "{0} [0|sponsor|sponsors] heard from us within 30 days, {1} within 60, and {2} longer ago or never.",
    );
    let numbers = [
        (count(bands.near), sponsors(to, Some(Silence::Near)).href("stakeholder")),
        (count(bands.silent), sponsors(to, Some(Silence::Silent)).href("stakeholder")),
        (count(bands.lost + bands.never), lost(to).href("stakeholder")),
    ];
    Sentence::of(words.in_(locale), &numbers)
}

/// How many have it on their phone?
pub fn setup(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let words = text(
        "已邀请 {0} 位 1W，{1} 位登录过，{2} 位装到了手机。",
        "Of {0} invited [0|sponsor|sponsors] {1} signed in and {2} installed the app.",
    );
    let setup = facts.setup;
    let numbers = [
        (count(setup.invited), filled("invited_at")),
        (count(setup.signed_in), filled("signed_in_at")),
        (count(setup.installed), filled("installed_at")),
    ];
    Sentence::of(words.in_(locale), &numbers)
}

/// How many were shown how?
pub fn trained(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let words = text(
        "受邀的 {0} 位 1W 里，{1} 位受过培训。",
        "{1} of {0} invited [0|sponsor|sponsors] [1|was|were] trained on our screens.",
    );
    let numbers = [
        (count(facts.setup.invited), filled("invited_at")),
        (count(facts.setup.trained), filled("trained_on")),
    ];
    Sentence::of(words.in_(locale), &numbers)
}

fn filled(field: &str) -> String {
    Query::default().filter(field, Op::Filled, "").href("sponsor_setup")
}

/// Which customers have nobody?
pub fn nobody(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let held = &facts.coverage;
    let href = unnamed().href("account");
    let number = (count(held.customers - held.named), href.clone());
    let words = match held.unnamed.first() {
        None => {
            return Sentence::of(
                text("还没有 1W 的付费客户有 {0} 家。", "There are {0} paying customers without a sponsor.")
                    .in_(locale),
                &[number],
            );
        }
        Some(first) => match locale {
            Locale::Zh => format!("{{0}} 家付费客户还没有 1W，其中最大的是{}，ARR {{1}}。", first.account),
            Locale::En => format!(
                "{{0}} paying [0|customer has|customers have] no sponsor yet; the largest is {} with {{1}} of ARR.",
                first.account
            ),
        },
    };
    let arr = held.unnamed.first().map_or(0, |first| first.arr_cents);
    Sentence::of(&words, &[number, (facts.about.money(arr, locale), href)])
}

/// Which meetings hang in the air?
pub fn meetings(facts: &SponsorFacts, locale: Locale) -> Vec<Span> {
    let words = if facts.meetings_planned == 0 {
        text("未来 30 天安排了 {0} 场会议。", "There are {0} meetings planned for the next 30 days.")
    } else {
        text(
            "未来 30 天安排了 {0} 场会议，其中 {1} 场 1W 还没有确认。",
            "Of {0} [0|meeting|meetings] in the next 30 days the sponsor has not confirmed {1}.",
        )
    };
    let open = planned(facts).filter("reply", Op::Ne, "confirmed").href("meeting");
    Sentence::of(
        words.in_(locale),
        &[
            (count(facts.meetings_planned), planned(facts).href("meeting")),
            (count(facts.meetings_unanswered), open),
        ],
    )
}
