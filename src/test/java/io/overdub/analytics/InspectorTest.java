package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.analytics.warehouse.EventRow;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InspectorTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final UUID ADA = UUID.randomUUID();

    @Inject
    Inspector inspector;

    @Test
    void a_device_three_days_fast_is_corrected_by_its_own_clock() {
        var phone = NOW.plus(Duration.ofDays(3));

        assertThat(occurred(phone.minus(Duration.ofHours(2)), phone)).isEqualTo(NOW.minus(Duration.ofHours(2)));
    }

    @Test
    void a_device_that_believes_in_1970_is_corrected_too() {
        var phone = Instant.EPOCH.plusSeconds(600);

        assertThat(occurred(Instant.EPOCH.plusSeconds(540), phone)).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void nothing_occurs_after_it_was_received_or_more_than_a_week_before() {
        assertThat(occurred(NOW.plusSeconds(60), NOW)).isEqualTo(NOW);
        assertThat(occurred(NOW.minus(Duration.ofDays(30)), NOW)).isEqualTo(NOW.minus(Duration.ofDays(7)));
    }

    @Test
    void what_the_device_believed_is_kept() {
        var phone = NOW.plus(Duration.ofDays(3));

        assertThat(row(phone.minusSeconds(1), phone, false).claimedAt()).isEqualTo(phone.minusSeconds(1));
    }

    @Test
    void of_who_opted_out_not_a_word_of_whom_is_kept() {
        var row = row(NOW, NOW, true);

        assertThat(row.account()).isNull();
        assertThat(row.installation()).isNull();
        assertThat(row.network()).isNull();
        assertThat(row.context()).isEqualTo("{}");
    }

    @Test
    void rows_survive_being_written_down() {
        var row = row(NOW, NOW, false);

        assertThat(Rows.read(Rows.write(row))).contains(row);
        assertThat(Rows.read("{\"id\":\"x\"}")).isEmpty();
        assertThat(Rows.read("{\"id\":{}}")).isEmpty();
        assertThat(Rows.read("")).isEmpty();
    }

    @Test
    void addresses_lead_to_a_town_and_to_nobody_in_it() {
        assertThat(Networks.coarse("203.0.113.77")).isEqualTo("203.0.113.0/24");
        assertThat(Networks.coarse("2001:db8:85a3:8d3::/64")).isEqualTo("2001:db8:85a3::/48");
        assertThat(Networks.coarse("2001:db8::/64")).isEqualTo("2001:db8:0::/48");
    }

    private Instant occurred(Instant occurredAt, Instant sentAt) {
        return row(occurredAt, sentAt, false).occurredAt();
    }

    private EventRow row(Instant occurredAt, Instant sentAt, boolean optedOut) {
        var event = Sent.with(Sent.event("app_opened", Map.of("cold", true)), "occurred_at", occurredAt.toString());
        var sender = new Sender(sentAt, NOW, ADA, "203.0.113.0/24", optedOut);
        var verdict = inspector.inspect(new ObjectMapper().valueToTree(event), sender);
        assertThat(verdict).isInstanceOf(Verdict.Fit.class);
        return ((Verdict.Fit) verdict).row();
    }
}
