-- What the texts of a campaign count, the same for everybody: names, and their numbers in the same order.
alter table notifications.campaign add column number_names text[] not null default '{}';
alter table notifications.campaign add column number_values bigint[] not null default '{}';
