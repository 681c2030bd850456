-- What analytics says of a dub. No index: they move all the time.
alter table dubs.dub
    add column plays    bigint not null default 0,
    add column views    bigint not null default 0,
    add column finishes bigint not null default 0,
    add column shares   bigint not null default 0;
