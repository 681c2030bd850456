package io.overdub.analytics.warehouse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What keeps events. */
@ConfigMapping(prefix = "analytics.warehouse")
interface WarehouseConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    Duckdb duckdb();

    Bigquery bigquery();

    /**
     * Where each day is written to in Parquet: a directory for DuckDB, {@code gs://bucket/prefix} for BigQuery. Absent: nowhere.
     */
    Optional<String> export();

    enum Adapter {
        DUCKDB,
        BIGQUERY
    }

    interface Bigquery {

        Optional<String> project();

        Optional<String> dataset();

        /** The key file of a service account that may write and query there, as JSON. */
        Optional<String> account();

        /** In bytes, what one question may read: Google bills all of it. */
        @WithDefault("1099511627776")
        long mostBytes();

        @WithDefault("https://bigquery.googleapis.com")
        String endpoint();
    }

    interface Duckdb {

        /** On a disk that stays. Absent: in memory, for tests. */
        Optional<String> file();

        /** What it may take beside the heap. A checkpoint needs some 150 MB of it. */
        @WithDefault("256MB")
        String memory();

        /** More of them answer long questions sooner; but each sets up all that a load might need, and does next to nothing of it. */
        @WithDefault("1")
        int threads();

        /** What questions that need more than the memory may write beside the file, while they run. */
        @WithDefault("2GB")
        String spill();
    }
}
