-- What the people whom somebody follows made, where the reader asks for an order by formula.
insert into ranking.formula (id, name, version, body, note, created_at) values
    ('01993f2a-7c00-7000-8000-000000000006', 'home', 1,
     '{"score": "fresh(time) * (1 + ln(1 + popularity)) * (1 + 0.3 * min(affinity, 5) + 0.2 * quote_affinity)",
       "defaults": {"popularity": 0, "affinity": 0, "quote_affinity": 0},
       "functions": {"fresh": {"base": "decay_exp", "scale": "1d", "offset": "1h", "decay": "0.5"}}}',
     'The first one', now())
on conflict do nothing;

insert into ranking.live (name, version, changed_at)
select name, max(version), now() from ranking.formula where name = 'home' group by name
on conflict do nothing;
