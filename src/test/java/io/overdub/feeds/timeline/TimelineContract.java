package io.overdub.feeds.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every timeline does, whatever the engine. */
abstract class TimelineContract {

    @Inject
    Ids ids;

    protected Society society;

    /** Over the truth of this test. */
    protected abstract Timeline timeline();

    /** From now on the engine answers nothing. */
    protected abstract void engineGoesAway() throws IOException;

    /** Until everybody in this process has noticed. */
    protected abstract void engineComesBack();

    @BeforeEach
    void nobodyKnowsAnybody() {
        society = new Society(ids);
    }

    @Test
    void followers_find_what_is_shown_to_them_newest_first() {
        var author = society.person();
        var other = society.person();
        var reader = reader(author, other);
        var first = publishes(author);
        var second = publishes(other);
        var third = publishes(author);
        publishes(society.person());

        assertThat(all(reader)).containsExactly(third, second, first);
        assertThat(all(society.person())).isEmpty();
    }

    @Test
    void stretches_join_without_gap_or_repeat_while_more_is_published() {
        var author = society.person();
        var reader = reader(author);
        var dubs = IntStream.range(0, 25).mapToObj(i -> publishes(author)).toList();
        var seen = new ArrayList<DubId>();

        @Nullable UUID before = null;
        var last = false;
        while (!last) {
            var some = timeline().newest(reader, before, 10);
            seen.addAll(some.rows());
            before = some.end();
            last = some.last();
            publishes(author);
        }

        assertThat(seen).hasSize(25).containsExactlyInAnyOrderElementsOf(dubs);
        assertThat(seen).isSortedAccordingTo((a, b) -> b.toString().compareTo(a.toString()));
    }

    @Test
    void whoever_follows_finds_older_dubs_and_whoever_stops_loses_them() {
        var author = society.person();
        var other = society.person();
        var older = publishes(author);
        var reader = reader(other);
        var kept = publishes(other);
        assertThat(all(reader)).containsExactly(kept);

        follows(reader, author);
        assertThat(all(reader)).containsExactly(kept, older);

        society.unfollows(reader, author);
        timeline().unfollow(reader, author);
        assertThat(all(reader)).containsExactly(kept);

        follows(reader, author);
        assertThat(all(reader)).containsExactly(kept, older);
    }

    @Test
    void what_is_hidden_leaves_and_what_is_shown_again_returns() {
        var author = society.person();
        var reader = reader(author);
        var older = publishes(author);
        var dub = publishes(author);
        var newer = publishes(author);

        hides(author, dub);
        assertThat(all(reader)).containsExactly(newer, older);

        society.shows(dub);
        shows(author, dub);
        assertThat(all(reader)).containsExactly(newer, dub, older);
    }

    @Test
    void doing_everything_twice_changes_nothing() {
        var author = society.person();
        var reader = reader(author);
        var dub = publishes(author);
        shows(author, dub);
        timeline().follow(reader, author);
        timeline().follow(reader, author);
        var gone = publishes(author);
        hides(author, gone);
        hides(author, gone);

        assertThat(all(reader)).containsExactly(dub);

        society.unfollows(reader, author);
        timeline().unfollow(reader, author);
        timeline().unfollow(reader, author);
        assertThat(all(reader)).isEmpty();
    }

    @Test
    void however_many_follow_all_of_them_find_it() {
        var author = society.person();
        var readers = IntStream.range(0, 2_003).mapToObj(i -> society.person()).toList();
        readers.forEach(reader -> society.follows(reader, author));
        var some = List.of(readers.get(0), readers.get(999), readers.get(1_000), readers.get(2_002));
        some.forEach(reader -> timeline().follow(reader, author));
        some.forEach(reader -> assertThat(all(reader)).isEmpty());

        var dub = publishes(author);

        some.forEach(reader -> assertThat(all(reader)).containsExactly(dub));
    }

    @Test
    void without_the_engine_readers_are_answered_and_writers_told() throws IOException {
        var author = society.person();
        var reader = reader(author);
        var before = publishes(author);

        engineGoesAway();
        var during = society.dubBy(author);
        assertThat(all(reader)).containsExactly(during, before);
        assertThatThrownBy(() -> timeline().show(during, author, null)).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> timeline().hide(before, author, null)).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> timeline().follow(reader, author)).isInstanceOf(EngineAway.class);
        assertThatThrownBy(() -> timeline().unfollow(reader, author)).isInstanceOf(EngineAway.class);

        engineComesBack();
        shows(author, during);
        assertThat(all(reader)).containsExactly(during, before);
    }

    /** Somebody who follows these people, and reads. */
    protected AccountId reader(AccountId... followees) {
        var reader = society.person();
        for (var followee : followees) {
            follows(reader, followee);
        }
        all(reader);
        return reader;
    }

    protected void follows(AccountId follower, AccountId followee) {
        society.follows(follower, followee);
        timeline().follow(follower, followee);
    }

    protected DubId publishes(AccountId author) {
        var dub = society.dubBy(author);
        shows(author, dub);
        return dub;
    }

    protected void shows(AccountId author, DubId dub) {
        var reached = timeline().show(dub, author, null);
        while (reached != null) {
            reached = timeline().show(dub, author, reached);
        }
    }

    protected void hides(AccountId author, DubId dub) {
        society.hides(dub);
        var reached = timeline().hide(dub, author, null);
        while (reached != null) {
            reached = timeline().hide(dub, author, reached);
        }
    }

    /** To the end, a few at a time. */
    protected List<DubId> all(AccountId reader) {
        return all(timeline(), reader);
    }

    protected static List<DubId> all(Timeline timeline, AccountId reader) {
        var found = new ArrayList<DubId>();
        @Nullable UUID before = null;
        while (true) {
            var some = timeline.newest(reader, before, 7);
            found.addAll(some.rows());
            if (some.last() || some.end() == null) {
                return found;
            }
            before = some.end();
        }
    }
}
