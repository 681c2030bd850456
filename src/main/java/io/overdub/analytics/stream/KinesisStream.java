package io.overdub.analytics.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.kernel.EngineAway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Amazon Kinesis. A 200 may have refused some of what was put: those are put again, and the others are not. What is put again after an
 * answer that got lost is there twice, which the warehouse sorts out. Each shard has a row with who reads it; a Lambda function that
 * reads the stream instead needs none of that ({@code analytics.lambda}), and the stage {@code aggregate} is then paused here.
 *
 * <p>The client must not try anything again by itself.
 */
final class KinesisStream implements Stream {

    private static final Logger LOG = Logger.getLogger(KinesisStream.class);

    private static final String NAME = "kinesis";

    /** Of one call: the service takes more by now, but not every stream does. */
    private static final int MOST_RECORDS = 500;

    private static final int MOST_BYTES = 5_000_000;
    private static final int MOST_RECORD_BYTES = 1_000_000;
    private static final int TRIES = 5;
    private static final Duration BETWEEN_LISTS = Duration.ofMinutes(1);

    /** Five calls a second for each shard, shared by all who read it. */
    private static final long BETWEEN_READS_MS = 250;

    /** Half of what a stream keeps when nobody has told it to keep more. */
    private static final Duration FAR_BEHIND = Duration.ofHours(12);

    private static final String FROM_THE_START = "";
    private static final String SINCE = "since:";

    private final KinesisClient kinesis;
    private final String stream;
    private final ShardRepository shards;
    private final Clock clock;
    private final Pause pause;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private Instant listedAt = Instant.EPOCH;

    /** @param iterator good for five minutes, and for the position only */
    private record Reading(String position, @Nullable String iterator, long behindMs, long readAt) {

        Reading withoutIterator() {
            return new Reading(position, null, behindMs, readAt);
        }
    }

    /** How to wait between two tries. */
    interface Pause {
        void before(int tryNumber);
    }

    KinesisStream(KinesisClient kinesis, String stream, ShardRepository shards, Clock clock, Pause pause) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.shards = shards;
        this.clock = clock;
        this.pause = pause;
    }

    static KinesisClient client() {
        return KinesisClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(1))
                        .socketTimeout(Duration.ofSeconds(5)))
                .overrideConfiguration(fresh -> fresh.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @Override
    public void append(List<StreamRecord> records) {
        var batch = new ArrayList<PutRecordsRequestEntry>();
        var bytes = 0;
        for (var entry : records.stream().flatMap(KinesisStream::entries).toList()) {
            var size = sizeOf(entry);
            if (batch.size() == MOST_RECORDS || bytes + size > MOST_BYTES) {
                put(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(entry);
            bytes += size;
        }
        put(batch);
    }

    private static int sizeOf(PutRecordsRequestEntry entry) {
        return entry.data().asByteArrayUnsafe().length + entry.partitionKey().length();
    }

    /** Of one that is too long, in parts of whole lines: what a phone may send in half a megabyte may be more than one here. */
    private static java.util.stream.Stream<PutRecordsRequestEntry> entries(StreamRecord record) {
        var data = record.body().getBytes(UTF_8);
        if (data.length <= MOST_RECORD_BYTES) {
            return java.util.stream.Stream.of(PutRecordsRequestEntry.builder()
                    .partitionKey(record.key())
                    .data(SdkBytes.fromByteArrayUnsafe(data))
                    .build());
        }
        var lines = record.body().lines().toList();
        if (lines.size() == 1) {
            throw new IllegalArgumentException("A line of " + data.length + " bytes is too long for Kinesis");
        }
        return java.util.stream.Stream.of(
                        lines.subList(0, lines.size() / 2), lines.subList(lines.size() / 2, lines.size()))
                .flatMap(half -> entries(new StreamRecord(record.key(), String.join("\n", half) + '\n')));
    }

    private void put(List<PutRecordsRequestEntry> entries) {
        var left = List.copyOf(entries);
        for (var attempt = 0; attempt < TRIES && !left.isEmpty(); attempt++) {
            if (attempt > 0) {
                pause.before(attempt);
            }
            left = putOnce(left);
        }
        if (!left.isEmpty()) {
            throw new EngineAway("Amazon Kinesis");
        }
    }

    /** Those that were refused, or of which nobody knows. */
    private List<PutRecordsRequestEntry> putOnce(List<PutRecordsRequestEntry> entries) {
        try {
            var results = kinesis.putRecords(
                            request -> request.streamName(stream).records(entries))
                    .records();
            var refused = new ArrayList<PutRecordsRequestEntry>();
            for (var index = 0; index < entries.size(); index++) {
                if (index >= results.size() || results.get(index).sequenceNumber() == null) {
                    refused.add(entries.get(index));
                }
            }
            return refused;
        } catch (ResourceNotFoundException e) {
            throw away(e);
        } catch (SdkException e) {
            LOG.debugf("Amazon Kinesis: %s", e.getMessage());
            return entries;
        }
    }

    @Override
    public Optional<Run> take(int most) {
        try {
            list();
            return shards.lease(NAME).flatMap(shard -> read(shard, most));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /**
     * Shards come and go; one that is closed is read to its end and then answers nothing. One that is not named any more is over, with all
     * that it kept: whoever asked for it would be refused for ever.
     */
    private void list() {
        var now = clock.instant();
        if (now.isBefore(listedAt.plus(BETWEEN_LISTS))) {
            return;
        }
        var named = new HashSet<String>();
        @Nullable String next = null;
        do {
            var request = next == null
                    ? ListShardsRequest.builder().streamName(stream).build()
                    : ListShardsRequest.builder().nextToken(next).build();
            var answer = kinesis.listShards(request);
            answer.shards().forEach(shard -> named.add(shard.shardId()));
            next = answer.nextToken();
        } while (next != null);
        named.forEach(shard -> shards.add(NAME, shard, FROM_THE_START));
        if (!named.isEmpty()) {
            shards.keep(NAME, named);
            readings.keySet().retainAll(named);
        }
        listedAt = now;
    }

    private Optional<Run> read(ShardRepository.Shard shard, int most) {
        var reading = readings.get(shard.name());
        if (reading != null && clock.millis() - reading.readAt() < BETWEEN_READS_MS && reading.behindMs() == 0) {
            return Optional.empty();
        }
        var iterator = reading != null
                        && reading.iterator() != null
                        && reading.position().equals(shard.position())
                ? reading.iterator()
                : iterator(shard);
        if (iterator == null) {
            return Optional.empty();
        }
        return records(shard, iterator, most).flatMap(answer -> run(shard, reading, answer));
    }

    private Optional<Run> run(ShardRepository.Shard shard, @Nullable Reading before, GetRecordsResponse answer) {
        var behind = answer.millisBehindLatest() == null ? 0 : answer.millisBehindLatest();
        var found = answer.records();
        var end =
                found.isEmpty() ? shard.position() : found.get(found.size() - 1).sequenceNumber();
        if (before == null || before.behindMs() != behind) {
            shards.tell(NAME, shard.name(), behind);
        }
        readings.put(shard.name(), new Reading(end, answer.nextShardIterator(), behind, clock.millis()));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Run(
                        shard.name(),
                        end,
                        found.stream()
                                .map(Record::data)
                                .map(SdkBytes::asUtf8String)
                                .toList()));
    }

    /** Empty when the iterator came to its end, while this stage was paused or the service away: the next look asks for another. */
    private Optional<GetRecordsResponse> records(ShardRepository.Shard shard, String iterator, int most) {
        try {
            return Optional.of(kinesis.getRecords(GetRecordsRequest.builder()
                    .shardIterator(iterator)
                    .limit(most)
                    .build()));
        } catch (ExpiredIteratorException e) {
            LOG.debugf("Amazon Kinesis: %s", e.getMessage());
            readings.computeIfPresent(shard.name(), (name, known) -> known.withoutIterator());
            return Optional.empty();
        }
    }

    private @Nullable String iterator(ShardRepository.Shard shard) {
        var request = GetShardIteratorRequest.builder().streamName(stream).shardId(shard.name());
        var position = shard.position();
        if (position.equals(FROM_THE_START)) {
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
        } else if (position.startsWith(SINCE)) {
            request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(Instant.parse(position.substring(SINCE.length())));
        } else {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(position);
        }
        return kinesis.getShardIterator(request.build()).shardIterator();
    }

    @Override
    public void done(Run run) {
        shards.advance(NAME, run.shard(), run.end());
    }

    /** Kinesis counts nothing: how far it is behind is what it said last, to this process. */
    @Override
    public Standing standing() {
        var behind =
                readings.values().stream().mapToLong(Reading::behindMs).max().orElse(0);
        return new Standing(behind > 0 ? 1 : 0, behind / 1_000);
    }

    /** As whichever of our processes reads was told; a function of Lambda tells us nothing. */
    @Override
    public boolean isAboutToDrop() {
        return shards.mostBehind(NAME) > FAR_BEHIND.toMillis();
    }

    /** Never past what nobody has read yet: where that is not known here, all of the shard is read again. */
    @Override
    public void rewind(Instant to) {
        var now = clock.instant();
        for (var shard : shards.names(NAME)) {
            var reading = readings.remove(shard);
            if (reading == null) {
                shards.rewind(NAME, shard, FROM_THE_START);
            } else {
                var read = now.minusMillis(reading.behindMs()).minus(BETWEEN_LISTS);
                shards.rewind(NAME, shard, SINCE + (to.isBefore(read) ? to : read));
            }
        }
    }

    private static EngineAway away(SdkException e) {
        LOG.warnf("Amazon Kinesis: %s", e.getMessage());
        return new EngineAway("Amazon Kinesis");
    }
}
