-- Spells of core use: from the first day of a run to its last, with never more than 28 days from one to the next.
-- Whether an account used a core feature in the 28 days to any day is then one look.
create table core_spell (
    account_id text not null references account (id),
    from_on text not null,
    until_on text not null,
    primary key (account_id, from_on, until_on)
) without rowid;
-- Days are numbered by the calendar's own arithmetic (the year begins in March), which every engine can do.
insert into core_spell (account_id, from_on, until_on)
select account_id, min(used_on), max(used_on)
from (
    select account_id, used_on, sum(is_first) over (partition by account_id order by used_on) as spell
    from (
        select account_id, used_on, case when number - lag(number) over (partition by account_id order by used_on) <= 28 then 0 else 1 end as is_first
        from (
            select account_id, used_on,
                cast(substr(used_on, 9, 2) as integer) + (153 * ((cast(substr(used_on, 6, 2) as integer) + 9) % 12) + 2) / 5
                    + 365 * year + year / 4 - year / 100 + year / 400 as number
            from (
                select account_id, used_on,
                    cast(substr(used_on, 1, 4) as integer) - case when substr(used_on, 6, 2) <= '02' then 1 else 0 end as year
                from usage_day where core_features > 0) as dated) as numbered) as day) as run
group by account_id, spell;

-- The largest come first without looking at the rest, and what there is to choose from is found by leaps.
create index score_day_by_place on score_day (day_on, mrr_cents desc, account_id, warmth_bp, willingness_bp)
    where warmth_bp is not null and willingness_bp is not null;
create index score_day_by_silence on score_day (day_on, mrr_cents desc, account_id) where sponsor_lamp = 'act';
create index account_by_id_mrr on account (id, archived_at, mrr_cents);
create index account_by_region on account (region) where archived_at is null;
create index account_by_industry on account (industry) where archived_at is null;
create index account_by_tier on account (tier) where archived_at is null;
create index account_by_owner on account (owner_id) where archived_at is null;

-- How often what boards count has moved, so that a board counts anew what a change moved and nothing else. Scores
-- kept on an account move no count of accounts: those columns are not among the ones that are watched.
create table moved (
    name text not null primary key,
    times integer not null
) without rowid;
insert into moved (name, times)
values ('account', 0), ('alert', 0), ('arr_event', 0), ('core_spell', 0), ('score_day', 0), ('team_member', 0), ('ticket', 0), ('user', 0);
create trigger account_moved_by_insert after insert on account begin update moved set times = times + 1 where name = 'account'; end;
create trigger account_moved_by_update after update of name, region, industry, tier, owner_id, mrr_cents, renewal_on, visibility, archived_at on account begin update moved set times = times + 1 where name = 'account'; end;
create trigger account_moved_by_delete after delete on account begin update moved set times = times + 1 where name = 'account'; end;
create trigger alert_moved_by_insert after insert on alert begin update moved set times = times + 1 where name = 'alert'; end;
create trigger alert_moved_by_update after update on alert begin update moved set times = times + 1 where name = 'alert'; end;
create trigger alert_moved_by_delete after delete on alert begin update moved set times = times + 1 where name = 'alert'; end;
create trigger arr_event_moved_by_insert after insert on arr_event begin update moved set times = times + 1 where name = 'arr_event'; end;
create trigger arr_event_moved_by_update after update on arr_event begin update moved set times = times + 1 where name = 'arr_event'; end;
create trigger arr_event_moved_by_delete after delete on arr_event begin update moved set times = times + 1 where name = 'arr_event'; end;
create trigger core_spell_moved_by_insert after insert on core_spell begin update moved set times = times + 1 where name = 'core_spell'; end;
create trigger core_spell_moved_by_update after update on core_spell begin update moved set times = times + 1 where name = 'core_spell'; end;
create trigger core_spell_moved_by_delete after delete on core_spell begin update moved set times = times + 1 where name = 'core_spell'; end;
create trigger score_day_moved_by_insert after insert on score_day begin update moved set times = times + 1 where name = 'score_day'; end;
create trigger score_day_moved_by_update after update on score_day begin update moved set times = times + 1 where name = 'score_day'; end;
create trigger score_day_moved_by_delete after delete on score_day begin update moved set times = times + 1 where name = 'score_day'; end;
create trigger team_member_moved_by_insert after insert on team_member begin update moved set times = times + 1 where name = 'team_member'; end;
create trigger team_member_moved_by_update after update on team_member begin update moved set times = times + 1 where name = 'team_member'; end;
create trigger team_member_moved_by_delete after delete on team_member begin update moved set times = times + 1 where name = 'team_member'; end;
create trigger ticket_moved_by_insert after insert on ticket begin update moved set times = times + 1 where name = 'ticket'; end;
create trigger ticket_moved_by_update after update on ticket begin update moved set times = times + 1 where name = 'ticket'; end;
create trigger ticket_moved_by_delete after delete on ticket begin update moved set times = times + 1 where name = 'ticket'; end;
create trigger user_moved_by_insert after insert on "user" begin update moved set times = times + 1 where name = 'user'; end;
create trigger user_moved_by_update after update of name on "user" begin update moved set times = times + 1 where name = 'user'; end;
create trigger user_moved_by_delete after delete on "user" begin update moved set times = times + 1 where name = 'user'; end;
