//! Settings and the command line: the only reader of the environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, Parser};

use crate::command::Command;

/// Yardstick 标尺 · customer success, from the first question to the renewal.
#[derive(Debug, Parser)]
#[command(name = "yardstick", version, about, max_term_width = 100)]
pub struct Cli {
    /// Where everything is kept.
    #[command(flatten)]
    pub data: Data,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Where everything is kept.
#[derive(Clone, Debug, Args)]
pub struct Data {
    /// The folder all data is kept in · 数据目录
    #[arg(long, global = true, env = "YARDSTICK_DATA", default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
    /// What is logged, as tracing filters · 日志级别
    #[arg(
        long,
        global = true,
        env = "YARDSTICK_LOG",
        default_value = "warn,sqlx=error,server=info,service=info,leptos=error,tower_sessions=error,tower_sessions_core=error",
        hide_default_value = true,
        value_name = "FILTER"
    )]
    pub log: String,
}

impl Data {
    /// The database's file.
    pub fn file(&self) -> PathBuf {
        self.data.join("yardstick.db")
    }
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// The address to listen on · 监听地址
    #[arg(long, env = "YARDSTICK_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Fill a new database with a demonstration company and its people · 新数据库写入演示数据
    #[arg(long, env = "YARDSTICK_DEMO", default_value = "on", value_parser = BoolishValueParser::new(), action = clap::ArgAction::Set)]
    pub demo: bool,
    /// A folder to serve the site from, instead of the one built in · 站点目录
    #[arg(long, env = "YARDSTICK_SITE", value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// The address people type, when a proxy stands before (https makes cookies secure) · 对外网址
    #[arg(long, env = "YARDSTICK_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Believe the proxy's X-Forwarded-For when counting failed sign-ins · 信任代理的来源地址
    #[arg(long, env = "YARDSTICK_TRUST_PROXY", default_value = "off", value_parser = BoolishValueParser::new(), action = clap::ArgAction::Set)]
    pub trust_proxy: bool,
}
