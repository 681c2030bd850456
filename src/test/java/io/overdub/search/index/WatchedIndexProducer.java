package io.overdub.search.index;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the real index in the place of the real index, with a plug that tests may pull. */
class WatchedIndexProducer {

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    SearchIndex index(Engines engines, Plug plug) {
        return plug.before(engines.index());
    }
}
