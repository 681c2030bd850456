package io.overdub.analytics.stream;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Records older than a week, of the stream in PostgreSQL; one that is no longer in use is emptied too. */
@Singleton
@StableName("analytics.trim_stream")
class TrimStream implements Job {

    private final StreamRepository records;
    private final ShardRepository shards;

    TrimStream(StreamRepository records, ShardRepository shards) {
        this.records = records;
        this.shards = shards;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        records.trim(shards.position("postgresql", "all").map(Long::parseLong).orElse(0L));
    }
}
