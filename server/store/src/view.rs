//! Who looked at which board: the rows behind it, and what is counted of them.

use domain::board::portfolio::standing::Screens;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};

use crate::db::{Conn, Error};
use crate::record::{Cut, account_cut};

/// One look, as deep as it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The account, when the board is one account's.
    pub account: Option<String>,
    /// Who.
    pub user: String,
    /// The board's key.
    pub board: String,
    /// The screen's key.
    pub screen: String,
    /// Tiles scrolled to.
    pub seen: i64,
    /// Tiles there were.
    pub tiles: i64,
    /// Numbers opened.
    pub numbers: i64,
}

impl Look {
    /// Looks at one account's board, and at all others.
    const fn table(&self) -> &'static str {
        if self.account.is_some() { "board_view" } else { "portfolio_view" }
    }
}

/// Goes on with a look that was last noted after `since`; whether there was one.
///
/// # Errors
/// When the engine fails.
pub async fn go_on(conn: &mut Conn, look: &Look, since: &str, now: &str) -> Result<bool, Error> {
    let table = look.table();
    let done = sqlx::query(AssertSqlSafe(format!(
        "update {table} set version = version + 1, updated_at = $1,
           tiles_seen = max(tiles_seen, $2), tiles = max(tiles, $3), numbers_opened = max(numbers_opened, $4),
           screen = case when $2 > 0 then $5 else screen end
         where id = (select id from {table}
           where user_id = $6 and board = $7 and coalesce(account_id, '') = $8 and updated_at > $9 and archived_at is null
           order by opened_at desc limit 1)",
    )))
    .bind(now.to_owned())
    .bind(look.seen)
    .bind(look.tiles)
    .bind(look.numbers)
    .bind(look.screen.clone())
    .bind(look.user.clone())
    .bind(look.board.clone())
    .bind(look.account.clone().unwrap_or_default())
    .bind(since.to_owned())
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Begins a look.
///
/// # Errors
/// When the engine fails.
pub async fn begin(conn: &mut Conn, id: &str, look: &Look, now: &str) -> Result<(), Error> {
    let table = look.table();
    sqlx::query(AssertSqlSafe(format!(
        "insert into {table} (id, created_at, updated_at, account_id, user_id, board, screen, opened_at, tiles_seen, tiles, numbers_opened)
         values ($1, $2, $2, $3, $4, $5, $6, $2, $7, $8, $9)",
    )))
    .bind(id.to_owned())
    .bind(now.to_owned())
    .bind(look.account.clone())
    .bind(look.user.clone())
    .bind(look.board.clone())
    .bind(look.screen.clone())
    .bind(look.seen)
    .bind(look.tiles)
    .bind(look.numbers)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a sponsor's looks add up to: the last, how many in seven days and in 28, and how deep the last ones went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opens {
    /// The last, as it is stored.
    pub last_at: Option<String>,
    /// In the last seven days.
    pub week: i64,
    /// In the last 28 days.
    pub month: i64,
    /// Tiles scrolled to ÷ tiles there were over 28 days; per cent.
    pub depth: Option<i64>,
}

/// How an account's sponsor looks at our boards.
///
/// # Errors
/// When the engine fails.
pub async fn opens(conn: &mut Conn, account: &str, week: &str, month: &str) -> Result<Opens, Error> {
    let row = sqlx::query(
        "select max(v.opened_at), count(case when v.opened_at >= $2 then 1 end), count(case when v.opened_at >= $3 then 1 end),
           sum(case when v.opened_at >= $3 then v.tiles_seen end) * 100 / nullif(sum(case when v.opened_at >= $3 then v.tiles end), 0)
         from board_view v join \"user\" u on u.id = v.user_id and u.role = 'executive_sponsor'
         where v.account_id = $1 and v.archived_at is null",
    )
    .bind(account.to_owned())
    .bind(week.to_owned())
    .bind(month.to_owned())
    .fetch_one(conn)
    .await?;
    Ok(Opens {
        last_at: row.try_get(0)?,
        week: row.try_get(1)?,
        month: row.try_get(2)?,
        depth: row.try_get(3)?,
    })
}

/// How far the sponsors of these accounts have come with our screens (M65): how many there are, and how many of
/// them installed it, were trained, and looked at their home since an instant.
///
/// # Errors
/// When the engine fails.
pub async fn screens(conn: &mut Conn, cut: &Cut, since: &str) -> Result<Screens, Error> {
    let (mine, held) = account_cut(cut, "account_id", 2);
    let sql = format!(
        "select
           (select count(*) from stakeholder where role = 'executive_sponsor' and archived_at is null{mine}),
           (select count(*) from sponsor_setup where installed_at is not null and archived_at is null{mine}),
           (select count(*) from sponsor_setup where trained_on is not null and archived_at is null{mine}),
           (select count(distinct user_id) from board_view where board = 'home' and opened_at >= $1 and archived_at is null{mine})"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(since.to_owned());
    for value in held {
        query = query.bind(value);
    }
    let row = query.fetch_one(conn).await?;
    Ok(Screens {
        sponsors: row.try_get(0)?,
        installed: row.try_get(1)?,
        trained: row.try_get(2)?,
        active: row.try_get(3)?,
        since: since.to_owned(),
    })
}

/// A sponsor who has not looked for long: account, their name, the last look, who looks after the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// The account.
    pub account: String,
    /// The sponsor's name.
    pub name: String,
    /// The last look, as it is stored.
    pub last_at: String,
    /// The account's owner.
    pub owner: Option<String>,
}

/// Accounts whose sponsors last looked before an instant.
///
/// # Errors
/// When the engine fails.
pub async fn silent(conn: &mut Conn, before: &str) -> Result<Vec<Silent>, Error> {
    let rows = sqlx::query(
        "select v.account_id, max(u.name), max(v.opened_at), account.owner_id
         from board_view v
         join \"user\" u on u.id = v.user_id and u.role = 'executive_sponsor' and u.is_active = 1 and u.archived_at is null
         join account on account.id = v.account_id and account.archived_at is null and account.is_churned = 0
         where v.archived_at is null
         group by v.account_id, account.owner_id
         having max(v.opened_at) < $1
         limit 5000",
    )
    .bind(before.to_owned())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Silent {
                account: row.try_get(0)?,
                name: row.try_get(1)?,
                last_at: row.try_get(2)?,
                owner: row.try_get(3)?,
            })
        })
        .collect()
}

/// Whether the sponsor's first look of the day at this account is still to come.
///
/// # Errors
/// When the engine fails.
pub async fn is_first(conn: &mut Conn, account: &str, user: &str, since: &str) -> Result<bool, Error> {
    let row = sqlx::query(
        "select count(*) from board_view where account_id = $1 and user_id = $2 and opened_at >= $3",
    )
    .bind(account.to_owned())
    .bind(user.to_owned())
    .bind(since.to_owned())
    .fetch_one(conn)
    .await?;
    Ok(row.try_get::<i64, _>(0)? == 0)
}

/// The week and the four weeks that end on the day, as instants begin; both in the company's days.
pub fn windows(today: Date) -> (String, String) {
    let from = |days: i32| format!("{}T16:00:00Z", domain::calendar::plus_days(today, -days));
    (from(7), from(28))
}
