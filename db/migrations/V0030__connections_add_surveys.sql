-- Pairs of people between whom something is about to change, until it is handed on to the other engine.
create table connections.uncopied_pair (
    id         uuid primary key,
    one        uuid        not null,
    other      uuid        not null,
    created_at timestamptz not null
);

create index uncopied_pair_by_age on connections.uncopied_pair (created_at);

-- Comparisons of the two engines.
create table connections.survey (
    id          uuid primary key,
    mends       boolean     not null,
    asked_at    timestamptz not null,
    finished_at timestamptz,
    accounts    bigint      not null default 0,
    edges       bigint      not null default 0,
    differences bigint      not null default 0,
    tallies     bigint      not null default 0
);

create table connections.survey_difference (
    survey_id uuid not null references connections.survey on delete cascade,
    list      text not null,
    of        uuid not null,
    edge      uuid not null,
    person    uuid not null,
    primary key (survey_id, list, of, edge)
);
