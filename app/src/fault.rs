//! How a failure travels from a server function to the screen: the domain's problems, or the word
//! that the server could not be reached.

use domain::problem::{Problem, ProblemKind, Problems};
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// One or more problems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault(pub Problems);

impl Fault {
    /// The first problem, which is the one to show where there is room for one.
    pub fn first(&self) -> Problem {
        self.0.first().cloned().unwrap_or_else(Problem::not_found)
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Problems> for Fault {
    fn from(problems: Problems) -> Self {
        Self(problems)
    }
}

impl FromServerFnError for Fault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let lost = matches!(error, ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_));
        if lost {
            return Problem::new(
                ProblemKind::Internal,
                "暂时连不上服务器，您输入的内容还在。请检查网络后重试。",
                "The server cannot be reached just now. What you typed is still here; check the network and try again.",
            )
            .into();
        }
        let malformed = Problem::new(
            ProblemKind::Invalid,
            "请求的内容不完整或格式不对，没有做任何改动。请刷新页面后重试。",
            "The request was incomplete or malformed; nothing was changed. Please reload the page and try again.",
        );
        #[cfg(not(target_arch = "wasm32"))]
        return crate::api::host::one(malformed);
        #[cfg(target_arch = "wasm32")]
        malformed.into()
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.first())
    }
}
