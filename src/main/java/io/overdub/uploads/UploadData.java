package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/** Files go for good, with all that was made of them and every copy that was open. */
@Singleton
class UploadData implements PersonalData {

    private static final int BATCH = 20;

    private final UploadDesk desk;

    UploadData(UploadDesk desk) {
        this.desk = desk;
    }

    @Override
    public String room() {
        return "uploads";
    }

    @Override
    public int floor() {
        return 3;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.erased("uploads.upload", "owner_id"), Holding.erased("uploads.rendition", "media_key"));
    }

    @Override
    public Forgotten forget(Departed person) {
        return Forgotten.of("files", () -> desk.forgetAll(new AccountId(person.account()), BATCH));
    }
}
