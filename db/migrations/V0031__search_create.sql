create schema search;

-- Each rebuild fills a new generation beside the live one, which then takes its place.
create table search.generation (
    id    smallint generated always as identity primary key,
    state text not null check (state in ('building', 'live', 'old'))
);

create unique index generation_state on search.generation (state) where state in ('building', 'live');

insert into search.generation (state) values ('live');

-- A deleted document stays for a while, without words: a change that is older than its end must not bring it back.
create table search.document (
    generation  smallint    not null,
    kind        text        not null check (kind in ('quote', 'dub', 'account', 'tag')),
    key         text        not null check (char_length(key) <= 64),
    seq         bigint      not null generated always as identity,
    version     bigint      not null,
    words       tsvector    not null,
    popularity  int         not null check (popularity >= 0),
    fingerprint text        not null check (char_length(fingerprint) <= 64),
    deleted     boolean     not null,
    written_at  timestamptz not null,
    primary key (generation, kind, key)
);

-- Without the list of pending entries, which every reader would go through.
create index document_words on search.document using gin (words) with (fastupdate = off);
create index document_popular on search.document (generation, popularity desc, seq desc) where not deleted;
create index document_deleted on search.document (written_at) where deleted;

-- Every word that documents have, under what is left of it without a letter or two: that is how misspelt words find it.
create table search.stem (
    generation smallint not null,
    stem       text     not null,
    word       text     not null,
    primary key (generation, stem, word)
);

-- Documents carry what was taken from here before the truth was read.
create sequence search.version cache 1;

-- Documents that the engine refused, each with its reason; they are tried again with their next change and with a rebuild.
create table search.quarantine (
    kind      text        not null check (kind in ('quote', 'dub', 'account', 'tag')),
    key       text        not null check (char_length(key) <= 64),
    reason    text        not null check (char_length(reason) <= 300),
    caught_at timestamptz not null,
    primary key (kind, key)
);
