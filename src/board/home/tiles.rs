//! The five parts of the sponsor's home, in the order they are read.

use super::{HomeFacts, Meeting, Worth};
use crate::board::act::Act;
use crate::board::sentence::Sentence;
use crate::board::{Figure, Line, Size, Tile};
use crate::format::{clock, count, date_near, money};
use crate::query::{Op, Query};
use crate::text::{Locale, Text, text};

/// All that there is something to say about.
pub(super) fn all(facts: &HomeFacts, locale: Locale) -> Vec<Tile> {
    let parts = [
        Some(asked(facts, locale)),
        done(facts, locale),
        worth(facts, locale),
        Some(needs(facts, locale)),
        people(facts, locale),
    ];
    parts.into_iter().flatten().collect()
}

fn tile(key: &str, size: Size, label: Text, locale: Locale) -> Tile {
    Tile { key: key.to_owned(), size, label: label.in_(locale).to_owned(), ..Tile::default() }
}

fn rows(facts: &HomeFacts, table: &str, filter: Option<(&str, Op, &str)>) -> String {
    let all = Query::default().filter("account_id", Op::Eq, facts.account_id.clone());
    match filter {
        Some((field, op, value)) => all.filter(field, op, value).href(table),
        None => all.href(table),
    }
}

fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// What I asked for, and how far it is; with the way to ask for more.
fn asked(facts: &HomeFacts, locale: Locale) -> Tile {
    let say = |words: Text| words.in_(locale);
    let total = facts.demands.iter().filter(|one| one.state != "dropped").count() as i64;
    let open: Vec<_> = facts.demands.iter().filter(|one| one.is_open()).collect();
    let (every, waiting) = (
        rows(facts, "demand", Some(("state", Op::Ne, "dropped"))),
        rows(facts, "demand", Some(("state", Op::In, "open|planned"))),
    );
    let left = open.len() as i64;
    let headline = match (total, left, locale) {
        (0, _, Locale::Zh) => Sentence::default().say("您最想看到的改变是什么？写下来，我们逐条给您答复。"),
        (0, _, Locale::En) => Sentence::default()
            .say("What do you most want to see change? Write it down, and every line will be answered."),
        (_, 0, Locale::Zh) => {
            Sentence::default().say("您提出的 ").number(count(total), &every).say(" 件事，都已经办到。")
        }
        (_, 0, Locale::En) => Sentence::default()
            .say("Everything you asked for is done: ")
            .number(count(total), &every)
            .say(" in all."),
        (_, _, Locale::Zh) => Sentence::default()
            .say("您一共提出过 ")
            .number(count(total), &every)
            .say(" 件事，还有 ")
            .number(count(left), &waiting)
            .say(" 件正在办。"),
        (_, _, Locale::En) => Sentence::default()
            .say("You have asked for ")
            .number(count(total), &every)
            .say(if total == 1 { " thing; " } else { " things; " })
            .number(count(left), &waiting)
            .say(if left == 1 { " is still under way." } else { " are still under way." }),
    };
    let lines =
        open.iter()
            .map(|one| Line {
                title: quoted(&one.quote),
                href: Some(format!("/register/demand/{}", one.id)),
                detail: match &one.answer {
                    Some(answer) => answer.clone(),
                    None => say(text("已收到，我们会尽快给您答复。", "Received; an answer is on its way."))
                        .to_owned(),
                },
                value: date_near(one.raised_on, facts.today, locale),
                ..Line::default()
            })
            .collect();
    let add = Act::add(
        "demand",
        say(text("再提一件事", "Ask for something")),
        say(text("已收到，我们会给您答复", "Received; you will be answered")),
    )
    .set("account_id", facts.account_id.clone())
    .ask(
        "quote",
        say(text("您想看到什么？", "What would you like to see?")),
        say(text("用您自己的话说就好", "In your own words")),
        true,
    );
    Tile {
        headline: headline.done(),
        lines,
        acts: vec![add],
        ..tile("asked", Size::Half, text("我提出的", "What I asked for"), locale)
    }
}

/// What is done, with the words it answers.
fn done(facts: &HomeFacts, locale: Locale) -> Option<Tile> {
    let kept: Vec<_> = facts.demands.iter().filter(|one| one.is_kept()).collect();
    if kept.is_empty() {
        return None;
    }
    let href = rows(facts, "demand", Some(("state", Op::In, "delivered|accepted")));
    let number = count(kept.len() as i64);
    let headline = match locale {
        Locale::Zh => Sentence::default().say("其中 ").number(number, &href).say(" 件已经办到。"),
        Locale::En if kept.len() == 1 => {
            Sentence::default().say("Of these, ").number(number, &href).say(" is done.")
        }
        Locale::En => Sentence::default().say("Of these, ").number(number, &href).say(" are done."),
    };
    let lines = kept
        .iter()
        .map(|one| Line {
            title: one.answer.clone().unwrap_or_else(|| quoted(&one.quote)),
            href: Some(format!("/register/demand/{}", one.id)),
            detail: one.answer.as_ref().map(|_| quoted(&one.quote)).unwrap_or_default(),
            ..Line::default()
        })
        .collect();
    Some(Tile {
        headline: headline.done(),
        lines,
        ..tile("done", Size::Half, text("已经办到的", "What is done"), locale)
    })
}

/// What it is worth, with how we know.
fn worth(facts: &HomeFacts, locale: Locale) -> Option<Tile> {
    if facts.values.is_empty() {
        return None;
    }
    let href = rows(facts, "value_statement", Some(("answer", Op::Ne, "disputed")));
    let agreed = rows(facts, "value_statement", Some(("answer", Op::Eq, "acknowledged")));
    let counted = facts.values.iter().filter(|one| one.answer != "disputed");
    let cents: i64 = counted.filter_map(|one| one.amount_cents).sum();
    let said = facts.values.iter().filter(|one| one.answer == "acknowledged").count() as i64;
    let amount = money(cents, facts.currency, locale);
    let headline = match (cents > 0, locale) {
        (true, Locale::Zh) => Sentence::default()
            .say("这些改变，到今天大约值 ")
            .number(&amount, &href)
            .say("，您认可了其中 ")
            .number(count(said), &agreed)
            .say(" 项。"),
        (true, Locale::En) => Sentence::default()
            .say("To date this is worth about ")
            .number(&amount, &href)
            .say("; you have acknowledged ")
            .number(count(said), &agreed)
            .say(if said == 1 { " item of it." } else { " items of it." }),
        (false, Locale::Zh) => Sentence::default()
            .say("这些改变带来的好处有 ")
            .number(count(facts.values.len() as i64), &href)
            .say(" 项，金额还在核算。"),
        (false, Locale::En) => Sentence::default()
            .say("It has brought ")
            .number(count(facts.values.len() as i64), &href)
            .say(" benefits; the amounts are still being counted."),
    };
    let lines = facts.values.iter().map(|one| worth_line(facts, one, locale)).collect();
    let figure = (cents > 0).then(|| Figure {
        value: format!("{}{}", amount.before, amount.number),
        unit: amount.unit.clone(),
        href: Some(href),
        ..Figure::default()
    });
    Some(Tile {
        headline: headline.done(),
        figure,
        lines,
        ..tile("worth", Size::Half, text("值多少", "What it is worth"), locale)
    })
}

fn worth_line(facts: &HomeFacts, one: &Worth, locale: Locale) -> Line {
    let amount = one.amount_cents.map(|cents| money(cents, facts.currency, locale).to_string());
    let told = match one.answer.as_str() {
        "acknowledged" => text("您已认可", "acknowledged by you").in_(locale),
        "disputed" => text("您有疑问，我们会来说明", "questioned by you; we will explain").in_(locale),
        _ => "",
    };
    let basis = text("依据：", "How we know: ").in_(locale);
    let told = if told.is_empty() { String::new() } else { format!(" · {told}") };
    Line {
        title: one.statement.clone(),
        href: Some(format!("/register/value_statement/{}", one.id)),
        detail: format!("{basis}{}{told}", one.evidence),
        value: amount.unwrap_or_default(),
        ..Line::default()
    }
}

/// What needs me: meetings to answer, a value to acknowledge, one question.
fn needs(facts: &HomeFacts, locale: Locale) -> Tile {
    let base = tile("needs", Size::Half, text("需要您的", "What needs you"), locale);
    let (mut lines, mut acts) = (Vec::new(), Vec::new());
    for one in facts.meetings.iter().filter(|one| one.reply == "pending") {
        acts.extend(meeting_acts(one, lines.len(), locale));
        lines.push(meeting_line(facts, one, locale));
    }
    for one in facts.values.iter().filter(|one| one.answer == "pending") {
        acts.extend(worth_acts(one, lines.len(), locale));
        lines.push(Line {
            title: match locale {
                Locale::Zh => format!("这一项，您认可吗？{}", one.statement),
                Locale::En => format!("Do you agree? {}", one.statement),
            },
            detail: format!("{}{}", text("依据：", "How we know: ").in_(locale), one.evidence),
            value: one
                .amount_cents
                .map(|cents| money(cents, facts.currency, locale).to_string())
                .unwrap_or_default(),
            ..Line::default()
        });
    }
    if facts.asks_pulse() {
        acts.extend(pulse_acts(facts, lines.len(), locale));
        lines.push(Line {
            title: text("最近这一季，我们做得怎么样？", "How have we done this quarter?")
                .in_(locale)
                .to_owned(),
            detail: text("只问这一个问题，点一下就好。", "Just this one question; one tap answers it.")
                .in_(locale)
                .to_owned(),
            ..Line::default()
        });
    }
    let waiting = lines.len();
    for one in facts.meetings.iter().filter(|one| one.reply == "confirmed") {
        acts.extend(meeting_acts(one, lines.len(), locale).into_iter().filter(|act| !act.is_main));
        lines.push(meeting_line(facts, one, locale));
    }
    Tile { headline: needs_headline(waiting, lines.len() - waiting, locale), lines, acts, ..base }
}

fn needs_headline(waiting: usize, coming: usize, locale: Locale) -> Vec<crate::board::Span> {
    let words = match (waiting, coming, locale) {
        (0, 0, Locale::Zh) => "现在没有需要您做的事。".to_owned(),
        (0, 0, Locale::En) => "Nothing needs you at the moment.".to_owned(),
        (0, _, Locale::Zh) => format!("现在没有等您决定的事，接下来有 {coming} 场会已经约好。"),
        (0, 1, Locale::En) => "Nothing waits for you; one meeting is agreed.".to_owned(),
        (0, _, Locale::En) => format!("Nothing waits for you; {coming} meetings are agreed."),
        (_, _, Locale::Zh) => format!("有 {waiting} 件事等您一句话。"),
        (1, _, Locale::En) => "One thing waits for a word from you.".to_owned(),
        (_, _, Locale::En) => format!("{waiting} things wait for a word from you."),
    };
    Sentence::default().say(words).done()
}

fn meeting_line(facts: &HomeFacts, one: &Meeting, locale: Locale) -> Line {
    let when = format!("{} {}", date_near(one.at.date(), facts.today, locale), clock(one.at));
    let coming = (one.reply == "confirmed")
        .then(|| text("您已答应参加", "you said you will come").in_(locale).to_owned());
    let parts = [Some(when), one.place.clone(), one.purpose.clone(), coming];
    Line {
        title: one.subject.clone(),
        href: Some(format!("/register/meeting/{}", one.id)),
        detail: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        ..Line::default()
    }
}

fn meeting_acts(one: &Meeting, line: usize, locale: Locale) -> Vec<Act> {
    let say = |words: Text| words.in_(locale);
    let change = |words: Text, done: Text| {
        Act::change("meeting", &one.id, one.version, say(words), say(done)).of(line)
    };
    vec![
        change(text("我参加", "I will come"), text("已告诉大家您会参加", "They know that you will come"))
            .main()
            .set("reply", "confirmed"),
        change(
            text("不能参加", "I cannot come"),
            text("已告诉大家您不能参加", "They know that you cannot come"),
        )
        .set("reply", "declined")
        .ask(
            "reply_note",
            say(text("想换个时间，或请谁代您参加？", "Another time, or somebody in your place?")),
            say(text("可以不填", "May be left empty")),
            false,
        ),
    ]
}

fn worth_acts(one: &Worth, line: usize, locale: Locale) -> Vec<Act> {
    let say = |words: Text| words.in_(locale);
    let change = |words: Text, done: Text| {
        Act::change("value_statement", &one.id, one.version, say(words), say(done)).of(line)
    };
    vec![
        change(text("认可", "I agree"), text("谢谢，已记下您的认可", "Thank you; your word is on record"))
            .main()
            .set("answer", "acknowledged"),
        change(
            text("有疑问", "I have a question"),
            text("已转给负责的人，会来向您说明", "Passed on; somebody will explain"),
        )
        .set("answer", "disputed")
        .ask(
            "answer_note",
            say(text("哪里不对？", "What is not right?")),
            say(text("一句话就好", "One line is enough")),
            true,
        ),
    ]
}

/// One tap, one answer: from 1, the worst, to 5.
fn pulse_acts(facts: &HomeFacts, line: usize, locale: Locale) -> Vec<Act> {
    const WORDS: [Text; 5] = [
        text("很不满意", "Very poorly"),
        text("不满意", "Poorly"),
        text("一般", "Fairly"),
        text("满意", "Well"),
        text("很满意", "Very well"),
    ];
    let thanks = text("谢谢您的回答", "Thank you for your answer").in_(locale);
    let one = |(at, words): (usize, &Text)| {
        Act::add("survey_response", words.in_(locale), thanks)
            .of(line)
            .set("account_id", facts.account_id.clone())
            .set("kind", "sponsor_pulse")
            .set("score", (at + 1).to_string())
    };
    WORDS.iter().enumerate().map(one).collect()
}

/// Who looks after me: names, and what they look after.
fn people(facts: &HomeFacts, locale: Locale) -> Option<Tile> {
    let first = facts.people.first()?;
    let name = first.name.as_str();
    let headline = match (facts.people.len(), locale) {
        (1, Locale::Zh) => format!("{name}照看着您的公司，有事直接找。"),
        (1, Locale::En) => format!("{name} looks after you; please write at any time."),
        (n, Locale::Zh) => format!("{name}等 {n} 位同事照看着您的公司，有事直接找。"),
        (n, Locale::En) => {
            format!("{name} and {} colleagues look after you; please write at any time.", n - 1)
        }
    };
    let lines = facts
        .people
        .iter()
        .map(|one| Line {
            title: one.name.clone(),
            href: Some(format!("mailto:{}", one.email)),
            value: care(&one.place).in_(locale).to_owned(),
            ..Line::default()
        })
        .collect();
    Some(Tile {
        headline: Sentence::default().say(headline).done(),
        lines,
        ..tile("people", Size::Half, text("谁在照看我", "Who looks after me"), locale)
    })
}

/// What somebody in that place looks after.
fn care(place: &str) -> Text {
    match place {
        "ar" => text("日常联系", "everyday contact"),
        "sr" => text("方案", "solutions"),
        "fr" => text("落地", "making it work"),
        "csm" => text("用出效果", "getting results"),
        "service_head" => text("服务", "service"),
        "partner" => text("伙伴支持", "partner support"),
        _ => text("也在关注", "keeps an eye on it"),
    }
}
