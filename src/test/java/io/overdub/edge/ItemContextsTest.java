package io.overdub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Secrets;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
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

    /** Of its own: that of the world is shared. */
    private final TestClock clock = new TestClock();

    private ItemContexts contexts;

    @BeforeEach
    void contexts() {
        contexts = new ItemContexts(secrets, clock);
    }

    @Test
    void a_context_says_what_was_shown_where_and_by_which_formula() {
        var viewer = ids.next();
        var shown = new ItemContext("for-you", ids.next(), "for-you", 7, 41, clock.instant());
        var unranked = new ItemContext("home", shown.item(), null, 0, 0, clock.instant());

        var text = contexts.seal(viewer, shown);

        assertThat(text.length()).isLessThanOrEqualTo(ItemContexts.LONGEST);
        assertThat(contexts.open(viewer, text)).contains(shown);
        assertThat(contexts.open(viewer, contexts.seal(viewer, unranked))).contains(unranked);
    }

    @Test
    void what_was_changed_or_given_to_somebody_else_or_is_old_is_no_context() {
        var viewer = ids.next();
        var text = contexts.seal(viewer, new ItemContext("tag", ids.next(), "tag", 1, 3, clock.instant()));

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
