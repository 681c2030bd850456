-- Where its last news stands: what is taken back changes a row, for whoever was offline, and is nothing to read. Rows of before, and those
-- that processes of the version before write, do not say it; for them it is the position.
alter table notifications.item add column news_position bigint;
