-- What a sponsor meets on their phone: meetings, what things were worth, how they came to our screens, and who
-- looked at which board.
create table meeting (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    subject text not null,
    kind text not null,
    meets_at text not null,
    place text,
    purpose text,
    state text not null,
    reply text not null,
    reply_note text,
    attendance text,
    our_note text
);
create index meeting_by_account on meeting (account_id, meets_at);
create index meeting_by_meets_at on meeting (meets_at, id);

create table value_statement (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    statement text not null,
    amount_cents integer,
    evidence text not null,
    demand_id text references demand (id),
    stated_on text not null,
    answer text not null,
    answered_on text,
    answer_note text,
    our_note text
);
create index value_statement_by_account on value_statement (account_id, stated_on);
create index value_statement_by_stated_on on value_statement (stated_on, id);

create table sponsor_setup (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    account_id text not null references account (id),
    stakeholder_id text not null references stakeholder (id),
    user_id text references user (id),
    invited_at text,
    signed_in_at text,
    installed_at text,
    trained_on text,
    trainer_id text references user (id),
    note text
);
create index sponsor_setup_by_account on sponsor_setup (account_id, id);
create index sponsor_setup_by_user on sponsor_setup (user_id);
create index sponsor_setup_by_stakeholder on sponsor_setup (stakeholder_id);

create table board_view (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    user_id text not null references user (id),
    board text not null,
    screen text not null,
    opened_at text not null,
    tiles_seen integer not null,
    tiles integer not null,
    numbers_opened integer not null
);
-- The same of boards that are no single account's.
create table portfolio_view (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text,
    user_id text not null references user (id),
    board text not null,
    screen text not null,
    opened_at text not null,
    tiles_seen integer not null,
    tiles integer not null,
    numbers_opened integer not null
);
create index portfolio_view_by_user on portfolio_view (user_id, board, updated_at);
create index board_view_by_account on board_view (account_id, opened_at, user_id);
create index board_view_by_user on board_view (user_id, board, updated_at);
create index board_view_by_opened_at on board_view (opened_at, id);

-- A receipt for each thing done on a board: sent twice it is done once, and it can be undone.
create table receipt (
    user_id text not null references user (id),
    key text not null,
    noun text not null,
    record_id text not null,
    version integer not null,
    before text,
    done_at text not null,
    undone_at text,
    primary key (user_id, key)
);
create index receipt_by_done_at on receipt (done_at);

-- Ways in without a password. Only hashes are kept: of an invitation's token, and of a device's secret.
create table invitation (
    token_hash text not null primary key,
    setup_id text not null references sponsor_setup (id),
    invited_by text references user (id),
    created_at text not null,
    expires_at text not null,
    used_at text,
    revoked_at text
);
create index invitation_by_setup on invitation (setup_id, created_at);

create table device (
    id text not null primary key,
    secret_hash text not null unique,
    user_id text not null references user (id),
    name text not null,
    signed_in_at text not null,
    seen_at text not null,
    revoked_at text
);
create index device_by_user on device (user_id, signed_in_at);
