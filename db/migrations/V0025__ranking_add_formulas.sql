-- What the feeds beside for-you are ranked by, until somebody saves something else.
insert into ranking.formula (id, name, version, body, note, created_at) values
    ('01993f2a-7c00-7000-8000-000000000002', 'trending', 1,
     '{"score": "momentum / (1 + max(0, baseline)) ^ 0.5", "defaults": {"momentum": 0, "baseline": 0}, "functions": {}}',
     'The first one', now()),
    ('01993f2a-7c00-7000-8000-000000000003', 'trending-quotes', 1,
     '{"score": "momentum / (1 + max(0, baseline)) ^ 0.5", "defaults": {"momentum": 0, "baseline": 0}, "functions": {}}',
     'The first one', now()),
    ('01993f2a-7c00-7000-8000-000000000004', 'tag', 1,
     '{"score": "fresh(time) * (1 + ln(1 + likes))", "defaults": {"likes": 0},
       "functions": {"fresh": {"base": "decay_exp", "scale": "7d", "offset": "6h", "decay": "0.5"}}}',
     'The first one', now()),
    ('01993f2a-7c00-7000-8000-000000000005', 'quote', 1,
     '{"score": "fresh(time) * (1 + ln(1 + likes))", "defaults": {"likes": 0},
       "functions": {"fresh": {"base": "decay_exp", "scale": "14d", "offset": "6h", "decay": "0.5"}}}',
     'The first one', now())
on conflict do nothing;

insert into ranking.live (name, version, changed_at)
select name, max(version), now() from ranking.formula
where name in ('trending', 'trending-quotes', 'tag', 'quote')
group by name
on conflict do nothing;
