-- The pinned data set (data.sql) once more, in the tables of Parse Server, which made them when it was asked for one object of each class.
-- With the indexes that somebody would add who looked at the plans.
set synchronous_commit = off;

create function pg_temp.id(kind text, number bigint) returns text language sql immutable as $$
  select kind || lpad(number::text, 9, '0') $$;

create temp table reader (number int, id text);
\copy reader from 'parse-readers.tsv'
create temp table signed_in (number int, id uuid);
\copy signed_in from 'people.tsv'

create temp table account_number as
select id, row_number() over (order by id) n from accounts.account where username like 'person.%';
create temp table quote_number as select id, row_number() over (order by id) n from quotes.quote;
create temp table dub_number as select id, row_number() over (order by id) n from dubs.dub;

insert into "_User" ("objectId", "createdAt", "updatedAt", username, email, "displayName", biography, country, language)
select pg_temp.id('a', n), created_at, created_at, username, email, display_name, biography, country, language
from accounts.account join account_number using (id);

insert into "Quote" ("objectId", "createdAt", "updatedAt", title, language, tags, attribution, "mediaKey", "durationMs")
select pg_temp.id('q', n), published_at, published_at, title, language, to_jsonb(tags), attribution, media_key, duration_ms
from quotes.quote join quote_number using (id);

insert into "Dub" ("objectId", "createdAt", "updatedAt", author, quote, caption, tags, "mediaKey", "durationMs", width, height, likes)
select pg_temp.id('d', d.n), published_at, published_at, pg_temp.id('a', a.n), pg_temp.id('q', q.n), caption, to_jsonb(tags), media_key,
       duration_ms, width, height, likes
from dubs.dub
join dub_number d using (id)
join account_number a on a.id = author_id
join quote_number q on q.id = quote_id;

insert into "Follow" ("objectId", "createdAt", "updatedAt", follower, followee)
select pg_temp.id('f', row_number() over ()), f.created_at, f.created_at, coalesce(r.id, pg_temp.id('a', one.n)), pg_temp.id('a', other.n)
from connections.follow f
left join account_number one on one.id = follower_id
left join (select signed_in.id person, reader.id from reader join signed_in using (number)) r on r.person = follower_id
join account_number other on other.id = followee_id
where one.n is not null or r.id is not null;

create index on "Dub" (author, "createdAt" desc);
create index on "Dub" (likes desc);
create index on "Dub" ("createdAt" desc);
create index on "Follow" (follower);

\copy (select "objectId" from "Dub" where "objectId" like 'd0%' order by 1) to 'parse-dubs.txt'
vacuum (analyze) "_User", "Quote", "Dub", "Follow";
