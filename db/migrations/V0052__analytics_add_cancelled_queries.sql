-- Questions whose answer nobody waits for any more; whichever process looks for it looks here too.
create table analytics.cancelled_query (
    id           uuid primary key,
    cancelled_at timestamptz not null
);
