-- What somebody liked last, for what their feed is made of.
create index dub_like_by_account on dubs.dub_like (account_id, created_at desc);
