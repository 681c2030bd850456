create schema accounts;

-- An account without an e-mail address is anonymous: a device made it, and nobody can sign in to it from elsewhere.
create table accounts.account (
    id                  uuid primary key,
    username            text        not null check (username ~ '^[a-z0-9._-]{3,24}$'),
    email               text check (char_length(email) between 3 and 254),
    password_hash       text check (char_length(password_hash) <= 256),
    display_name        text        not null check (char_length(display_name) between 1 and 50),
    biography           text        not null check (char_length(biography) <= 300),
    country             text check (country ~ '^[A-Z]{2}$'),
    language            text check (char_length(language) between 2 and 16),
    role                text        not null check (role in ('user', 'editor', 'moderator', 'analyst', 'admin')),
    username_changed_at timestamptz,
    created_at          timestamptz not null,
    constraint account_username_key unique (username),
    constraint account_email_key unique (email),
    constraint account_whole_or_anonymous check ((email is null) = (password_hash is null))
);

-- A sign-in on one device. The row goes when the session ends; its refresh tokens are worth nothing without the salt.
create table accounts.session (
    id           uuid primary key,
    account_id   uuid        not null references accounts.account (id) on delete cascade,
    salt         bytea       not null check (octet_length(salt) = 16),
    generation   int         not null,
    created_at   timestamptz not null,
    rotated_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    network      text        not null check (char_length(network) <= 50),
    user_agent   text        not null check (char_length(user_agent) <= 200)
);

create index session_account on accounts.session (account_id, last_used_at);
create index session_expiry on accounts.session (expires_at);
