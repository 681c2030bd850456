package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.analytics.warehouse.Answer;
import io.overdub.analytics.warehouse.GoogleSql;
import io.overdub.world.StoppedClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What this room asks by itself is in words that both warehouses understand; that DuckDB does, other tests show. */
@QuarkusTest
class SharedSqlTest {

    private static final LocalDate FROM = LocalDate.parse("2026-01-01");
    private static final LocalDate TO = LocalDate.parse("2026-03-01");

    @Inject
    SavedQueryRepository saved;

    @Inject
    CancellationRepository cancellations;

    @Inject
    QueryConfig config;

    private final MemoryWarehouse warehouse = new MemoryWarehouse();

    @Test
    void figures_are_asked_for_in_words_that_bigquery_understands() {
        var figures = new Figures(new Enquiries(warehouse, saved, cancellations, config));

        figures.actives(FROM, TO);
        figures.growth(FROM, TO);
        figures.installs(FROM, TO);
        figures.retention(FROM, TO);
        figures.funnel(FROM, TO);
        figures.topQuotes(FROM, TO, 20);
        figures.watching(FROM, TO);

        assertThat(warehouse.asked)
                .hasSize(7)
                .allSatisfy(sql -> assertThat(GoogleSql.unknownIn(sql)).as(sql).isEmpty());
    }

    @Test
    void so_is_what_people_are_told_of_their_dubs_and_what_is_counted_anew() {
        var clock = new StoppedClock(Instant.parse("2026-02-01T00:00:00Z"));
        var desk = new StatsDesk(new Enquiries(warehouse, saved, cancellations, config), new Calendar(clock), config);
        warehouse.answer = new Answer(List.of(), List.of(List.of("0", "0", "0")), true);

        desk.of(UUID.randomUUID());

        assertThat(warehouse.asked)
                .isNotEmpty()
                .allSatisfy(sql -> assertThat(GoogleSql.unknownIn(sql)).as(sql).isEmpty());
        assertThat(GoogleSql.unknownIn(RecountReceptions.question(FROM, TO, UUID.randomUUID())))
                .isEmpty();
        assertThat(GoogleSql.unknownIn(RecountReceptions.daysQuestion(FROM, TO)))
                .isEmpty();
        assertThat(GoogleSql.unknownIn(PersonalEvents.question(UUID.randomUUID(), UUID.randomUUID())))
                .isEmpty();
        assertThat(GoogleSql.unknownIn("select properties->>'x', epoch(day) // 7"))
                .hasSize(3);
    }
}
