-- Which dubs carry a tag, the newest at the end: dubs.dub keeps the tags too, for whoever reads one dub.
create table dubs.dub_tag (
    tag    text not null check (char_length(tag) <= 50),
    dub_id uuid not null,
    primary key (tag, dub_id)
);

create index dub_tag_of on dubs.dub_tag (dub_id);

insert into dubs.dub_tag (tag, dub_id)
select distinct tag, id from dubs.dub, unnest(tags) tag where deleted_at is null and char_length(tag) <= 50;

-- Likes come in the order of time, so a few pages of index say where those of an hour lie.
create index dub_like_when on dubs.dub_like using brin (created_at) with (pages_per_range = 16, autosummarize = on);
