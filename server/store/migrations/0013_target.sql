-- What is to be reached from one day to another.
create table target (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    measure text not null,
    starts_on text not null,
    ends_on text not null,
    amount_cents integer not null,
    note text
);
