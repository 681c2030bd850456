package io.overdub.search.index;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Tells what was seen of the shadow of the index. */
@Singleton
public class Shadow {

    /** Of the 20 s that a process has to stop. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Engines engines;

    Shadow(Engines engines) {
        this.engines = engines;
    }

    /** @throws io.overdub.kernel.Refusal 404 {@code no_shadow} */
    public ShadowReport report() {
        return engines.shadow().orElseThrow(NoShadow::new).report();
    }

    /** After all who write have stopped. */
    void stop(@Observes @Priority(3) ShutdownEvent event) throws InterruptedException {
        if (engines.backlog().isPresent()) {
            engines.backlog().get().close(LAST_WORDS);
        }
    }
}
