package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Secrets;
import io.overdub.world.StoppedClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ItemContextsTest {

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    /** Of its own: that of the world is shared, and goes on while somebody looks at it. */
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-02-01T10:00:00Z"));

    private ItemContexts contexts;

    @BeforeEach
    void contexts() {
        contexts = new ItemContexts(secrets, clock);
    }

    @Test
    void a_context_says_what_was_shown_where_and_by_which_formula() {
        var viewer = ids.next();
        var shown = new ItemContext("for-you", ids.next(), ids.next(), 12_345, "for-you", 7, 41, clock.instant());
        var unranked = new ItemContext("home", shown.item(), null, 0, null, 0, 0, clock.instant());

        var text = contexts.seal(viewer, shown);

        assertThat(text.length()).isLessThanOrEqualTo(ItemContexts.LONGEST);
        assertThat(contexts.open(viewer, text)).contains(shown);
        assertThat(contexts.open(viewer, contexts.seal(viewer, unranked))).contains(unranked);
    }

    @Test
    void what_is_shown_outside_of_feeds_is_good_for_all_who_see_it_and_the_same_for_a_day() {
        var dub = ids.next();
        var author = ids.next();
        var text = contexts.seal("profile", dub, author, 12_345);
        var day = clock.instant().truncatedTo(ChronoUnit.DAYS);

        assertThat(contexts.open(ids.next(), text))
                .contains(new ItemContext("profile", dub, author, 12_345, null, 0, 0, day));
        assertThat(contexts.open(null, text)).isEqualTo(contexts.open(ids.next(), text));
        clock.advance(
                Duration.between(clock.instant(), day.plus(Duration.ofDays(1))).minusMillis(1));
        assertThat(contexts.seal("profile", dub, author, 12_345)).isEqualTo(text);
        clock.advance(Duration.ofMillis(1));
        assertThat(contexts.seal("profile", dub, author, 12_345)).isNotEqualTo(text);
        assertThat(contexts.open(null, text)).isPresent();
    }

    @Test
    void what_was_shown_to_somebody_is_nothing_of_who_has_not_signed_in() {
        var viewer = ids.next();
        var shown = new ItemContext("home", ids.next(), ids.next(), 9_000, null, 0, 0, clock.instant());

        assertThat(contexts.open(null, contexts.seal(viewer, shown))).isEmpty();
    }

    @Test
    void what_was_changed_or_given_to_somebody_else_or_is_old_is_no_context() {
        var viewer = ids.next();
        var text =
                contexts.seal(viewer, new ItemContext("tag", ids.next(), ids.next(), 1, "tag", 1, 3, clock.instant()));

        var changed =
                new ArrayList<>(List.of("", "x", text + "A", text.substring(4), text.substring(0, 8), "A".repeat(300)));
        for (var i = 0; i < text.length(); i += 7) {
            var other = text.charAt(i) == 'B' ? 'C' : 'B';
            changed.add(text.substring(0, i) + other + text.substring(i + 1));
        }
        for (var other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("")) {
            changed.add(text.substring(0, text.length() - 1) + other);
        }
        changed.remove(text);
        assertThat(changed).allMatch(forged -> contexts.open(viewer, forged).isEmpty());
        assertThat(contexts.open(ids.next(), text)).isEmpty();
        assertThat(contexts.open(viewer, text)).isPresent();
        clock.advance(Duration.ofDays(8).plusSeconds(1));
        assertThat(contexts.open(viewer, text)).isEmpty();
    }
}
