-- The username that somebody had before theirs, one each, as a keyed digest: for a while it is nobody else's.
create table accounts.former_name (
    account_id uuid primary key,
    digest     bytea       not null,
    free_at    timestamptz not null
);

create index former_name_digest on accounts.former_name (digest);
create index former_name_free on accounts.former_name (free_at);
