-- :devices people with a phone each; the push service calls the phones by their numbers. The first 1,000 have the tag first-1000, and so on
-- in powers of ten.
set synchronous_commit = off;

create function pg_temp.id(kind text, number int) returns uuid language sql immutable as $$
  select (lpad(to_hex(1750000000000 + number), 12, '0')
      || '7' || substr(md5(kind || number), 1, 3)
      || '9' || substr(md5(kind || number), 4, 15))::uuid $$;

insert into accounts.account (id, username, email, password_hash, display_name, biography, country, language, role, created_at)
select pg_temp.id('account', n), 'phone.' || n, 'phone.' || n || '@bench.test', 'nobody signs in', 'Phone ' || n, '', 'DE', 'de', 'user',
       now()
from generate_series(1, :devices) n;

insert into notifications.device (id, account_id, installation_id, session_id, platform, token, language, country, time_zone, build,
                                  tags, endpoint, registered_at, seen_at)
select pg_temp.id('device', n), pg_temp.id('account', n), 'bench-phone', pg_temp.id('session', n), 'android', 'bench-token-' || n,
       (array['de', 'en', 'fr', 'hi', 'pt'])[1 + n % 5], 'DE', 'Europe/Berlin', 1,
       array(select 'first-' || size from unnest(array[1000, 10000, 100000, 1000000]) size where n <= size),
       'arn:aws:sns:us-east-1:123456789012:endpoint/GCM/bench/' || n, now(), now()
from generate_series(1, :devices) n;

vacuum analyze accounts.account;
vacuum analyze notifications.device;
checkpoint;
