-- A push to many. What it comes to is counted by device: those listed so far are delivered, suppressed, failed or in a parcel; dead and
-- unknown are among the failed.
create table notifications.broadcast (
    id         uuid primary key,
    kind       text        not null check (char_length(kind) <= 32),
    actor      uuid,
    reason     uuid        not null,
    subject    uuid        not null,
    state      text        not null check (state in ('running', 'paused', 'cancelled', 'done')),
    listing    boolean     not null,
    listed     bigint      not null default 0,
    delivered  bigint      not null default 0,
    suppressed bigint      not null default 0,
    failed     bigint      not null default 0,
    dead       bigint      not null default 0,
    unknown    bigint      not null default 0,
    started_at timestamptz not null,
    ended_at   timestamptz,
    served_at  timestamptz not null,
    unique (kind, reason)
);

create index broadcast_open on notifications.broadcast (served_at) where state in ('running', 'cancelled');
create index broadcast_ended on notifications.broadcast (ended_at) where ended_at is not null;

-- At most 300 of its devices, whom somebody works on until the lease ends. Each bit of done is a part of 20 of them, and its results are
-- in the sums.
create table notifications.parcel (
    id           uuid primary key,
    broadcast_id uuid        not null references notifications.broadcast (id) on delete cascade,
    devices      uuid[]      not null,
    tries        int         not null default 0,
    done         int         not null default 0,
    delivered    int         not null default 0,
    suppressed   int         not null default 0,
    failed       int         not null default 0,
    dead         int         not null default 0,
    unknown      int         not null default 0,
    lease        uuid,
    due_at       timestamptz not null
);

create index parcel_due on notifications.parcel (broadcast_id, due_at);
create index parcel_lease on notifications.parcel (lease) where lease is not null;

-- How many pushes of broadcasts may go out in a second, from all processes together. The next may go at next_at.
create table notifications.dial (
    one        boolean primary key default true check (one),
    per_second int         not null check (per_second between 0 and 1000000),
    version    int         not null default 1,
    next_at    timestamptz not null default '-infinity',
    changed_by uuid,
    changed_at timestamptz not null
);

insert into notifications.dial (per_second, changed_at) values (5000, now());
