-- Who acted on an alert from a board, and who was asked about it.
create index receipt_by_record on receipt (record_id);
create index task_by_alert on task (alert_id) where alert_id is not null;

-- Boards say so at once: tasks and the people at customers are watched like all they count.
insert into moved (name, times) values ('task', 0), ('stakeholder', 0) on conflict do nothing;
create trigger if not exists task_moved_by_insert after insert on task begin update moved set times = times + 1 where name = 'task'; end;
create trigger if not exists task_moved_by_update after update on task begin update moved set times = times + 1 where name = 'task'; end;
create trigger if not exists task_moved_by_delete after delete on task begin update moved set times = times + 1 where name = 'task'; end;
create trigger if not exists stakeholder_moved_by_insert after insert on stakeholder begin update moved set times = times + 1 where name = 'stakeholder'; end;
create trigger if not exists stakeholder_moved_by_update after update on stakeholder begin update moved set times = times + 1 where name = 'stakeholder'; end;
create trigger if not exists stakeholder_moved_by_delete after delete on stakeholder begin update moved set times = times + 1 where name = 'stakeholder'; end;
