-- Days whose events were written to Parquet, and how many they were.
create table analytics.export (
    day         date primary key,
    events      bigint      not null,
    exported_at timestamptz not null
);
