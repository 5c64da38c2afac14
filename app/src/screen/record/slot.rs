//! One field of a form while it is being filled in: what it was, what is typed, what is wrong.

use domain::problem::Problem;
use domain::record::{Field, Kind, parse_cell};
use domain::text::Locale;
use domain::value::Value;
use leptos::prelude::*;

use crate::cell::{self, Titles};

/// A field being filled in.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Which field.
    pub field: &'static Field,
    /// What it held when the form was opened, or what the other writer left in it since.
    pub was: RwSignal<String>,
    /// What it holds now.
    pub typed: RwSignal<String>,
    /// What the control is told to hold: changes only when the product, not the hand, changes it.
    pub shown: RwSignal<String>,
    /// For a reference, what the record it names is called.
    pub title: RwSignal<String>,
    /// What is wrong, in the reader's language; empty when nothing is.
    pub error: RwSignal<String>,
}

impl Slot {
    pub fn new(field: &'static Field, held: String, titles: &Titles) -> Self {
        let title = titles.get(&held).cloned().unwrap_or_default();
        Self {
            field,
            was: RwSignal::new(held.clone()),
            typed: RwSignal::new(held.clone()),
            shown: RwSignal::new(held),
            title: RwSignal::new(title),
            error: RwSignal::new(String::new()),
        }
    }

    /// Whether the form is still there. What is on the page outlives its signals for the moment in
    /// which its successor is fetched, and a control that loses the focus then still says so.
    pub fn is_alive(&self) -> bool {
        self.typed.try_with_untracked(|_| ()).is_some()
    }

    /// Whether something is wrong with it; follows what is.
    pub fn is_wrong(&self) -> bool {
        self.error.try_with(|error| !error.is_empty()).unwrap_or_default()
    }

    /// The control's id.
    pub fn id(&self) -> String {
        format!("field-{}", self.field.name)
    }

    pub fn is_changed(&self) -> bool {
        self.typed.with_untracked(|typed| self.was.with_untracked(|was| typed != was))
    }

    /// What it holds, as the domain reads it.
    pub fn draft(&self) -> String {
        self.typed.with_untracked(|typed| cell::draft(self.field, typed))
    }

    /// What it holds as a value, or what is wrong with it: the same reading the service does.
    pub fn value(&self) -> Result<Value, Problem> {
        let is_unresolved =
            matches!(self.field.kind, Kind::Ref(_)) && self.typed.with_untracked(String::is_empty);
        if is_unresolved && !self.title.with_untracked(|title| title.trim().is_empty()) {
            return Err(Problem::invalid(
                self.field.name,
                "请从列表中选择一项。",
                "Please choose one from the list.",
            ));
        }
        parse_cell(self.field, &self.draft())
    }

    /// Says at once what is wrong, if anything is.
    pub fn check(&self, locale: Locale) -> bool {
        if !self.is_alive() {
            return true;
        }
        let problem = self.value().err();
        self.error
            .set(problem.as_ref().map_or_else(String::new, |problem| problem.message(locale).to_owned()));
        problem.is_none()
    }

    /// Puts something into the control.
    pub fn put(&self, held: String, title: String) {
        self.typed.set(held.clone());
        self.shown.set(held);
        self.title.set(title);
        self.error.set(String::new());
    }
}
