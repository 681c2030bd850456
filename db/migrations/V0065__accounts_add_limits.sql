-- Of whom staff limited, others see and hear nothing.
alter table accounts.account add column limited_at timestamptz;

create table accounts.limit_change (
    id         uuid primary key,
    account_id uuid        not null,
    limited    boolean     not null,
    reason     text        not null check (char_length(reason) <= 500),
    by_id      uuid        not null,
    at         timestamptz not null
);

create index limit_change_of on accounts.limit_change (account_id, id desc);
