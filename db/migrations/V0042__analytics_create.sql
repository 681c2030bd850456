create schema analytics;

-- What came in, in the order of the commits, for 7 days: read once by whoever aggregates, and again when somebody rewinds. A day has a
-- slot, which is emptied as a whole when its turn comes again.
create table analytics.stream (
    position    bigint generated always as identity,
    slot        smallint    not null check (slot between 0 and 8),
    received_at timestamptz not null,
    body        text        not null,
    primary key (position, slot)
) partition by list (slot);

create table analytics.stream_0 partition of analytics.stream for values in (0);
create table analytics.stream_1 partition of analytics.stream for values in (1);
create table analytics.stream_2 partition of analytics.stream for values in (2);
create table analytics.stream_3 partition of analytics.stream for values in (3);
create table analytics.stream_4 partition of analytics.stream for values in (4);
create table analytics.stream_5 partition of analytics.stream for values in (5);
create table analytics.stream_6 partition of analytics.stream for values in (6);
create table analytics.stream_7 partition of analytics.stream for values in (7);
create table analytics.stream_8 partition of analytics.stream for values in (8);

create index stream_received on analytics.stream (received_at);

-- How far a shard of a stream has been read, and by whom at the moment.
create table analytics.shard (
    stream       text        not null,
    shard        text        not null,
    position     text        not null,
    owner        uuid,
    leased_until timestamptz not null,
    primary key (stream, shard)
);

-- What is no event, or not yet: kept for people to look at and to try again.
create table analytics.quarantined (
    id             uuid primary key,
    digest         bytea       not null unique,
    code           text        not null check (char_length(code) <= 64),
    detail         text        not null check (char_length(detail) <= 500),
    name           text        check (char_length(name) <= 64),
    body           text        not null check (char_length(body) <= 40000),
    sent_at        timestamptz,
    received_at    timestamptz not null,
    account_id     uuid,
    network        text        check (char_length(network) <= 64)
);

create index quarantined_code on analytics.quarantined (code, id);
create index quarantined_received on analytics.quarantined (received_at);

-- Those of whom nothing is recorded but what is necessary.
create table analytics.opt_out (
    account_id uuid primary key,
    since      timestamptz not null
);
