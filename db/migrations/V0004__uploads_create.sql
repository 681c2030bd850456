create schema uploads;

-- One row per handshake. Rows that are ready stay; those that came to nothing are removed 30 days after.
create table uploads.upload (
    id             uuid primary key,
    owner_id       uuid        not null,
    kind           text        not null,
    content_type   text        not null,
    size_bytes     bigint      not null,
    sha256         text        not null,
    state          text        not null,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    -- Who completes it counts up, and holds it until then.
    claim          int         not null,
    claimed_until  timestamptz,
    failure_code   text,
    failure_detail text,
    duration_ms    bigint,
    width          int,
    height         int
);

-- An upload leaves this index when it is done with, so that it stays small: it counts what a person has open, ...
create index upload_open on uploads.upload (owner_id) where state in ('CREATED', 'COMPLETING');
-- ... this one finds what was never completed, and the last one what can be forgotten.
create index upload_waiting on uploads.upload (created_at) where state in ('CREATED', 'COMPLETING');
create index upload_over on uploads.upload (changed_at) where state in ('FAILED', 'EXPIRED', 'ABORTED');
