package io.overdub.feeds.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.dubs.DubId;
import io.overdub.kernel.EngineAway;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class StreamV2TimelineTest extends StreamTimelineTest {

    @Override
    protected TimelineConfig.Stream.Version version() {
        return TimelineConfig.Stream.Version.V2;
    }

    @Override
    protected String path() {
        return "/api/v1.0";
    }

    @Test
    void a_method_of_stream_reads_how_many_like_a_dub() {
        var popular = timeline(Duration.ZERO, 100_000, server.address(path()), StreamServer.POPULAR);
        var author = society.person();
        var reader = reader(author);
        var dubs = IntStream.range(0, 230).mapToObj(i -> publishes(author)).toList();
        var likes = new HashMap<DubId, Long>();
        dubs.forEach(dub -> likes.put(dub, 1L));
        likes.put(dubs.get(7), 900L);
        likes.put(dubs.get(3), 70L);
        var calls = server.calls();

        popular.weigh(likes);
        popular.weigh(likes);

        assertThat(server.calls() - calls).isEqualTo(6);
        assertThat(popular.ranked(reader, 3).orElseThrow().dubs())
                .containsExactly(dubs.get(7), dubs.get(3), dubs.get(229));
    }

    @Test
    void what_is_gone_there_keeps_no_other_from_being_weighed() {
        var popular = timeline(Duration.ZERO, 100_000, server.address(path()), StreamServer.POPULAR);
        var author = society.person();
        var reader = reader(author);
        var likes = new HashMap<DubId, Long>();
        var liked = publishes(author);
        likes.put(liked, 5L);
        IntStream.range(0, 98).forEach(i -> likes.put(publishes(author), 1L));
        var gone = publishes(author);
        likes.put(gone, 5L);
        timeline().hide(gone, author, null);
        var calls = server.calls();

        popular.weigh(likes);

        assertThat(server.calls() - calls).isLessThanOrEqualTo(17);
        assertThat(popular.ranked(reader, 100).orElseThrow().dubs()).hasSize(99).startsWith(liked);
    }

    @Test
    void where_all_are_gone_stream_is_not_asked_for_each() {
        var popular = timeline(Duration.ZERO, 100_000, server.address(path()), StreamServer.POPULAR);
        var likes = new HashMap<DubId, Long>();
        IntStream.range(0, 100).forEach(i -> likes.put(new DubId(ids.next()), 1L));
        var calls = server.calls();

        popular.weigh(likes);

        assertThat(server.calls() - calls).isLessThanOrEqualTo(32);
    }

    @Test
    void what_is_refused_for_no_one_dub_is_not_tried_with_fewer() {
        var popular = timeline(Duration.ZERO, 100_000, server.address(path()), StreamServer.POPULAR);
        var author = society.person();
        var likes = new HashMap<DubId, Long>();
        IntStream.range(0, 100).forEach(i -> likes.put(publishes(author), 1L));
        var calls = server.calls();

        server.takesNoPopularity();
        popular.weigh(likes);

        assertThat(server.calls() - calls).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LAST_CALL"})
    void weighing_that_failed_is_told_and_may_be_repeated(StreamServer.Fault fault) {
        var popular = timeline(Duration.ZERO, 100_000, server.address(path()), StreamServer.POPULAR);
        var author = society.person();
        var reader = reader(author);
        var liked = publishes(author);
        var newer = publishes(author);

        server.next(fault);
        assertThatThrownBy(() -> popular.weigh(Map.of(liked, 5L))).isInstanceOf(EngineAway.class);
        engineComesBack();
        popular.weigh(Map.of(liked, 5L));

        assertThat(popular.ranked(reader, 3).orElseThrow().dubs()).containsExactly(liked, newer);
    }

    @Test
    void where_stream_does_not_rank_it_is_told_nothing() {
        assertThat(timeline(Duration.ZERO, 100_000, server.address(path()), null)
                        .weighs())
                .isFalse();
        assertThat(timeline().weighs()).isTrue();
    }
}
