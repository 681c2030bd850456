create index device_endpoint on notifications.device (endpoint) where endpoint is not null;

-- What somebody wants to be told, and where their inbox stands. Each change of the inbox takes the next position of its owner, under the
-- lock of this row: whoever has read up to a position has missed nothing before it.
create table notifications.person (
    account_id  uuid primary key,
    position    bigint   not null default 0,
    seen_to     bigint   not null default 0,
    silenced    text[]   not null default '{}',
    quiet_from  smallint check (quiet_from between 0 and 1439),
    quiet_until smallint check (quiet_until between 0 and 1439),
    time_zone   text     check (char_length(time_zone) <= 64),
    daily_cap   smallint check (daily_cap between 0 and 1000),
    pushed_on   date,
    pushed      int      not null default 0
);

-- A row that people see: everybody who did one thing to one subject. Without people it is gone.
create table notifications.item (
    id         uuid primary key,
    account_id uuid        not null,
    kind       text        not null check (char_length(kind) <= 32),
    subject    uuid        not null,
    people     int         not null,
    position   bigint      not null,
    at         timestamptz not null,
    unique (account_id, kind, subject)
);

create index item_position on notifications.item (account_id, position);
create index item_at on notifications.item (at);

-- What somebody was told once is never news to them again. Nobody in particular is the actor of all zeros.
create table notifications.news (
    account_id uuid        not null,
    kind       text        not null check (char_length(kind) <= 32),
    actor      uuid        not null,
    reason     uuid        not null,
    item_id    uuid        not null,
    at         timestamptz not null,
    withdrawn  boolean     not null default false,
    primary key (account_id, kind, actor, reason)
);

create index news_item on notifications.news (item_id, at desc) where not withdrawn;
create index news_actor on notifications.news (actor, kind, reason);
create index news_at on notifications.news (at);

-- Pushes that wait for the end of somebody's quiet hours, one for each row of their inbox.
create table notifications.held (
    item_id    uuid primary key,
    account_id uuid        not null,
    kind       text        not null check (char_length(kind) <= 32),
    actor      uuid,
    reason     uuid        not null,
    subject    uuid        not null,
    due_at     timestamptz not null
);

create index held_due on notifications.held (due_at);
create index held_account on notifications.held (account_id);

-- What became of each push on each device; written before it is sent, so that none is sent twice. The device of all zeros is the push
-- itself.
create table notifications.delivery (
    push_id   uuid        not null,
    device_id uuid        not null,
    outcome   text        not null check (char_length(outcome) <= 16),
    at        timestamptz not null,
    primary key (push_id, device_id)
);

create index delivery_at on notifications.delivery (at);

-- The adapter that sends nothing.
create table notifications.captured_endpoint (
    endpoint text primary key check (char_length(endpoint) <= 512)
);

create table notifications.captured (
    id           uuid primary key,
    at           timestamptz not null,
    endpoint     text        not null check (char_length(endpoint) <= 512),
    platform     text        not null,
    push_id      text        not null,
    topic        text        not null,
    title        text        not null,
    body         text        not null,
    link         text        not null,
    collapse_key text        not null,
    life_ms      bigint      not null,
    urgent       boolean     not null
);

create index captured_endpoint_id on notifications.captured (endpoint, id desc);
create index captured_at on notifications.captured (at);
