package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.lambda.LambdaCall;
import io.overdub.analytics.queue.SqsAt;
import io.overdub.analytics.stream.KinesisAt;
import io.overdub.analytics.warehouse.BigQueryServer;
import io.overdub.kernel.EngineAway;
import io.overdub.world.KinesisServer;
import io.overdub.world.SqsServer;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** By way of Kinesis, a Lambda function, SQS and BigQuery, each of which fails on the way. */
@QuarkusTest
class CloudPathTest {

    private static final int EVENTS = 4_000;

    @Inject
    World world;

    @Inject
    Stages stages;

    @Inject
    IntakeConfig config;

    @Inject
    MeterRegistry meters;

    @Test
    void every_valid_event_is_in_bigquery_once_whatever_fails_on_the_way() throws IOException {
        try (var kinesis = new KinesisServer();
                var sqs = new SqsServer();
                var bigquery = new BigQueryServer()) {
            var valid = new HashSet<UUID>();
            kinesis.befalls(
                    KinesisServer.Fault.REFUSES_EVERY_SECOND,
                    KinesisServer.Fault.FAILS,
                    KinesisServer.Fault.DOES_IT_AND_HANGS_UP);
            var intake = intake(kinesis);
            for (var batch : batches(valid)) {
                intake.take(Sent.json(Sent.batch(Instant.parse("2026-01-31T12:00:00Z"), batch)), null, "203.0.113.77");
            }

            sqs.befalls(
                    SqsServer.Fault.FAILS_EVERY_SECOND, SqsServer.Fault.DOES_IT_AND_HANGS_UP, SqsServer.Fault.FAILS);
            aggregate(kinesis, sqs);

            bigquery.befalls(
                    BigQueryServer.Fault.QUOTA,
                    BigQueryServer.Fault.DOES_IT_AND_HANGS_UP,
                    BigQueryServer.Fault.TOKEN_EXPIRED,
                    BigQueryServer.Fault.UNAVAILABLE);
            load(sqs, bigquery);

            assertThat(bigquery.kept()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(valid);
            assertThat(sqs.size()).isZero();
            assertThat(sqs.dead()).isEmpty();
            assertThat(kinesis.complaints()).isEmpty();
            assertThat(sqs.complaints()).isEmpty();
            assertThat(bigquery.complaints()).isEmpty();
        }
    }

    private Intake intake(KinesisServer kinesis) {
        return stages.intake(KinesisAt.inlet(kinesis, world.clock()), config, world.clock(), meters);
    }

    /** A fifth twice, one in twenty no event, in no order. */
    private static List<List<Map<String, Object>>> batches(HashSet<UUID> valid) {
        var chance = new Random(11);
        var sent = new ArrayList<Map<String, Object>>();
        for (var number = 0; number < EVENTS; number++) {
            var bad = chance.nextInt(20) == 0;
            var event = Sent.event("error_shown", Map.of("code", bad ? number : "cloud"));
            if (!bad) {
                valid.add(UUID.fromString(String.valueOf(event.get("id"))));
            }
            sent.add(event);
            if (chance.nextInt(5) == 0) {
                sent.add(event);
            }
        }
        Collections.shuffle(sent, chance);
        var batches = new ArrayList<List<Map<String, Object>>>();
        for (var from = 0; from < sent.size(); from += 50) {
            batches.add(sent.subList(from, Math.min(sent.size(), from + 50)));
        }
        return batches;
    }

    /** As an event source mapping does it: what failed comes again with all that is behind it, in its shard. */
    private static void aggregate(KinesisServer kinesis, SqsServer sqs) {
        var queue = SqsAt.queue(sqs);
        var junk = new KinesisServer.Kept("x", "1", "x", "no line of ours".getBytes(StandardCharsets.UTF_8));
        assertThat(LambdaCall.invoke(queue, List.of(junk))).isEmpty();
        for (var shard : kinesis.kept().stream()
                .map(KinesisServer.Kept::shard)
                .distinct()
                .toList()) {
            var left = kinesis.kept().stream()
                    .filter(kept -> kept.shard().equals(shard))
                    .toList();
            while (!left.isEmpty()) {
                var some = left.subList(0, Math.min(left.size(), 30));
                var failed = LambdaCall.invoke(queue, some);
                var done = failed.isEmpty()
                        ? some.size()
                        : some.stream().map(KinesisServer.Kept::number).toList().indexOf(failed.get(0));
                left = left.subList(done, left.size());
            }
        }
    }

    private void load(SqsServer sqs, BigQueryServer bigquery) {
        var loading = stages.loading(SqsAt.queue(sqs), bigquery.warehouse(world.clock()), world.clock(), meters);
        for (var turn = 0; turn < 1_000 && sqs.size() > 0; turn++) {
            try {
                loading.turn();
            } catch (EngineAway e) {
                sqs.time();
            }
        }
        loading.stop();
    }
}
