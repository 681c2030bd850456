-- Each push to many changes this row twice. Where the page has room for that, none of it goes into the index, and nothing is left to be
-- vacuumed: all of a page may be changed by one statement. Holds for pages from now on.
alter table notifications.person set (fillfactor = 50);
