package io.overdub.analytics.stream;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

@Singleton
class StreamProducer {

    private final StreamConfig config;
    private final StreamRepository records;
    private final ShardRepository shards;
    private final Clock clock;

    StreamProducer(StreamConfig config, StreamRepository records, ShardRepository shards, Clock clock) {
        this.clock = clock;
        this.config = config;
        this.records = records;
        this.shards = shards;
    }

    @Produces
    @Singleton
    @Startup
    Stream stream() {
        return switch (config.adapter()) {
            case POSTGRESQL -> new PostgresStream(records, shards);
            case KINESIS ->
                new KinesisStream(
                        KinesisStream.client(),
                        config.kinesis()
                                .name()
                                .orElseThrow(() -> new IllegalStateException(
                                        "analytics.stream.adapter=kinesis needs analytics.stream.kinesis.name")),
                        shards,
                        clock,
                        BackOff::before);
        };
    }
}
