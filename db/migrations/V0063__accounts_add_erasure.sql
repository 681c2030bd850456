-- Accounts that are being erased, or were: all that is left of them.
create table accounts.erasure (
    account_id  uuid primary key,
    closed_at   timestamptz not null,
    began_at    timestamptz not null,
    -- Rooms that have nothing of them any more.
    rooms       text[]      not null default '{}',
    -- Whoever works on it pushes it ahead.
    due_at      timestamptz not null,
    finished_at timestamptz
);

create index erasure_due on accounts.erasure (due_at) where finished_at is null;

create table accounts.erasure_receipt (
    account_id uuid   not null references accounts.erasure on delete cascade,
    room       text   not null check (char_length(room) <= 32),
    what       text   not null check (char_length(what) <= 64),
    count      bigint not null,
    primary key (account_id, room, what)
);

-- Names that nobody takes for a while, as keyed digests: the name itself is erased.
create table accounts.retired_name (
    digest  bytea primary key,
    free_at timestamptz not null
);

create index retired_name_free on accounts.retired_name (free_at);
