-- Questions that the team asks again and again.
create table analytics.saved_query (
    name     text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
    sql      text        not null check (char_length(sql) <= 20000),
    note     text        not null check (char_length(note) <= 500),
    by_id    uuid        not null,
    saved_at timestamptz not null
);
