-- Only followers see what a private account makes, and it decides who follows.
alter table accounts.account add column private boolean not null default false;
