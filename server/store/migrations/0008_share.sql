-- A board shown to somebody who has no sign-in: by a link of which only the hash is kept, for a while, one board.
create table share (
    id text not null primary key,
    token_hash text not null unique,
    board text not null,
    title text not null,
    recipient text not null,
    locale text not null,
    shared_by text not null references user (id),
    created_at text not null,
    expires_at text not null,
    revoked_at text
);
create index share_by_sharer on share (shared_by, created_at);

create table share_opening (
    share_id text not null references share (id),
    opened_at text not null,
    device text not null
);
create index share_opening_by_share on share_opening (share_id, opened_at);
