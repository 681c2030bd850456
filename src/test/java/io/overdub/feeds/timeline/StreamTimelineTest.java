package io.overdub.feeds.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.overdub.accounts.AccountId;
import io.overdub.feeds.timeline.StreamServer.Fault;
import io.overdub.kernel.Arrears;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.world.RedisDoor;
import io.overdub.world.TestClock;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over a server that is as strict as Stream: whatever these tests do, it has nothing to complain about. */
abstract class StreamTimelineTest extends TimelineContract {

    private static final Script SPOIL =
            Script.of("return redis.call('HSET', KEYS[1], ARGV[1], 'neither dub nor comma')");

    @Inject
    RedisScripts redis;

    @Inject
    RedisDoor door;

    @Inject
    Arrears arrears;

    @Inject
    LargeAuthorRepository largeAuthors;

    @Inject
    TestClock clock;

    protected StreamServer server;
    private Timeline timeline;

    protected abstract TimelineConfig.Stream.Version version();

    protected abstract String path();

    @BeforeEach
    void streamIsUp() throws IOException {
        // What an earlier test closed is open by then.
        clock.advance(Duration.ofHours(2));
        // And all jobs are due, so Redis may be slow for a moment, and then left alone for a second.
        door.awaitAnswer(redis);
        server = new StreamServer(clock.instant().getEpochSecond());
        timeline = timeline(Duration.ZERO, 100_000, server.address(path()));
    }

    @AfterEach
    void streamHasNothingToComplainAbout() {
        server.close();
        assertThat(server.complaints()).isEmpty();
    }

    @Override
    protected Timeline timeline() {
        return timeline;
    }

    @Override
    protected void engineGoesAway() {
        server.next(Collections.nCopies(50, Fault.FAILS).toArray(Fault[]::new));
    }

    @Override
    protected void engineComesBack() {
        server.next();
        clock.advance(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LAST_CALL", "DOES_IT_AND_FALLS_SILENT"})
    void what_stream_did_not_do_is_told_and_done_the_next_time(Fault fault) {
        var author = society.person();
        var reader = reader(author);
        var dub = society.dubBy(author);

        server.next(fault);
        assertThatThrownBy(() -> timeline.show(dub, author, null)).isInstanceOf(EngineAway.class);
        engineComesBack();
        assertThat(server.activitiesOf("user:" + author)).isZero();

        shows(author, dub);
        assertThat(all(reader)).containsExactly(dub);
    }

    @Test
    void a_formula_that_stream_has_puts_the_timeline_into_its_order_over_several_pages() {
        var author = society.person();
        var reader = reader(author);
        var dubs = IntStream.range(0, 120).mapToObj(i -> publishes(author)).toList();

        var ranked = timeline.ranked(reader, 110).orElseThrow();

        assertThat(ranked.by()).isEqualTo("stream/" + StreamServer.METHOD);
        assertThat(ranked.dubs()).containsExactlyElementsOf(dubs.subList(0, 110));
        assertThat(timeline.ranked(society.person(), 110).orElseThrow().dubs()).isEmpty();
    }

    @Test
    void an_order_that_stream_never_ends_is_taken_once() {
        var author = society.person();
        var reader = reader(author);
        var dubs = List.of(publishes(author), publishes(author), publishes(author));
        var endless = timeline(Duration.ZERO, 100_000, server.address(path()), StreamServer.ENDLESS);
        var calls = server.calls();

        assertThat(endless.ranked(reader, 50).orElseThrow().dubs()).containsExactlyElementsOf(dubs);
        assertThat(endless.ranked(society.person(), 50).orElseThrow().dubs()).isEmpty();
        assertThat(server.calls() - calls).isEqualTo(3);
    }

    @Test
    void what_stream_will_never_take_is_told_with_its_code() {
        var refusing = TimelineProducer.stream(
                new Settings(version(), server.address(path()), OptionalInt.of(100_000), Optional.empty()),
                redis,
                clock);

        assertThatThrownBy(() -> refusing.ranked(society.person(), "unknown_there", null, 10))
                .isInstanceOf(StreamRefused.class)
                .hasMessageMatching("Stream refuses with 400, code 1[26]");
    }

    @Test
    void where_stream_does_not_rank_we_do() {
        var reader = reader(society.person());

        for (var method : new @Nullable String[] {null, "unknown_there"}) {
            assertThat(timeline(Duration.ZERO, 100_000, server.address(path()), method)
                            .ranked(reader, 10))
                    .isEmpty();
        }
        server.next(Fault.FAILS_WITH_200);
        assertThat(timeline.ranked(reader, 10)).isEmpty();
    }

    @Test
    void what_was_done_without_an_answer_is_done_again_and_there_once() {
        var author = society.person();
        var reader = reader(author);
        var dub = society.dubBy(author);

        server.next(Fault.DOES_IT_AND_FALLS_SILENT);
        assertThatThrownBy(() -> timeline.show(dub, author, null)).isInstanceOf(EngineAway.class);
        engineComesBack();
        shows(author, dub);

        assertThat(server.activitiesOf("user:" + author)).isOne();
        assertThat(server.activitiesOf("timeline:" + reader)).isOne();
        assertThat(all(reader)).containsExactly(dub);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LAST_CALL", "DOES_IT_AND_FALLS_SILENT"})
    void readers_are_answered_whatever_stream_does(Fault fault) {
        var author = society.person();
        var reader = reader(author);
        var dub = publishes(author);

        server.next(fault);

        assertThat(all(reader)).containsExactly(dub);
        assertThat(all(reader)).containsExactly(dub);
    }

    @Test
    void a_call_that_was_the_last_one_is_the_last_one_until_the_window_is_over() {
        var author = society.person();
        var reader = reader(author);
        var dub = publishes(author);
        server.close();
        server = restarted();
        timeline = timeline(Duration.ZERO, 100_000, server.address(path()));
        follows(reader, author);
        shows(author, dub);
        server.next(Fault.LAST_CALL);
        assertThat(timeline.newest(reader, null, 5).rows()).containsExactly(dub);
        var calls = server.calls();

        // Another process, which shares the budget through Redis, keeps to it too.
        var other = timeline(Duration.ZERO, 100_000, server.address(path()));
        assertThat(timeline.newest(reader, null, 5).rows()).containsExactly(dub);
        assertThat(other.newest(reader, null, 5).rows()).containsExactly(dub);
        assertThat(server.calls()).isEqualTo(calls);

        clock.advance(Duration.ofSeconds(31));
        assertThat(other.newest(reader, null, 5).rows()).containsExactly(dub);
        assertThat(server.calls()).isEqualTo(calls + 1);
    }

    /** Clocks differ: by ours the window that Stream speaks of may be over already, and by its own not begun. */
    @Test
    void whoever_made_too_many_calls_rests_also_when_the_window_seems_to_be_over() {
        var author = society.person();
        var reader = reader(author);
        var dub = publishes(author);
        clock.advance(Duration.ofSeconds(45));
        server.next(Fault.TOO_MANY_CALLS);
        assertThat(timeline.newest(reader, null, 5).rows()).containsExactly(dub);
        var calls = server.calls();

        assertThat(timeline.newest(reader, null, 5).rows()).containsExactly(dub);
        assertThat(server.calls()).isEqualTo(calls);

        clock.advance(Duration.ofSeconds(6));
        assertThat(timeline.newest(reader, null, 5).rows()).containsExactly(dub);
        assertThat(server.calls()).isEqualTo(calls + 1);
    }

    @Test
    void all_processes_together_make_no_more_calls_than_they_may() {
        var author = society.person();
        var reader = society.person();
        society.follows(reader, author);
        var dub = society.dubBy(author);
        var some = List.of(
                timeline(Duration.ZERO, 10, server.address(path())),
                timeline(Duration.ZERO, 10, server.address(path())));
        // To the beginning of a minute.
        clock.advance(Duration.ofMillis(60_000 - clock.millis() % 60_000));

        for (var i = 0; i < 15; i++) {
            some.forEach(each -> each.newest(reader, null, 5));
        }

        assertThat(server.calls()).isEqualTo(10);
        assertThat(some.get(0).newest(reader, null, 5).rows()).containsExactly(dub);
    }

    @Test
    void a_first_page_is_not_asked_for_again_for_a_while() {
        var author = society.person();
        var reader = society.person();
        var thrifty = timeline(Duration.ofHours(1), 100_000, server.address(path()));
        society.follows(reader, author);
        thrifty.follow(reader, author);
        for (var i = 0; i < 6; i++) {
            publishes(author);
        }
        var calls = server.calls();

        var first = thrifty.newest(reader, null, 4);
        assertThat(first.rows())
                .containsExactlyElementsOf(society.timelineOf(reader).subList(0, 4));
        assertThat(first.last()).isFalse();
        assertThat(thrifty.newest(reader, null, 4)).isEqualTo(first);
        assertThat(server.calls()).isEqualTo(calls + 1);
        assertThat(thrifty.newest(reader, first.end(), 4).rows())
                .containsExactlyElementsOf(society.timelineOf(reader).subList(4, 6));

        var other = society.person();
        var late = publishes(other);
        society.follows(reader, other);
        thrifty.follow(reader, other);
        assertThat(thrifty.newest(reader, null, 4).rows()).startsWith(late);
    }

    @Test
    void a_first_page_that_was_kept_and_cannot_be_read_is_asked_for_anew() {
        var author = society.person();
        var reader = society.person();
        var thrifty = timeline(Duration.ofHours(1), 100_000, server.address(path()));
        society.follows(reader, author);
        thrifty.follow(reader, author);
        var dub = publishes(author);
        var first = thrifty.newest(reader, null, 4);
        assertThat(first.rows()).containsExactly(dub);

        assertThat(redis.run(SPOIL, List.of(StreamTimeline.firstKey(reader)), List.of("4")))
                .isPresent();
        assertThat(thrifty.newest(reader, null, 4)).isEqualTo(first);
        var calls = server.calls();
        assertThat(thrifty.newest(reader, null, 4)).isEqualTo(first);
        assertThat(server.calls()).isEqualTo(calls);
    }

    @Test
    void whoever_comes_with_a_place_that_stream_does_not_know_gets_the_truth() {
        var author = society.person();
        var reader = reader(author);
        var dubs = List.of(publishes(author), publishes(author), publishes(author));
        var calls = server.calls();

        var before = UUID.fromString(dubs.get(2).toString());
        assertThat(timeline.newest(reader, before, 5).rows()).containsExactly(dubs.get(1), dubs.get(0));
        assertThat(server.calls()).isEqualTo(calls);
    }

    @Test
    void a_page_is_never_larger_than_stream_gives() {
        var author = society.person();
        var reader = reader(author);
        for (var i = 0; i < 103; i++) {
            publishes(author);
        }

        var some = timeline.newest(reader, null, 200);

        assertThat(some.rows()).hasSize(100);
        assertThat(some.last()).isFalse();
    }

    @Test
    void an_engine_that_was_not_there_is_filled_with_many_things_at_a_time() {
        var reader = society.person();
        var authors = new ArrayList<AccountId>();
        for (var i = 0; i < 103; i++) {
            var author = society.person();
            authors.add(author);
            society.follows(reader, author);
            society.dubBy(author);
        }
        for (var i = 0; i < 103; i++) {
            society.dubBy(authors.get(0));
        }

        for (var round = 0; round < 2; round++) {
            var calls = server.calls();
            authors.forEach(timeline::fillDubs);
            timeline.fillFollows(reader);
            assertThat(server.calls() - calls).isEqualTo(104 + 2);
        }

        assertThat(server.activitiesOf("timeline:" + reader)).isEqualTo(206);
        assertThat(timeline.newest(reader, null, 100).rows()).hasSize(100).doesNotHaveDuplicates();
        assertThat(society.timelineOf(reader)).hasSize(206);
    }

    @Test
    void a_shadow_hears_everything_and_what_it_lacks_is_counted() {
        var meters = new SimpleMeterRegistry();
        var builtIn = new RedisTimeline(
                RedisTimeline.Limits.of(100_000), redis, arrears, society, society, largeAuthors, ids);
        var shadowed = new ShadowedTimeline(builtIn, timeline, 1, Runnable::run, meters);
        var author = society.person();
        var reader = society.person();
        society.follows(reader, author);
        shadowed.follow(reader, author);
        var dub = society.dubBy(author);
        shadowed.show(dub, author, null);
        assertThat(shadowed.newest(reader, null, 5).rows()).containsExactly(dub);
        assertThat(pages(meters, "same")).isOne();

        server.next(Fault.FAILS);
        var missed = society.dubBy(author);
        shadowed.show(missed, author, null);
        engineComesBack();
        assertThat(shadowed.newest(reader, null, 5).rows()).containsExactly(missed, dub);
        assertThat(meters.counter("overdub.feeds.shadow.missed").count()).isOne();
        assertThat(pages(meters, "different")).isOne();
        assertThat(meters.counter("overdub.feeds.shadow.dubs", "kind", "missing")
                        .count())
                .isOne();

        shadowed.fillDubs(author);
        shadowed.fillFollows(reader);
        assertThat(shadowed.newest(reader, null, 5).rows()).containsExactly(missed, dub);
        assertThat(pages(meters, "same")).isEqualTo(2);
        society.hides(dub);
        shadowed.hide(dub, author, null);
        assertThat(all(timeline, reader)).containsExactly(missed);
    }

    private static double pages(MeterRegistry meters, String outcome) {
        return meters.counter("overdub.feeds.shadow.pages", "outcome", outcome).count();
    }

    private StreamServer restarted() {
        try {
            return new StreamServer(clock.instant().getEpochSecond());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Timeline timeline(Duration firstPageLife, int callsPerMinute, URI address) {
        return timeline(firstPageLife, callsPerMinute, address, StreamServer.METHOD);
    }

    protected Timeline timeline(Duration firstPageLife, int callsPerMinute, URI address, @Nullable String method) {
        var settings = new Settings(version(), address, OptionalInt.of(callsPerMinute), Optional.of(firstPageLife));
        return new StreamTimeline(
                TimelineProducer.stream(settings, redis, clock),
                new TimelineTruth(society, society),
                redis,
                arrears,
                firstPageLife,
                method,
                new SimpleMeterRegistry());
    }

    private record Settings(Version version, URI url, OptionalInt callsPerMinute, Optional<Duration> firstPageLife)
            implements TimelineConfig.Stream {

        @Override
        public String key() {
            return StreamServer.KEY;
        }

        @Override
        public String secret() {
            return StreamServer.SECRET;
        }

        @Override
        public OptionalInt copyLimit() {
            return OptionalInt.empty();
        }

        @Override
        public Optional<String> ranking() {
            return Optional.empty();
        }
    }
}
