-- Who closes their account is hidden from then on, and erased later.
alter table accounts.account
    add column closed_at timestamptz,
    add column erase_at  timestamptz,
    add constraint account_closed_until_erased check ((closed_at is null) = (erase_at is null));

create index account_to_erase on accounts.account (erase_at) where erase_at is not null;
