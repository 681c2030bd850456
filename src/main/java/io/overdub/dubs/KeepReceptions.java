package io.overdub.dubs;

import io.overdub.analytics.Receptions;
import io.overdub.analytics.ReceptionsCounted;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Keeps with each dub how people took to it, as it is said when this is heard: lists and rankings read both from one row. */
@Singleton
@StableName("dubs.keep_receptions")
class KeepReceptions implements BulkSubscriber<ReceptionsCounted> {

    private final Receptions receptions;
    private final DubRepository dubs;

    KeepReceptions(Receptions receptions, DubRepository dubs) {
        this.receptions = receptions;
        this.dubs = dubs;
    }

    @Override
    public void onAll(List<ReceptionsCounted> events) {
        var items = events.stream()
                .map(ReceptionsCounted::items)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        dubs.keepReceptions(receptions.of(items));
    }

    /** One after the other: what was asked first must not be written last. */
    @Override
    public String orderedBy(ReceptionsCounted event) {
        return "all";
    }
}
