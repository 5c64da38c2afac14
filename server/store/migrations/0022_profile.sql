-- What we know of a customer, draft by draft and layer by layer; a champion's success; conversations with decision makers.
create table profile (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    headline text not null,
    number integer,
    state text,
    drafted_on text not null,
    author_id text references user (id),
    business text,
    business_source text,
    strategy text,
    strategy_source text,
    organisation text,
    organisation_source text,
    finance text,
    finance_source text,
    systems text,
    systems_source text,
    pains text,
    pains_source text,
    buying text,
    buying_source text,
    rivals text,
    rivals_source text
);
create index profile_by_account on profile (account_id, number);

create table scan (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    layer integer not null,
    finding text not null,
    need text,
    scanned_on text not null,
    source text,
    opportunity_id text references opportunity (id)
);
create index scan_by_account on scan (account_id, layer);

create table scan_layer (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    layer integer not null,
    industry text,
    name text not null
);

create table success_goal (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    stakeholder_id text not null references stakeholder (id),
    dimension text not null,
    goal text not null,
    progress_bp integer not null,
    due_on text,
    evidence text
);
create index success_goal_by_account on success_goal (account_id, stakeholder_id);

create table briefing (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    meeting_id text not null references meeting (id),
    point_1 text not null,
    point_2 text not null,
    point_3 text not null,
    story_1 text not null,
    story_2 text not null,
    ask text not null,
    owner_id text references user (id)
);
create index briefing_by_meeting on briefing (meeting_id);
create index briefing_by_account on briefing (account_id, meeting_id);

create table transcript (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    subject text not null,
    meeting_id text references meeting (id),
    stakeholder_id text references stakeholder (id),
    recorded_on text not null,
    consent integer not null,
    consent_note text,
    body text not null
);
create index transcript_by_account on transcript (account_id, recorded_on);

create table competence (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    user_id text not null references user (id),
    rater_id text references user (id),
    rated_on text not null,
    feeling integer not null,
    business integer not null,
    story integer not null,
    note text not null
);
