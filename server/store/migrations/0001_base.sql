-- The nouns: one table each, as declared in the domain (a test compares the two).

create table account (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    external_id text,
    industry text,
    region text,
    tier text,
    stage text not null,
    owner_id text references user (id),
    mrr_cents integer,
    renewal_on text,
    level text,
    parent_id text references account (id),
    visibility text,
    is_long_cycle integer not null,
    plan text,
    seats integer,
    signed_up_on text,
    referral_source text,
    is_trial integer not null,
    is_churned integer not null,
    note text
);
create index account_by_external_id on account (external_id, id);
create index account_by_renewal_on on account (renewal_on, id);

create table stakeholder (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    name text not null,
    job_title text,
    role text not null,
    reports_to_id text references stakeholder (id),
    power integer,
    stance integer,
    view_of_us text,
    email text,
    mobile text
);
create index stakeholder_by_account on stakeholder (account_id, id);

create table touchpoint (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    happened_on text not null,
    subject text not null,
    line text not null,
    channel text not null,
    stakeholder_id text references stakeholder (id),
    user_id text references user (id),
    depth integer,
    effect integer,
    note text
);
create index touchpoint_by_account on touchpoint (account_id, id);
create index touchpoint_by_happened_on on touchpoint (happened_on, id);

create table demand (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    quote text not null,
    stakeholder_id text references stakeholder (id),
    raised_on text not null,
    priority text not null,
    state text not null,
    answer text,
    source text
);
create index demand_by_account on demand (account_id, id);
create index demand_by_raised_on on demand (raised_on, id);

create table team_member (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    user_id text not null references user (id),
    role text not null,
    from_on text,
    until_on text
);
create index team_member_by_account on team_member (account_id, id);
create index team_member_by_from_on on team_member (from_on, id);
create index team_member_by_until_on on team_member (until_on, id);

create table contract (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    name text not null,
    external_id text,
    kind text not null,
    state text not null,
    signed_on text,
    starts_on text,
    ends_on text,
    amount_cents integer,
    signing_owner_id text references user (id),
    collection_owner_id text references user (id),
    note text
);
create index contract_by_account on contract (account_id, id);
create index contract_by_external_id on contract (external_id, id);
create index contract_by_signed_on on contract (signed_on, id);
create index contract_by_ends_on on contract (ends_on, id);

create table subscription (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    plan text not null,
    external_id text,
    starts_on text not null,
    ends_on text,
    mrr_cents integer not null,
    seats integer,
    billing text,
    is_trial integer not null,
    is_auto_renew integer not null,
    is_upgraded integer not null,
    is_downgraded integer not null,
    is_churned integer not null,
    contract_id text references contract (id)
);
create index subscription_by_account on subscription (account_id, id);
create index subscription_by_external_id on subscription (external_id, id);
create index subscription_by_starts_on on subscription (starts_on, id);
create index subscription_by_ends_on on subscription (ends_on, id);

create table arr_event (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    happened_on text not null,
    kind text not null,
    delta_cents integer not null,
    after_cents integer not null,
    source text not null,
    note text
);
create index arr_event_by_account on arr_event (account_id, id);
create index arr_event_by_happened_on on arr_event (happened_on, id);

create table churn_event (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    happened_on text not null,
    reason text not null,
    external_id text,
    refund_cents integer,
    is_after_upgrade integer not null,
    is_after_downgrade integer not null,
    is_reactivation integer not null,
    feedback text
);
create index churn_event_by_account on churn_event (account_id, id);
create index churn_event_by_happened_on on churn_event (happened_on, id);
create index churn_event_by_external_id on churn_event (external_id, id);

create table payment (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    node text not null,
    contract_id text references contract (id),
    due_on text not null,
    amount_cents integer not null,
    state text not null,
    paid_on text,
    paid_cents integer,
    external_id text
);
create index payment_by_account on payment (account_id, id);
create index payment_by_due_on on payment (due_on, id);
create index payment_by_paid_on on payment (paid_on, id);
create index payment_by_external_id on payment (external_id, id);

create table feature (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null unique,
    is_core integer not null,
    is_beta integer not null,
    description text
);

create table core_action (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    feature_id text not null references feature (id),
    position integer not null,
    description text
);

create table usage (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    used_on text not null,
    feature_id text not null references feature (id),
    uses integer not null,
    seconds integer,
    errors integer,
    users integer,
    subscription_id text references subscription (id),
    external_id text
);
create index usage_by_account on usage (account_id, id);
create index usage_by_used_on on usage (used_on, id);
create index usage_by_external_id on usage (external_id, id);

create table ticket (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    subject text not null,
    external_id text,
    priority text not null,
    state text not null,
    submitted_at text not null,
    first_response_minutes integer,
    closed_at text,
    score integer,
    is_escalated integer not null,
    owner_id text references user (id),
    description text,
    internal_note text
);
create index ticket_by_account on ticket (account_id, id);
create index ticket_by_external_id on ticket (external_id, id);
create index ticket_by_submitted_at on ticket (submitted_at, id);
create index ticket_by_closed_at on ticket (closed_at, id);

create table survey_response (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    kind text not null,
    score integer not null,
    answered_on text not null,
    stakeholder_id text references stakeholder (id),
    comment text,
    our_note text
);
create index survey_response_by_account on survey_response (account_id, id);
create index survey_response_by_answered_on on survey_response (answered_on, id);

create table alert (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    account_id text not null references account (id),
    message text not null,
    rule text not null,
    severity text not null,
    raised_on text not null,
    state text not null,
    owner_id text references user (id),
    resolution text
);
create index alert_by_account on alert (account_id, id);
create index alert_by_raised_on on alert (raised_on, id);

create table task (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    title text not null,
    account_id text not null references account (id),
    owner_id text references user (id),
    due_on text,
    state text not null,
    alert_id text references alert (id),
    note text
);
create index task_by_account on task (account_id, id);
create index task_by_due_on on task (due_on, id);

create table user (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    email text not null unique,
    role text not null,
    account_id text references account (id),
    locale text,
    is_active integer not null
);

create table company (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    name text not null,
    fiscal_year_start_month integer not null,
    currency text not null,
    north_star text not null,
    rise_colour text not null,
    utc_offset_hours integer not null,
    is_demo integer not null
);

create table audit (
    id text not null primary key,
    version integer not null default 1,
    created_at text not null,
    updated_at text not null,
    archived_at text,
    happened_at text not null,
    user_id text,
    action text not null,
    noun text,
    record_id text,
    changes text
);
create index audit_by_happened_at on audit (happened_at, id);

-- Lists order by these most often.
create index account_by_name on account (name, id);
create index account_by_visibility on account (visibility, id);
create index account_by_mrr on account (mrr_cents, id);
create index arr_event_by_account_day on arr_event (account_id, happened_on);
create index payment_by_state_due on payment (state, due_on);
create index subscription_by_ends_account on subscription (ends_on, account_id);
create index team_member_by_user on team_member (user_id, account_id);
create index ticket_by_state on ticket (state, submitted_at);
create index alert_by_state on alert (state, raised_on);
create index task_by_owner on task (owner_id, state, due_on);
create index audit_by_record on audit (noun, record_id, happened_at);
create index usage_by_account_day on usage (account_id, used_on);

-- Passwords stand apart from people: no register, import or export can reach them.
create table credential (
    user_id text not null primary key references user (id),
    password_hash text not null,
    must_change integer not null default 0,
    failed_count integer not null default 0,
    locked_until_at text,
    changed_at text not null
);

create table session (
    id_hash text not null primary key,
    data text not null,
    expires_at text not null
);
create index session_by_expiry on session (expires_at);

create table saved_view (
    id text not null primary key,
    user_id text not null references user (id),
    noun text not null,
    name text not null,
    url_query text not null,
    created_at text not null
);
create index saved_view_by_user on saved_view (user_id, noun);

create table import_profile (
    id text not null primary key,
    noun text not null,
    name text not null,
    mapping text not null,
    created_at text not null
);

-- The count of committed changes: open screens compare it, boards are cached under it.
create table revision (
    id integer not null primary key check (id = 1),
    value integer not null
);
insert into revision (id, value) values (1, 1);

-- Rollups, written with what they sum, so that a board's cost does not grow with age.
create table account_month (
    account_id text not null references account (id),
    month_on text not null,
    mrr_cents integer not null,
    primary key (month_on, account_id)
) without rowid;
create index account_month_by_account on account_month (account_id, month_on);

create table portfolio_month (
    month_on text not null primary key,
    opening_cents integer not null,
    new_cents integer not null,
    expansion_cents integer not null,
    contraction_cents integer not null,
    churn_cents integer not null,
    reactivation_cents integer not null,
    closing_cents integer not null,
    opening_accounts integer not null,
    lost_accounts integer not null,
    closing_accounts integer not null
);

create table usage_day (
    account_id text not null references account (id),
    used_on text not null,
    uses integer not null,
    seconds integer not null,
    errors integer not null,
    features integer not null,
    core_features integer not null,
    primary key (used_on, account_id)
) without rowid;
create index usage_day_by_account on usage_day (account_id, used_on);
