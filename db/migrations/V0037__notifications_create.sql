create schema notifications;

-- An installation of the app, of whoever is signed in there. A token leads to one phone: it is here once, whoever had it before.
create table notifications.device (
    id              uuid primary key,
    account_id      uuid        not null,
    installation_id text        not null check (char_length(installation_id) <= 64),
    session_id      uuid        not null,
    platform        text        not null check (platform in ('ios', 'ios_sandbox', 'android')),
    token           text        not null check (char_length(token) <= 1024),
    language        text        not null check (char_length(language) <= 35),
    country         text        check (char_length(country) = 2),
    time_zone       text        not null check (char_length(time_zone) <= 64),
    build           int         not null check (build > 0),
    tags            text[]      not null default '{}',
    endpoint        text        check (char_length(endpoint) <= 512),
    dead_at         timestamptz,
    registered_at   timestamptz not null,
    seen_at         timestamptz not null,
    unique (account_id, installation_id),
    unique (platform, token)
);

create index device_session on notifications.device (session_id);
create index device_seen on notifications.device (seen_at);
