-- When the first came that waits for the end of the quiet hours: what was told before is not told again in the place of what was withdrawn.
-- Processes of the version before do not say it.
alter table notifications.held add column since timestamptz not null default now();
