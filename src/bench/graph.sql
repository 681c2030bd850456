-- What src/bench/run data is measured on: 10,000 people, 1,000,000 follows and 1,000,000 likes whose receivers are distributed as Zipf has it, 500 quotes,
-- 100,000 dubs, of which the first 2,000 are by person 1. The same rows every time. The first 2,120 people are those who signed in:
-- 1 to 20 follow 10 others, 21 to 40 follow 500, 41 to 60 follow 2,000, and everybody else 100; and the first 100 like a dub of each of
-- 30 quotes. One step of it per call: psql -v step=dubs -v from=1 -v until=10000.
set synchronous_commit = off;
set client_min_messages = warning;
set search_path = bench, public;

select :'step' = 'begin' as begins, :'step' = 'quotes' as quotes, :'step' = 'dubs' as dubs, :'step' = 'follows' as follows,
       :'step' = 'likes' as likes, :'step' = 'end' as ends \gset

\if :begins
create schema bench;

-- A UUIDv7: 48 bits of time, and the rest from a hash, so that it orders by number and looks like chance.
create function bench.id(kind text, number int) returns uuid language sql immutable as $$
  select (lpad(to_hex(1750000000000 + number), 12, '0')
      || '7' || substr(md5(kind || number), 1, 3)
      || '9' || substr(md5(kind || number), 4, 15))::uuid $$;

-- From 0 up to 1, by chance that is always the same.
create function bench.chance(seed int, number int) returns float8 language sql immutable as $$
  select ((hashint8extended(number, seed) >> 11) & ((1::bigint << 52) - 1)) / (1::bigint << 52)::float8 $$;

create table bench.person (number int primary key, id uuid not null);
\copy bench.person from 'people.tsv'

insert into bench.person
select n, id('account', n) from generate_series(1, 10000) n on conflict do nothing;

insert into accounts.account (id, username, email, password_hash, display_name, biography, country, language, role, created_at)
select id, 'person.' || number, 'person.' || number || '@bench.test', 'nobody signs in', 'Person ' || number,
       'Account number ' || number || ' of the data set', 'DE', 'de', 'user', timestamptz '2025-06-15' + number * interval '1 s'
from bench.person on conflict do nothing;
\endif

\if :quotes
insert into uploads.upload (id, owner_id, kind, content_type, size_bytes, sha256, state, created_at, changed_at, claim, duration_ms)
select id('sound', n), p.id, 'QUOTE_SOUND', 'audio/mp4', 40000, md5('s' || n) || md5('t' || n), 'READY', now(), now(), 1, 4000
from generate_series(1, 500) n join bench.person p on number = n;

insert into quotes.quote (id, uploader_id, upload_id, source, title, language, tags, attribution, media_key, duration_ms,
                          published_at, version)
select id('quote', n), p.id, id('sound', n), null, 'Quote number ' || n, (array['de', 'en', 'fr', 'hi', 'pt'])[1 + n % 5],
       array['classic', 'tag' || n % 20], 'A film from ' || 1930 + n % 90, 'media/' || id('sound', n), 4000,
       timestamptz '2025-06-15' + n * interval '1 s', 0
from generate_series(1, 500) n join bench.person p on number = n;
\endif

\if :dubs
insert into uploads.upload (id, owner_id, kind, content_type, size_bytes, sha256, state, created_at, changed_at, claim,
                            duration_ms, width, height)
select id('video', n), p.id, 'DUB_VIDEO', 'video/mp4', 900000, md5('v' || n) || md5('w' || n), 'READY', now(), now(), 1, 7000, 720, 1280
from generate_series(:from, :until) n join bench.person p on number = case when n <= 2000 then 1 else 1 + n % 10000 end;

insert into dubs.dub (id, author_id, quote_id, upload_id, caption, tags, visibility, quote_title, attribution, media_key,
                      content_type, duration_ms, width, height, likes, published_at, version)
select id('dub', n), p.id, id('quote', 1 + n % 500), id('video', n), 'Take ' || n || ' of something that everybody knows #classic #tag' || n % 20,
       array['classic', 'tag' || n % 20], 'public', 'Quote number ' || 1 + n % 500, 'A film from ' || 1930 + n % 90,
       'media/' || id('video', n), 'video/mp4', 7000, 720, 1280, 0, timestamptz '2025-06-15' + n * interval '1 s', 0
from generate_series(:from, :until) n join bench.person p on number = case when n <= 2000 then 1 else 1 + n % 10000 end;

insert into dubs.dub_tag (tag, dub_id)
select tag, id('dub', n) from generate_series(:from, :until) n, unnest(array['classic', 'tag' || n % 20]) tag;
\endif

-- A chance of 10,000^c has the n-th of 10,000 come up as often as 1/n says. Who comes up again is left out, so more are drawn.
\if :follows
insert into connections.follow (id, follower_id, followee_id, created_at)
select id('follow', number * 2048 + place::int), follower, followee, timestamptz '2025-06-15' + place * interval '1 s'
from (select p.number, p.id follower, f.id followee, wanted, row_number() over (partition by p.number order by min(draw)) place
      from (select *, case when number <= 20 then 10 when number <= 40 then 500 when number <= 60 then 2000 else 100 end wanted
            from bench.person where number between :from and :until) p
      cross join lateral generate_series(1, case when wanted < 500 then 190 else 6 * wanted end) draw
      join bench.person f on f.number = floor(10000 ^ chance(p.number, draw))::int
      where f.number <> p.number
      group by p.number, p.id, f.id, wanted) drawn
where place <= wanted;
\endif

\if :likes
insert into dubs.dub_like (dub_id, account_id, created_at)
select id('dub', n), p.id, now() - chance(n, k) * interval '30 days'
from generate_series(:from, :until) n
cross join lateral generate_series(1, least(8000, round(100000.0 / (1 + (n::bigint * 7919) % 100000)))::int) k
join bench.person p on p.number = 1 + (n::bigint * 7 + k * 13) % 10000
on conflict do nothing;

insert into dubs.dub_like (dub_id, account_id, created_at)
select id('dub', 2000 + p.number * 500 + k), p.id, now() - k * interval '1 hour'
from bench.person p, generate_series(1, 30) k where p.number <= 100 and 2000 + p.number * 500 + k between :from and :until
on conflict do nothing;
\endif

\if :ends
update dubs.dub set likes = (select count(*) from dubs.dub_like where dub_id = id);
insert into quotes.usage (quote_id, uses) select quote_id, count(*) from dubs.dub group by quote_id;
insert into connections.tally (account_id, followers, followees)
select p.id, (select count(*) from connections.follow where followee_id = p.id), (select count(*) from connections.follow where follower_id = p.id)
from bench.person p on conflict (account_id) do nothing;
insert into quotes.change (quote_id, position, changed_at, languages)
select id, nextval('quotes.change_position'), published_at, array[language] from quotes.quote order by id;
vacuum (analyze, freeze);
checkpoint;
\endif
