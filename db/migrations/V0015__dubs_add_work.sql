-- Whether others may see a dub yet: not while its film is being worked on, and never when that failed.
alter table dubs.dub
    add column state      text not null default 'published' check (state in ('published', 'processing', 'failed')),
    add column poster_key text,
    -- The film without its sound, for the day when its quote is taken down.
    add column silent_key text;
