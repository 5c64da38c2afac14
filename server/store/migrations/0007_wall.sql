-- Walls: unattended browsers that show boards. A wall waits under a code until an administrator lets it in.
create table wall (
    id text not null primary key,
    token_hash text not null unique,
    code text unique,
    code_until_at text,
    name text not null,
    profile text not null,
    created_at text not null,
    approved_at text,
    revoked_at text,
    seen_at text,
    build text not null,
    screen text not null,
    showing text not null
);
create index wall_by_approved_at on wall (approved_at, id);
