-- What somebody's apps called themselves: once their events are nobody's, nothing else says which of those without an account are theirs.
alter table analytics.erasure add column installations text[] not null default '{}';
-- When it was last begun: one that fails again and again lets the others go first.
alter table analytics.erasure add column tried_at timestamptz;
