//! The sentences of how customers stand. They go on where the money's sentences ended.

use super::{Standing, word};
use crate::board::sentence::Sentence;
use crate::board::{Lamp, Span};
use crate::format::{count, percent_or_dash};
use crate::light::Side;
use crate::noun::account::STAGES;
use crate::noun::score::lamp_key;
use crate::quadrant::Quadrant;
use crate::text::Locale;

/// The three lights, and whether any two of them part.
pub fn lights(standing: &Standing, locale: Locale) -> Vec<Span> {
    let light = |side| standing.tally(side).light(standing.edges).lamp;
    let red = standing.lamps.customer.act.accounts;
    let share = percent_or_dash(standing.lamps.customer.red_share(), 1).to_string();
    let rows = standing.rows(&[("health_lamp", lamp_key(Lamp::Act))]);
    let customer = light(Side::Customer);
    let parting = parting([Side::Customer, Side::Project, Side::Own].map(|side| (side, light(side))), locale);
    let sentence = Sentence::default();
    let sentence = match locale {
        _ if red == 0 => sentence.say(match locale {
            Locale::Zh => "三盏灯里，客户成功这一侧没有客户亮红灯",
            Locale::En => "Of the three lights, no customer is red",
        }),
        Locale::Zh => sentence
            .say(format!("三盏灯里，客户成功为“{}”：", word(customer, locale)))
            .number(count(red), &rows)
            .say(" 家、占 ARR ")
            .number(share, &rows)
            .say(" 的客户亮红灯"),
        Locale::En => sentence
            .say(format!("Of the three lights, the customers' says “{}”: ", word(customer, locale)))
            .number(count(red), &rows)
            .say(" accounts with ")
            .number(share, &rows)
            .say(" of ARR are red"),
    };
    sentence.say(parting).done()
}

/// Which lights part, as the end of a sentence; where they agree, its full stop.
fn parting(lights: [(Side, Option<Lamp>); 3], locale: Locale) -> String {
    let known: Vec<(Side, Lamp)> =
        lights.into_iter().filter_map(|(side, lamp)| Some((side, lamp?))).collect();
    let worst = known.iter().max_by_key(|(_, lamp)| *lamp);
    let best = known.iter().min_by_key(|(_, lamp)| *lamp);
    let named = |(side, lamp): &(Side, Lamp)| (side.label().in_(locale), lamp.word().in_(locale));
    match (best, worst, locale) {
        (Some(best), Some(worst), _) if best.1 != worst.1 => {
            let ((well, good), (ill, bad)) = (named(best), named(worst));
            match locale {
                Locale::Zh => {
                    format!("；{ill}为“{bad}”，{well}却是“{good}”，两者不一致，要问清谁在替谁买单。")
                }
                Locale::En => {
                    let (well, ill) = (well.to_lowercase(), ill.to_lowercase());
                    format!(
                        "; {ill} says “{bad}” while {well} says “{good}”: they part, so ask who pays for whom."
                    )
                }
            }
        }
        (_, _, Locale::Zh) => "。".to_owned(),
        (_, _, Locale::En) => ".".to_owned(),
    }
}

/// How health is spread.
pub fn health(standing: &Standing, locale: Locale) -> Vec<Span> {
    let tally = &standing.lamps.customer;
    let rows = |lamp| standing.rows(&[("health_lamp", lamp_key(lamp))]);
    let (good, watch, act) =
        (count(tally.good.accounts), count(tally.watch.accounts), count(tally.act.accounts));
    match locale {
        Locale::Zh => Sentence::default()
            .say("按健康分看，")
            .number(count(standing.accounts()), &standing.everybody())
            .say(" 家客户里 ")
            .number(good, &rows(Lamp::Good))
            .say(" 家正常，")
            .number(watch, &rows(Lamp::Watch))
            .say(" 家要关注，")
            .number(act, &rows(Lamp::Act))
            .say(" 家已预警。"),
        Locale::En => Sentence::default()
            .say("By health score, of ")
            .number(count(standing.accounts()), &standing.everybody())
            .say(" customers ")
            .number(good, &rows(Lamp::Good))
            .say(" are on track, ")
            .number(watch, &rows(Lamp::Watch))
            .say(" need watching and ")
            .number(act, &rows(Lamp::Act))
            .say(" need action."),
    }
    .done()
}

/// Who changed colour since the opening day.
pub fn transition(standing: &Standing, locale: Locale) -> Vec<Span> {
    let Some(since) = standing.since_on else {
        return Sentence::default()
            .say(match locale {
                Locale::Zh => "期初还没有评分，有了两天的快照后这里会显示谁变了灯。",
                Locale::En => "There are no scores of the opening day yet; with two scored days this shows who changed colour.",
            })
            .done();
    };
    let moved = &standing.transition;
    let (better, worse) = (count(moved.improved()), count(moved.worsened()));
    let (good, act) = (
        standing.rows(&[("health_lamp", lamp_key(Lamp::Good))]),
        standing.rows(&[("health_lamp", lamp_key(Lamp::Act))]),
    );
    let net = moved.net();
    match locale {
        Locale::Zh => Sentence::default()
            .say(format!("与 {since} 相比，"))
            .number(better, &good)
            .say(" 家好转、")
            .number(worse, &act)
            .say(" 家变差，")
            .say(match net {
                1.. => format!("由红转绿比由绿转红多 {net} 家。"),
                0 => "由红转绿与由绿转红相抵。".to_owned(),
                _ => format!("由绿转红比由红转绿多 {} 家。", -net),
            }),
        Locale::En => Sentence::default()
            .say(format!("Since {since}, "))
            .number(better, &good)
            .say(" improved and ")
            .number(worse, &act)
            .say(" got worse; ")
            .say(match net {
                1.. => format!("{net} more went from red to green than the other way."),
                0 => "red to green and green to red balance.".to_owned(),
                _ => format!("{} more went from green to red than the other way.", -net),
            }),
    }
    .done()
}

/// Where customers stand on the plane.
pub fn quadrant(standing: &Standing, locale: Locale) -> Vec<Span> {
    let held = |corner: Quadrant| {
        let accounts = standing
            .plot
            .corners
            .iter()
            .find(|tally| tally.corner == corner)
            .map_or(0, |tally| tally.accounts);
        (count(accounts), standing.rows(&[("quadrant", corner.key())]))
    };
    let (carpet, carpet_rows) = held(Quadrant::RedCarpet);
    let (find, find_rows) = held(Quadrant::FindOut);
    let (close, close_rows) = held(Quadrant::CloseFast);
    let nobody_waits = close == "0";
    let sentence = match locale {
        Locale::Zh => Sentence::default()
            .say("放到象限里看，")
            .number(carpet, &carpet_rows)
            .say(" 家值得铺红地毯；但 ")
            .number(find, &find_rows)
            .say(" 家用得多却不愿付费，要先弄清原因"),
        Locale::En => Sentence::default()
            .say("On the quadrant, ")
            .number(carpet, &carpet_rows)
            .say(" deserve the red carpet; but ")
            .number(find, &find_rows)
            .say(" use it without wanting to pay, so find out why"),
    };
    match locale {
        _ if nobody_waits => sentence.say(if locale == Locale::Zh { "。" } else { "." }),
        Locale::Zh => sentence.say("，另有 ").number(close, &close_rows).say(" 家愿意付费还没用起来。"),
        Locale::En => {
            sentence.say(", and ").number(close, &close_rows).say(" would pay but do not use it yet.")
        }
    }
    .done()
}

/// Whether the people who decide are reached.
pub fn sponsors(standing: &Standing, locale: Locale) -> Vec<Span> {
    let rows = standing.rows(&[("sponsor_lamp", lamp_key(Lamp::Act))]);
    let share = percent_or_dash(standing.coverage(), 1).to_string();
    let silent = standing.lamps.sponsor.act.accounts;
    let Some(first) = standing.silent.first().filter(|_| silent > 0) else {
        return match locale {
            Locale::Zh => Sentence::default()
                .say("决策层方面，1W 覆盖了 ")
                .number(share, &rows)
                .say(" 的 ARR，没有一家失联。"),
            Locale::En => Sentence::default()
                .say("As to those who decide, sponsors of ")
                .number(share, &rows)
                .say(" of ARR are reached and none is silent."),
        }
        .done();
    };
    let account = format!("/account/{}", first.account_id);
    match locale {
        Locale::Zh => Sentence::default()
            .say("决策层方面，1W 覆盖了 ")
            .number(share, &rows)
            .say(" 的 ARR，但有 ")
            .number(count(silent), &rows)
            .say(" 家的 1W 没有触达，最大的一家是")
            .number(&first.name, &account)
            .say("。"),
        Locale::En => Sentence::default()
            .say("As to those who decide, sponsors of ")
            .number(share, &rows)
            .say(" of ARR are reached, but those of ")
            .number(count(silent), &rows)
            .say(" accounts are not; the largest is ")
            .number(&first.name, &account)
            .say("."),
    }
    .done()
}

/// Where along the loop most of them stand.
pub fn stages(standing: &Standing, locale: Locale) -> Vec<Span> {
    let held = |key: &str| standing.stages.get(key).map_or(0, |(accounts, _)| *accounts);
    let Some(most) =
        STAGES.iter().filter(|choice| held(choice.key) > 0).max_by_key(|choice| held(choice.key))
    else {
        return Sentence::default()
            .say(match locale {
                Locale::Zh => "目前还没有进入流程的客户。",
                Locale::En => "No customer has entered the loop yet.",
            })
            .done();
    };
    let delivery = held("contracting") + held("delivery") + held("acceptance");
    let (at, here) = (standing.rows(&[("stage", most.key)]), count(held(most.key)));
    match locale {
        Locale::Zh => Sentence::default()
            .say(format!("从流程看，客户最多处在“{}”，有 ", most.label.zh))
            .number(here, &at)
            .say(format!(" 家，同时还有 {} 家在签约到验收的路上。", count(delivery))),
        Locale::En => Sentence::default()
            .say(format!("Along the loop, most stand at “{}”: ", most.label.en.to_lowercase()))
            .number(here, &at)
            .say(format!("; meanwhile {} are between contract and acceptance.", count(delivery))),
    }
    .done()
}

/// Who changed colour this week.
pub fn week(standing: &Standing, locale: Locale) -> Vec<Span> {
    let worse = standing.movers.iter().filter(|place| place.lamp > place.before).count();
    let Some(first) = standing.movers.first() else {
        return Sentence::default()
            .say(match locale {
                Locale::Zh => "这一周没有客户变灯。",
                Locale::En => "No customer changed colour this week.",
            })
            .done();
    };
    let link = format!("/account/{}", first.account_id);
    let all = standing.movers.len();
    let (from, to) = (word(first.before, locale), word(first.lamp, locale));
    match locale {
        Locale::Zh => Sentence::default()
            .say(format!("这一周 {all} 家客户变了灯，其中 {worse} 家变差；先看"))
            .number(&first.name, &link)
            .say(format!("，从“{from}”变成“{to}”。")),
        Locale::En => Sentence::default()
            .say(format!(
                "This week {all} customers changed colour, {worse} of them for the worse; look first at "
            ))
            .number(&first.name, &link)
            .say(format!(", which went from “{from}” to “{to}”.")),
    }
    .done()
}
