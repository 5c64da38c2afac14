//! The company that is measured: a seeded one, kept in the cache outside of the tree, since making it takes minutes.
//! It is made anew when the schema or the generator changes.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use jiff::Timestamp;
use server::demo;
use service::seed::Plan;
use service::user::Next;
use service::{Ctx, session};
use store::Store;

use crate::Fallible;
use crate::ask::Ask;

/// Who looks at the boards.
pub const READER: &str = "exec@demo.example";

/// A seeded company.
pub struct Company {
    /// The folder of its data.
    pub folder: PathBuf,
    /// How large it is, in words.
    pub size: String,
    /// Its database, open, and the product at work in it today.
    pub ctx: Ctx,
}

impl Company {
    /// The one in the cache, made first when there is none.
    pub async fn ready(ask: &Ask) -> Fallible<Self> {
        let Ask { accounts, days, rng, .. } = *ask;
        let kind = format!("bench-{accounts}x{days}-");
        let folder = cache()?.join(format!("{kind}{:016x}", fingerprint(rng)?));
        let file = folder.join("yardstick.db");
        if !file.exists() {
            forget(&kind)?;
            fs::create_dir_all(&folder)?;
            make(&file, &Plan { accounts, days, rng }).await?;
        }
        let store = Store::open(&file).await?;
        let ctx = session::system(&store, Timestamp::now()).await?;
        Ok(Self { folder, size: format!("{accounts} accounts × {days} days"), ctx })
    }

    /// The database's file.
    pub fn file(&self) -> PathBuf {
        self.folder.join("yardstick.db")
    }

    /// As the executive of the demonstration sees it.
    pub async fn reader(&self) -> Fallible<Ctx> {
        let store = &self.ctx.store;
        let claim = session::sign_in(
            store,
            &session::Throttle::new(5, jiff::SignedDuration::from_mins(1), 10),
            self.ctx.now,
            READER,
            demo::PASSWORD,
        )
        .await?;
        let session = session::resume(store, self.ctx.now, &claim)
            .await?
            .ok_or("the demonstration's executive cannot sign in")?;
        Ok(session.ctx)
    }

    /// Lets go of the database.
    pub async fn close(&self) {
        self.ctx.store.close().await;
    }
}

/// Makes it beside and puts it in place whole.
async fn make(file: &Path, plan: &Plan) -> Fallible {
    eprintln!(
        "· making a company of {} accounts and {} days, kept for the next time",
        plan.accounts, plan.days
    );
    let part = file.with_extension("part");
    let store = Store::open(&part).await?;
    let ctx = session::system(&store, Timestamp::now()).await?;
    demo::fill(&ctx, plan, Next::Free).await?;
    store.close().await;
    Ok(fs::rename(part, file)?)
}

fn cache() -> Fallible<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = named("YARDSTICK_CACHE")
        .or_else(|| Some(named("XDG_CACHE_HOME")?.join("yardstick")))
        .or_else(|| Some(named("HOME")?.join(".cache/yardstick")));
    Ok(cache.ok_or("neither YARDSTICK_CACHE nor HOME says where the company may be kept")?)
}

/// Removes those of an older schema or generator.
fn forget(kind: &str) -> Fallible {
    let Ok(entries) = fs::read_dir(cache()?) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(kind) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Of everything a seeded database follows from.
fn fingerprint(rng: u64) -> Fallible<u64> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![server.join("service/src/seed.rs"), server.join("service/src/ledger.rs")];
    for folder in ["store/migrations", "service/src/seed"] {
        for entry in fs::read_dir(server.join(folder))? {
            files.push(entry?.path());
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    rng.hash(&mut hasher);
    for file in files {
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}
