package io.overdub.kernel;

import jakarta.inject.Singleton;

/** What this process is for, where not all do everything. */
@Singleton
public class Duties {

    private final ProcessConfig config;

    Duties(ProcessConfig config) {
        this.config = config;
    }

    /** Whether it does work that nobody waits for. */
    public boolean includeJobs() {
        return config.roles().contains(ProcessConfig.Role.JOBS);
    }
}
