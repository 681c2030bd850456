create schema feeds;

-- Authors with so many followers that their dubs are not brought onto timelines; a few among all.
create table feeds.large_author (
    account_id   uuid primary key,
    announced_at timestamptz not null,
    settled_at   timestamptz
);
