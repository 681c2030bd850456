-- What the team tells many. The broadcast of the same id says how far it has come; without one it is a draft. Empty conditions choose
-- everybody.
create table notifications.campaign (
    id             uuid primary key,
    name           text        not null check (char_length(name) <= 80),
    platforms      text[]      not null,
    countries      text[]      not null,
    languages      text[]      not null,
    tags           text[]      not null,
    min_build      int,
    max_build      int,
    active_days    int,
    fallback       text        not null check (char_length(fallback) <= 35),
    link           text        not null check (char_length(link) <= 512),
    canary_percent int         not null check (canary_percent between 0 and 50),
    author         uuid        not null,
    approved_by    uuid,
    starts_at      timestamptz,
    local_time     text        check (char_length(local_time) <= 19),
    created_at     timestamptz not null
);

create table notifications.campaign_text (
    campaign_id uuid not null references notifications.campaign (id) on delete cascade,
    language    text not null check (char_length(language) <= 35),
    title       text not null check (char_length(title) <= 120),
    body        text not null check (char_length(body) <= 1000),
    primary key (campaign_id, language)
);

-- A stretch of the audience of a broadcast that is still to be listed: whoever lives in these time zones, or everybody, and whose id ends
-- in this share of 65536. One that is held waits for what people think of the canary.
create table notifications.leg (
    id           uuid primary key,
    broadcast_id uuid        not null references notifications.broadcast (id) on delete cascade,
    due_at       timestamptz not null,
    zones        text[],
    share_from   int         not null,
    share_until  int         not null,
    reached      uuid        not null,
    held         boolean     not null
);

create index leg_due on notifications.leg (broadcast_id, due_at);

-- What is still to be listed are its legs.
alter table notifications.broadcast alter column listing set default false;
alter table notifications.broadcast add column expected bigint not null default 0;

create index device_tags on notifications.device using gin (tags);
