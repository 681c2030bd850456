-- Staff looks for people by where they are signed in.
create index session_network on accounts.session (network);
create index session_user_agent on accounts.session (user_agent);
