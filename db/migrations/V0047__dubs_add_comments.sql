-- Who may write under a dub, how many comments everybody sees there, and the one that its author put on top.
alter table dubs.dub
    add column commenting     text   not null default 'everybody' check (commenting in ('everybody', 'followers', 'nobody')),
    add column comments       bigint not null default 0 check (comments >= 0),
    add column pinned_comment uuid;

-- Replies stand one level deep: each names the first comment of its thread, and the one that it answers. A deleted one keeps its row.
create table dubs.comment (
    id         uuid primary key,
    dub_id     uuid        not null,
    author_id  uuid        not null,
    thread_id  uuid,
    reply_to   uuid,
    text       text        not null check (char_length(text) <= 500),
    hidden     boolean     not null default false,
    likes      bigint      not null default 0 check (likes >= 0),
    replies    bigint      not null default 0 check (replies >= 0),
    created_at timestamptz not null,
    deleted_at timestamptz,
    check ((thread_id is null) = (reply_to is null))
);

-- The counters are in no index, as with dubs.
alter table dubs.comment set (fillfactor = 85);

create index comment_of_dub on dubs.comment (dub_id, id desc) where thread_id is null and deleted_at is null;
create index comment_of_thread on dubs.comment (thread_id, id) where thread_id is not null and deleted_at is null;
create index comment_by_author on dubs.comment (author_id, created_at desc);

create table dubs.comment_like (
    comment_id uuid        not null,
    account_id uuid        not null,
    created_at timestamptz not null,
    primary key (comment_id, account_id)
);

create index comment_like_by_account on dubs.comment_like (account_id);

-- Whom an @name in a comment meant when it was written, and where it stands, in UTF-16 code units.
create table dubs.mention (
    comment_id uuid not null,
    start_at   int  not null check (start_at >= 0),
    length     int  not null check (length > 0),
    account_id uuid not null,
    primary key (comment_id, start_at)
);

create index mention_of on dubs.mention (account_id);
