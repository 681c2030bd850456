-- Phones of the people who signed in, :devices of them all together; the push service calls them by their numbers.
set synchronous_commit = off;

create temp table signed_in (number int, id uuid);
\copy signed_in from 'people.tsv'

insert into notifications.device (id, account_id, installation_id, session_id, platform, token, language, country, time_zone, build,
                                  tags, endpoint, registered_at, seen_at)
select (lpad(to_hex(1750000000000 + n), 12, '0') || '7' || substr(md5('device' || n), 1, 3) || '9' || substr(md5('device' || n), 4, 15))::uuid,
       s.id, 'bench-phone-' || n, s.id, 'android', 'bench-token-' || n, (array['de', 'en', 'fr', 'hi', 'pt'])[1 + n % 5], 'DE',
       'Europe/Berlin', 1, '{}', 'arn:aws:sns:us-east-1:123456789012:endpoint/GCM/bench/' || n, now(), now()
from generate_series(1, :devices) n
join signed_in s on s.number = 1 + n % 2000;

analyze notifications.device;
