-- The days that are not what their weekday says: statutory days off, and weekend days worked instead.
create table holiday (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    falls_on text not null unique,
    kind text not null,
    name text not null
);
