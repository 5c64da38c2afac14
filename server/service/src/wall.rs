//! Walls: letting a browser in by the code it shows, what it may then read (the boards of its profile and nothing
//! else), and its remote. A wall's token is kept as a hash; a wall writes nothing but that it is there.

pub mod admin;
mod moment;
pub mod remote;
pub mod signal;
pub mod version;

use base64::Engine as _;
use domain::board::Board;
use domain::noun::company::Company;
use domain::policy::Role;
use domain::problem::{Problem, ProblemKind};
use domain::text::Locale;
use domain::wall::{AGENDA, Beat, Opening, Page, Profile, Programme, Told, USUAL, record_at, which};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use store::wall::Wall;
use store::{Conn, Store};

use crate::ctx::{day_at, new_id, stamp};
use crate::fault::{internal, of_store};
use crate::{Ctx, Who};

/// How long a code is good.
pub const CODE: SignedDuration = SignedDuration::from_mins(10);
/// How many walls wait at most.
const WAITING_MOST: i64 = 100;
/// How many signs a code has, and of which: none that is taken for another.
const CODE_SIGNS: usize = 8;
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A wall's browser, as it stands at the door.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The wall.
    wall: Wall,
    /// Asks in its name; what it may be told, [`page`] decides.
    ctx: Ctx,
    /// Our company, once it is set up.
    pub company: Option<Company>,
    /// Scheme and host people see.
    pub origin: String,
    /// The build that is served.
    pub build: String,
}

impl Seat {
    /// Whether it was let in and not sent away.
    pub fn is_in(&self) -> bool {
        self.wall.approved_at.is_some() && self.wall.revoked_at.is_none()
    }

    /// Whether it was sent away.
    pub fn is_out(&self) -> bool {
        self.wall.revoked_at.is_some()
    }

    /// The same, read in this language.
    #[must_use]
    pub fn read_in(mut self, locale: Locale) -> Self {
        self.ctx.locale = locale;
        self
    }
}

/// A new wall that waits to be let in: its token, which is not kept.
///
/// # Errors
/// `TooMany` when too many wait already.
pub async fn begin(store: &Store, now: Timestamp) -> Result<String, Problem> {
    let token = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(random::<32>()?);
    let mut write = store.write().await.map_err(of_store)?;
    let then = stamp(now - SignedDuration::from_hours(1));
    if store::wall::clean(write.conn(), &then).await.map_err(of_store)? >= WAITING_MOST {
        return Err(Problem::new(
            ProblemKind::TooMany,
            "等待配对的大屏太多，请一小时后再打开。",
            "Too many walls are waiting to be let in. Please open this page again in an hour.",
        ));
    }
    let (code, until) = (code()?, stamp(now + CODE));
    store::wall::insert(write.conn(), &new_id(), &hash(&token), (&code, &until), &stamp(now))
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    Ok(token)
}

/// Whose token this is; none when it is nobody's.
///
/// # Errors
/// When the store fails.
pub async fn seat(
    store: &Store,
    now: Timestamp,
    token: &str,
    (origin, build): (String, String),
) -> Result<Option<Seat>, Problem> {
    let mut conn = store.read().await.map_err(of_store)?;
    let Some(wall) = store::wall::by_token(&mut conn, &hash(token)).await.map_err(of_store)? else {
        return Ok(None);
    };
    drop(conn);
    let who = Who { user_id: None, name: wall.name.clone(), role: Role::Wall, account_id: None };
    let mut ctx = Ctx { who, ..Ctx::system(store.clone(), now) };
    let company = crate::board::company(&ctx).await?;
    ctx.today = day_at(now, offset(company.as_ref()));
    Ok(Some(Seat { wall, ctx, company, origin, build }))
}

fn offset(company: Option<&Company>) -> i8 {
    company.map_or(8, |company| i8::try_from(company.utc_offset_hours).unwrap_or(8))
}

/// What this browser is to show: its code, its programme, or that it was sent away.
///
/// # Errors
/// When the store fails.
pub async fn open(seat: &Seat) -> Result<Opening, Problem> {
    if seat.is_out() {
        return Ok(Opening::Revoked);
    }
    if seat.is_in() {
        return Ok(Opening::Showing(Box::new(programme(seat).await?)));
    }
    let code = good_code(seat).await?;
    let link = format!("{}/setting/wall?code={code}", seat.origin);
    let drawing = drawing(&link)?;
    let (first, last) = code.split_at_checked(CODE_SIGNS / 2).unwrap_or((&code, ""));
    Ok(Opening::Waiting { code: format!("{first}-{last}"), link, drawing })
}

/// The code it shows; another when that one has run out.
async fn good_code(seat: &Seat) -> Result<String, Problem> {
    let Wall { id, code: held, code_until_at, .. } = &seat.wall;
    if let (Some(held), Some(until)) = (held, code_until_at)
        && *until > seat.ctx.stamp()
    {
        return Ok(held.clone());
    }
    let fresh = code()?;
    let mut write = seat.ctx.store.write().await.map_err(of_store)?;
    let until = stamp(seat.ctx.now + CODE);
    store::wall::set_code(write.conn(), id, &fresh, &until).await.map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    Ok(fresh)
}

async fn programme(seat: &Seat) -> Result<Programme, Problem> {
    let Seat { wall, ctx, company, origin, build } = seat;
    let profile = profile_of(ctx, &wall.profile).await?;
    let remote = format!("{origin}/remote/{}", wall.id);
    let mut missing = Vec::new();
    for (at, page) in (0..).zip(&profile.pages) {
        if compose(ctx, &page.url, profile.names_customers).await.is_err() {
            missing.push(at);
        }
    }
    Ok(Programme {
        id: wall.id.clone(),
        name: wall.name.clone(),
        profile,
        utc_offset_hours: offset(company.as_ref()),
        drawing: drawing(&remote)?,
        remote,
        build: build.clone(),
        missing,
        agenda: agenda(ctx.locale),
    })
}

pub(crate) fn agenda(locale: Locale) -> Vec<(String, Page)> {
    let step = |(title, url, seconds): &(domain::text::Text, &str, u32)| {
        (title.in_(locale).to_owned(), Page { url: (*url).to_owned(), seconds: *seconds })
    };
    AGENDA.iter().map(step).collect()
}

/// A board of its profile, or of the agenda; a wall is told of no other.
///
/// # Errors
/// `SignedOut` when it was sent away; `NotFound` for a page that is not its own or not there any more.
pub async fn page(seat: &Seat, url: &str) -> Result<Board, Problem> {
    if !seat.is_in() {
        return Err(Problem::signed_out());
    }
    let profile = profile_of(&seat.ctx, &seat.wall.profile).await?;
    let is_step = AGENDA.iter().any(|(_, step, _)| *step == url);
    if !is_step && !profile.shows(url) {
        return Err(Problem::not_found());
    }
    let board = compose(&seat.ctx, url, profile.names_customers).await?;
    // The agenda is the same in every room.
    if profile.shows(url) {
        return crate::arrange::on_wall(&seat.ctx, board, &profile.key, url).await;
    }
    Ok(board)
}

/// What an address shows: a board, or one record, with the customer's name and words or without.
async fn compose(ctx: &Ctx, url: &str, names_customers: bool) -> Result<Board, Problem> {
    if let Some((spec, id)) = record_at(url) {
        return crate::board::record::record(ctx, spec, &id, names_customers).await;
    }
    let which = which(url).ok_or_else(Problem::not_found)?;
    let board = crate::board::board(ctx, &which).await?;
    // A customer's board is about them in every sentence: without the name there is nothing to show.
    if matches!(which, domain::board::Which::Account { .. }) && !names_customers {
        return Err(unnamed(url));
    }
    Ok(board)
}

/// A customer's board on a wall that names none.
fn unnamed(url: &str) -> Problem {
    Problem {
        field: Some("pages".to_owned()),
        ..Problem::new(
            ProblemKind::Forbidden,
            format!(
                "这一页写的是一家客户，而此方案不显示客户名称：{url}。请勾选显示客户名称，或去掉这一页。"
            ),
            format!(
                "This page is about one customer, and this profile names none: {url}. Please let it name customers, or take the page out."
            ),
        )
    }
}

/// Notes that a wall is there, and tells it what is new.
///
/// # Errors
/// `SignedOut` when it was sent away.
pub async fn beat(seat: &Seat, beat: &Beat) -> Result<Told, Problem> {
    if !seat.is_in() {
        return Err(Problem::signed_out());
    }
    let Seat { wall, ctx, build, .. } = seat;
    let profile = profile_of(ctx, &wall.profile).await?;
    let stage = remote::stage(ctx, &wall.id);
    let names = profile.names_customers;
    let pages = if stage.is_meeting {
        agenda(ctx.locale).into_iter().map(|(_, page)| page).collect()
    } else {
        profile.pages
    };
    let showing = pages.get(beat.at as usize).map_or("", |page| page.url.as_str());
    let short = |text: &str| text.chars().take(80).collect::<String>();
    let said = (short(&beat.build), short(&beat.screen));
    let mut write = ctx.store.write().await.map_err(of_store)?;
    store::wall::seen(write.conn(), &wall.id, &ctx.stamp(), (&said.0, &said.1, showing))
        .await
        .map_err(of_store)?;
    write.commit_quietly().await.map_err(of_store)?;
    remote::shows(ctx, &wall.id, beat.at);
    let revision = ctx.store.revision();
    let news = if beat.news_of == revision {
        None
    } else {
        Some(moment::news(ctx, seat.company.as_ref(), names).await?)
    };
    Ok(Told {
        programme: format!("{} {}", wall.name, profile.version) + &wall.profile,
        build: build.clone(),
        revision,
        stage,
        news,
    })
}

/// The profile under a key; the usual one when there is none such.
pub(crate) async fn profile_of(ctx: &Ctx, key: &str) -> Result<Profile, Problem> {
    let mut conn = ctx.store.read().await.map_err(of_store)?;
    profile(&mut conn, key, ctx.locale).await
}

pub(crate) async fn profile(conn: &mut Conn, key: &str, locale: Locale) -> Result<Profile, Problem> {
    let kept = store::score::setting(conn, &setting(key), None).await.map_err(of_store)?;
    let read = kept.and_then(|kept| {
        let profile: Profile = serde_json::from_str(&kept.body).ok()?;
        Some(Profile { version: kept.version, key: key.to_owned(), ..profile })
    });
    Ok(read.unwrap_or_else(|| Profile::usual(admin::USUAL_NAME.in_(locale))))
}

/// The setting a profile is kept as.
pub(crate) fn setting(key: &str) -> String {
    format!("wall/{}", if key.is_empty() { USUAL } else { key })
}

/// A link as a drawing a phone reads.
///
/// # Errors
/// When it is too long to draw.
pub fn drawing(link: &str) -> Result<String, Problem> {
    use std::fmt::Write as _;
    let code = qrcodegen::QrCode::encode_text(link, qrcodegen::QrCodeEcc::Medium)
        .map_err(|error| internal(&error))?;
    let size = code.size();
    let dark =
        (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    let path = dark.fold(String::new(), |mut path, (x, y)| {
        let _ = write!(path, "M{x} {y}h1v1h-1z");
        path
    });
    Ok(format!(
        r#"<svg class="wall-code" viewBox="-3 -3 {0} {0}" aria-hidden="true"><path d="{path}"/></svg>"#,
        size + 6
    ))
}

fn code() -> Result<String, Problem> {
    let signs = random::<CODE_SIGNS>()?;
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).map_or('A', |sign| char::from(*sign));
    Ok(signs.iter().map(sign).collect())
}

fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|error| internal(&error))?;
    Ok(bytes)
}

fn hash(token: &str) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests;
