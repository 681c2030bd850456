package io.overdub.dubs;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.Accounts;
import io.overdub.dubs.DubRepository.VideoPlace;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import io.overdub.uploads.Uploads;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Opens the film and the poster of a dub that everybody may see, so that their addresses need no signature and can be cached for
 * ever, and closes them when that is over. Until it has, addresses are signed, which always works.
 *
 * <p>Each call brings them to where they belong by then, so a repeated or late one does no harm. The row says open only while the
 * copy is there: it changes after the copy was made and before it is removed.
 */
@Singleton
@StableName("dubs.place_video")
class PlaceVideo implements BulkSubscriber<DubVisibilitySet> {

    private static final String POSTER_TYPE = "image/jpeg";

    private final DubRepository dubs;
    private final Accounts accounts;
    private final Uploads uploads;

    PlaceVideo(DubRepository dubs, Accounts accounts, Uploads uploads) {
        this.dubs = dubs;
        this.accounts = accounts;
        this.uploads = uploads;
    }

    @Override
    public String orderedBy(DubVisibilitySet event) {
        return event.dub().toString();
    }

    @Override
    public void onAll(List<DubVisibilitySet> events) {
        var places = dubs.videoPlaces(events.stream().map(DubVisibilitySet::dub).toList());
        var closed = accounts.privateAmong(places.values().stream()
                .filter(VideoPlace::forEverybody)
                .map(VideoPlace::author)
                .collect(toSet()));
        places.forEach((dub, place) -> {
            if (!place.forEverybody() || closed.contains(place.author())) {
                close(dub, place);
            } else if (!place.open()) {
                open(dub, place);
            }
        });
    }

    /** Also when the row does not say open: an earlier try may have made the copy and lost the answer, or died. */
    private void close(DubId dub, VideoPlace place) {
        dubs.close(dub);
        uploads.closeAll(place.upload());
    }

    private void open(DubId dub, VideoPlace place) {
        if (!uploads.open(place.key(), place.contentType())) {
            return;
        }
        var poster = place.posterKey();
        var whole = poster == null || uploads.open(poster, POSTER_TYPE);
        if (!whole || !dubs.open(dub)) {
            // Without a poster as well: then it is being deleted, and whoever does may have closed it already.
            uploads.closeAll(place.upload());
        }
    }
}
