-- Whether somebody has looked, a month after it was ready, if anything was made of an upload: each is looked at once.
alter table uploads.upload add column examined boolean not null default false;

create index upload_to_examine on uploads.upload (changed_at) where state = 'READY' and not examined;
