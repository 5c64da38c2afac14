//! The engine: the only file that names it. SQLite in WAL mode with one writer and several
//! readers, embedded, in one file.
//!
//! Invariants: a write is a [`Write`]; its commit bumps the revision in the same transaction and
//! only then tells who is listening, so nobody is told of what is not yet there.

use std::borrow::Cow;
use std::path::Path;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use tokio::sync::watch;

/// One connection, inside a transaction or not.
pub type Conn = sqlx::SqliteConnection;
/// The engine, for generic query builders.
pub type Engine = sqlx::Sqlite;
/// A row as the engine returns it.
pub type EngineRow = sqlx::sqlite::SqliteRow;
/// A query with its bound values.
pub type Query<'q> = sqlx::query::Query<'q, Engine, <Engine as sqlx::Database>::Arguments>;

/// The schema's steps, in order. A step that has landed is never changed, only followed by another.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "base", include_str!("../migrations/0001_base.sql")),
    (2, "quick_boards", include_str!("../migrations/0002_quick_boards.sql")),
    (3, "holiday", include_str!("../migrations/0003_holiday.sql")),
    (4, "score", include_str!("../migrations/0004_score.sql")),
    (5, "cold_boards", include_str!("../migrations/0005_cold_boards.sql")),
    (6, "phone", include_str!("../migrations/0006_phone.sql")),
    (7, "wall", include_str!("../migrations/0007_wall.sql")),
    (8, "share", include_str!("../migrations/0008_share.sql")),
    (10, "board_act", include_str!("../migrations/0010_board_act.sql")),
    (11, "headline", include_str!("../migrations/0011_headline.sql")),
    (12, "arrangement", include_str!("../migrations/0012_arrangement.sql")),
    (13, "target", include_str!("../migrations/0013_target.sql")),
    (14, "province", include_str!("../migrations/0014_province.sql")),
    (15, "opportunity", include_str!("../migrations/0015_opportunity.sql")),
    (16, "selection", include_str!("../migrations/0016_selection.sql")),
    (17, "power", include_str!("../migrations/0017_power.sql")),
    (18, "relation", include_str!("../migrations/0018_relation.sql")),
    (22, "profile", include_str!("../migrations/0022_profile.sql")),
];

fn migrator() -> Migrator {
    let step = |(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(*version, Cow::Borrowed(*name), MigrationType::Simple, SqlStr::from_static(sql), false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(step).collect())
}

/// What can go wrong down here. None of it is shown to people as it is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Two records may not share this value.
    #[error("a value that must be unique is taken: {0}")]
    Duplicate(String),
    /// A reference points at nothing.
    #[error("a reference points at nothing")]
    Dangling,
    /// The data was written by a newer version of the product.
    #[error(
        "the data was written by a newer version ({0}); start that version or restore a backup made before it"
    )]
    Newer(i64),
    /// The stored data does not fit its declaration.
    #[error("stored data does not fit its declaration: {0}")]
    Corrupt(String),
    /// The engine failed.
    #[error(transparent)]
    Engine(sqlx::Error),
    /// A migration failed.
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(inner) = &error {
            if inner.is_unique_violation() {
                let column = inner.message().rsplit('.').next().unwrap_or_default().to_owned();
                return Self::Duplicate(column);
            }
            if inner.is_foreign_key_violation() {
                return Self::Dangling;
            }
        }
        Self::Engine(error)
    }
}

/// The open database.
#[derive(Clone, Debug)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
    revision: watch::Sender<i64>,
    key: u64,
}

/// Numbers the stores a process opens.
static OPENED: AtomicU64 = AtomicU64::new(0);

impl Store {
    /// Opens the database file, making it when it is new, and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::Newer`] when a newer version of the product wrote it.
    pub async fn open(file: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-16384")
            .pragma("temp_store", "memory")
            .optimize_on_close(true, None);
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        Self::migrate(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .min_connections(1)
            .connect_with(options.create_if_missing(false).read_only(true))
            .await?;
        Self::with(writer, readers).await
    }

    /// A database of its own in memory, for tests.
    ///
    /// # Errors
    /// When the engine refuses.
    pub async fn in_memory() -> Result<Self, Error> {
        let options = SqliteConnectOptions::from_str("sqlite::memory:")?.foreign_keys(true);
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        migrator().run(&pool).await?;
        Self::with(pool.clone(), pool).await
    }

    async fn with(writer: SqlitePool, readers: SqlitePool) -> Result<Self, Error> {
        let revision: i64 =
            sqlx::query_scalar("select value from revision where id = 1").fetch_one(&writer).await?;
        Ok(Self {
            writer,
            readers,
            revision: watch::Sender::new(revision),
            key: OPENED.fetch_add(1, Ordering::Relaxed),
        })
    }

    async fn migrate(pool: &SqlitePool) -> Result<(), Error> {
        match migrator().run(pool).await {
            Err(sqlx::migrate::MigrateError::VersionMissing(version)) => Err(Error::Newer(version)),
            other => Ok(other?),
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none can be had.
    pub async fn read(&self) -> Result<sqlx::pool::PoolConnection<Engine>, Error> {
        Ok(self.readers.acquire().await?)
    }

    /// Begins a write. Nothing of it is seen until [`Write::commit`].
    ///
    /// # Errors
    /// When the writer cannot be had in time.
    pub async fn write(&self) -> Result<Write, Error> {
        let tx = self.writer.begin_with("begin immediate").await?;
        Ok(Write { tx, revision: self.revision.clone() })
    }

    /// The number of committed changes so far.
    pub fn revision(&self) -> i64 {
        *self.revision.borrow()
    }

    /// Tells one open store from another within a process.
    pub const fn key(&self) -> u64 {
        self.key
    }

    /// Told of every committed change.
    pub fn watch(&self) -> watch::Receiver<i64> {
        self.revision.subscribe()
    }

    /// Writes a consistent copy of the database to a new file.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<(), Error> {
        sqlx::query("vacuum into $1").bind(file.to_string_lossy().into_owned()).execute(&self.writer).await?;
        Ok(())
    }

    /// Asks the engine whether the file is whole; `ok` when it is.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn integrity(&self) -> Result<String, Error> {
        Ok(sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&self.writer).await?)
    }

    /// Closes all connections; what was committed is on the disk.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// A write under way: dropping it undoes it.
#[derive(Debug)]
pub struct Write {
    tx: sqlx::Transaction<'static, Engine>,
    revision: watch::Sender<i64>,
}

impl Write {
    /// The connection inside the transaction.
    pub fn conn(&mut self) -> &mut Conn {
        &mut self.tx
    }

    /// Makes it last, counts it, and tells who listens.
    ///
    /// # Errors
    /// When it could not be made to last; then nothing has changed.
    pub async fn commit(mut self) -> Result<i64, Error> {
        let value: i64 =
            sqlx::query_scalar("update revision set value = value + 1 where id = 1 returning value")
                .fetch_one(&mut *self.tx)
                .await?;
        self.tx.commit().await?;
        self.revision.send_replace(value);
        Ok(value)
    }

    /// Makes it last without telling anybody: for what no screen shows (sessions, failed sign-ins).
    ///
    /// # Errors
    /// As [`Write::commit`].
    pub async fn commit_quietly(self) -> Result<(), Error> {
        self.tx.commit().await?;
        Ok(())
    }
}

/// Runs what a board counts: the statement's own values first, then those of the reader's cut.
pub(crate) async fn rows(
    conn: &mut Conn,
    sql: String,
    own: Vec<String>,
    held: Vec<String>,
) -> Result<Vec<EngineRow>, Error> {
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
    for value in own.into_iter().chain(held) {
        query = query.bind(value);
    }
    Ok(query.fetch_all(conn).await?)
}
