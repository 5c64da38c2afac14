-- How accounts stand, day by day; and the settings scores are made by, with their history.
alter table account add column health_bp integer;
alter table account add column health_lamp text;
alter table account add column quadrant text;
alter table account add column sponsor_lamp text;
create index account_by_health on account (health_lamp, archived_at, id);

create table score_day (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    day_on text not null,
    stage text not null,
    mrr_cents integer not null,
    health_bp integer,
    health_lamp text,
    coverage_bp integer not null,
    willingness_bp integer,
    warmth_bp integer,
    quadrant text,
    sponsor_bp integer,
    sponsor_lamp text,
    project_lamp text,
    own_lamp text,
    cards integer not null
);
create unique index score_day_by_account_day on score_day (account_id, day_on);
-- What boards count is found in this index alone.
create index score_day_by_day_on on score_day (day_on, account_id, health_lamp, sponsor_lamp, project_lamp, own_lamp, quadrant, warmth_bp, willingness_bp, health_bp, mrr_cents, stage, archived_at);

-- What a score was made from, to explain it later.
create table score_reading (
    account_id text not null references account (id),
    day_on text not null,
    readings text not null,
    primary key (account_id, day_on)
) without rowid;

-- The days on which all accounts were scored.
create table score_taken (
    day_on text not null primary key,
    taken_at text not null
);

-- Settings the product is steered by: every version of each.
create table setting (
    name text not null,
    version integer not null,
    body text not null,
    note text not null,
    saved_at text not null,
    saved_by text,
    primary key (name, version)
);

alter table usage_day add column users integer not null default 0;
alter table usage_day add column core_uses integer not null default 0;
update usage_day set
    users = coalesce((select max(u.users) from usage u
        where u.account_id = usage_day.account_id and u.used_on = usage_day.used_on and u.archived_at is null), 0),
    core_uses = coalesce((select sum(u.uses) from usage u join feature f on f.id = u.feature_id and f.is_core = 1
        where u.account_id = usage_day.account_id and u.used_on = usage_day.used_on and u.archived_at is null), 0);
create index usage_day_by_account_use on usage_day (account_id, used_on, uses);
