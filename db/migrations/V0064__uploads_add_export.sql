-- Copies of what is kept of somebody, which they asked for; one each.
create table uploads.export (
    account_id  uuid primary key,
    state       text        not null check (state in ('waiting', 'ready')),
    asked_at    timestamptz not null,
    -- When it is to be taken up; whoever makes it pushes it ahead.
    due_at      timestamptz not null,
    -- Where it will lie, known before it does: so nothing is left behind by who is killed.
    planned_key text        not null,
    media_key   text,
    size_bytes  bigint,
    ready_at    timestamptz,
    expires_at  timestamptz
);

create index export_due on uploads.export (due_at) where state = 'waiting';
create index export_over on uploads.export (expires_at) where expires_at is not null;
