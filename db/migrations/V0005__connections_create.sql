create schema connections;

create table connections.follow (
    id          uuid        not null,
    follower_id uuid        not null,
    followee_id uuid        not null,
    created_at  timestamptz not null,
    primary key (follower_id, followee_id)
);

create unique index follow_by_follower on connections.follow (follower_id, id desc);
create unique index follow_by_followee on connections.follow (followee_id, id desc);

create table connections.block (
    id         uuid        not null,
    blocker_id uuid        not null,
    blocked_id uuid        not null,
    created_at timestamptz not null,
    primary key (blocker_id, blocked_id)
);

create unique index block_by_blocker on connections.block (blocker_id, id desc);
