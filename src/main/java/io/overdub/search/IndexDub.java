package io.overdub.search;

import io.overdub.dubs.DubChanged;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;

/** The dub, and the tags that come or go with it. */
@Singleton
@StableName("search.index_dub")
class IndexDub implements BulkSubscriber<DubChanged> {

    private final Clerk clerk;
    private final TagClerk tags;

    IndexDub(Clerk clerk, TagClerk tags) {
        this.clerk = clerk;
        this.tags = tags;
    }

    @Override
    public void onAll(List<DubChanged> events) {
        clerk.update(
                Kind.DUB,
                events.stream().map(event -> event.dub().toString()).distinct().toList());
        tags.update(events.stream()
                .flatMap(event -> event.tags().stream())
                .distinct()
                .toList());
    }
}
