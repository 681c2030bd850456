-- A catalogue of 100,000 quotes more, in five languages; one in a hundred is not for Germany and one in a hundred only for India, so that
-- the snapshot has four views of it.
set synchronous_commit = off;

create function pg_temp.id(kind text, number int) returns uuid language sql immutable as $$
  select (lpad(to_hex(1760000000000 + number), 12, '0')
      || '7' || substr(md5(kind || number), 1, 3)
      || '9' || substr(md5(kind || number), 4, 15))::uuid $$;

insert into quotes.quote (id, uploader_id, upload_id, title, language, tags, attribution, licence, media_key, duration_ms, published_at,
                          version, markets, blocked_markets, transcript, sound_open)
select pg_temp.id('large', n), pg_temp.id('editor', n % 10), pg_temp.id('large sound', n), 'Line ' || n || ' that everybody knows by heart',
       (array['de', 'en', 'fr', 'hi', 'pt'])[1 + n % 5], array['classic', 'tag' || n % 20], 'A film from ' || 1930 + n % 90, 'CC-BY-4.0',
       'media/01990000-0000-7000-8000-000000000001', 4000, timestamptz '2025-06-15' + n * interval '1 s', 0,
       case when n % 100 = 1 then array['IN'] else '{}' end, case when n % 100 = 2 then array['DE'] else '{}' end,
       'What is said in line ' || n, true
from generate_series(1, 100000) n;

insert into quotes.change (quote_id, position, changed_at, languages)
select id, nextval('quotes.change_position'), published_at, array[language] from quotes.quote where media_key = 'media/01990000-0000-7000-8000-000000000001' order by id;

vacuum (analyze, freeze) quotes.quote, quotes.change;
checkpoint;
