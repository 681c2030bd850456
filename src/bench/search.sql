-- Quotes to look for, the same every time: in four languages, of words some of which are used far more often than others. One step:
--   psql -v step=begin|quotes|end -v from=1 -v until=50000
-- loads the quotes with these numbers. The end writes queries.txt: titles that are not typed to their end, titles with a letter missing,
-- and three words of what is said.
\set ON_ERROR_STOP on
set synchronous_commit = off;
select :'step' = 'begin' begins, :'step' = 'quotes' loads, :'step' = 'end' ends \gset

\if :begins
create schema bench;

-- From 0, below 1.
create function bench.chance(n bigint, seed int) returns double precision language sql immutable parallel safe as $$
  select (hashint8extended(n, seed) & 1048575) / 1048576.0 $$;

create function bench.id(n int) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex(1760000000000 + n), 12, '0')
      || '7' || substr(md5('search' || n), 1, 3)
      || '9' || substr(md5('search' || n), 4, 15))::uuid $$;

create table bench.word (language int, number int, word text not null, primary key (language, number) include (word));

insert into bench.word
select language, number, string_agg(
         consonants[1 + (cardinality(consonants) * bench.chance(number * 8 + k, language))::int % cardinality(consonants)]
      || vowels[1 + (cardinality(vowels) * bench.chance(number * 8 + k, language + 10))::int % cardinality(vowels)], '' order by k)
from (values
        (0, string_to_array('b c d f g h l m n p r s t w th sh st', ' '), string_to_array('a e i o u ea oo', ' ')),
        (1, string_to_array('b d f g h k l m n r s t w z sch ß', ' '), string_to_array('a e i o u ä ö ü ei', ' ')),
        (2, string_to_array('б в г д ж з к л м н п р с т ш', ' '), string_to_array('а е и о у ы я ё', ' ')),
        (3, string_to_array('क ख ग च ज ट त द न प ब म य र ल स ह', ' '), string_to_array('ा ि ी ु ू े ो', ' ')))
       spoken (language, consonants, vowels),
     generate_series(0, 24999) number,
     generate_series(1, 4) k
where k <= 2 + number % 3
group by language, number;

analyze bench.word;
\endif

\if :loads
with said as (
  select n, k, n % 4 language, floor(25000 * power(bench.chance(n::bigint * 64 + k, 1), 3))::int number
  from generate_series(:from, :until) n, generate_series(1, 32) k
  where k <= 2 + n % 3 or k > 4 and k <= 12 + n % 21
), text as (
  select n, left(string_agg(word, ' ' order by k) filter (where k <= 4), 80) title,
         string_agg(word, ' ' order by k) filter (where k > 4) transcript
  from said join bench.word using (language, number)
  group by n
)
insert into quotes.quote (id, uploader_id, upload_id, title, language, tags, attribution, licence, media_key, duration_ms,
                          published_at, version, transcript, sound_open)
select bench.id(n), bench.id(-1 - n % 1000), bench.id(-n - 2000), title, (array['en', 'de', 'ru', 'hi'])[1 + n % 4], array['tag' || n % 200],
       'A film from ' || 1930 + n % 90, 'CC-BY-4.0', 'media/' || bench.id(n), 4000, timestamptz '2025-06-15' + n * interval '1 s', 0,
       transcript, false
from text;

insert into quotes.usage (quote_id, uses)
select bench.id(n), floor(100000 * power(bench.chance(n, 2), 6)) from generate_series(:from, :until) n;
\endif

\if :ends
vacuum (analyze) quotes.quote, quotes.usage;

create temp table asked as
select number, number % 3 form, title, string_to_array(transcript, ' ') said
from generate_series(1, 3000) number
join quotes.quote on id = bench.id(1 + (bench.chance(number, 3) * (:until - 1))::int);

\copy (select case form when 0 then left(title, -2) when 1 then regexp_replace(title, '^(..).', '\1') || ' ' else array_to_string(said[2:4], ' ') || ' ' end from asked order by number) to 'queries.txt'
checkpoint;
\endif
