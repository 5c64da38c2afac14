-- Choosing where to fight: selections and their log, the goals that follow, and a customer's year.
create table selection (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    held_on text not null,
    year integer not null,
    budget_cents integer not null,
    space_weight integer not null,
    growth_weight integer not null,
    profit_weight integer not null,
    competition_weight integer not null,
    closed_on text,
    note text
);

create table decision (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    account_id text not null references account (id),
    opportunity_id text not null references opportunity (id),
    selection_id text not null references selection (id),
    verdict text not null,
    reason text,
    place integer,
    attraction integer,
    space_cents integer,
    request_cents integer,
    decided_by_id text references user (id),
    decided_on text not null
);
create index decision_by_selection on decision (selection_id, id);
create index decision_by_opportunity on decision (opportunity_id, id);
create index decision_by_account on decision (account_id, decided_on);

create table goal (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    account_id text not null references account (id),
    opportunity_id text not null references opportunity (id),
    selection_id text not null references selection (id),
    year integer not null,
    amount_cents integer not null,
    resources_cents integer not null,
    resources text,
    owner_id text references user (id),
    issued_on text not null,
    acknowledged_on text,
    acknowledged_by_id text references user (id)
);
create index goal_by_account on goal (account_id, year);
create index goal_by_year on goal (year, account_id);
create index goal_by_selection on goal (selection_id, id);

create table account_plan (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    account_id text not null references account (id),
    year integer not null,
    stage text not null,
    insight_done integer not null,
    understand_on text,
    plan_on text,
    execute_on text,
    evaluate_on text,
    note text
);
create index account_plan_by_account on account_plan (account_id, year);
