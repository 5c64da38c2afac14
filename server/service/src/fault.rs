//! From what failed inside to what people are told: logged once, here, with a reference number.

use domain::problem::{Problem, ProblemKind};

/// Logs an inner failure under a reference and returns the problem people see.
pub fn internal(error: &dyn std::fmt::Display) -> Problem {
    let id = reference();
    tracing::error!(reference = %id, error = %error, "internal failure");
    Problem::internal(id)
}

/// A store's failure as people are told it.
pub fn of_store(error: store::Error) -> Problem {
    match error {
        store::Error::Duplicate(column) => Problem {
            field: Some(column),
            ..Problem::new(
                ProblemKind::Invalid,
                "已有一条记录使用了这个值，请换一个。",
                "Another record already has this value; please choose a different one.",
            )
        },
        store::Error::Dangling => Problem::new(
            ProblemKind::Invalid,
            "所引用的记录不存在，请重新选择。",
            "A record referred to does not exist; please choose again.",
        ),
        other => internal(&other),
    }
}

/// Eight signs a person can read out over the telephone.
pub fn reference() -> String {
    let id = uuid::Uuid::now_v7().simple().to_string();
    id.get(id.len().saturating_sub(8)..).unwrap_or_default().to_uppercase()
}
