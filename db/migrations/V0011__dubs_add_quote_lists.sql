-- The licence of the sound when the dub was made.
alter table dubs.dub add column licence text not null default '' check (char_length(licence) <= 100);

-- Likes in steps of about nine percent, one by one while they are few: an order to page through, in an index that need not change with
-- every like. That way most likes still update in place.
alter table dubs.dub add column like_level integer not null
    generated always as (floor(8 * ln(1 + greatest(likes, 0)::float8) / ln(2::float8))) stored;

create index dub_by_quote on dubs.dub (quote_id, id desc) where deleted_at is null and visibility <> 'private';
create index dub_most_liked on dubs.dub (quote_id, like_level desc, id desc)
    where deleted_at is null and visibility <> 'private';
