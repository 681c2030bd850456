-- Follows that were begun in another store, until they are told of.
create table connections.untold_follow (
    id          uuid primary key,
    follower_id uuid        not null,
    followee_id uuid        not null,
    created_at  timestamptz not null
);

create index untold_follow_by_age on connections.untold_follow (created_at);
