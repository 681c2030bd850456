-- Versions of the rules that searches are answered by. Rows are only ever added.
create table search.rules (
    id         uuid primary key,
    version    int         not null unique check (version > 0),
    body       jsonb       not null,
    author     uuid,
    note       text        not null check (char_length(note) <= 500),
    created_at timestamptz not null
);

-- The one row says which of them holds.
create table search.rules_live (
    id         int primary key default 1 check (id = 1),
    version    int         not null references search.rules (version),
    changed_by uuid,
    changed_at timestamptz not null
);

insert into search.rules (id, version, body, note, created_at)
values ('01993f2a-7c00-7000-8000-000000000006', 1, '{}', 'The first one', now());

insert into search.rules_live (version, changed_at) values (1, now());
