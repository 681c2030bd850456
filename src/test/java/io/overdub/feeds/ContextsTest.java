package io.overdub.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.accounts.AccountId;
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
class ContextsTest {

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    /** Of its own: that of the world is shared. */
    private final TestClock clock = new TestClock();

    private Contexts contexts;

    @BeforeEach
    void contexts() {
        contexts = new Contexts(secrets, clock);
    }

    @Test
    void a_context_says_what_was_shown_where_and_by_which_formula() {
        var viewer = new AccountId(ids.next());
        var line = new Line(ids.next(), Reason.POPULAR, new RankerVersion("for-you", 7), 41);
        var before = clock.instant();

        var text = contexts.seal(viewer, "for-you", line);

        assertThat(text.length()).isLessThanOrEqualTo(Contexts.LONGEST);
        var context = contexts.open(viewer, text).orElseThrow();
        assertThat(context.feed()).isEqualTo("for-you");
        assertThat(context.item()).isEqualTo(line.id());
        assertThat(context.ranker()).isEqualTo(line.ranker());
        assertThat(context.place()).isEqualTo(41);
        assertThat(context.at()).isBetween(before, clock.instant());
        var unranked = new Line(line.id(), Reason.NEWEST, null, 0);
        assertThat(contexts.open(viewer, contexts.seal(viewer, "home", unranked))
                        .orElseThrow()
                        .ranker())
                .isNull();
    }

    @Test
    void what_was_changed_or_given_to_somebody_else_or_is_old_is_no_context() {
        var viewer = new AccountId(ids.next());
        var text = contexts.seal(viewer, "tag", new Line(ids.next(), Reason.TAG, new RankerVersion("tag", 1), 3));

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
        assertThat(contexts.open(new AccountId(ids.next()), text)).isEmpty();
        assertThat(contexts.open(viewer, text)).isPresent();
        clock.advance(Duration.ofDays(8).plusSeconds(1));
        assertThat(contexts.open(viewer, text)).isEmpty();
    }
}
