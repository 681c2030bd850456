-- Whether a copy of the film lies where everybody may fetch it.
alter table dubs.dub add column media_open boolean not null default false;
