-- What editors say of a quote, who may see it, and what the law says of its sound.
alter table quotes.quote
    add column categories      text[] not null default '{}' check (cardinality(categories) <= 5),
    -- Countries (ISO 3166-1): where it is offered (empty: everywhere), and where it must not be.
    add column markets         text[] not null default '{}' check (cardinality(markets) <= 250),
    add column blocked_markets text[] not null default '{}' check (cardinality(blocked_markets) <= 250),
    add column transcript      text   not null default '' check (char_length(transcript) <= 2000),
    add column licence         text   not null default '' check (char_length(licence) <= 100),
    -- Where the sound comes from, for people; the column source says where an import found it.
    add column credit_source   text   not null default '' check (char_length(credit_source) <= 500),
    add column author          text   not null default '' check (char_length(author) <= 200),
    add column rights          text   not null default 'declared',
    add column review          text   not null default 'approved' check (review in ('approved', 'pending', 'rejected')),
    add column review_reason   text   check (char_length(review_reason) <= 500),
    add column reviewed_by     uuid,
    add column reviewed_at     timestamptz,
    -- It is shown from published_at, which may lie ahead, until unpublish_at.
    add column unpublish_at    timestamptz,
    -- When the clock will change next what people see of it; a job then says so to the other rooms.
    add column due_at          timestamptz,
    -- Of the sound, lower-case hex; quotes from before this column have none and are no one's duplicate.
    add column sha256          text;

update quotes.quote set rights = 'withdrawn' where withdrawn_at is not null;

create index quote_latest on quotes.quote (published_at desc, id desc)
    where review = 'approved' and withdrawn_at is null;
create index quote_latest_by_language on quotes.quote (language, published_at desc, id desc)
    where review = 'approved' and withdrawn_at is null;
create index quote_by_category on quotes.quote using gin (categories)
    where review = 'approved' and withdrawn_at is null;
-- A sound is in the catalogue once.
create unique index quote_sound on quotes.quote (sha256) where review = 'approved' and withdrawn_at is null;
create index quote_pending on quotes.quote (id desc) where review = 'pending';
create index quote_due on quotes.quote (due_at) where due_at is not null;
create index quote_by_uploader on quotes.quote (uploader_id, id desc);

-- Every change of what is said about the rights; rows are only ever added.
create table quotes.credit_change (
    id         uuid primary key,
    quote_id   uuid        not null,
    changed_by uuid        not null,
    changed_at timestamptz not null,
    field      text        not null,
    before     text        not null,
    after      text        not null
);

create index credit_change_of on quotes.credit_change (quote_id, id desc);

-- How many public dubs a quote has is the sum of both tables. Who publishes a dub adds a row to the second and waits for nobody, however
-- hot the quote; a job folds those rows into the first.
create table quotes.usage (
    quote_id uuid primary key,
    uses     bigint not null
);

create index usage_most on quotes.usage (uses desc, quote_id desc);

create table quotes.usage_change (
    quote_id uuid    not null,
    change   integer not null
);

create index usage_change_of on quotes.usage_change (quote_id);
