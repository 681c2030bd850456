package io.overdub.search;

import io.overdub.dubs.Captions;
import io.overdub.dubs.DubChanged;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import io.overdub.search.index.Kind;
import io.overdub.search.index.SearchIndex;
import jakarta.inject.Singleton;
import java.util.List;

/** The dub, and the tags that come or go with it. */
@Singleton
@StableName("search.index_dub")
class IndexDub implements BulkSubscriber<DubChanged> {

    private final Clerk clerk;
    private final Captions captions;
    private final SearchIndex index;

    IndexDub(Clerk clerk, Captions captions, SearchIndex index) {
        this.clerk = clerk;
        this.captions = captions;
        this.index = index;
    }

    @Override
    public void onAll(List<DubChanged> events) {
        clerk.update(
                Kind.DUB,
                events.stream().map(event -> event.dub().toString()).distinct().toList());
        clerk.update(
                Kind.TAG,
                comingOrGoing(events.stream()
                        .flatMap(event -> event.tags().stream())
                        .distinct()
                        .toList()));
    }

    /**
     * How many dubs carry a tag is counted by {@link ReviewIndex}: counting with each dub would cost the more the better known it is. It
     * also brings back a tag whose last dub goes in the moment in which another comes.
     */
    private List<String> comingOrGoing(List<String> tags) {
        if (tags.isEmpty()) {
            return List.of();
        }
        var carried = captions.newestWith(tags, 1).keySet();
        var known = index.look(Kind.TAG, tags).keySet();
        return tags.stream()
                .filter(tag -> carried.contains(tag) != known.contains(tag))
                .toList();
    }
}
