create table quotes.category (
    key      text primary key check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(key) <= 30),
    name     text not null check (char_length(name) between 1 and 40),
    position int  not null
);

create table quotes.favourite (
    account_id uuid        not null,
    quote_id   uuid        not null,
    id         uuid        not null,
    created_at timestamptz not null,
    primary key (account_id, quote_id)
);

create index favourite_newest on quotes.favourite (account_id, id desc);

create table quotes.soundboard (
    id         uuid primary key,
    owner_id   uuid        not null,
    title      text        not null check (char_length(title) between 1 and 80),
    visibility text        not null check (visibility in ('public', 'private')),
    created_at timestamptz not null,
    changed_at timestamptz not null
);

create index soundboard_by_owner on quotes.soundboard (owner_id, id desc);

create table quotes.soundboard_item (
    soundboard_id uuid        not null references quotes.soundboard on delete cascade,
    quote_id      uuid        not null,
    position      int         not null,
    added_at      timestamptz not null,
    primary key (soundboard_id, quote_id)
);

create index soundboard_item_order on quotes.soundboard_item (soundboard_id, position);

alter table quotes.import_row
    add column categories      text[] not null default '{}',
    add column markets         text[] not null default '{}',
    add column blocked_markets text[] not null default '{}',
    add column transcript      text   not null default '',
    add column licence         text   not null default '',
    add column credit_source   text   not null default '',
    add column author          text   not null default '',
    add column rights          text   not null default '';
