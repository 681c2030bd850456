-- By which words staff finds comments, deleted ones too.
create index comment_words on dubs.comment using gin (to_tsvector('simple', text));
