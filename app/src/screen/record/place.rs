//! Where the record screen stands: which record, read or changed, and from which register.

use domain::query::{decode, encode, pairs};
use leptos::prelude::*;
use leptos_router::location::Location;

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The noun.
    pub table: String,
    /// The record, or `new`.
    pub id: String,
    /// Whether it is being changed.
    pub is_edit: bool,
    /// The register it was opened from, as an address.
    pub from: String,
    /// What a new record begins with.
    pub prefill: Vec<(String, String)>,
}

/// Reads the address; while the reader is on the way elsewhere, the place stays.
pub fn read(location: &Location, before: Option<&Place>) -> Place {
    let here = location.pathname.with(|path| {
        let mut parts = path.trim_matches('/').split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("register"), Some(table), Some(id), None) => Some((table.to_owned(), decode(id))),
            _ => None,
        }
    });
    match (here, before) {
        (Some((table, id)), _) => location.search.with(|search| Place::new(table, id, search)),
        (None, Some(before)) => before.clone(),
        (None, None) => Place::default(),
    }
}

impl Place {
    fn new(table: String, id: String, search: &str) -> Self {
        let own = format!("/register/{table}");
        let mut place = Self { from: own.clone(), table, id, ..Self::default() };
        for (key, value) in pairs(search) {
            match key.as_str() {
                "edit" => place.is_edit = value == "1",
                // Only ever back to this noun's register: an address may be made up by anybody.
                "from" if value == own || value.starts_with(&format!("{own}?")) => place.from = value,
                "from" => {}
                _ => place.prefill.push((key, value)),
            }
        }
        place
    }

    /// Whether it is not stored yet.
    pub fn is_new(&self) -> bool {
        self.id == "new"
    }

    /// Table and id.
    pub fn key(&self) -> (String, String) {
        (self.table.clone(), self.id.clone())
    }

    /// The place, when a form stands there.
    pub fn form(&self) -> Option<Self> {
        (self.is_edit || self.is_new()).then(|| self.clone())
    }

    /// The address at which it is read.
    pub fn read(&self) -> String {
        self.to(&self.id)
    }

    /// The address at which it is changed.
    pub fn edit(&self) -> String {
        let read = self.read();
        format!("{read}{}edit=1", if read.contains('?') { '&' } else { '?' })
    }

    /// The address of another record from the same register.
    pub fn to(&self, id: &str) -> String {
        let own = format!("/register/{}", self.table);
        if self.from == own {
            format!("{own}/{id}")
        } else {
            format!("{own}/{id}?from={}", encode(&self.from))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_exactly_the_register_one_came_from() {
        let from = "/register/account?f=tier%3Aeq%3Akey&sort=-renewal_on";
        let place =
            Place::new("account".to_owned(), "7".to_owned(), &format!("from={}&edit=1", encode(from)));
        assert_eq!((place.from.as_str(), place.is_edit), (from, true));
        assert_eq!(
            Place::new("account".to_owned(), "7".to_owned(), place.read().split_once('?').unwrap().1).from,
            from
        );
    }

    #[test]
    fn an_address_made_up_by_somebody_leads_nowhere_else() {
        for from in ["https://evil.example/", "//evil.example", "/register/accountx", "/register/ticket?q=1"]
        {
            let place = Place::new("account".to_owned(), "7".to_owned(), &format!("from={}", encode(from)));
            assert_eq!(place.from, "/register/account", "{from}");
        }
    }

    #[test]
    fn what_else_the_address_says_fills_a_new_record() {
        let place = Place::new("task".to_owned(), "new".to_owned(), "account_id=7&title=%E8%BF%BD");
        assert_eq!(
            place.prefill,
            [("account_id".to_owned(), "7".to_owned()), ("title".to_owned(), "追".to_owned())]
        );
        assert!(place.form().is_some());
    }
}
