package io.overdub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.LostDatabase;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who works at the stages. */
class WorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void while_the_database_is_away_no_turn_is_taken_and_then_it_goes_on() throws InterruptedException {
        var lost = new LostDatabase();
        var awayAtTurns = new LinkedBlockingQueue<Boolean>();
        var worker = new Worker("test", Duration.ofMillis(1), lost.pulse(), () -> {
            awayAtTurns.add(lost.pulse().isAway());
            return false;
        });

        worker.start();
        lost.comesBack();

        assertThat(awayAtTurns.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isFalse();
        worker.stop(PATIENCE);
    }
}
