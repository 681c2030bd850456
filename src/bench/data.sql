-- The pinned data set: 10,000 accounts, 300 quotes, 100,000 dubs, 300,000 likes, 100,000 follows; the same rows every time.
-- What the requests of a run need of their own comes from the file of people who signed in: 20 readers who follow 100
-- accounts each, 100 publishers with 50 followers and 2,000 uploads each that are ready to become dubs.
set synchronous_commit = off;

-- A UUIDv7: 48 bits of time, and the rest from a hash, so that it orders by number and looks like chance.
create function pg_temp.id(kind text, number int) returns uuid language sql immutable as $$
  select (lpad(to_hex(1750000000000 + number), 12, '0')
      || '7' || substr(md5(kind || number), 1, 3)
      || '9' || substr(md5(kind || number), 4, 15))::uuid $$;

create temp table signed_in (number int, id uuid);
\copy signed_in from 'people.tsv'

insert into accounts.account (id, username, email, password_hash, display_name, biography, country, language, role, created_at)
select pg_temp.id('account', n), 'person.' || n, 'person.' || n || '@bench.test', 'nobody signs in', 'Person ' || n,
       'Account number ' || n || ' of the pinned data set', 'DE', 'de', 'user', timestamptz '2025-06-15' + n * interval '1 s'
from generate_series(1, 10000) n;

insert into uploads.upload (id, owner_id, kind, content_type, size_bytes, sha256, state, created_at, changed_at, claim,
                            duration_ms, width, height)
select pg_temp.id('sound', n), pg_temp.id('account', n), 'QUOTE_SOUND', 'audio/mp4', 40000, md5('s' || n) || md5('t' || n),
       'READY', now(), now(), 1, 4000, null, null
from generate_series(1, 300) n
union all
select pg_temp.id('video', n), pg_temp.id('account', 1 + n % 10000), 'DUB_VIDEO', 'video/mp4', 900000,
       md5('v' || n) || md5('w' || n), 'READY', now(), now(), 1, 7000, 720, 1280
from generate_series(1, 100000) n;

insert into quotes.quote (id, uploader_id, upload_id, source, title, language, tags, attribution, media_key, duration_ms,
                          published_at, version)
select pg_temp.id('quote', n), pg_temp.id('account', n), pg_temp.id('sound', n), null, 'Quote number ' || n,
       (array['de', 'en', 'fr', 'hi', 'pt'])[1 + n % 5], array['classic', 'tag' || n % 20], 'A film from ' || 1930 + n % 90,
       'media/' || pg_temp.id('sound', n), 4000, timestamptz '2025-06-15' + n * interval '1 s', 0
from generate_series(1, 300) n;

insert into quotes.change (quote_id, position, changed_at, languages)
select id, nextval('quotes.change_position'), published_at, array[language] from quotes.quote order by id;

insert into dubs.dub (id, author_id, quote_id, upload_id, caption, tags, visibility, quote_title, attribution, media_key,
                      content_type, duration_ms, width, height, likes, published_at, version)
select pg_temp.id('dub', n), pg_temp.id('account', 1 + n % 10000), pg_temp.id('quote', 1 + n % 300),
       pg_temp.id('video', n), 'Take ' || n || ' of something that everybody knows #classic #tag' || n % 20,
       array['classic', 'tag' || n % 20], 'public', 'Quote number ' || 1 + n % 300, 'A film from ' || 1930 + n % 90,
       'media/' || pg_temp.id('video', n), 'video/mp4', 7000, 720, 1280, 3, timestamptz '2025-06-15' + n * interval '1 s', 0
from generate_series(1, 100000) n;

insert into dubs.dub_tag (tag, dub_id) select tag, id from dubs.dub, unnest(tags) tag;

insert into quotes.usage (quote_id, uses) select quote_id, count(*) from dubs.dub group by quote_id;

-- Of two weeks, one after the other as people like: in another order they would be read again and again to be counted.
insert into dubs.dub_like (dub_id, account_id, created_at)
select pg_temp.id('dub', n), pg_temp.id('account', 1 + (n * 7 + k * 13) % 10000), now() - (n * 3 + k) % 20160 * interval '1 min'
from generate_series(1, 100000) n, generate_series(1, 3) k
order by 3;

insert into connections.follow (id, follower_id, followee_id, created_at)
select pg_temp.id('follow', n * 10 + k), pg_temp.id('account', n), pg_temp.id('account', 1 + (n + k * 37) % 10000), now()
from generate_series(1, 10000) n, generate_series(1, 10) k
union all
select pg_temp.id('reader', number * 100 + k), id, pg_temp.id('account', number * 100 + k), now()
from signed_in, generate_series(1, 100) k where number <= 20
union all
select pg_temp.id('publisher', number * 100 + k), pg_temp.id('account', (number * 50 + k) % 10000 + 1), id, now()
from signed_in, generate_series(1, 50) k where number between 21 and 120;

insert into uploads.upload (id, owner_id, kind, content_type, size_bytes, sha256, state, created_at, changed_at, claim,
                            duration_ms, width, height)
select pg_temp.id('fresh', (number - 20) + 100 * k), id, 'DUB_VIDEO', 'video/mp4', 900000, md5('f' || number) || md5('g' || k), 'READY',
       now(), now(), 1, 7000, 720, 1280
from signed_in, generate_series(0, 1999) k where number between 21 and 120;

\copy (select pg_temp.id('dub', n) from generate_series(1, 100000) n order by n) to 'dubs.txt'
\copy (select pg_temp.id('quote', n) from generate_series(1, 300) n order by n) to 'quotes.txt'
\copy (select pg_temp.id('fresh', n) from generate_series(1, 200000) n order by n) to 'fresh.txt'

vacuum (analyze, freeze);
checkpoint;
