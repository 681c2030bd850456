create schema dubs;

create table dubs.dub (
    id           uuid primary key,
    author_id    uuid        not null,
    quote_id     uuid        not null,
    upload_id    uuid        not null unique,
    caption      text        not null check (char_length(caption) <= 300),
    tags         text[]      not null,
    visibility   text        not null check (visibility in ('public', 'followers', 'private')),
    quote_title  text        not null,
    attribution  text        not null,
    media_key    text        not null,
    content_type text        not null,
    duration_ms  bigint      not null,
    width        int         not null,
    height       int         not null,
    likes        bigint      not null default 0 check (likes >= 0),
    published_at timestamptz not null,
    edited_at    timestamptz,
    deleted_at   timestamptz,
    version      bigint      not null
);

-- likes change often and are in no index, so room on the page lets PostgreSQL update in place.
alter table dubs.dub set (fillfactor = 85);

create index dub_by_author on dubs.dub (author_id, id desc) where deleted_at is null;

create table dubs.dub_like (
    dub_id     uuid        not null,
    account_id uuid        not null,
    created_at timestamptz not null,
    primary key (dub_id, account_id)
);
