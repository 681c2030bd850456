package io.overdub.dubs;

import io.overdub.accounts.ExposureChanged;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The films of a private or closed account have no open addresses: whenever it becomes so or ceases to be, all are placed anew. */
@Singleton
@StableName("dubs.place_videos_of")
class PlaceVideosOf implements Subscriber<ExposureChanged> {

    private static final int BATCH = 200;

    private final DubStudio studio;

    PlaceVideosOf(DubStudio studio) {
        this.studio = studio;
    }

    @Override
    public void on(ExposureChanged event) {
        var after = new UUID(0, 0);
        while (true) {
            var some = studio.placeAnew(event.account(), after, BATCH);
            if (some.size() < BATCH) {
                return;
            }
            after = some.get(BATCH - 1).value();
        }
    }
}
