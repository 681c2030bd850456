package io.overdub.uploads;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the copies that people asked for, and removes those that are over. */
@Singleton
@StableName("uploads.make_exports")
class MakeExports implements Job {

    /** In one run: some jobs share their threads. */
    private static final int MOST = 5;

    private final ExportOffice office;
    private final ExportShelf shelf;

    MakeExports(ExportOffice office, ExportShelf shelf) {
        this.office = office;
        this.shelf = shelf;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void run() {
        shelf.removeOver();
        for (var i = 0; i < MOST && office.makeOne(); i++) {
            continue;
        }
    }
}
