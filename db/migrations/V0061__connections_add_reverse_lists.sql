-- Who mutes and blocks somebody, for the day when they are erased.
create index mute_by_muted on connections.mute (muted_id);
create index block_by_blocked on connections.block (blocked_id);
