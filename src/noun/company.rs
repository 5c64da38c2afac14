//! 公司设置 · our own company: the few settings every number depends on.

use crate::calendar::Fiscal;
use crate::format::Currency;
use crate::record::{Choice, choice};

/// The currency amounts are kept in.
pub const CURRENCIES: &[Choice] = &[
    choice("CNY", "人民币 ¥", "Renminbi ¥"),
    choice("USD", "美元 $", "US dollar $"),
    choice("EUR", "欧元 €", "Euro €"),
    choice("HKD", "港元 HK$", "Hong Kong dollar HK$"),
];

/// The one number the company steers by (J35).
pub const NORTH_STARS: &[Choice] = &[
    choice("nrr", "净收入留存 NRR", "Net revenue retention"),
    choice("grr", "总收入留存 GRR", "Gross revenue retention"),
    choice("arr", "年度经常性收入 ARR", "Annual recurring revenue"),
    choice("adoption", "核心功能使用率", "Core adoption"),
    choice("customers", "付费客户数", "Paying customers"),
    choice("csat", "工单满意度 CSAT", "Ticket satisfaction"),
    choice("core_actions", "每周核心动作数", "Weekly core actions"),
];

/// Which colour means a rise; lamps never follow it.
pub const RISE_COLOURS: &[Choice] =
    &[choice("red", "红涨绿跌", "Red is up"), choice("green", "绿涨红跌", "Green is up")];

crate::record! {
    /// Our company's settings: one record.
    pub struct Company in "company" as "公司设置" / "Company" / "Company settings", scope Company, title "name" {
        name: Line(80), "公司名称" / "Company name", required list;
        fiscal_year_start_month: Int(1, 12), "财年起始月" / "Fiscal year starts in month", required list;
        currency: Choice(CURRENCIES), "币种" / "Currency", required list;
        north_star: Choice(NORTH_STARS), "北极星指标" / "North star", required list;
        rise_colour: Choice(RISE_COLOURS), "涨跌颜色" / "Colour of a rise", required;
        utc_offset_hours: Int(-12, 14), "时区 (UTC±小时)" / "Time zone (UTC±hours)", required;
        is_demo: Flag, "演示数据" / "Demonstration data", required fixed;
        gift_limit_cents: Money, "每人每年礼品限额" / "Gifts a person may be given a year, at most";
    }
}

impl Company {
    /// The currency amounts are kept in; the usual one where the company said nothing yet.
    pub fn currency_of(company: Option<&Self>) -> Currency {
        company.and_then(|company| company.currency.parse().ok()).unwrap_or(Currency::CNY)
    }

    /// The calendar its years and quarters follow.
    pub fn fiscal(&self) -> Fiscal {
        Fiscal::starting(u8::try_from(self.fiscal_year_start_month).unwrap_or(1))
    }
}
