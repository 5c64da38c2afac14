-- A tile's sentence in somebody's own words for one period, with what the board itself said when they were written.
create table headline (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    board text not null,
    tile text not null,
    words_zh text not null,
    words_en text not null,
    opens_on text,
    from_on text not null,
    until_on text not null,
    state text not null,
    author_id text references user (id),
    written_at text,
    said_zh text,
    said_en text
);
create index headline_by_board on headline (board, until_on);
create index headline_by_author on headline (author_id, id);

-- Words that were not taken: who wrote them, and what was wrong.
create table headline_refusal (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    author_id text not null references user (id),
    board text not null,
    tile text not null,
    language text not null,
    fault text not null,
    words text,
    refused_at text not null
);
create index headline_refusal_by_author on headline_refusal (author_id, id);
