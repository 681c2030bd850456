package io.overdub.analytics.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every warehouse promises to whoever loads. */
abstract class WarehouseContract {

    abstract Warehouse warehouse();

    /** The ids that are in it, each as often as it is. */
    abstract List<UUID> kept();

    @Test
    void an_event_that_comes_again_and_again_is_in_it_once() {
        var rows = rows(100);
        var twice = new ArrayList<>(rows);
        twice.addAll(rows);
        Collections.shuffle(twice);

        var first = warehouse().load(twice);
        warehouse().load(rows.subList(0, 50));

        assertThat(first.refused()).isEmpty();
        assertThat(kept()).containsExactlyInAnyOrderElementsOf(ids(rows));
    }

    @Test
    void loading_nothing_new_is_no_failure() {
        var rows = rows(3);
        warehouse().load(rows);

        assertThat(warehouse().load(rows).refused()).isEmpty();
        assertThat(kept()).containsExactlyInAnyOrderElementsOf(ids(rows));
    }

    @Test
    void all_kinds_of_text_come_through() {
        var row = row(UUID.randomUUID(), "{\"text\":\"\u4f60\u597d \\\" \\n '; drop table events; --\"}");

        assertThat(warehouse().load(List.of(row)).refused()).isEmpty();
        assertThat(kept()).containsExactly(row.id());
    }

    static List<UUID> ids(List<EventRow> rows) {
        return rows.stream().map(EventRow::id).toList();
    }

    static List<EventRow> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> row(UUID.randomUUID(), "{\"n\":" + number + "}"))
                .toList();
    }

    static EventRow row(UUID id, String properties) {
        var at = Instant.parse("2026-01-31T12:00:00Z");
        return new EventRow(
                id,
                "play_started",
                1,
                Source.CLIENT,
                EventClass.PRODUCT,
                at,
                at,
                at,
                null,
                "phone-" + Math.floorMod(id.hashCode(), 10),
                null,
                "DE",
                null,
                "ios",
                "4.2.0",
                "203.0.113.0/24",
                UUID.randomUUID(),
                null,
                null,
                1_500L,
                12_000L,
                new Showing("for-you", 3, "for-you", 7),
                false,
                "{}",
                properties);
    }
}
