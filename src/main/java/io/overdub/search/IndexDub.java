package io.overdub.search;

import io.overdub.dubs.DubChanged;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;

/** The dub, and the tags that come or go with it. */
@Singleton
@StableName("search.index_dub")
class IndexDub implements Subscriber<DubChanged> {

    private final Clerk clerk;

    IndexDub(Clerk clerk) {
        this.clerk = clerk;
    }

    @Override
    public void on(DubChanged event) {
        clerk.update(Kind.DUB, List.of(event.dub().toString()));
        clerk.update(Kind.TAG, event.tags());
    }
}
