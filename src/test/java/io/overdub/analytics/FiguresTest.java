package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.analytics.warehouse.EventClass;
import io.overdub.analytics.warehouse.EventRow;
import io.overdub.analytics.warehouse.Source;
import io.overdub.analytics.warehouse.Warehouse;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who counts, and how often. Each test has days of its own, of which nobody else tells anything. */
@QuarkusTest
class FiguresTest {

    private final String phone = "phone-" + UUID.randomUUID();
    private final UUID ada = UUID.randomUUID();
    private final UUID bela = UUID.randomUUID();

    @Inject
    Warehouse warehouse;

    @Inject
    Figures figures;

    @Test
    void whoever_looks_around_before_they_sign_up_is_one_person() {
        happens(
                row(null, "2025-06-03T10:00:00Z", "quote_previewed"),
                row(null, "2025-06-03T10:01:00Z", "film_started"),
                row(ada, "2025-06-03T10:02:00Z", "dub_published"),
                row(ada, "2025-06-10T10:00:00Z", "dub_shared"));
        var first = LocalDate.parse("2025-06-02");
        var last = LocalDate.parse("2025-06-15");

        assertThat(figures.funnel(first, last).rows())
                .extracting(row -> row.get(2))
                .containsOnly("1");
        assertThat(figures.actives(first, first.plusDays(1)).rows())
                .containsExactly(List.of("2025-06-03", "1", "1", "1"));
        assertThat(figures.growth(first, last).rows()).containsExactly(List.of("DE", "1", "1"));
        assertThat(figures.growth(first.plusDays(8), last).rows()).containsExactly(List.of("DE", "1", "0"));
        assertThat(figures.retention(first, last).rows())
                .containsExactly(List.of("2025-06-02", "0", "1"), List.of("2025-06-02", "1", "1"));
        assertThat(figures.watching(first, last).rows()).isEmpty();
    }

    @Test
    void nobody_can_tell_which_of_those_who_share_a_phone_looked_around() {
        happens(
                row(null, "2025-07-08T10:00:00Z", "quote_previewed"),
                row(ada, "2025-07-08T10:01:00Z", "quote_previewed"),
                row(bela, "2025-07-08T10:02:00Z", "quote_previewed"));
        var day = LocalDate.parse("2025-07-08");

        assertThat(figures.actives(day, day).rows()).containsExactly(List.of("2025-07-08", "3", "3", "3"));
    }

    @Test
    void the_first_week_is_a_whole_one_too() {
        happens(
                row(ada, "2025-08-04T10:00:00Z", "quote_previewed"),
                row(bela, "2025-08-07T10:00:00Z", "quote_previewed"));

        assertThat(figures.retention(LocalDate.parse("2025-08-06"), LocalDate.parse("2025-08-12"))
                        .rows())
                .containsExactly(List.of("2025-08-04", "0", "2"));
    }

    @Test
    void what_counts_for_nothing_is_in_no_figure() {
        happens(
                row(ada, "2025-09-02T10:00:00Z", "quote_previewed").doubted(),
                row(ada, "2025-09-02T10:01:00Z", "film_started").doubted());
        var from = LocalDate.parse("2025-09-01");
        var to = LocalDate.parse("2025-09-07");

        assertThat(figures.funnel(from, to).rows())
                .extracting(row -> row.get(2))
                .containsOnly("0");
        for (var figure : List.of(
                figures.actives(from, to),
                figures.growth(from, to),
                figures.retention(from, to),
                figures.topQuotes(from, to, 10))) {
            assertThat(figure.rows()).as(figure.definition()).isEmpty();
        }
    }

    private void happens(EventRow... rows) {
        assertThat(warehouse.load(List.of(rows)).fresh()).isEqualTo(rows.length);
    }

    private EventRow row(@Nullable UUID account, String time, String name) {
        var at = Instant.parse(time);
        return new EventRow(
                UUID.randomUUID(),
                name,
                1,
                Source.CLIENT,
                EventClass.PRODUCT,
                at,
                at,
                at,
                account,
                phone,
                null,
                "DE",
                "de",
                "ios",
                "4.2.0",
                null,
                null,
                UUID.randomUUID(),
                null,
                null,
                null,
                null,
                false,
                "{}",
                "{}");
    }
}
