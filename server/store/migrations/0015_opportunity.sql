-- Business that may come of a customer, who else they buy from, and which executives keep up with each other.
create table opportunity (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    name text not null,
    kind text not null,
    source text not null,
    horizon text not null,
    stage text not null,
    verdict text,
    space_cents integer not null,
    space_score integer,
    growth_score integer,
    profit_score integer,
    competition_score integer,
    request_cents integer,
    request_note text,
    owner_id text references user (id),
    found_on text not null,
    expected_on text,
    demand_id text references demand (id),
    ticket_id text references ticket (id),
    meeting_id text references meeting (id),
    hook text,
    germinated_on text,
    note text
);
create index opportunity_by_account on opportunity (account_id, horizon);
create index opportunity_by_horizon on opportunity (horizon, account_id);

create table vendor (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    name text not null,
    standing text not null,
    share_bp integer,
    strengths text,
    issues text,
    ends_on text,
    source text,
    seen_on text not null
);
create index vendor_by_account on vendor (account_id, standing);

create table executive_pair (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    user_id text not null references user (id),
    stakeholder_id text not null references stakeholder (id),
    cadence_days integer not null,
    topic text not null,
    note text
);
create index executive_pair_by_account on executive_pair (account_id, stakeholder_id);
