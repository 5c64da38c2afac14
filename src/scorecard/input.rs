//! What a scorecard can be fed with: one closed list, with words, unit and the rows that explain each
//! reading. The service measures exactly these; the settings screen offers exactly these.
//!
//! Two of them have no source yet (budget, go-live): they are declared so that a card may
//! weigh them, they are never invented, and until somebody measures them coverage says so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::plus_days;
use crate::format::count;
use crate::query::{Op, Query};
use crate::ratio::{fixed, round_div};
use crate::text::{Text, Words, text};

/// How an input's whole number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A share or a change in basis points: 10,000 is 100 %. Changes may be negative.
    Share,
    /// Days.
    Days,
    /// A count.
    Count,
    /// A number with two decimals, kept in hundredths.
    Hundredths,
    /// From −2 to +2, signed.
    Stance,
    /// 1 is yes, 0 is no.
    Flag,
}

impl Measure {
    /// The value as people read it.
    ///
    /// ```
    /// use domain::scorecard::Measure;
    /// assert_eq!(Measure::Share.show(6_254).en, "62.5%");
    /// assert_eq!((Measure::Days.show(1).en, Measure::Days.show(45).zh), ("1 day".into(), "45 天".into()));
    /// assert_eq!(Measure::Flag.show(0).zh, "否");
    /// ```
    pub fn show(self, value: i64) -> Words {
        let same = |shown: String| Words { zh: shown.clone(), en: shown };
        match self {
            Self::Share => same(format!("{}%", fixed(round_div(value.into(), 10), 1))),
            Self::Days => {
                let days = count(value);
                let unit = if value == 1 { "day" } else { "days" };
                Words::new(format!("{days} 天"), format!("{days} {unit}"))
            }
            Self::Count => same(count(value)),
            Self::Hundredths => same(fixed(value.into(), 2)),
            Self::Stance => same(format!("{value:+}")),
            Self::Flag if value > 0 => text("是", "yes").into(),
            Self::Flag => text("否", "no").into(),
        }
    }
}

struct Facts {
    key: &'static str,
    label: Text,
    measure: Measure,
    is_human: bool,
}

macro_rules! inputs {
    ($( $(#[$doc:meta])* $name:ident = $key:literal, $zh:literal / $en:literal, $measure:ident $(, $human:ident)? ; )+) => {
        /// Something measured about one account on one day.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Input {
            $( $(#[$doc])* #[serde(rename = $key)] $name, )+
        }

        impl Input {
            /// All of them, in the order settings show them.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            const fn facts(self) -> &'static Facts {
                match self {
                    $( Self::$name => const { &Facts {
                        key: $key,
                        label: text($zh, $en),
                        measure: Measure::$measure,
                        is_human: inputs!(@human $($human)?),
                    } }, )+
                }
            }
        }
    };
    (@human human) => { true };
    (@human) => { false };
}

inputs! {
    /// The most people seen on one day of the last 28 ÷ licensed seats; basis points.
    ActiveSeats = "active_seats", "活跃席位占比（28 天）" / "Active seats, 28 days", Share;
    /// (Uses in 28 days − uses in the 28 days before) ÷ those before; basis points, −10,000 or more.
    UsageChange = "usage_change", "使用量环比（28 天）" / "Usage against the 28 days before", Share;
    /// Days with any use among the last 28; 0 to 28.
    ActiveDays = "active_days", "活跃天数（28 天）" / "Active days of 28", Count;
    /// Core features used in 28 days ÷ core features; basis points.
    CoreBreadth = "core_breadth", "核心功能使用率（28 天）" / "Core features used, 28 days", Share;
    /// Uses of core features in 28 days ÷ licensed seats; hundredths.
    CoreUses = "core_uses", "席均核心使用次数（28 天）" / "Core uses per seat, 28 days", Hundredths;
    /// Days since the last use of anything.
    IdleDays = "idle_days", "距上次使用" / "Days since last use", Days;
    /// Whether an executive sponsor is on record: 1 or 0.
    SponsorNamed = "sponsor_named", "已确定 1W" / "Sponsor named", Flag;
    /// Days since the last touchpoint with the sponsor; no reading when there never was one.
    SponsorSilence = "sponsor_silence", "距上次 1W 触点" / "Days since last sponsor touch", Days;
    /// Touchpoints with the sponsor in the last 90 days.
    SponsorTouches = "sponsor_touches", "1W 触点次数（90 天）" / "Sponsor touches, 90 days", Count;
    /// Where the sponsor stands towards us, −2 to +2.
    SponsorStance = "sponsor_stance", "1W 立场" / "Sponsor's stance", Stance;
    /// The sponsor's latest pulse, 1 to 5 in hundredths.
    SponsorPulse = "sponsor_pulse", "1W 满意度脉搏（1–5）" / "Sponsor pulse (1–5)", Hundredths, human;
    /// Milestone meetings the sponsor attended ÷ those held; basis points.
    SponsorAttendance = "sponsor_attendance", "1W 里程碑出席率" / "Sponsor's milestone attendance", Share;
    /// Days since the sponsor last opened our screens.
    SponsorOpened = "sponsor_opened", "距 1W 上次打开报表" / "Days since the sponsor last opened a screen", Days;
    /// Demands ever raised.
    DemandsRaised = "demands_raised", "已提出的诉求" / "Demands raised", Count;
    /// Demands delivered or accepted ÷ demands not dropped; basis points.
    DemandsKept = "demands_kept", "诉求兑现率" / "Demands kept", Share;
    /// Proofs that the sponsor felt a benefit: demands accepted, value statements acknowledged,
    /// and pulses of 4 or 5 in 12 months.
    BenefitEvidence = "benefit_evidence", "1W 受益证据" / "Evidence of benefit to the sponsor", Count;
    /// Mean answer to “would you recommend us”, 0 to 10 in hundredths, of 180 days.
    Recommendation = "recommendation", "推荐意愿均分（0–10，180 天）" / "Would recommend (0–10), 180 days", Hundredths, human;
    /// Ticket ratings of 4 or 5 ÷ ratings in 180 days; basis points.
    Csat = "csat", "工单满意度 CSAT（180 天）" / "Ticket CSAT, 180 days", Share;
    /// Urgent tickets not closed.
    UrgentTickets = "urgent_tickets", "未关闭的紧急工单" / "Open urgent tickets", Count;
    /// Tickets of 90 days that broke their service level.
    SlaBreaches = "sla_breaches", "工单超时（90 天）" / "Service levels broken, 90 days", Count;
    /// Tickets of 30 days that were escalated.
    Complaints = "complaints", "投诉与升级（30 天）" / "Complaints and escalations, 30 days", Count;
    /// Amount paid by its due day ÷ amount due in the last 12 months; basis points.
    PaidOnTime = "paid_on_time", "按期回款率（12 个月）" / "Paid on time, 12 months", Share;
    /// Days the oldest unpaid node is overdue; 0 when none is.
    OverdueDays = "overdue_days", "回款逾期" / "Payment overdue", Days;
    /// Days until the next renewal; negative when it has passed.
    RenewalDays = "renewal_days", "距续约" / "Days to renewal", Days;
    /// Mean effect of the touchpoints of 90 days on the intent to go on, −2 to +2 in hundredths.
    RenewalIntent = "renewal_intent", "续约意向（−2…+2，90 天）" / "Renewal intent (−2…+2), 90 days", Hundredths, human;
    /// Recurring revenue that renews by itself ÷ recurring revenue; basis points.
    AutoRenew = "auto_renew", "自动续约占比" / "Renews automatically", Share;
    /// (ARR now − ARR 12 months ago) ÷ ARR 12 months ago; basis points.
    ArrChange = "arr_change", "ARR 变化（12 个月）" / "ARR change, 12 months", Share;
    /// Share of next year's fee that is in the customer's budget; basis points. No source yet.
    Budget = "budget", "已落实预算占比" / "Budget secured", Share, human;
    /// Filled places of the iron triangle ÷ three; basis points.
    TeamFilled = "team_filled", "铁三角到位率" / "Iron triangle filled", Share;
    /// Days the go-live is later than promised; negative when early. No source yet.
    GoLiveDelay = "go_live_delay", "上线延期" / "Go-live behind promise", Days;
}

impl Input {
    /// What is stored.
    pub const fn key(self) -> &'static str {
        self.facts().key
    }

    /// What people call it.
    pub const fn label(self) -> Text {
        self.facts().label
    }

    /// How its value is written.
    pub const fn measure(self) -> Measure {
        self.facts().measure
    }

    /// Somebody's judgement rather than a count: it grows stale.
    pub const fn is_human(self) -> bool {
        self.facts().is_human
    }

    /// Reads its key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|input| input.key() == key)
    }

    /// The register rows of one account that explain the reading of that day; nothing when no register
    /// shows them.
    ///
    /// ```
    /// use domain::scorecard::Input;
    /// let rows = Input::SponsorNamed.rows("a1", jiff::civil::date(2026, 11, 22));
    /// assert_eq!(rows.as_deref(), Some("/register/stakeholder?f=account_id%3Aeq%3Aa1&f=role%3Aeq%3Aexecutive_sponsor"));
    /// ```
    pub fn rows(self, account_id: &str, on: Date) -> Option<String> {
        let all = Query::default().filter("account_id", Op::Eq, account_id);
        let window = |field: &str, days: i32| {
            let from = plus_days(on, 1 - days).to_string();
            all.clone()
                .filter(field, Op::Ge, from)
                .filter(field, Op::Lt, plus_days(on, 1).to_string())
                .sort(&format!("-{field}"))
        };
        let (table, query) = match self {
            Self::ActiveSeats | Self::ActiveDays | Self::CoreBreadth | Self::CoreUses => {
                ("usage", window("used_on", 28))
            }
            Self::UsageChange => ("usage", window("used_on", 56)),
            Self::IdleDays => ("usage", all.sort("-used_on")),
            Self::SponsorNamed | Self::SponsorStance => {
                ("stakeholder", all.filter("role", Op::Eq, "executive_sponsor"))
            }
            Self::SponsorSilence => ("touchpoint", all.sort("-happened_on")),
            Self::SponsorTouches => ("touchpoint", window("happened_on", 90)),
            Self::RenewalIntent => ("touchpoint", window("happened_on", 90).filter("effect", Op::Filled, "")),
            Self::SponsorPulse => {
                ("survey_response", all.filter("kind", Op::Eq, "sponsor_pulse").sort("-answered_on"))
            }
            Self::Recommendation => {
                ("survey_response", window("answered_on", 180).filter("kind", Op::Eq, "nps"))
            }
            Self::DemandsRaised => ("demand", all.sort("-raised_on")),
            Self::DemandsKept => ("demand", all.filter("state", Op::Ne, "dropped").sort("-raised_on")),
            Self::BenefitEvidence => ("demand", all.filter("state", Op::Eq, "accepted").sort("-raised_on")),
            Self::Csat => ("ticket", window("submitted_at", 180).filter("score", Op::Filled, "")),
            Self::UrgentTickets => {
                ("ticket", all.filter("priority", Op::Eq, "urgent").filter("state", Op::Ne, "closed"))
            }
            Self::SlaBreaches => ("ticket", window("submitted_at", 90)),
            Self::Complaints => ("ticket", window("submitted_at", 30).filter("is_escalated", Op::Eq, "1")),
            Self::PaidOnTime => ("payment", window("due_on", 365)),
            Self::OverdueDays => (
                "payment",
                all.filter("due_on", Op::Lt, on.to_string())
                    .filter("state", Op::In, "planned|invoiced")
                    .sort("due_on"),
            ),
            Self::RenewalDays | Self::AutoRenew => ("subscription", all.sort("ends_on")),
            Self::ArrChange => ("arr_event", window("happened_on", 365)),
            Self::TeamFilled => ("team_member", all.filter("role", Op::In, "ar|sr|fr")),
            Self::SponsorOpened => ("board_view", all.sort("-opened_at")),
            Self::SponsorAttendance => {
                ("meeting", all.filter("attendance", Op::Filled, "").sort("-meets_at"))
            }
            Self::Budget | Self::GoLiveDelay => return None,
        };
        Some(query.href(table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_asks_a_real_register_for_real_fields() {
        for input in Input::ALL {
            assert_eq!(Input::parse(input.key()), Some(*input));
            assert_eq!(serde_json::to_string(input).unwrap(), format!("\"{}\"", input.key()));
            let Some(rows) = input.rows("a1", jiff::civil::date(2026, 11, 22)) else { continue };
            let (table, text) = rows.strip_prefix("/register/").unwrap().split_once('?').unwrap();
            let (spec, query) = (crate::noun::spec(table).unwrap(), Query::parse(text));
            let sort = query.sort.iter().map(|sort| sort.field.as_str());
            for field in query.filters.iter().map(|filter| filter.field.as_str()).chain(sort) {
                assert!(spec.field(field).is_some(), "{}: {table}.{field}", input.key());
            }
        }
    }

    #[test]
    fn a_reading_is_written_in_its_unit() {
        for (measure, value, zh, en) in [
            (Measure::Share, -6_200, "-62.0%", "-62.0%"),
            (Measure::Days, 0, "0 天", "0 days"),
            (Measure::Count, 12_345, "12,345", "12,345"),
            (Measure::Hundredths, 450, "4.50", "4.50"),
            (Measure::Stance, 2, "+2", "+2"),
            (Measure::Flag, 1, "是", "yes"),
        ] {
            assert_eq!(measure.show(value), Words::new(zh, en));
        }
    }
}
