-- What people asked for lately, for themselves only; of each the last few.
create table search.recent_query (
    account_id uuid        not null,
    key        text        not null check (char_length(key) <= 400),
    query      text        not null check (char_length(query) <= 200),
    asked_at   timestamptz not null,
    primary key (account_id, key)
);

create index recent_query_age on search.recent_query (asked_at);

-- What was asked for on a day, and how often nothing was found. It says nothing of who asked.
create table search.query_count (
    day        date   not null,
    query      text   not null check (char_length(query) <= 400),
    asked      bigint not null check (asked >= 0),
    unanswered bigint not null check (unanswered >= 0),
    primary key (day, query)
);
