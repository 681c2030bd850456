-- The dubs that somebody saw on a day, each as the lower half of its id.
create table feeds.seen (
    account_id uuid     not null,
    day        date     not null,
    marks      bigint[] not null,
    primary key (account_id, day)
);

create index seen_by_day on feeds.seen (day);

-- What moderators decided about trending: of a dub, a quote or an account.
create table feeds.ruling (
    id       uuid primary key,
    kind     text        not null check (kind in ('dubs', 'quotes', 'accounts')),
    subject  uuid        not null,
    verdict  text        not null check (verdict in ('pinned', 'frozen', 'banned')),
    note     text        not null check (char_length(note) <= 500),
    ruled_by uuid        not null,
    ruled_at timestamptz not null,
    unique (kind, subject),
    check (kind <> 'accounts' or verdict = 'banned')
);
