-- Absent until the whole day was counted: nothing is added to it from the moment on at which counting begins.
alter table analytics.recount alter column counted_at drop not null;
