package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CursorsTest {

    private static final UUID POSITION = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    @Inject
    Cursors cursors;

    @Inject
    TestClock clock;

    @Test
    void a_cursor_marks_its_place_in_its_list() {
        assertThat(cursors.open("list", cursors.seal("list", POSITION))).isEqualTo(POSITION);
        assertThat(cursors.open("list", null)).isNull();
        assertThat(cursors.open("list", "")).isNull();
    }

    @Test
    void another_list_refuses_it() {
        var cursor = cursors.seal("list", POSITION);

        assertThatThrownBy(() -> cursors.open("other", cursor)).isInstanceOf(BadCursor.class);
    }

    @Test
    void no_change_of_one_character_passes() {
        var cursor = cursors.seal("list", POSITION);
        for (var i = 0; i < cursor.length(); i++) {
            var forged = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertThatThrownBy(() -> cursors.open("list", forged)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void a_day_later_it_has_expired() {
        var cursor = cursors.seal("list", POSITION);

        clock.advance(Duration.ofHours(25));

        assertThatThrownBy(() -> cursors.open("list", cursor))
                .isInstanceOf(CursorExpired.class)
                .extracting(refusal -> ((Refusal) refusal).kind())
                .isEqualTo(Refusal.Kind.GONE);
    }
}
