create schema ranking;

-- Rows are only ever added.
create table ranking.formula (
    id         uuid primary key,
    name       text        not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(name) <= 40),
    version    int         not null check (version > 0),
    body       jsonb       not null,
    author     uuid,
    note       text        not null check (char_length(note) <= 500),
    created_at timestamptz not null,
    unique (name, version)
);

create index formula_newest on ranking.formula (name, id desc);

create table ranking.live (
    name       text primary key,
    version    int         not null,
    changed_by uuid,
    changed_at timestamptz not null,
    foreign key (name, version) references ranking.formula (name, version)
);

insert into ranking.formula (id, name, version, body, note, created_at) values (
    '01993f2a-7c00-7000-8000-000000000001', 'for-you', 1,
    '{"score": "fresh(time) * (1 + ln(1 + popularity)) * (1 + 0.5 * following + 0.2 * min(affinity, 5)) * (1 + 0.3 * quote_affinity) * (0.9 + 0.2 * rand())",
      "defaults": {"popularity": 0, "following": 0, "affinity": 0, "quote_affinity": 0},
      "functions": {"fresh": {"base": "decay_exp", "scale": "2d", "offset": "2h", "decay": "0.5"}}}',
    'The first one', now());

insert into ranking.live (name, version, changed_at) values ('for-you', 1, now());
