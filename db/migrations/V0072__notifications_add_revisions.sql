-- Its place among the changes after which a row may be shown otherwise than before, though nothing that it tells of happened; null: none.
-- Its place in the inbox is that of what happened.
alter table notifications.item add column revised_position bigint;

create index item_revised on notifications.item (account_id, revised_position) where revised_position is not null;

-- Rows that may be shown otherwise than before are looked for in these orders. Whom news of somebody reached: in place of the index that
-- has no order among those of one fact.
create index news_told on notifications.news (actor, kind, reason, account_id);
drop index notifications.news_actor;

-- Rows about what others made. There are few, and whose inboxes they are in only they say.
create index item_elsewhere on notifications.item (subject, id) where kind in ('reply', 'mention', 'quote_dubbed');
