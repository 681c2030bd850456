-- New dubs, and by how many more people each of them should be seen before it is left to the ranking.
create table feeds.newcomer (
    dub_id    uuid primary key,
    author_id uuid    not null,
    lacking   integer not null check (lacking >= 0)
);

create index newcomer_by_lack on feeds.newcomer (lacking desc, dub_id) where lacking > 0;
create index newcomer_by_author on feeds.newcomer (author_id, dub_id);
