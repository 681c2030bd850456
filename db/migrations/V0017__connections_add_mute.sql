create table connections.mute (
    id         uuid        not null,
    muter_id   uuid        not null,
    muted_id   uuid        not null,
    created_at timestamptz not null,
    primary key (muter_id, muted_id)
);

create unique index mute_by_muter on connections.mute (muter_id, id desc);
