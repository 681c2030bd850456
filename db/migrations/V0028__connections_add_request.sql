create table connections.request (
    id          uuid        not null,
    follower_id uuid        not null,
    followee_id uuid        not null,
    created_at  timestamptz not null,
    primary key (follower_id, followee_id)
);

create unique index request_by_followee on connections.request (followee_id, id desc);
