-- How far a subscriber got whose work on one event takes many steps.
alter table kernel.outbox add column reached text;
