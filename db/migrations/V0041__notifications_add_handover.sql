-- Campaigns that another service sends, and whether it has them.
create table notifications.handover (
    campaign_id    uuid primary key references notifications.campaign (id) on delete cascade,
    state          text        not null check (state in ('due', 'sending', 'accepted', 'refused', 'unknown')),
    transaction_id uuid        not null,
    at             timestamptz,
    note           text        not null check (char_length(note) <= 500),
    changed_at     timestamptz not null
);
