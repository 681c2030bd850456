package io.overdub.uploads.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.uploads.storage.Assembly;
import io.overdub.uploads.storage.DirectAccess;
import io.overdub.uploads.storage.ExpectedObject;
import io.overdub.uploads.storage.SignedPut;
import io.overdub.world.StoppedClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedS3DeliveryTest {

    private final Readable access = new Readable();
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Delivery delivery = new SignedS3Delivery(access, false, clock);

    @Test
    void within_the_hour_all_get_the_same_text_for_one_signature() {
        var first = delivery.address("media/1", null);
        clock.advance(Duration.ofMinutes(59));

        var last = delivery.address("media/1", null);

        assertThat(last).isEqualTo(first);
        assertThat(access.signatures).isEqualTo(1);
    }

    @Test
    void an_address_is_good_for_half_an_hour_at_any_time() {
        for (var minute = 0; minute < 180; minute++) {
            delivery.address("media/1", null);

            assertThat(access.lastEnd).isAfterOrEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(access.signatures).isEqualTo(3);
    }

    @Test
    void each_key_has_an_address_of_its_own() {
        assertThat(delivery.address("media/1", null)).isNotEqualTo(delivery.address("media/2", null));
    }

    @Test
    void what_is_open_has_one_address_for_ever_where_the_bucket_is_open() {
        var open = new SignedS3Delivery(access, true, clock);

        assertThat(open.openAddress("media/1")).isEqualTo("public/media/1");
        assertThat(open.lastingAddress("media/1")).isEqualTo("public/media/1");
        assertThat(open.lastingUntil()).isEmpty();
        assertThat(open.hasOpenSide()).isTrue();
        assertThat(access.signatures).isZero();
    }

    @Test
    void elsewhere_an_address_that_has_to_last_is_good_for_six_days_at_any_time() {
        for (var hour = 0; hour < 48; hour++) {
            delivery.lastingAddress("media/1");

            assertThat(access.lastEnd).isAfterOrEqualTo(clock.instant().plus(Duration.ofDays(6)));
            assertThat(delivery.lastingUntil()).contains(access.lastEnd);
            clock.advance(Duration.ofHours(1));
        }
    }

    private static final class Readable implements DirectAccess {

        private int signatures;
        private Instant lastEnd = Instant.EPOCH;

        @Override
        public SignedPut put(ExpectedObject object, Instant from, Duration life) {
            throw new UnsupportedOperationException("Delivery puts nothing");
        }

        @Override
        public SignedPut part(Assembly assembly, int number, long sizeBytes, Instant from, Duration life) {
            throw new UnsupportedOperationException("Delivery puts nothing");
        }

        @Override
        public String get(String key, Instant from, Duration life) {
            signatures++;
            lastEnd = from.plus(life);
            return key + "?from=" + from + "&life=" + life;
        }

        @Override
        public String unsigned(String key) {
            return key;
        }
    }
}
