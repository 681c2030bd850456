-- What a job found for each active person, the best first.
create table feeds.suggestion (
    account_id uuid primary key,
    quotes     uuid[] not null,
    people     uuid[] not null,
    made_at    timestamptz not null
);

-- One row: how far the job got through all active people, in order of their ids, since it began anew.
create table feeds.suggestion_round (
    one      boolean primary key default true check (one),
    began_at timestamptz not null,
    reached  uuid,
    ended    boolean not null default false,
    people   bigint not null default 0
);
