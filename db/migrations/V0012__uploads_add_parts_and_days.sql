-- Uploads that come in parts: the name that storage gave to what it puts together, and how long a part is.
alter table uploads.upload
    add column storage_upload text,
    add column part_size      bigint,
    -- False for what this process brought in itself: nobody's day is charged for it.
    add column counted        boolean not null default true;

-- What a person has opened today, and what they have ready already. The first stands in for upload_open: what is open is among the
-- uploads of two days.
create index upload_of_person on uploads.upload (owner_id, created_at);
create index upload_ready on uploads.upload (owner_id, sha256) where state = 'READY';
drop index uploads.upload_open;
