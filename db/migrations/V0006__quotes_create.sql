create schema quotes;

create table quotes.quote (
    id           uuid primary key,
    uploader_id  uuid        not null,
    upload_id    uuid        not null unique,
    source       text unique check (char_length(source) <= 2000),
    title        text        not null check (char_length(title) between 1 and 80),
    language     text        not null check (char_length(language) between 2 and 16),
    tags         text[]      not null check (cardinality(tags) <= 10),
    attribution  text        not null check (char_length(attribution) <= 200),
    media_key    text        not null,
    duration_ms  bigint      not null check (duration_ms > 0),
    published_at timestamptz not null,
    withdrawn_at timestamptz,
    version      bigint      not null
);

create index quote_newest on quotes.quote (id desc) where withdrawn_at is null;
create index quote_newest_by_language on quotes.quote (language, id desc) where withdrawn_at is null;

create table quotes.import (
    id         uuid primary key,
    editor_id  uuid        not null,
    created_at timestamptz not null
);

create table quotes.import_row (
    import_id   uuid not null references quotes.import on delete cascade,
    number      int  not null,
    name        text not null,
    sound       text not null,
    language    text not null,
    tags        text[] not null,
    attribution text not null,
    status      text not null check (status in ('waiting', 'created', 'unchanged', 'failed')),
    quote_id    uuid,
    code        text,
    detail      text,
    primary key (import_id, number)
);
