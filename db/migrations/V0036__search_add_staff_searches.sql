-- What staff looked for, written before they get the answer. Rows are only ever added.
create table search.staff_search (
    id         uuid primary key,
    account_id uuid        not null,
    by         text        not null check (by in ('id', 'email', 'device', 'network', 'text')),
    query      text        not null check (char_length(query) <= 254),
    asked_at   timestamptz not null
);

create index staff_search_account on search.staff_search (account_id, id desc);
