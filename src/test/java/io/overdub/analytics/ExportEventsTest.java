package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Sql;
import io.overdub.world.StoppedClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Night after night, by a clock of its own. */
@QuarkusTest
class ExportEventsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");

    @Inject
    Sql sql;

    private final StoppedClock clock = new StoppedClock(Instant.parse(TODAY + "T02:00:00Z"));
    private final MemoryWarehouse warehouse = new MemoryWarehouse();

    @BeforeEach
    void nothing_was_exported_yet() {
        sql.update("delete from analytics.export");
    }

    @Test
    void each_day_is_written_in_the_night_after_it_and_once_more_when_nothing_of_it_can_come() {
        nights(1);
        assertThat(warehouse.exported).startsWith(TODAY.minusDays(10)).endsWith(TODAY.minusDays(1));
        warehouse.exported.clear();

        nights(1);
        assertThat(warehouse.exported).containsExactly(TODAY.minusDays(8), TODAY);
        nights(20);
        assertThat(warehouse.exported).filteredOn(TODAY::equals).hasSize(2);
    }

    @Test
    void days_that_nobody_was_there_for_are_made_up_for() {
        nights(1);
        clock.advance(Duration.ofDays(20));

        nights(1);

        assertThat(warehouse.exported)
                .containsAll(TODAY.datesUntil(TODAY.plusDays(20)).toList());
    }

    /** By then the warehouse has less of them than the file. */
    @Test
    void days_of_which_something_is_over_are_not_written_again() {
        nights(1);
        clock.advance(Duration.ofDays(40));
        warehouse.exported.clear();

        nights(1);

        assertThat(warehouse.exported).contains(TODAY, TODAY.plusDays(39)).doesNotContain(TODAY.minusDays(1));
    }

    private void nights(int some) {
        var job = new ExportEvents(warehouse, new ExportRepository(sql, clock), clock);
        for (var night = 0; night < some; night++) {
            job.run();
            clock.advance(Duration.ofDays(1));
        }
    }
}
