//! Who wrote a headline and what the board said then; and how many each of their authors has written.

use sqlx::Row as _;

use crate::db::{Conn, Error};

/// Who wrote the words of a headline, when, and what the board itself said then, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub author_id: Option<String>,
    /// When.
    pub written_at: Option<String>,
    /// In Chinese.
    pub said_zh: Option<String>,
    /// In English.
    pub said_en: Option<String>,
}

/// What one author has written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// Their id; empty for words without a signature.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Headlines they have written.
    pub written: i64,
    /// Words of theirs that were not taken.
    pub refused: i64,
}

/// Signs a headline.
///
/// # Errors
/// When the engine fails.
pub async fn sign(conn: &mut Conn, id: &str, signature: &Signature) -> Result<(), Error> {
    let Signature { author_id, written_at, said_zh, said_en } = signature;
    sqlx::query(
        "update headline set author_id = $2, written_at = $3, said_zh = $4, said_en = $5
         where id = $1",
    )
    .bind(id.to_owned())
    .bind(author_id.clone())
    .bind(written_at.clone())
    .bind(said_zh.clone())
    .bind(said_en.clone())
    .execute(conn)
    .await?;
    Ok(())
}

/// Everybody who has written a headline or tried to, who has written most first.
///
/// # Errors
/// When the engine fails.
pub async fn authors(conn: &mut Conn, limit: u32) -> Result<Vec<Author>, Error> {
    let rows = sqlx::query(
        "select coalesce(t.author_id, ''), coalesce(u.name, ''), sum(t.written), sum(t.refused)
         from (
           select author_id, 1 as written, 0 as refused from headline where archived_at is null
           union all
           select author_id, 0, 1 from headline_refusal where archived_at is null
         ) t
         left join \"user\" u on u.id = t.author_id
         group by 1, 2
         order by 3 desc, 2
         limit $1",
    )
    .bind(i64::from(limit))
    .fetch_all(conn)
    .await?;
    let author = |row: &crate::db::EngineRow| -> Result<Author, Error> {
        Ok(Author {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            written: row.try_get(2)?,
            refused: row.try_get(3)?,
        })
    };
    rows.iter().map(author).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[tokio::test]
    async fn nobody_has_written_anything_yet() {
        let store = Store::in_memory().await.unwrap();
        let mut write = store.write().await.unwrap();
        sign(write.conn(), "none", &Signature::default()).await.unwrap();
        assert_eq!(authors(write.conn(), 9).await.unwrap(), []);
    }
}
