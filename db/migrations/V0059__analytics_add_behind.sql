-- How far reading is behind, as the engine told whoever read last; for engines that drop what nobody has read.
alter table analytics.shard add column behind_ms bigint not null default 0;
