create schema edge;

-- First answers of POST requests that carried an Idempotency-Key, kept for 24 hours. Key and request are HMACs, the answer is
-- sealed under a key that the client's own key is part of: reading this table tells nothing.
create table edge.stored_answer (
    id          bytea       primary key,
    fingerprint bytea       not null,
    answer      bytea       not null,
    created_at  timestamptz not null
);

create index stored_answer_age on edge.stored_answer (created_at);
