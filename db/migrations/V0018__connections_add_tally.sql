-- How many followers and followees an account has is the sum of both tables. Who follows adds rows to the second and waits for nobody,
-- however large the account; a job folds those rows into the first.
create table connections.tally (
    account_id uuid primary key,
    followers  bigint not null,
    followees  bigint not null
);

create table connections.tally_change (
    account_id uuid    not null,
    followers  integer not null,
    followees  integer not null
);

create index tally_change_of on connections.tally_change (account_id);

insert into connections.tally (account_id, followers, followees)
select account_id, sum(followers), sum(followees)
from (select followee_id, 1, 0 from connections.follow
      union all
      select follower_id, 0, 1 from connections.follow) edge (account_id, followers, followees)
group by account_id;
