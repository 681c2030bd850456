package io.overdub.accounts;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Forgets sessions that nobody used for sixty days. They work no more before that; this only frees the rows. */
@Singleton
@StableName("accounts.sweep_sessions")
class SweepSessions implements Job {

    private final SessionRepository sessions;
    private final Clock clock;

    SweepSessions(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    @Transactional
    public void run() {
        sessions.sweep(clock.instant());
    }
}
