-- Where in the country a customer is.
alter table account add column province text;
create index account_by_province on account (province, id);
