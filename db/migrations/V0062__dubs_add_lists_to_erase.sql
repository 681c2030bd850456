-- All of one author that is deleted, and all that was said under a dub, for the day when somebody is erased.
create index dub_deleted_of on dubs.dub (author_id) where deleted_at is not null;
create index comment_under on dubs.comment (dub_id);
