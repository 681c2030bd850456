package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.overdub.analytics.lambda.LambdaCall;
import io.overdub.analytics.queue.Queue;
import io.overdub.analytics.queue.SqsAt;
import io.overdub.analytics.stream.KinesisAt;
import io.overdub.analytics.warehouse.BigQueryServer;
import io.overdub.analytics.warehouse.Warehouse;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.world.KinesisServer;
import io.overdub.world.SqsServer;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** By way of Kinesis, a Lambda function, SQS and BigQuery, each of which fails on the way. */
@QuarkusTest
class CloudPathTest {

    private static final KinesisServer.Fault[] ON_THE_WAY_INTO_KINESIS = {
        KinesisServer.Fault.REFUSES_EVERY_SECOND, KinesisServer.Fault.FAILS, KinesisServer.Fault.DOES_IT_AND_HANGS_UP
    };
    private static final SqsServer.Fault[] ON_THE_WAY_INTO_SQS = {
        SqsServer.Fault.FAILS_EVERY_SECOND, SqsServer.Fault.DOES_IT_AND_HANGS_UP, SqsServer.Fault.FAILS
    };
    private static final BigQueryServer.Fault[] ON_THE_WAY_INTO_BIGQUERY = {
        BigQueryServer.Fault.QUOTA,
        BigQueryServer.Fault.DOES_IT_AND_HANGS_UP,
        BigQueryServer.Fault.TOKEN_EXPIRED,
        BigQueryServer.Fault.UNAVAILABLE
    };

    private static final List<Death.Blow> BLOWS = List.of(
            Death.Blow.before(Queue.class, "send"),
            Death.Blow.after(Queue.class, "send"),
            Death.Blow.after(Queue.class, "receive"),
            Death.Blow.before(Warehouse.class, "load"),
            Death.Blow.after(Warehouse.class, "load"),
            Death.Blow.before(Queue.class, "done"),
            Death.Blow.after(Queue.class, "done"),
            Death.Blow.after(Queue.class, "send"),
            Death.Blow.after(Queue.class, "receive"),
            Death.Blow.after(Warehouse.class, "load"));

    @Inject
    World world;

    @Inject
    Stages stages;

    @Inject
    IntakeConfig config;

    @Inject
    MeterRegistry meters;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Test
    void every_valid_event_is_in_bigquery_once_and_the_poison_in_quarantine_whatever_fails_on_the_way()
            throws IOException {
        try (var kinesis = new KinesisServer();
                var sqs = new SqsServer();
                var bigquery = new BigQueryServer()) {
            var traffic = new Traffic(4_000, 11);
            var death = new Death(BLOWS);
            var workers = new Workers(kinesis, sqs, bigquery, death);
            var junk = new KinesisServer.Kept("x", "1", "x", "no line of ours".getBytes(StandardCharsets.UTF_8));
            assertThat(LambdaCall.invoke(SqsAt.queue(sqs), List.of(junk))).isEmpty();

            kinesis.befalls(ON_THE_WAY_INTO_KINESIS);
            traffic.flow(intake(kinesis), spell -> {
                if (spell % 2 == 1) {
                    death.lurk();
                } else {
                    kinesis.befalls(ON_THE_WAY_INTO_KINESIS);
                    sqs.befalls(ON_THE_WAY_INTO_SQS);
                    bigquery.befalls(ON_THE_WAY_INTO_BIGQUERY);
                }
                workers.work();
            });

            assertThat(death.left()).isZero();
            assertThat(bigquery.kept()).hasSize(traffic.valid().size());
            assertThat(new HashSet<>(bigquery.kept())).isEqualTo(traffic.valid());
            assertThat(quarantined(traffic)).isEqualTo(traffic.poison());
            assertThat(sqs.size()).isZero();
            assertThat(sqs.dead()).isEmpty();
            assertThat(kinesis.complaints()).isEmpty();
            assertThat(sqs.complaints()).isEmpty();
            assertThat(bigquery.complaints()).isEmpty();
        }
    }

    private Set<UUID> quarantined(Traffic traffic) {
        return new HashSet<>(sql.list(
                "select body::jsonb ->> 'id' from analytics.quarantined where body like ?",
                row -> UUID.fromString(row.getString(1)),
                "%" + traffic.run() + "%"));
    }

    private Intake intake(KinesisServer kinesis) {
        return stages.intake(KinesisAt.stream(kinesis, sql, ids, world.clock()), config, world.clock(), meters);
    }

    /** Functions of Lambda, one for each call, and those who load. */
    private final class Workers {

        private final KinesisServer kinesis;
        private final SqsServer sqs;
        private final BigQueryServer bigquery;
        private final Death death;
        /** How many records of each shard are done. */
        private final Map<String, Integer> done = new HashMap<>();

        Workers(KinesisServer kinesis, SqsServer sqs, BigQueryServer bigquery, Death death) {
            this.kinesis = kinesis;
            this.sqs = sqs;
            this.bigquery = bigquery;
            this.death = death;
        }

        /** Until nothing is left to do. Where some of them are killed others come, when what those had is over. */
        void work() {
            var killed = true;
            while (killed) {
                try {
                    aggregate();
                    load();
                    killed = false;
                } catch (Death.Killed e) {
                    sqs.time();
                }
            }
        }

        /** As an event source mapping does it: what failed comes again with all that is behind it, in its shard. */
        private void aggregate() {
            var queue = death.over(Queue.class, SqsAt.queue(sqs));
            kinesis.kept().stream()
                    .collect(Collectors.groupingBy(KinesisServer.Kept::shard))
                    .forEach((shard, records) -> {
                        while (done.getOrDefault(shard, 0) < records.size()) {
                            var from = done.getOrDefault(shard, 0);
                            var some = records.subList(from, Math.min(records.size(), from + 30));
                            done.put(shard, from + handled(some, LambdaCall.invoke(queue, some)));
                        }
                    });
        }

        private static int handled(List<KinesisServer.Kept> some, List<String> failed) {
            return failed.isEmpty()
                    ? some.size()
                    : some.stream().map(KinesisServer.Kept::number).toList().indexOf(failed.get(0));
        }

        private void load() {
            var loading = stages.loading(
                    death.over(Queue.class, SqsAt.queue(sqs)),
                    death.over(Warehouse.class, bigquery.warehouse(world.clock())),
                    world.clock(),
                    meters);
            try {
                while (sqs.size() > 0) {
                    turn(loading);
                }
            } finally {
                loading.stop();
            }
        }

        private void turn(Loading loading) {
            try {
                loading.turn();
            } catch (EngineAway e) {
                sqs.time();
            }
        }
    }
}
