-- Comments come in the order of time, so a few pages of index say where those of an hour lie.
create index comment_when on dubs.comment using brin (created_at) with (pages_per_range = 16, autosummarize = on);
