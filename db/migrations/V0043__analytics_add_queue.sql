-- What was aggregated and is not yet in the warehouse. A row lives for a moment, so the table is vacuumed eagerly; what nobody could load
-- stays as dead.
create table analytics.message (
    id         bigint generated always as identity primary key,
    body       text        not null,
    attempts   int         not null default 0,
    due_at     timestamptz not null,
    created_at timestamptz not null,
    dead_at    timestamptz
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);

create index message_due on analytics.message (id) where dead_at is null;

-- Stages that somebody has stopped.
create table analytics.pause (
    stage text primary key check (stage in ('aggregate', 'load')),
    since timestamptz not null,
    by_id uuid        not null
);
