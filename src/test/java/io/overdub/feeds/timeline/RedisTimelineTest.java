package io.overdub.feeds.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.Arrears;
import io.overdub.kernel.RedisScripts;
import io.overdub.kernel.RedisScripts.Script;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RedisTimelineTest extends TimelineContract {

    private static final Script HAS = Script.of("return redis.call('ZSCORE', KEYS[1], ARGV[1])");
    private static final Script EXISTS = Script.of("return redis.call('EXISTS', KEYS[1])");
    private static final Script FORGET = Script.of("return redis.call('DEL', KEYS[1])");
    private static final int FAN_OUT_LIMIT = 3;

    @Inject
    RedisScripts redis;

    @Inject
    Arrears arrears;

    @Inject
    LargeAuthorRepository largeAuthors;

    @Inject
    World world;

    @Override
    protected Timeline timeline() {
        return timeline(RedisTimeline.Limits.of(100_000), society);
    }

    @Override
    protected void engineGoesAway() throws IOException {
        world.redis().shut();
    }

    /** A process that has only just begun may have found it slow. */
    @BeforeEach
    void redisIsThere() {
        engineComesBack();
    }

    @Override
    protected void engineComesBack() {
        world.redis().open();
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (redis.run(EXISTS, List.of("none"), List.of()).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void whoever_was_overtaken_does_not_finish_the_timeline_of_another_builder() {
        var author = society.person();
        var reader = society.person();
        society.follows(reader, author);
        var early = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var stale = new Society(ids);
        stale.meanwhile(() -> {
            early.countDown();
            await(goOn);
        });
        var slow = timeline(RedisTimeline.Limits.of(1), stale);
        var overtaken = CompletableFuture.runAsync(() -> slow.newest(reader, null, 20));
        await(early);

        // Meanwhile the timeline was lost, and a builder that knows more has begun.
        var dub = society.dubBy(author);
        society.meanwhile(() -> {
            goOn.countDown();
            overtaken.join();
        });
        redis.run(FORGET, List.of(key(reader)), List.of());
        timeline().newest(reader, null, 20);

        assertThat(all(timeline(RedisTimeline.Limits.of(1), new Society(ids)), reader))
                .containsExactly(dub);
    }

    @Test
    void what_is_shown_while_the_truth_is_read_is_kept() {
        var author = society.person();
        var reader = society.person();
        society.follows(reader, author);
        var older = society.dubBy(author);
        var late = new ArrayList<DubId>();
        society.meanwhile(() -> {
            society.meanwhile(() -> {});
            late.add(publishes(author));
        });

        timeline().newest(reader, null, 20);

        assertThat(late).hasSize(1);
        assertThat(isOn(reader, late.get(0).toString())).isTrue();
        assertThat(all(reader)).containsExactly(late.get(0), older);
    }

    @Test
    void whoever_does_not_read_has_no_timeline() {
        var author = society.person();
        var sleeper = society.person();
        follows(sleeper, author);
        publishes(author);

        assertThat(redis.run(EXISTS, List.of(key(sleeper)), List.of())
                        .orElseThrow()
                        .toInteger())
                .isZero();
    }

    @Test
    void dubs_of_large_authors_stay_away_from_timelines_and_are_found() {
        var timeline = timeline(RedisTimeline.Limits.of(FAN_OUT_LIMIT), society);
        var author = society.person();
        var readers = IntStream.range(0, 5).mapToObj(i -> reader(author)).toList();
        var first = society.dubBy(author);
        assertThat(steps(timeline, first, author)).isEqualTo(2);

        var second = society.dubBy(author);
        assertThat(steps(timeline, second, author)).isEqualTo(1);

        for (var reader : readers) {
            assertThat(isOn(reader, first.toString())).isTrue();
            assertThat(isOn(reader, second.toString())).isFalse();
            assertThat(all(timeline, reader)).containsExactly(second, first);
        }
        var newcomer = society.person();
        society.follows(newcomer, author);
        assertThat(all(timeline, newcomer)).containsExactly(second, first);
        var third = society.dubBy(author);
        steps(timeline, third, author);
        assertThat(all(timeline, newcomer)).containsExactly(third, second, first);
    }

    @Test
    void whoever_grows_is_brought_to_all_until_all_know_also_after_a_crash() {
        var author = society.person();
        var readers = IntStream.range(0, 8).mapToObj(i -> reader(author)).toList();
        var first = society.dubBy(author);
        var reached = timeline(RedisTimeline.Limits.of(FAN_OUT_LIMIT), society).show(first, author, null);

        // The process that came so far is gone; meanwhile somebody begins to read.
        var other = timeline(RedisTimeline.Limits.of(FAN_OUT_LIMIT), society);
        var early = society.person();
        society.follows(early, author);
        other.follow(early, author);
        assertThat(all(other, early)).containsExactly(first);
        while (reached != null) {
            reached = other.show(first, author, reached);
        }
        var second = society.dubBy(author);
        assertThat(steps(other, second, author)).isEqualTo(1);

        for (var reader : readers) {
            assertThat(all(other, reader)).containsExactly(second, first);
        }
        assertThat(all(other, early)).containsExactly(second, first);
    }

    @Test
    void a_builder_that_began_before_an_author_grew_knows_of_it() {
        var timeline = timeline(RedisTimeline.Limits.of(FAN_OUT_LIMIT), society);
        var author = society.person();
        IntStream.range(0, 5).forEach(i -> society.follows(society.person(), author));
        var reader = society.person();
        society.follows(reader, author);
        society.meanwhile(() -> {
            society.meanwhile(() -> {});
            steps(timeline, society.dubBy(author), author);
            assertThat(steps(timeline, society.dubBy(author), author)).isEqualTo(1);
        });

        timeline.newest(reader, null, 20);

        assertThat(all(timeline, reader)).hasSize(2).containsExactlyElementsOf(society.timelineOf(reader));
    }

    @Test
    void what_lies_beyond_a_full_timeline_is_found_even_when_dubs_were_taken_away() {
        var timeline = timeline(new RedisTimeline.Limits(100, 10, 2), society);
        var author = society.person();
        var other = society.person();
        var dubs = new ArrayList<DubId>();
        for (var i = 0; i < 30; i++) {
            dubs.add(0, society.dubBy(i % 3 == 0 ? author : other));
        }
        var reader = society.person();
        society.follows(reader, author);
        society.follows(reader, other);
        assertThat(all(timeline, reader)).containsExactlyElementsOf(dubs);

        society.unfollows(reader, other);
        timeline.unfollow(reader, other);
        var late = society.person();
        var hers = society.dubBy(late);
        society.follows(reader, late);
        timeline.follow(reader, late);

        var found = all(timeline, reader);
        assertThat(found).doesNotHaveDuplicates().contains(hers);
        assertThat(found).containsExactlyElementsOf(society.timelineOf(reader));
    }

    @Test
    void whoever_reads_on_beyond_the_end_has_postgresql_asked_once_for_many_pages() {
        var timeline = timeline(new RedisTimeline.Limits(100, 100, 10), society);
        var author = society.person();
        var dubs = new ArrayList<DubId>();
        for (var i = 0; i < 280; i++) {
            dubs.add(0, society.dubBy(author));
        }
        var reader = society.person();
        society.follows(reader, author);
        timeline.newest(reader, null, 20);
        var asked = new AtomicInteger();
        society.meanwhile(asked::incrementAndGet);

        assertThat(all(timeline, reader)).containsExactlyElementsOf(dubs);

        assertThat(asked).hasValue(1);
    }

    /** Authors cross the limit both ways, timelines are cut, lost and built in between: nothing is missing and nothing comes twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_happens_each_reader_finds_all_there_is_and_once(long seed) {
        var chance = new Random(seed);
        var timeline = timeline(new RedisTimeline.Limits(FAN_OUT_LIMIT, 8, 2), society);
        var authors = IntStream.range(0, 3).mapToObj(i -> society.person()).toList();
        var readers = IntStream.range(0, 7).mapToObj(i -> society.person()).toList();
        var dubs = new ArrayList<DubId>();
        var authorOf = new ArrayList<AccountId>();

        for (var deed = 0; deed < 250; deed++) {
            var author = authors.get(chance.nextInt(authors.size()));
            var reader = readers.get(chance.nextInt(readers.size()));
            switch (chance.nextInt(9)) {
                case 0, 1 -> {
                    society.follows(reader, author);
                    timeline.follow(reader, author);
                }
                case 2 -> {
                    society.unfollows(reader, author);
                    timeline.unfollow(reader, author);
                }
                case 3, 4, 5 -> {
                    var dub = society.dubBy(author);
                    dubs.add(dub);
                    authorOf.add(author);
                    steps(timeline, dub, author);
                }
                case 6 -> {
                    if (!dubs.isEmpty()) {
                        var at = chance.nextInt(dubs.size());
                        society.hides(dubs.get(at));
                        var reached = timeline.hide(dubs.get(at), authorOf.get(at), null);
                        while (reached != null) {
                            reached = timeline.hide(dubs.get(at), authorOf.get(at), reached);
                        }
                    }
                }
                case 7 -> {
                    if (!dubs.isEmpty()) {
                        var at = chance.nextInt(dubs.size());
                        society.shows(dubs.get(at));
                        steps(timeline, dubs.get(at), authorOf.get(at));
                    }
                }
                default -> redis.run(FORGET, List.of(key(reader)), List.of());
            }
            var found = all(timeline, reader);
            assertThat(found).doesNotHaveDuplicates();
            // A timeline may name what the rules leave out; it may not miss what they let through.
            var due = society.timelineOf(reader);
            assertThat(found.stream().filter(due::contains).toList())
                    .as("reader after deed %d of seed %d", deed, seed)
                    .containsExactlyElementsOf(due);
        }
    }

    private static int steps(Timeline timeline, DubId dub, AccountId author) {
        var steps = 1;
        var reached = timeline.show(dub, author, null);
        while (reached != null) {
            reached = timeline.show(dub, author, reached);
            steps++;
        }
        return steps;
    }

    private boolean isOn(AccountId reader, String member) {
        return redis.run(HAS, List.of(key(reader)), List.of(member)).isPresent();
    }

    private static String key(AccountId reader) {
        return "feeds:home:" + reader;
    }

    private RedisTimeline timeline(RedisTimeline.Limits limits, Society truth) {
        return new RedisTimeline(limits, redis, arrears, truth, truth, largeAuthors, ids);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
