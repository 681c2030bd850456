-- People who are to be forgotten. A row stays for as long as events of theirs may come again from the stream, and is then gone itself.
create table analytics.erasure (
    account_id uuid primary key,
    asked_at   timestamptz not null,
    erased_at  timestamptz
);
