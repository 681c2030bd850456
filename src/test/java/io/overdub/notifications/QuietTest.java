package io.overdub.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // In the evening, in the night, at both ends, by day.
        "22:00, 07:00, 2026-06-01T21:30:00Z, 2026-06-02T05:00:00Z",
        "22:00, 07:00, 2026-06-01T23:30:00Z, 2026-06-02T05:00:00Z",
        "22:00, 07:00, 2026-06-01T20:00:00Z, 2026-06-02T05:00:00Z",
        "13:00, 15:00, 2026-06-01T12:00:00Z, 2026-06-01T13:00:00Z",
        // Clocks leap from 2:00 to 3:00 at 1:00 UTC: over when they leap.
        "23:00, 02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
        // Clocks go back from 3:00 to 2:00 at 1:00 UTC: over the second time.
        "23:00, 02:30, 2026-10-25T00:10:00Z, 2026-10-25T01:30:00Z",
        "23:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
        // Half past two was, and comes once more: nobody is woken in between.
        "23:00, 02:30, 2026-10-25T00:40:00Z, 2026-10-25T01:30:00Z",
    })
    void quiet_hours_end_where_the_clock_of_the_person_says(LocalTime from, LocalTime until, String now, String end) {
        assertThat(new Quiet(from, until).endIfQuiet(Instant.parse(now), BERLIN))
                .isEqualTo(Instant.parse(end));
    }

    @Test
    void outside_of_them_nobody_waits() {
        var night = Quiet.ofMinutes(22 * 60, 7 * 60);

        assertThat(night.endIfQuiet(Instant.parse("2026-06-01T05:00:00Z"), BERLIN))
                .isNull();
        assertThat(night.endIfQuiet(Instant.parse("2026-06-01T19:59:59Z"), BERLIN))
                .isNull();
    }
}
