-- What boards count is found in an index alone, without looking at the rows.
create index arr_event_by_account_sum on arr_event (account_id, happened_on, delta_cents, archived_at);
drop index arr_event_by_account_day;
create index ticket_by_submitted_score on ticket (submitted_at, archived_at, score, account_id);
create index usage_day_by_core on usage_day (account_id, used_on, core_features) where core_features > 0;
create index alert_by_severity on alert (severity, state, archived_at, account_id);
create index account_by_renewal_sum on account (renewal_on, archived_at, mrr_cents, id);
create index account_by_mrr_sum on account (mrr_cents, archived_at, id);

-- Each month against the one twelve months before: what was paid then, what the same customers pay now, and the
-- same with each capped at what they paid then.
alter table portfolio_month add column year_base_cents integer not null default 0;
alter table portfolio_month add column year_end_cents integer not null default 0;
alter table portfolio_month add column year_kept_cents integer not null default 0;

create table year_pair (
    month_on text not null primary key,
    base_on text not null
);
insert into year_pair (month_on, base_on)
select m.month_on, b.month_on
from portfolio_month m
join portfolio_month b
    on substr(b.month_on, 6, 2) = substr(m.month_on, 6, 2)
    and cast(substr(b.month_on, 1, 4) as integer) = cast(substr(m.month_on, 1, 4) as integer) - 1;

update portfolio_month set
    year_base_cents = coalesce((
        select sum(b.mrr_cents) from year_pair y
        join account_month b on b.month_on = y.base_on
        where y.month_on = portfolio_month.month_on and b.mrr_cents > 0), 0),
    year_end_cents = coalesce((
        select sum(n.mrr_cents) from year_pair y
        join account_month b on b.month_on = y.base_on
        join account_month n on n.month_on = y.month_on and n.account_id = b.account_id
        where y.month_on = portfolio_month.month_on and b.mrr_cents > 0), 0),
    year_kept_cents = coalesce((
        select sum(case when n.mrr_cents < b.mrr_cents then n.mrr_cents else b.mrr_cents end) from year_pair y
        join account_month b on b.month_on = y.base_on
        join account_month n on n.month_on = y.month_on and n.account_id = b.account_id
        where y.month_on = portfolio_month.month_on and b.mrr_cents > 0), 0);

drop table year_pair;
