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
    private final ExportShelf exports;

    UploadData(UploadDesk desk, ExportShelf exports) {
        this.desk = desk;
        this.exports = exports;
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
        return List.of(
                Holding.erased("uploads.upload", "owner_id").ownedBy("owner_id").without("storage_upload"),
                Holding.erased("uploads.rendition", "media_key"),
                Holding.erased("uploads.export", "account_id"));
    }

    @Override
    public Forgotten forget(Departed person) {
        var owner = new AccountId(person.account());
        return Forgotten.of("exports", () -> exports.forget(owner)).or("files", () -> desk.forgetAll(owner, BATCH));
    }
}
