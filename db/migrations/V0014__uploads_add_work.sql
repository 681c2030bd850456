-- What is made of an upload after it is ready. Those from before are delivered as they came.
alter table uploads.upload
    add column work_state   text not null default 'PASSED_THROUGH',
    -- When it is to be taken up; whoever works on it pushes it ahead.
    add column work_due_at  timestamptz,
    -- Who takes it up counts up, and holds it until then.
    add column work_claim   int  not null default 0,
    -- Tries that began and did not end well; what was not the upload's fault is taken off again.
    add column work_strikes int  not null default 0,
    add column work_code    text,
    add column work_detail  text;

create index upload_work on uploads.upload (work_due_at) where work_state = 'WAITING';

-- A row is written before the first try, so that every try writes to the same key; what was made is filled in at the end.
create table uploads.rendition (
    upload_id    uuid not null references uploads.upload on delete cascade,
    form         text not null,
    media_key    text not null unique,
    content_type text,
    size_bytes   bigint,
    duration_ms  bigint,
    width        int,
    height       int,
    loudness     real,
    -- 200 of a sound, a byte each.
    peaks        bytea check (length(peaks) = 200),
    primary key (upload_id, form)
);
