//! 会前简报 · what we go into a meeting with the decision maker with: three points about their business, two stories, one thing
//! to ask for (M25). Proposed from what is on record; whoever goes puts it into their own words.

use jiff::civil::Date;

use crate::format::{Currency, count, date_near, money};
use crate::text::Locale;

/// A demand as it counts before a meeting.
#[derive(Clone, Debug)]
pub struct Asked {
    /// In their words.
    pub quote: String,
    /// When.
    pub raised_on: Date,
    /// Kept, in whole or in part.
    pub is_kept: bool,
}

/// Something we did, and what it was worth.
#[derive(Clone, Debug)]
pub struct Worth {
    /// Whose customer; empty for their own.
    pub account: String,
    /// What it brought.
    pub statement: String,
    /// In money, where it can be counted.
    pub amount_cents: Option<i64>,
}

/// What is known before a meeting.
#[derive(Clone, Debug)]
pub struct Before {
    /// What they asked for, the most pressing and the latest first.
    pub demands: Vec<Asked>,
    /// What we did for them.
    pub own: Vec<Worth>,
    /// What we did for others like them.
    pub others: Vec<Worth>,
    /// When they renew.
    pub renewal_on: Option<Date>,
    /// The largest opportunity that is not decided.
    pub opportunity: Option<String>,
    /// What the meeting is to decide.
    pub purpose: Option<String>,
    /// The day.
    pub today: Date,
    /// The currency amounts are kept in.
    pub currency: Currency,
}

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Three points about their business.
    pub points: [String; 3],
    /// Two stories.
    pub stories: [String; 2],
    /// One thing to ask for.
    pub ask: String,
}

/// What is proposed; a place nobody can fill says what to find out.
pub fn propose(before: &Before, locale: Locale) -> Sheet {
    let say = |zh: &str, en: &str| match locale {
        Locale::Zh => zh.to_owned(),
        Locale::En => en.to_owned(),
    };
    let open = before.demands.iter().find(|one| !one.is_kept);
    let asked = open.map_or_else(
        || say("他们现在最想要什么？先问，再讲。", "What do they want most now? Ask before telling."),
        |one| {
            let on = date_near(one.raised_on, before.today, locale);
            match locale {
                Locale::Zh => format!("{on}他们说：“{}”。先说这件事到了哪一步。", one.quote),
                Locale::En => format!("On {on} they said: “{}”. Begin with where that stands.", one.quote),
            }
        },
    );
    let kept = before.demands.iter().filter(|one| one.is_kept).count();
    let (all, kept) =
        (count(i64::try_from(before.demands.len()).unwrap_or(0)), count(i64::try_from(kept).unwrap_or(0)));
    let own = before.own.first().map_or_else(
        || match locale {
            Locale::Zh => format!("提过 {all} 条诉求，兑现 {kept} 条；还没有算过带来多少价值，带一个数去。"),
            Locale::En => format!(
                "{kept} of {all} demands are kept; nobody has said what that was worth. Bring a figure."
            ),
        },
        |one| match locale {
            Locale::Zh => format!(
                "提过 {all} 条诉求，兑现 {kept} 条；最值钱的一件：{}",
                told(one, before.currency, locale)
            ),
            Locale::En => format!(
                "{kept} of {all} demands are kept; worth most: {}",
                told(one, before.currency, locale)
            ),
        },
    );
    let next = before.renewal_on.map_or_else(
        || say("合作到什么时候、下一步往哪里走，由他们说。", "How long we go on and where to: let them say."),
        |on| {
            let (days, on) =
                (crate::calendar::days_between(before.today, on), date_near(on, before.today, locale));
            match locale {
                Locale::Zh => format!("下次续约在 {on}，还有 {days} 天：谈明年的目标，不谈合同条款。"),
                Locale::En => format!(
                    "The renewal is on {on}, in {days} days: speak of next year's aim, not of the contract."
                ),
            }
        },
    );
    let mut stories =
        before.others.iter().chain(before.own.iter().skip(1)).map(|one| told(one, before.currency, locale));
    let mut story = || {
        stories.next().unwrap_or_else(|| {
            say(
                "还没有合适的故事：从同行业客户里找一个有数字的。",
                "No story fits yet: find one with a number among customers like them.",
            )
        })
    };
    let ask = match (&before.opportunity, &before.purpose) {
        (_, Some(purpose)) => match locale {
            Locale::Zh => format!("请他们定下：{purpose}"),
            Locale::En => format!("Ask them to decide: {purpose}"),
        },
        (Some(name), None) => match locale {
            Locale::Zh => format!("请他们指定一个人，一起看“{name}”"),
            Locale::En => format!("Ask them to name somebody to look at “{name}” with us"),
        },
        (None, None) => say("请他们给出下一次见面的日子", "Ask them for the day of the next meeting"),
    };
    Sheet { points: [asked, own, next], stories: [story(), story()], ask }
}

fn told(one: &Worth, currency: Currency, locale: Locale) -> String {
    let worth = one.amount_cents.map(|cents| money(cents, currency, locale).to_string());
    let worth = match (worth, locale) {
        (Some(worth), Locale::Zh) => format!("（{worth}）"),
        (Some(worth), Locale::En) => format!(" ({worth})"),
        (None, _) => String::new(),
    };
    match (one.account.is_empty(), locale) {
        (true, _) => format!("{}{worth}", one.statement),
        (false, Locale::Zh) => format!("{}：{}{worth}", one.account, one.statement),
        (false, Locale::En) => format!("{}: {}{worth}", one.account, one.statement),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn nothing() -> Before {
        Before {
            demands: Vec::new(),
            own: Vec::new(),
            others: Vec::new(),
            renewal_on: None,
            opportunity: None,
            purpose: None,
            today: date(2026, 11, 23),
            currency: Currency::default(),
        }
    }

    #[test]
    fn the_open_demand_comes_first_and_the_ask_is_what_the_meeting_is_to_decide() {
        let asked =
            |quote: &str, is_kept| Asked { quote: quote.into(), raised_on: date(2026, 10, 1), is_kept };
        let worth = |account: &str, statement: &str| Worth {
            account: account.into(),
            statement: statement.into(),
            amount_cents: Some(386_000_000),
        };
        let before = Before {
            demands: vec![asked("旧的", true), asked("看不到回款", false)],
            own: vec![worth("", "拦下重复付款 11 笔")],
            others: vec![worth("霖川精工", "采购等待少了 2.6 天")],
            renewal_on: Some(date(2027, 1, 2)),
            purpose: Some("二期范围".into()),
            opportunity: Some("数据资产".into()),
            ..nothing()
        };
        let sheet = propose(&before, Locale::Zh);
        assert!(sheet.points[0].contains("看不到回款"), "{sheet:?}");
        assert!(
            sheet.points[1].contains("2 条诉求，兑现 1 条") && sheet.points[1].contains("386"),
            "{sheet:?}"
        );
        assert!(sheet.points[2].contains("40 天"), "{sheet:?}");
        assert!(sheet.stories[0].starts_with("霖川精工"), "{sheet:?}");
        assert_eq!(sheet.ask, "请他们定下：二期范围");
    }

    #[test]
    fn what_nobody_knows_says_what_to_find_out() {
        for locale in [Locale::Zh, Locale::En] {
            let sheet = propose(&nothing(), locale);
            for words in sheet.points.iter().chain(&sheet.stories).chain([&sheet.ask]) {
                assert!(words.chars().count() > 8, "{locale:?}: {words}");
            }
        }
    }
}
