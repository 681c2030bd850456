create schema kernel;

-- One row per event and subscriber. It lives for milliseconds, so the table is vacuumed eagerly.
create table kernel.outbox (
    position   bigint generated always as identity primary key,
    subscriber text        not null,
    event      text        not null,
    payload    jsonb       not null,
    order_key  text,
    attempts   int         not null default 0,
    due_at     timestamptz not null,
    parked_at  timestamptz,
    last_error text,
    created_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000, fillfactor = 80);

create index outbox_due on kernel.outbox (position) where parked_at is null;
create index outbox_order on kernel.outbox (subscriber, order_key, position) where order_key is not null;

-- The table of db-scheduler 16, under our name.
create table kernel.scheduled_task (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_task_execution on kernel.scheduled_task (execution_time);
create index scheduled_task_heartbeat on kernel.scheduled_task (last_heartbeat);
