//! Server functions: the screen contract. Each says what it is asked and hands it to one use case.

pub mod import;
pub mod record;
pub mod saved_view;
pub mod search;
pub mod setting;
pub mod wall;

#[cfg(not(target_arch = "wasm32"))]
pub use host::status;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod host {
    //! What a server function needs of the request it answers.

    use domain::problem::{Problem, ProblemKind, Problems};
    use leptos::prelude::use_context;
    use service::Ctx;

    use crate::Fault;

    /// Who asks, or the word to sign in.
    pub fn ctx() -> Result<Ctx, Fault> {
        use_context::<Ctx>().ok_or_else(|| fault(vec![Problem::signed_out()]))
    }

    /// The wall that asks, or the word that it is none.
    pub fn seat() -> Result<service::wall::Seat, Fault> {
        use_context::<service::wall::Seat>().ok_or_else(|| fault(vec![Problem::signed_out()]))
    }

    /// A problem on its way out, with the status that fits it when it is all that is answered. A page
    /// that asked for several things decides by itself what it makes of one that failed.
    pub fn fault(problems: Problems) -> Fault {
        let is_whole = crate::reader::path().starts_with("/api/");
        if let (true, Some(response), Some(problem)) =
            (is_whole, use_context::<leptos_axum::ResponseOptions>(), problems.first())
        {
            response.set_status(status(problem.kind));
        }
        Fault(problems)
    }

    /// One problem on its way out.
    pub fn one(problem: Problem) -> Fault {
        fault(vec![problem])
    }

    /// The status that fits a problem.
    pub fn status(kind: ProblemKind) -> axum::http::StatusCode {
        use axum::http::StatusCode;
        match kind {
            ProblemKind::SignedOut => StatusCode::UNAUTHORIZED,
            ProblemKind::Forbidden => StatusCode::FORBIDDEN,
            ProblemKind::NotFound => StatusCode::NOT_FOUND,
            ProblemKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            ProblemKind::Conflict => StatusCode::CONFLICT,
            ProblemKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
            ProblemKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
