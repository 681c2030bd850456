-- Whose events are kept and count for nothing. By the last that was heard of them: facts may come twice, and late.
create table analytics.limited_account (
    account_id uuid    primary key,
    limited    boolean not null,
    position   bigint  not null
);
