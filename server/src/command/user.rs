//! `user add | passwd | list`: the people who sign in, for whoever sits at the machine.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use clap::{Args, Subcommand};
use domain::noun::user::User as Noun;
use domain::policy::{ROLE_CHOICES, Role};
use domain::query::Query;
use domain::record::{Draft, Record as _};

use super::{Failure, open, open_existing, system};
use crate::config::Data;

/// What to do with whom.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add somebody; they choose their own password when they first sign in · 新增用户
    Add(Add),
    /// Give somebody a new password and end their sessions · 重置密码
    Passwd(Passwd),
    /// Who may sign in · 列出用户
    List,
}

/// Whom to add.
#[derive(Debug, Args)]
pub struct Add {
    /// What they sign in with · 邮箱
    #[arg(long)]
    email: String,
    /// Their name · 姓名
    #[arg(long)]
    name: String,
    /// What they are: administrator, executive, account_lead, solution_lead, delivery_lead, service_manager, csm, cs_ops, partner, executive_sponsor · 角色
    #[arg(long, value_parser = role)]
    role: Role,
    /// The id of an executive sponsor's own company · 所属客户(1W)
    #[arg(long, value_name = "ID")]
    account: Option<String>,
    /// `-` reads the first password from the first line of standard input; otherwise it is asked for · 初始密码
    #[arg(long, value_name = "-")]
    password: Option<String>,
}

/// Whose password.
#[derive(Debug, Args)]
pub struct Passwd {
    /// What they sign in with · 邮箱
    email: String,
    /// `-` reads it from the first line of standard input; otherwise it is asked for · 新密码
    #[arg(long, value_name = "-")]
    password: Option<String>,
}

pub async fn run(data: &Data, what: User) -> Result<(), Failure> {
    match what {
        User::Add(whom) => add(data, whom).await,
        User::Passwd(whose) => passwd(data, whose).await,
        User::List => list(data).await,
    }
}

async fn add(data: &Data, whom: Add) -> Result<(), Failure> {
    let Add { email, name, role, account, password } = whom;
    if role == Role::ExecutiveSponsor && account.is_none() {
        return Err(Failure::new(
            "客户 1W 需要用 --account 指定其公司。",
            "An executive sponsor needs --account, the id of their company.",
        ));
    }
    let email = email.trim();
    let store = open(data).await?;
    let ctx = system(&store).await?;
    if crate::demo::find(&ctx, email).await?.is_some() {
        return Err(taken(email));
    }
    let password = read_password(password.as_deref())?;
    let typed = [
        ("email", email),
        ("name", name.trim()),
        ("role", role.key()),
        ("account_id", account.as_deref().unwrap_or_default()),
        ("is_active", "1"),
    ];
    let draft: Draft = typed
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    let id = service::user::add(&ctx, &draft, &password).await?;
    store.close().await;
    println!(
        "已新增 {email}（{id}），首次登录须修改密码。\nAdded {email} ({id}); a new password is asked for at the first sign-in."
    );
    Ok(())
}

fn taken(email: &str) -> Failure {
    Failure::new(
        format_args!("已有邮箱为 {email} 的用户。如需给此人新密码：yardstick user passwd {email}"),
        format_args!(
            "There is a user with the e-mail {email} already. For a new password: yardstick user passwd {email}"
        ),
    )
}

async fn passwd(data: &Data, whose: Passwd) -> Result<(), Failure> {
    let Passwd { email, password } = whose;
    let store = open_existing(data).await?;
    let ctx = system(&store).await?;
    let id = crate::demo::find(&ctx, &email).await?.ok_or_else(|| {
        Failure::new(
            format_args!("没有邮箱为 {email} 的用户。"),
            format_args!("There is no user with the e-mail {email}."),
        )
    })?;
    service::user::set_password(&ctx, &id, &read_password(password.as_deref())?).await?;
    store.close().await;
    println!(
        "密码已重置，其他会话已结束；下次登录须修改。\nThe password is set, sessions have ended, and a new one is asked for at the next sign-in."
    );
    Ok(())
}

async fn list(data: &Data) -> Result<(), Failure> {
    let store = open_existing(data).await?;
    let ctx = system(&store).await?;
    let mut ask = Query { limit: 200, ..Query::default() }.sort("email");
    loop {
        let page = service::record::list(&ctx, Noun::SPEC, &ask).await?;
        for user in page.rows.iter().filter_map(Noun::from_row) {
            println!(
                "{}\t{}\t{}\t{}\t{}",
                user.id,
                user.email,
                user.role,
                if user.is_active { "✓" } else { "–" },
                user.name
            );
        }
        match page.next {
            Some(next) => ask.after = Some(next),
            None => break,
        }
    }
    store.close().await;
    Ok(())
}

fn role(key: &str) -> Result<Role, String> {
    Role::parse(key).ok_or_else(|| {
        let keys: Vec<_> = ROLE_CHOICES.iter().map(|choice| choice.key).collect();
        format!("one of · 可选：{}", keys.join(", "))
    })
}

/// Never from the command line, where everybody on the machine could read it.
fn read_password(given: Option<&str>) -> Result<String, Failure> {
    if given.is_some_and(|given| given != "-") {
        return Err(Failure::new(
            "密码不能写在命令行上，请用 --password - 从标准输入读取。",
            "A password does not belong on the command line; use --password - and standard input.",
        ));
    }
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        print!("密码 · Password (≥ {}): ", service::user::password::LENGTH_MIN);
        std::io::stdout().flush()?;
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
