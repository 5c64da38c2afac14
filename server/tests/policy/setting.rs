//! The settings of scores: everybody of ours reads them, administrators and customer-success operations try and
//! change them, nobody else learns that there are any.

use domain::policy::Role;
use domain::problem::ProblemKind;
use domain::scorecard::Kind;
use domain::scorecard::edit::Change;
use service::score::setting::{self, form};

use super::world::{World, kind, kinds};

#[tokio::test]
async fn settings_are_read_by_ours_and_changed_by_those_who_keep_the_method() {
    let world = World::new().await;
    for (role, ctx) in &world.people {
        let changes = matches!(role, Role::Administrator | Role::CsOps);
        let reading = (!role.is_internal()).then_some(ProblemKind::NotFound);
        let changing = match (changes, reading) {
            (true, _) => None,
            (false, None) => Some(ProblemKind::Forbidden),
            (false, unknown) => unknown,
        };
        assert_eq!(kind(setting::get(ctx).await), reading, "{role:?} reads");
        assert_eq!(kind(setting::history(ctx).await), reading, "{role:?} reads the history");
        assert_eq!(kind(form::sheet(ctx, "health", None).await), reading, "{role:?} opens the form");
        let now = setting::get(&world.system).await.unwrap();
        let change = Change { card: "health".to_owned(), version: now.version, ..Change::default() };
        assert_eq!(kinds(setting::try_out(ctx, &now, Kind::Health).await), changing, "{role:?} tries");
        assert_eq!(kinds(form::preview(ctx, &change).await), changing, "{role:?} tries the form");
        assert_eq!(kinds(form::change(ctx, &change, "why").await), changing, "{role:?} saves the form");
        let now = setting::get(&world.system).await.unwrap();
        assert_eq!(kinds(setting::save(ctx, &now, "why").await), changing, "{role:?} saves");
        let after = setting::get(&world.system).await.unwrap().version;
        assert_eq!(after > now.version, changes, "{role:?} made a version");
    }
}
