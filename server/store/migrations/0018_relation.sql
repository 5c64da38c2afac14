-- What relationships are planned, kept and measured with; gifts; and how much one person may be given in a year.
create table activity_type (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    budget text not null,
    count_metric text,
    result_metric text,
    value_metric text,
    tip text
);
create unique index activity_type_by_name on activity_type (name);

create table activity (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    subject text not null,
    activity_type_id text not null references activity_type (id),
    opportunity_id text references opportunity (id),
    stage text,
    stakeholder_id text references stakeholder (id),
    planned_on text not null,
    done_on text,
    cost_cents integer,
    assigner_id text references user (id),
    assignee_id text not null references user (id),
    quality integer,
    effect integer,
    comment text,
    second_rater_id text references user (id),
    second_quality integer,
    second_effect integer,
    evidence text
);
create index activity_by_account on activity (account_id, planned_on);
create index activity_by_opportunity on activity (opportunity_id);

create table relation_budget (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    name text not null,
    year integer not null,
    business_cents integer not null,
    relation_cents integer not null,
    note text
);
create index relation_budget_by_account on relation_budget (account_id, year);

create table relation_score (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    vendor_id text references vendor (id),
    scored_on text not null,
    score_bp integer not null,
    basis text not null
);
create index relation_score_by_account on relation_score (account_id, vendor_id, scored_on);

create table gift (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    stakeholder_id text not null references stakeholder (id),
    what text not null,
    kind text not null,
    value_cents integer not null,
    given_on text not null,
    user_id text references user (id),
    occasion text not null,
    verdict text
);
create index gift_by_account on gift (account_id, stakeholder_id, given_on);

create table salon (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    topic text not null,
    held_on text not null,
    place text,
    host text,
    outcome text
);

create table salon_guest (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    salon_id text not null references salon (id),
    stakeholder_id text not null references stakeholder (id),
    state text not null,
    reason text not null,
    opportunity_id text references opportunity (id),
    note text
);
create index salon_guest_by_salon on salon_guest (salon_id);
create index salon_guest_by_account on salon_guest (account_id);

create table blueprint (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    module text not null,
    state text not null,
    fit integer,
    since_on text,
    planned_on text,
    owner_id text references user (id),
    opportunity_id text references opportunity (id),
    note text
);
create index blueprint_by_account on blueprint (account_id, state);

create table knowledge (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    title text not null,
    kind text not null,
    industry text,
    size text,
    topic text,
    told text not null,
    amount_cents integer,
    customer text,
    permission text not null,
    author text,
    proof text,
    dated_on text not null
);

create table knowledge_use (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    knowledge_id text not null references knowledge (id),
    used_on text not null,
    setting text not null,
    opportunity_id text references opportunity (id),
    reaction text
);
create index knowledge_use_by_knowledge on knowledge_use (knowledge_id);
create index knowledge_use_by_account on knowledge_use (account_id);

create table benchmark (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    reason text not null,
    cap_cents integer not null,
    cost_cents integer,
    income_cents integer,
    approved_by_id text not null references user (id),
    since_on text not null
);
create index benchmark_by_account on benchmark (account_id);

create table reference_event (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    subject text not null,
    kind text not null,
    happened_on text not null,
    visitors text,
    influenced_cents integer,
    note text
);
create index reference_event_by_account on reference_event (account_id, happened_on);

alter table company add column gift_limit_cents integer;
