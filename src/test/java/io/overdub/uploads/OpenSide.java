package io.overdub.uploads;

import io.overdub.kernel.Ids;
import io.overdub.uploads.delivery.OpenBucket;
import io.overdub.uploads.storage.DirectAccess;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.work.Workshop;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The room as it is where storage has a side that is open to everybody; in the tests' app all addresses are signed. */
@Singleton
public class OpenSide {

    private final Uploads uploads;
    private final Documents documents;

    OpenSide(
            UploadBook book,
            Limits limits,
            Storage storage,
            DirectAccess access,
            Workshop workshop,
            Ids ids,
            Clock clock) {
        var delivery = OpenBucket.delivery(access, clock);
        var completion = new Completion(book, new Examination(storage, limits, workshop), storage, clock);
        this.uploads = new UploadDesk(book, limits, completion, storage, delivery, ids, clock);
        this.documents = new DocumentShelf(storage, delivery);
    }

    public Uploads uploads() {
        return uploads;
    }

    public Documents documents() {
        return documents;
    }
}
