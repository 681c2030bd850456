-- What is still to be listed are the legs of a broadcast; no process that still runs reads this or writes it.
alter table notifications.broadcast drop column listing;
