package io.overdub.analytics.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A table, of one shard: a single reader decodes tens of thousands of events a second. */
final class PostgresStream implements Stream {

    private static final String NAME = "postgresql";
    private static final String SHARD = "all";

    private final StreamRepository records;
    private final ShardRepository shards;

    PostgresStream(StreamRepository records, ShardRepository shards) {
        this.records = records;
        this.shards = shards;
    }

    @Override
    public void append(List<StreamRecord> some) {
        records.add(some.stream().map(StreamRecord::body).toList());
    }

    @Override
    public Optional<Run> take(int most) {
        var position = shards.position(NAME, SHARD);
        if (position.isEmpty()) {
            shards.add(NAME, SHARD, "0");
        }
        // Looking costs less than taking a lease.
        if (!records.isAnyAfter(position.map(Long::parseLong).orElse(0L))) {
            return Optional.empty();
        }
        return shards.lease(NAME).flatMap(ours -> {
            var rows = records.after(Long.parseLong(ours.position()), most);
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Run(
                            SHARD,
                            Long.toString(rows.get(rows.size() - 1).position()),
                            rows.stream().map(StreamRepository.Row::body).toList()));
        });
    }

    @Override
    public void done(Run run) {
        shards.advance(NAME, run.shard(), run.end());
    }

    @Override
    public Standing standing() {
        return records.standing(position());
    }

    @Override
    public void rewind(Instant to) {
        shards.rewind(NAME, SHARD, Long.toString(Math.min(position(), records.before(to))));
    }

    @Override
    public void rewrite(String word, UnaryOperator<String> change) {
        var last = 0L;
        for (var some = records.containing(word, last); !some.isEmpty(); some = records.containing(word, last)) {
            some.forEach(row -> records.replace(row.position(), change.apply(row.body())));
            last = some.get(some.size() - 1).position();
        }
    }

    private long position() {
        return shards.position(NAME, SHARD).map(Long::parseLong).orElse(0L);
    }
}
