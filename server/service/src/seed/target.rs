//! What the demonstration company set out to reach this year: a little more signing than it does, a little less cash
//! than comes in, so that one target is behind its time and another ahead.

use domain::calendar::Fiscal;
use domain::ratio::Ratio;
use domain::value::Value;
use jiff::civil::Date;
use store::Conn;
use store::company_board::reached;
use store::record::Cut;

use super::dice::Dice;
use super::sheet::Sheets;

/// The measure, its target's name, and the target in percent of what the year so far leads to expect.
const TARGETS: [(&str, &str, i128); 2] = [("signed", "年度签约目标", 112), ("collected", "年度回款目标", 96)];
/// Targets are whole hundreds of thousands, as people set them.
const STEP_CENTS: i128 = 10_000_000;

/// Adds the targets of this fiscal year.
pub async fn settle(
    conn: &mut Conn,
    sheets: &mut Sheets,
    dice: &mut Dice,
    today: Date,
) -> Result<(), store::Error> {
    let calendar = Fiscal::default();
    let name = calendar.year_of(today);
    let year = calendar.year(name);
    let passed = year.progress(today).unwrap_or(Ratio::whole(1));
    for (measure, label, percent) in TARGETS {
        let so_far = reached(conn, &Cut::All, measure, (year.opening_on(), today)).await?;
        let whole = i128::from(so_far) * passed.den() / passed.num().max(1) * percent / 100;
        let amount = (whole / STEP_CENTS).max(1) * STEP_CENTS;
        let cells = [
            ("name", Value::from(format!("{name} {label}"))),
            ("measure", measure.into()),
            ("starts_on", year.from.into()),
            ("ends_on", year.to.into()),
            ("amount_cents", i64::try_from(amount).unwrap_or(i64::MAX).into()),
        ];
        sheets.add("target", dice.id(year.from), &cells);
    }
    Ok(())
}
