-- Who influences whom at a customer, how they stand to competitors, and who decides what.
create table influence (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    from_id text not null references stakeholder (id),
    to_id text not null references stakeholder (id),
    strength integer not null,
    note text not null
);
create index influence_by_account on influence (account_id, id);

create table rival_stance (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    stakeholder_id text not null references stakeholder (id),
    vendor_id text not null references vendor (id),
    stance integer not null,
    note text not null
);
create index rival_stance_by_account on rival_stance (account_id, id);

create table decision_step (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    opportunity_id text not null references opportunity (id),
    place integer not null,
    stakeholder_id text not null references stakeholder (id),
    does text not null,
    note text not null
);
create index decision_step_by_account on decision_step (account_id, opportunity_id, place);
