package io.overdub.analytics.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.world.KinesisServer;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KinesisStreamTest {

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    World world;

    private final KinesisServer server;

    KinesisStreamTest() throws IOException {
        server = new KinesisServer();
    }

    @BeforeEach
    void forgetShards() {
        sql.update("delete from analytics.shard where stream = 'kinesis'");
    }

    @AfterEach
    void the_server_has_nothing_to_complain_of() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    /** Of another process, each time. */
    private Stream stream() {
        return KinesisAt.stream(server, sql, ids, world.clock());
    }

    @Test
    void what_is_appended_is_read_by_whoever_has_the_shard_and_by_nobody_else() {
        var one = stream();
        one.append(records(30));

        assertThat(readAll(one)).containsExactlyInAnyOrderElementsOf(bodies(30));
        assertThat(stream().take(100)).isEmpty();
    }

    @Test
    void what_was_not_done_comes_again_even_to_somebody_else() {
        var killed = stream();
        killed.append(records(5));
        killed.take(100);
        killed.take(100);
        world.clock().advance(ShardRepository.LEASE.plusSeconds(1));

        assertThat(readAll(stream())).containsExactlyInAnyOrderElementsOf(bodies(5));
    }

    @Test
    void reading_begins_again_where_it_is_told() {
        var stream = stream();
        stream.append(records(5));
        readAll(stream);

        stream.rewind(world.clock().instant().minus(Duration.ofHours(1)));

        assertThat(readAll(stream)).containsExactlyInAnyOrderElementsOf(bodies(5));
    }

    @Test
    void only_what_was_refused_is_put_again() {
        server.befalls(KinesisServer.Fault.REFUSES_EVERY_SECOND, KinesisServer.Fault.FAILS);

        stream().append(records(40));

        assertThat(server.kept()).hasSize(40);
    }

    @Test
    void what_is_put_again_after_a_lost_answer_may_be_there_twice_and_is_never_lost() {
        server.befalls(KinesisServer.Fault.DOES_IT_AND_HANGS_UP);

        stream().append(records(3));

        assertThat(server.kept())
                .extracting(kept -> new String(kept.data(), UTF_8))
                .containsAll(bodies(3));
    }

    @Test
    void who_cannot_write_is_told() {
        var refusing = Collections.nCopies(5, KinesisServer.Fault.REFUSES_ALL);
        server.befalls(refusing.toArray(KinesisServer.Fault[]::new));
        var shards = new ShardRepository(sql, world.clock(), ids);

        assertThatThrownBy(() -> stream().append(records(1))).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> KinesisAt.stream(server, "elsewhere", shards, world.clock())
                        .append(records(1)))
                .isInstanceOf(EngineAway.class);
        server.close();
        assertThatThrownBy(() -> stream().take(1)).isInstanceOf(EngineAway.class);
    }

    @Test
    void many_and_large_records_go_in_calls_that_the_service_takes() {
        var large = "x".repeat(900_000);
        var records = new ArrayList<StreamRecord>();
        IntStream.range(0, 12).forEach(number -> records.add(new StreamRecord("key" + number, large)));
        records.addAll(records(1_200));

        stream().append(records);

        assertThat(server.kept()).hasSize(1_212);
    }

    @Test
    void who_rested_for_longer_than_an_iterator_lives_reads_on() {
        var stream = stream();
        stream.append(records(5));
        readAll(stream);

        server.fiveMinutesPass();
        stream.append(List.of(new StreamRecord("device", "after the rest")));

        assertThat(readAll(stream)).contains("after the rest");
    }

    @Test
    void a_shard_that_is_over_holds_up_no_other() {
        var stream = stream();
        stream.append(records(30));
        readAll(stream);
        var over = server.kept().get(0).shard();

        server.shardIsOver(over);
        server.fiveMinutesPass();
        world.clock().advance(Duration.ofMinutes(2));
        stream.append(records(30));

        assertThat(readAll(stream))
                .containsAll(server.kept().stream()
                        .skip(30)
                        .filter(kept -> !kept.shard().equals(over))
                        .map(kept -> new String(kept.data(), UTF_8))
                        .toList());
        assertThat(readAll(stream())).isEmpty();
    }

    @Test
    void a_record_that_is_too_long_for_the_service_goes_in_parts() {
        var lines = IntStream.range(0, 40)
                .mapToObj(number -> number + "\u00e9".repeat(15_000))
                .toList();

        stream().append(List.of(new StreamRecord("device", String.join("\n", lines) + "\n")));

        assertThat(readAll(stream()).stream().flatMap(String::lines)).containsExactlyElementsOf(lines);
    }

    @Test
    void every_process_knows_when_what_nobody_read_is_about_to_be_dropped() {
        stream().append(records(1));
        assertThat(stream().isAboutToDrop()).isFalse();

        server.isAhead(Duration.ofHours(13));
        var reader = stream();
        readAll(reader);
        assertThat(stream().isAboutToDrop()).isTrue();

        server.isAhead(Duration.ZERO);
        readAll(reader);
        assertThat(stream().isAboutToDrop()).isFalse();
    }

    @Test
    void where_others_than_we_read_a_stream_nothing_is_known_of_it() {
        stream().append(records(1));
        server.isAhead(Duration.ofHours(13));
        readAll(stream());

        world.clock().advance(Duration.ofHours(1));

        assertThat(stream().isAboutToDrop()).isFalse();
    }

    private List<String> readAll(Stream stream) {
        var all = new ArrayList<String>();
        for (var idle = 0; idle < 4; ) {
            var run = stream.take(7);
            if (run.isPresent()) {
                all.addAll(run.get().bodies());
                stream.done(run.get());
                idle = 0;
            } else {
                idle++;
            }
            world.clock().advance(Duration.ofMillis(300));
        }
        return all;
    }

    private static List<StreamRecord> records(int count) {
        return bodies(count).stream()
                .map(body -> new StreamRecord("device " + body, body))
                .toList();
    }

    private static List<String> bodies(int count) {
        return IntStream.range(0, count).mapToObj(number -> "body " + number).toList();
    }
}
