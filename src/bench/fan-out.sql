-- Person 21 gets 100,000 followers more and person 22 a million: ids of accounts that nobody signs in to, which fan-out does not mind.
-- One in ten of the hundred thousand reads and has a timeline in Redis; fans.txt names them. Person 1 follows both. Needs data.sql.
set synchronous_commit = off;

create function pg_temp.id(kind text, number int) returns uuid language sql immutable as $$
  select (lpad(to_hex(1760000000000 + number), 12, '0')
      || '7' || substr(md5(kind || number), 1, 3)
      || '9' || substr(md5(kind || number), 4, 15))::uuid $$;

create temp table signed_in (number int, id uuid);
\copy signed_in from 'people.tsv'

insert into connections.follow (id, follower_id, followee_id, created_at)
select pg_temp.id('fan of 21', n), pg_temp.id('fan', n), id, now()
from signed_in, generate_series(1, 100000) n where number = 21
union all
select pg_temp.id('fan of 22', n), pg_temp.id('fan', n), id, now()
from signed_in, generate_series(1, 1000000) n where number = 22
union all
select pg_temp.id('reader of', b.number), a.id, b.id, now()
from signed_in a, signed_in b where a.number = 1 and b.number in (21, 22);

insert into connections.tally (account_id, followers, followees)
select id, case number when 21 then 100000 else 1000000 end, 0 from signed_in where number in (21, 22)
on conflict (account_id) do update set followers = tally.followers + excluded.followers;

\copy (select pg_temp.id('fan', n * 10) from generate_series(1, 10000) n) to 'fans.txt'

vacuum (analyze, freeze) connections.follow;
checkpoint;
