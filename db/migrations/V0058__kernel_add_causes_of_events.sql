-- The request that an event follows from, so that log lines of what came of it can be found by it. Absent for what no request caused.
alter table kernel.outbox add column cause text;
