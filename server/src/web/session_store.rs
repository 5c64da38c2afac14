//! The bridge from the session layer to our table.

use async_trait::async_trait;
use jiff::Timestamp;
use service::session::shelf;
use store::Store;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// Sessions in the database.
#[derive(Clone, Debug)]
pub struct Sessions(pub Store);

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits do not meet again.
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let data = serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        let ends = Timestamp::from_second(record.expiry_date.unix_timestamp())
            .map_err(|error| Error::Encode(error.to_string()))?;
        shelf::put(&self.0, &record.id.to_string(), &data, ends)
            .await
            .map_err(|error| Error::Backend(error.to_string()))
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let held = shelf::get(&self.0, &id.to_string(), Timestamp::now())
            .await
            .map_err(|error| Error::Backend(error.to_string()))?;
        let Some((data, ends)) = held else { return Ok(None) };
        let data = serde_json::from_str(&data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(ends.as_second())
            .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        shelf::remove(&self.0, &id.to_string()).await.map_err(|error| Error::Backend(error.to_string()))
    }
}
