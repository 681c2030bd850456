-- Whether everybody may fetch the sound without a signature, where storage or the CDN has such a side.
alter table quotes.quote add column sound_open boolean not null default false;

-- The few that not everybody is shown.
create index quote_bound on quotes.quote (id)
    where review = 'approved' and withdrawn_at is null and cardinality(markets) + cardinality(blocked_markets) > 0;

-- The last change of each quote that clients may know of. Who changes a quote takes the next position under a lock that is held until the
-- commit, so positions become visible in their order: whoever has read up to one has missed nothing before it.
create sequence quotes.change_position;

create table quotes.change (
    quote_id   uuid primary key,
    position   bigint      not null unique,
    changed_at timestamptz not null,
    -- All that the quote ever had while it was on this list: who keeps a copy for one of them has to hear of it.
    languages  text[]      not null
);

create index change_by_time on quotes.change (changed_at);

insert into quotes.change (quote_id, position, changed_at, languages)
select id, nextval('quotes.change_position'), coalesce(withdrawn_at, published_at), array[language]
from (select id, published_at, withdrawn_at, language from quotes.quote where review = 'approved' order by id) known;

-- Where the forgetting of quotes that are gone has got to: who has read less may keep one that is no more.
create table quotes.change_horizon (
    only_row boolean primary key default true check (only_row),
    position bigint not null
);

insert into quotes.change_horizon (position) values (0);

-- How the static snapshot of the catalogue stands.
create sequence quotes.snapshot_version;

create table quotes.snapshot (
    only_row     boolean primary key default true check (only_row),
    -- Of what is published; 0 before the first time.
    version      bigint not null default 0,
    position     bigint not null default 0,
    generated_at timestamptz,
    took_ms      bigint not null default 0,
    manifest_url text   not null default '',
    left_out     bigint not null default 0,
    -- What an editor asked for, until it is done.
    requested_at timestamptz,
    forced       boolean not null default false,
    -- Of the tries since it worked last.
    failures     int    not null default 0,
    failure      text,
    retry_at     timestamptz
);

insert into quotes.snapshot default values;

-- What lies in storage, and since when the manifest does not name it.
create table quotes.snapshot_file (
    name          text primary key,
    superseded_at timestamptz
);

create index snapshot_file_superseded on quotes.snapshot_file (superseded_at) where superseded_at is not null;
