-- How people took to dubs and quotes, by the day on which the events came in: added up from Redis every few seconds, and set right from the
-- raw events once the day is over. What is long over stands together under the first day of 1970.
create table analytics.reception (
    item_id     uuid   not null,
    received_on date   not null,
    plays       bigint not null default 0,
    views       bigint not null default 0,
    finishes    bigint not null default 0,
    shares      bigint not null default 0,
    primary key (item_id, received_on)
);

create index reception_received on analytics.reception (received_on);

-- What was added already: whoever dies before Redis hears of it does not add it again.
create table analytics.reception_batch (
    id       uuid primary key,
    added_at timestamptz not null
);

-- Days that were counted from the raw events; nothing is added to them any more.
create table analytics.recount (
    day        date primary key,
    counted_at timestamptz not null
);
