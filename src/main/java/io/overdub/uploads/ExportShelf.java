package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.uploads.storage.Storage;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Takes copies away. Objects first: while the row stands, a failure here is tried again. */
@Singleton
class ExportShelf {

    private static final int BATCH = 50;

    private final ExportRepository exports;
    private final Storage storage;
    private final Clock clock;

    ExportShelf(ExportRepository exports, Storage storage, Clock clock) {
        this.exports = exports;
        this.storage = storage;
        this.clock = clock;
    }

    void remove(ExportRepository.Row row) {
        row.keys().forEach(storage::delete);
        exports.remove(row);
    }

    void removeOver() {
        exports.over(clock.instant(), BATCH).forEach(this::remove);
    }

    /** How many there were. */
    int forget(AccountId account) {
        var found = exports.find(account);
        found.ifPresent(this::remove);
        return found.isPresent() ? 1 : 0;
    }
}
